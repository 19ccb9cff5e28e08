// Opportunities: kept, pursued, won, lost, and the reminder on their day.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

constexpr auto add_line = "opp add client:acorn \"Weekend crew\" next:\"dec 10\" with:@robin";

TEST(opportunity, is_kept_listed_and_shown) {
    auto d = with_presented();
    const auto told = must(d, "robin", "dm-robin", add_line);
    for (const auto* part :
         {"O-7 is kept for Acorn Robotics", "Next step", "Thu 10 Dec", "Robin Quill", "[Won]"}) {
        EXPECT_TRUE(has(told.text, part)) << part << told.text;
    }
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "opp list").text, "O-7 | Weekend crew"));
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "opps").text, "O-7 | Weekend crew"));
    EXPECT_TRUE(has(d.type("dana", "dm-dana", "opp list client:acorn").text, "O-7"));
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "O-7").text, "Weekend crew"));
}

TEST(opportunity, is_pursued_noted_won_with_a_requisition_of_the_client) {
    auto d = with_presented();
    must(d, "robin", "dm-robin", add_line);
    must(d, "robin", "dm-robin", "O-7 pursue");
    must(d, "robin", "dm-robin", "O-7 note \"Kim calls on Monday\"");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "O-7").text, "Kim calls on Monday"));
    refused(d, "robin", "dm-robin", "O-7 pursue");
    refused(d, "robin", "dm-robin", "O-7 won 999");
    EXPECT_TRUE(d.type("robin", "dm-robin", "O-7 won").form);
    const auto won = must(d, "robin", "dm-robin", "O-7 won 1");
    EXPECT_TRUE(has(won.text, "won, REQ-1")) << won.text;
    refused(d, "robin", "dm-robin", "O-7 lost \"no\"");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "opp list").text, "No opportunity is open here"));
}

TEST(opportunity, is_lost_with_a_reason_and_may_be_taken_up_again) {
    auto d = with_presented();
    must(d, "robin", "dm-robin", add_line);
    EXPECT_TRUE(d.type("robin", "dm-robin", "O-7 lost").form);
    const auto lost = must(d, "robin", "dm-robin", "O-7 lost \"a rival was faster\"");
    EXPECT_TRUE(has(lost.text, "lost: a rival was faster")) << lost.text;
    must(d, "robin", "dm-robin", "O-7 pursue");
}

TEST(opportunity, its_owner_is_reminded_on_the_day_once) {
    auto d = with_presented();
    must(d, "dana", "dm-dana", add_line);
    must(d, "dana", "dm-dana", "O-7 set next:\"dec 8\"");
    d.move_to(at("2026-12-08T08:30-06:00"));
    const auto reminders = [&d] {
        return std::ranges::count_if(d.alerts, [](const auto& m) { return m.subject == "opp:7"; });
    };
    EXPECT_EQ(reminders(), 0);
    d.move_to(at("2026-12-08T09:30-06:00"));
    ASSERT_EQ(reminders(), 1);
    const auto item = *std::ranges::find(d.alerts, "opp:7", &chat::outgoing::subject);
    EXPECT_EQ(item.readers.id, "robin");
    const auto text = d.composed_text(item);
    ASSERT_TRUE(text);
    EXPECT_TRUE(has(*text, "Today is the day of the next step: Weekend crew")) << *text;
    d.move_to(at("2026-12-09T09:30-06:00"));
    EXPECT_EQ(reminders(), 1);
    // Decided before it is said: it is not said.
    must(d, "robin", "dm-robin", "O-7 lost \"no\"");
    EXPECT_FALSE(d.composed_text(item));
}

TEST(opportunity, is_for_who_looks_after_the_client_and_inside_only) {
    auto d = with_presented();
    must(d, "robin", "dm-robin", add_line);
    for (const auto& [who, where] :
         {std::pair{"lee", "dm-lee"},
          {"ana", "dm-ana"},
          {"maul", "dm-maul"},
          {"sam", "dm-sam"},
          {"robin", "acorn-hiring"},
          {"robin", "sup-hammer"}}) {
        for (const auto* line : {"O-7", "O-7 pursue", "O-7 note \"x\""}) {
            const auto told = refused(d, who, where, line);
            EXPECT_FALSE(has(told.text, "Weekend crew")) << who << told.text;
        }
        refused(d, who, where, add_line);
        EXPECT_FALSE(has(d.type(who, where, "opp list").text, "Weekend crew")) << who << where;
    }
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "O-99").text, "/hire opp list"));
    // What is not theirs reads as what is not there.
    EXPECT_TRUE(has(d.type("lee", "dm-lee", "O-7").text, "There is no O-7 that you can see here."));
    EXPECT_TRUE(has(d.type("lee", "dm-lee", "O-8").text, "There is no O-8 that you can see here."));
}

