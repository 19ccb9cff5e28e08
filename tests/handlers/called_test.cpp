// A candidate called by name where the code would stand (DOMAIN.md 0), and lines behind buttons.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

const chat::button_row* row_of(const said& told) {
    if (told.message) {
        for (const auto& block : told.message->blocks) {
            if (const auto* row = std::get_if<chat::button_row>(&block)) {
                return row;
            }
        }
    }
    return nullptr;
}

desk with_two_turners() {
    auto d = with_presented();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Paul Turner\" email:paul@example.test pay:50 rtr:\"nov 28\""
    );
    return d;
}

TEST(called, a_candidate_by_a_unique_name) {
    auto d = with_two_turners();
    EXPECT_TRUE(has(must(d, "ana", "dm-ana", "paige shortlist").text, "S-301"));
    EXPECT_TRUE(has(must(d, "robin", "acorn-internal", "present paul turner").text, "S-302"));
    EXPECT_TRUE(has(must(d, "ana", "dm-ana", "paul turner reject rate").text, "S-302"));
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "paige").text, "S-301"));
}

TEST(called, several_are_asked_about_never_the_first_taken) {
    auto d = with_two_turners();
    const auto told = refused(d, "robin", "dm-robin", "turner present");
    EXPECT_TRUE(has(told.text, "\"turner\" may be any of 2 candidates")) << told.text;
    const auto* row = row_of(told);
    ASSERT_NE(row, nullptr);
    ASSERT_EQ(row->buttons.size(), 2U);
    EXPECT_EQ(row->buttons[0].label, "S-301 Paige Turner, REQ-1");
    EXPECT_EQ(row->buttons[1].label, "S-302 Paul Turner, REQ-1");
    EXPECT_TRUE(has(d.press("robin", "dm-robin", row->buttons[1].act).text, "S-302"));
    EXPECT_EQ(d.sub(302).state, domain::submittal_state::presented);
    // Among those in play only one is left.
    must(d, "maul", "sup-hammer", "S-302 withdraw other_offer");
    EXPECT_TRUE(has(must(d, "ana", "dm-ana", "turner shortlist").text, "S-301"));
}

TEST(called, in_a_shared_place_codes_and_initials) {
    auto d = with_two_turners();
    const auto told = refused(d, "robin", "acorn-internal", "turner present");
    EXPECT_TRUE(has(told.text, "[S-302 P.T., REQ-1]")) << told.text;
    EXPECT_FALSE(has(told.text, "Paul")) << told.text;
}

TEST(called, who_may_not_know_the_name_calls_nobody) {
    auto d = with_two_turners();
    for (const auto& [who, where] :
         {std::pair{"wren", "dm-wren"},
          {"lee", "dm-lee"},
          {"raj", "dm-raj"},
          {"sam", "dm-sam"},
          {"gus", "dm-gus"}}) {
        const auto told = d.type(who, where, "paige shortlist");
        EXPECT_TRUE(told.refused) << who;
        EXPECT_EQ(told.text, "") << who;
    }
    // Not shown to the manager yet: there is no such name.
    EXPECT_EQ(d.type("ana", "dm-ana", "paul shortlist").text, "");
}

TEST(ambiguous, a_slash_date_is_asked_about_with_two_buttons) {
    auto d = with_presented();
    const auto told = refused(d, "robin", "dm-robin", "1 hold budget until:6/7");
    const auto* row = row_of(told);
    ASSERT_NE(row, nullptr) << told.text;
    ASSERT_EQ(row->buttons.size(), 2U);
    EXPECT_EQ(row->buttons[0].label, "Mon 7 Jun 2027");
    EXPECT_EQ(row->buttons[1].label, "Tue 6 Jul 2027");
    EXPECT_TRUE(d.press("robin", "dm-robin", row->buttons[1].act).changed);
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "1").text, "until Tue 6 Jul"));
}

TEST(ambiguous, a_weekday_that_is_over_is_next_week_and_echoed) {
    auto d = with_presented();
    d.move_to(at("2026-12-02T10:00-06:00"));
    must(d, "robin", "dm-robin", "1 hold budget until:mon");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "1").text, "until Mon 7 Dec"));
}

TEST(ambiguous, a_time_is_the_sites_and_the_echo_names_its_zone) {
    auto d = with_presented();
    const auto told = must(d, "robin", "dm-robin", "sla ack 1 eta:3pm");
    EXPECT_TRUE(has(told.text, "by Mon 30 Nov 15:00 CST")) << told.text;
}

domain::event moved(const said& told) {
    for (const auto& each : told.events) {
        if (std::holds_alternative<domain::submittal_moved>(each.data)) {
            return each;
        }
    }
    ADD_FAILURE() << told.text;
    return {};
}

TEST(withdraw, the_candidates_or_the_suppliers) {
    auto d = with_two_turners();
    const auto own =
        moved(must(d, "maul", "sup-hammer", "sub S-302 withdraw candidate \"took other job\""));
    EXPECT_EQ(own.party, domain::party::candidate);
    EXPECT_EQ(own.reason, "other_offer");
    const auto theirs = moved(must(d, "maul", "sup-hammer", "S-301 withdraw supplier rate"));
    EXPECT_EQ(theirs.party, domain::party::supplier);
}

TEST(offer, as_the_table_of_words_says_it) {
    auto d = with_presented();
    must(d, "ana", "dm-ana", "S-301 select");
    must(d, "robin", "dm-robin", "offer S-301 extend 42.50/h start:12/14");
    EXPECT_EQ(d.sub(301).offers.back().pay, 4250);
    EXPECT_EQ(d.sub(301).offers.back().start, "2026-12-14");
    must(d, "maul", "sup-hammer", "offer S-301 accept");
    must(d, "robin", "dm-robin", "S-301 clear");
    d.now = at("2026-12-14T08:30-06:00");
    must(d, "robin", "dm-robin", "start S-301 noshow");
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::fell_off);
}

TEST(sup, lists_what_was_released_to_the_firm) {
    auto d = with_presented();
    EXPECT_TRUE(has(d.type("wren", "sup-quillfeather", "sup").text, "REQ-1"));
    must(d, "wren", "sup-quillfeather", "sup REQ-1 accept");
    EXPECT_TRUE(has(d.type("wren", "dm-wren", "vendor 1").text, "You are working on it."));
}

}  // namespace
}  // namespace fillrate::handlers::testing
