// Days typed without a year: the near one is meant, one of another year far off is asked for, and
// no text leaves the year out where it is not this one.
#include "tests/handlers/interview_desk.hpp"

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

}  // namespace
}  // namespace fillrate::handlers::testing
