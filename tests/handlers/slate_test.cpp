// The slate: what the hiring manager reads once candidates are put before them, in one message with
// a row of buttons for each.
#include "core/domain/names.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// REQ-1 at Acorn Chicago, open to tier 1, with S-301 to S-304 put forward.
desk four_submitted() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const auto* line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
          "bill:84 max:61 hm:@ana",
          "1 qualify waive:\"known role\"",
          "1 release tier1",
          "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\" for:hammer",
          "1 submit \"Al Dente\" email:al@example.test pay:53 rtr:\"nov 28\" for:quillfeather",
          "1 submit \"Ray Diator\" email:ray@example.test pay:52 rtr:\"nov 28\" for:hammer",
          "1 submit \"Bea Keeper\" email:bea@example.test pay:51 rtr:\"nov 28\" "
          "for:quillfeather"}) {
        const auto told = d.type("robin", "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << '\n' << told.text;
    }
    return d;
}

std::vector<chat::outgoing> slates_of(const said& told, std::string_view kind) {
    std::vector<chat::outgoing> found;
    std::ranges::copy_if(told.messages, std::back_inserter(found), [kind](const auto& item) {
        return item.kind == kind;
    });
    return found;
}

/// What a line sends: the slate, and those who follow.
struct two_messages {
    chat::outgoing slate{};
    chat::outgoing followers{};
};

two_messages messages_after(desk& d, std::string_view line) {
    const auto told = d.type("robin", "acorn-internal", line);
    EXPECT_TRUE(told.changed) << line << '\n' << told.text;
    const auto slates = slates_of(told, "slate");
    const auto followers = slates_of(told, "followers");
    EXPECT_EQ(slates.size(), 1U) << line;
    EXPECT_EQ(followers.size(), 1U) << line;
    return slates.size() == 1 && followers.size() == 1
               ? two_messages{slates.front(), followers.front()}
               : two_messages{};
}

chat::outgoing slate_after(desk& d, std::string_view line) {
    return messages_after(d, line).slate;
}

TEST(slate, several_presented_together_are_one_message_to_the_manager) {
    auto d = four_submitted();
    const auto item = slate_after(d, "present S-301 S-302 S-303");
    EXPECT_EQ(item.conversation.value, "dm-ana");
    EXPECT_EQ(item.not_before_ms, to_unix_ms(d.now + minutes{5})) << "at once, but for undo";
    const auto text = d.composed_text(item).value_or("(dropped)");
    EXPECT_TRUE(contains(text, "3 candidates for REQ-1 Controls engineer")) << text;
    EXPECT_TRUE(contains(text, "From Robin Quill, Acme Staffing")) << text;
    for (const auto* part : {"S-301 P.T.", "S-302 A.D.", "S-303 R.D."}) {
        EXPECT_TRUE(contains(text, part)) << part << '\n' << text;
    }
    for (const auto* part : {"Hammer", "Quillfeather", "52", "SLA", "breach", " late", "S-304"}) {
        EXPECT_FALSE(contains(text, part)) << part << '\n' << text;
    }
    const auto said = d.composed(item);
    ASSERT_TRUE(said);
    const auto rows = std::ranges::count_if(said->blocks, [](const auto& block) {
        return std::holds_alternative<chat::button_row>(block);
    });
    EXPECT_EQ(rows, 3) << "a row for each";
    for (const auto* label : {"[Interview]", "[Maybe]", "[No]", "[Hire]"}) {
        EXPECT_TRUE(contains(text, label)) << label;
    }
}

TEST(slate, those_presented_within_ten_minutes_of_the_first_are_one_further_message) {
    auto d = four_submitted();
    const auto first = messages_after(d, "present S-301");
    EXPECT_EQ(first.followers.not_before_ms, to_unix_ms(d.now + minutes{15}));
    d.now += minutes{4};
    const auto second = messages_after(d, "present S-302");
    d.now += minutes{5};
    const auto third = messages_after(d, "present S-303");
    const auto text = d.composed_text(first.slate).value_or("(dropped)");
    EXPECT_TRUE(contains(text, "1 candidate for REQ-1")) << text;
    EXPECT_TRUE(contains(text, "S-301")) << text;
    const auto more = d.composed_text(first.followers).value_or("(dropped)");
    EXPECT_TRUE(contains(more, "2 candidates for REQ-1")) << more;
    EXPECT_FALSE(contains(more, "S-301")) << more;
    EXPECT_TRUE(contains(more, "S-302")) << more;
    EXPECT_TRUE(contains(more, "S-303")) << more;
    for (const auto& other : {second.slate, second.followers, third.slate, third.followers}) {
        EXPECT_FALSE(d.composed(other)) << "they are read of with the first";
    }
    // The first of them is ten minutes old: whoever comes now begins another.
    d.now += minutes{1};
    const auto fourth = messages_after(d, "present S-304");
    const auto alone = d.composed_text(fourth.slate).value_or("(dropped)");
    EXPECT_TRUE(contains(alone, "1 candidate for REQ-1")) << alone;
    EXPECT_TRUE(contains(alone, "S-304")) << alone;
    EXPECT_FALSE(d.composed(fourth.followers)) << "nobody followed";
    EXPECT_TRUE(contains(d.composed_text(first.followers).value_or(""), "2 candidates"));
}

TEST(slate, what_the_manager_has_said_a_word_on_is_not_on_it) {
    auto d = four_submitted();
    const auto item = slate_after(d, "present S-301 S-302");
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 hold").changed);
    const auto text = d.composed_text(item).value_or("(dropped)");
    EXPECT_TRUE(contains(text, "1 candidate for REQ-1")) << text;
    EXPECT_FALSE(contains(text, "S-301")) << text;
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-302 reject experience").changed);
    EXPECT_FALSE(d.composed(item));
}

}  // namespace
}  // namespace fillrate::handlers::testing
