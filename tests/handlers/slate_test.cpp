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

std::vector<chat::outgoing> slates_of(const said& told) {
    std::vector<chat::outgoing> found;
    std::ranges::copy_if(told.messages, std::back_inserter(found), [](const auto& item) {
        return item.kind == "slate";
    });
    return found;
}

/// The one slate that a line sends.
chat::outgoing slate_after(desk& d, std::string_view line) {
    const auto told = d.type("robin", "acorn-internal", line);
    EXPECT_TRUE(told.changed) << line << '\n' << told.text;
    const auto found = slates_of(told);
    EXPECT_EQ(found.size(), 1U) << line;
    return found.empty() ? chat::outgoing{} : found.front();
}

TEST(slate, several_presented_together_are_one_message_to_the_manager) {
    auto d = four_submitted();
    const auto item = slate_after(d, "present S-301 S-302 S-303");
    EXPECT_EQ(item.conversation.value, "dm-ana");
    EXPECT_EQ(item.not_before_ms, to_unix_ms(d.now + minutes{10}));
    const auto text = d.composed_text(item).value_or("(dropped)");
    EXPECT_TRUE(contains(text, "3 candidates for REQ-1 Controls engineer")) << text;
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

TEST(slate, those_presented_within_ten_minutes_join_it) {
    auto d = four_submitted();
    const auto first = slate_after(d, "present S-301");
    d.now += minutes{8};
    const auto second = slate_after(d, "present S-302");
    EXPECT_FALSE(d.composed(first)) << "the later one brings both";
    const auto text = d.composed_text(second).value_or("(dropped)");
    EXPECT_TRUE(contains(text, "2 candidates for REQ-1")) << text;
    EXPECT_TRUE(contains(text, "S-301")) << text;
    EXPECT_TRUE(contains(text, "S-302")) << text;
    // The first of them is ten minutes old: whoever comes now begins another.
    d.now += minutes{2};
    const auto third = slate_after(d, "present S-303");
    EXPECT_TRUE(contains(d.composed_text(second).value_or("(dropped)"), "2 candidates"));
    const auto alone = d.composed_text(third).value_or("(dropped)");
    EXPECT_TRUE(contains(alone, "1 candidate for REQ-1")) << alone;
    EXPECT_FALSE(contains(alone, "S-301")) << alone;
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
