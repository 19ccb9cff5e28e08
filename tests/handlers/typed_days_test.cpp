// Days typed without a year: the near one is meant, one of another year far off is asked for, and
// no text leaves the year out where it is not this one.
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

TEST(typed_days, a_near_day_needs_no_year_and_another_year_is_written) {
    auto d = with_presented();
    const auto held_until = [&d](const std::string& day) {
        must(d, "robin", "acorn-internal", "1 hold budget until:\"" + day + '"');
        auto card = d.type("robin", "acorn-internal", "1").text;
        must(d, "robin", "acorn-internal", "1 resume");
        return card;
    };
    const auto near = held_until("dec 7");
    EXPECT_TRUE(has(near, "until Mon 7 Dec")) << near;
    EXPECT_FALSE(has(near, "7 Dec 2026")) << near;
    EXPECT_TRUE(has(held_until("jan 5"), "until Tue 5 Jan 2027"));
    EXPECT_TRUE(has(held_until("nov 2 2027"), "until Tue 2 Nov 2027"));
}

TEST(typed_days, a_day_that_only_next_year_makes_a_coming_one_is_asked_for) {
    auto d = with_presented();
    const auto hold = refused(d, "robin", "acorn-internal", "1 hold budget until:\"nov 2\"").text;
    EXPECT_TRUE(has(hold, "\"nov 2\" without a year would be Tue 2 Nov 2027")) << hold;
    EXPECT_TRUE(has(hold, "hold budget until:2027-11-02")) << hold;
    const auto meet = refused(d, "ana", "acorn-hiring", "S-301 interview \"nov 2 10:00\"").text;
    EXPECT_TRUE(has(meet, "2027-11-02T10:00-05:00")) << meet;
    const auto opp =
        refused(d, "robin", "dm-robin", "opp add client:acorn \"Nights\" next:\"nov 2\"").text;
    EXPECT_TRUE(has(opp, "next:2027-11-02")) << opp;
    const auto away = refused(d, "robin", "dm-robin", "me away \"nov 2\"").text;
    EXPECT_TRUE(has(away, "2027-11-02 to 2027-11-02")) << away;
    const auto said = must(d, "robin", "dm-robin", "me away \"nov 2 2027\"").text;
    EXPECT_TRUE(has(said, "on Tue 2 Nov 2027")) << said;
    const auto time = must(d, "ana", "acorn-hiring", "S-301 interview \"2027-11-02T10:00\"").text;
    EXPECT_TRUE(has(time, "Tue 2 Nov 10:00 CDT (2027)")) << time;
}

TEST(typed_days, a_weekday_that_has_passed_is_next_weeks_and_the_answer_says_so) {
    auto d = with_presented();
    const auto offered = must(d, "ana", "acorn-hiring", "S-301 interview \"mon 9:00\"").text;
    EXPECT_TRUE(has(offered, "Mon 7 Dec 09:00 CST")) << offered;
    const auto held = must(d, "robin", "acorn-internal", "1 hold budget until:sun").text;
    EXPECT_TRUE(has(held + d.type("robin", "acorn-internal", "1").text, "Sun 6 Dec")) << held;
}

TEST(typed_days, an_absence_stays_within_ninety_days) {
    desk d;
    for (const auto* line : {"me away until:\"nov 2 2027\"", "me away \"dec 1 to mar 31\""}) {
        EXPECT_TRUE(has(refused(d, "robin", "dm-robin", line).text, "more than 90 days")) << line;
    }
}

TEST(typed_days, a_day_of_consent_that_only_last_year_makes_a_past_one_is_asked_for) {
    auto d = with_presented();
    const std::string line = "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:";
    const auto text = refused(d, "maul", "sup-hammer", line + "\"dec 28\"").text;
    EXPECT_TRUE(has(text, "\"dec 28\" without a year would be Sun 28 Dec 2025")) << text;
    EXPECT_TRUE(has(text, "rtr:2025-12-28")) << text;
    EXPECT_TRUE(has(text, "Al Dente")) << text;
    must(d, "maul", "sup-hammer", line + "\"jul 2\"");
}

TEST(typed_days, a_slash_date_with_two_readings_is_asked_about_with_two_buttons) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:\"dec 11\"");
    for (const auto* line :
         {"shift 1 2nd on:11/12",
          "shift 1 2nd ordered:10 on:11/12",
          "shift 1 2nd cancel \"line down\" on:11/12",
          "1 hold budget until:11/12",
          "1 set start:11/12",
          "1 submit \"Al Dente\" email:al@example.test rtr:11/12 for:shiftbridge"}) {
        const auto told = refused(d, "robin", "dockside-internal", line);
        ASSERT_TRUE(told.message) << line << '\n' << told.text;
        std::size_t buttons = 0;
        for (const auto& block : told.message->blocks) {
            const auto* row = std::get_if<chat::button_row>(&block);
            buttons += row == nullptr ? 0 : row->buttons.size();
        }
        EXPECT_EQ(buttons, 2U) << line << '\n' << told.text;
    }
    const auto asked = refused(d, "robin", "dockside-internal", "shift 1 2nd on:11/12");
    EXPECT_TRUE(has(asked.text, "12 Nov or 11 Dec")) << asked.text;
    const auto meant = button_of(*asked.message, "11 Dec");
    ASSERT_TRUE(meant);
    const auto shown = d.press("robin", "dockside-internal", meant->act);
    EXPECT_FALSE(shown.refused) << shown.text;
    EXPECT_TRUE(has(shown.text, "2nd shift Fri 11 Dec")) << shown.text;
}

TEST(typed_days, a_share_that_nobody_can_have_ordered_is_a_day) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:today");
    const auto shown = d.type("robin", "dockside-internal", "shift 1 2nd 11/30");
    EXPECT_FALSE(shown.changed || shown.refused) << shown.text;
    EXPECT_TRUE(has(shown.text, "2nd shift Mon 30 Nov")) << shown.text;
    EXPECT_TRUE(
        has(refused(d, "gus", "dockside-floor", "shift 1 2nd 12/14").text, "Mon 14 Dec is not")
    );
    // What may have been ordered is a count, as before.
    EXPECT_TRUE(must(d, "gus", "dockside-floor", "shift 1 1st 11/12").changed);
    EXPECT_TRUE(must(d, "gus", "dockside-floor", "shift 1 1st 12/12").changed);
}

}  // namespace
}  // namespace fillrate::handlers::testing