TEST(opportunity, what_happened_earlier_is_logged_as_of_then) {
    auto d = with_presented();
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "dm-robin", std::string(add_line) + " at:\"mon 14:00\"");
    const auto told = must(d, "robin", "dm-robin", "O-7 pursue at:\"mon 15:00\"");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 15:00 CST.")) << told.text;
    for (const auto& each : told.events) {
        EXPECT_EQ(each.at, at("2026-11-30T15:00-06:00"));
    }
    const auto early = refused(d, "robin", "dm-robin", "O-7 lost \"a rival\" at:\"mon 14:30\"");
    EXPECT_TRUE(has(early.text, "The last thing on record of it is of Mon 30 Nov 15:00 CST"))
        << early.text;
    EXPECT_TRUE(has(early.text, "/hire O-7 history")) << early.text;
    refused(d, "robin", "dm-robin", std::string(add_line) + " at:\"nov 20 10:00\"");
    refused(d, "robin", "dm-robin", "O-7 note at:\"tomorrow 9:00\" will call");
    must(d, "robin", "dm-robin", "O-7 lost \"a rival\" at:\"mon 16:00\"");
    const auto history = d.type("robin", "dm-robin", "O-7 history").text;
    for (const auto* part :
         {"Kept by Robin: Weekend crew, next step Thu 10 Dec, with Robin.",
          "Pursued by Robin. (open → pursuing)",
          "Lost by Robin: a rival. (pursuing → lost)",
          "Logged Tue 1 Dec 09:00 CST, happened Mon 30 Nov 16:00 CST."}) {
        EXPECT_TRUE(has(history, part)) << part << history;
    }
    EXPECT_FALSE(has(d.type("ana", "dm-ana", "O-7 history").text, "Weekend crew"));
}

TEST(opportunity, several_are_pursued_given_up_and_noted_in_one_line) {
    auto d = with_presented();
    must(d, "robin", "dm-robin", add_line);
    must(d, "robin", "dm-robin", "opp add client:acorn \"Second shift\"");
    const auto pursued = must(d, "robin", "dm-robin", "O-7,O-8 pursue");
    EXPECT_TRUE(has(pursued.text, "O-7 is pursuing.")) << pursued.text;
    EXPECT_TRUE(has(pursued.text, "O-8 is pursuing.")) << pursued.text;
    must(d, "robin", "dm-robin", "O-7 O-8 set next:\"dec 17\"");
    must(d, "robin", "dm-robin", "O-7 O-8 note \"budget round in March\"");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "O-8").text, "budget round in March"));
    // What it became is said of one.
    const auto won = refused(d, "robin", "dm-robin", "O-7 O-8 won 1");
    EXPECT_TRUE(has(won.text, "one at a time")) << won.text;
    must(d, "robin", "dm-robin", "O-7 won 1");
    const auto half = refused(d, "robin", "dm-robin", "O-8 O-7 lost \"a rival\"");
    EXPECT_TRUE(has(half.text, "That is about O-7; nothing changed")) << half.text;
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "O-8").text, "State: pursuing"));
    must(d, "robin", "dm-robin", "O-8 lost \"a rival\"");
}

TEST(opportunity, wrong_values_keep_nothing) {
    auto d = with_presented();
    refused(d, "robin", "dm-robin", "opp add client:acorn \"x\" next:2026-11-02");
    refused(d, "robin", "dm-robin", "opp add client:acorn \"x\" with:@ana");
    refused(d, "robin", "dm-robin", "opp add \"x\"");
    EXPECT_TRUE(d.type("robin", "dm-robin", "opp add").form);
    // What was typed stays in the form that asks for the rest.
    const auto asked = d.type("robin", "dm-robin", "opp add client:acorn with:@dana");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto kept = d.submit(
        "robin",
        "dm-robin",
        asked.form->act,
        {{"title", "2nd shift"}, {"client", "acorn"}, {"next", ""}, {"with", "dana"}}
    );
    ASSERT_TRUE(kept.changed) << kept.text;
    EXPECT_TRUE(has(kept.text, "Dana Frost")) << kept.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
