// Several interviews in one line: nobody is put into two of them at once (DOMAIN.md 3.5, 7.1).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

/// S-301 and S-302 of Hammer & Tongs are with Ana for REQ-1.
desk with_two_to_meet() {
    auto d = with_presented();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:51 rtr:\"nov 28\""
    );
    must(d, "robin", "acorn-internal", "S-302 present");
    return d;
}

/// I-51 and I-52 of both, with Ana and Raj, have two times each.
desk with_two_to_agree() {
    auto d = with_two_to_meet();
    for (const auto* line :
         {"S-301 interview \"tue 10:00, wed 9:00\" panel:@ana,@raj",
          "S-302 interview \"tue 14:00, wed 14:00\" panel:@ana,@raj"}) {
        must(d, "ana", "acorn-hiring", line);
    }
    return d;
}

TEST(interviews_apart, nobody_sits_in_two_interviews_of_a_line_at_once) {
    auto d = with_two_to_agree();
    must(d, "ana", "acorn-hiring", "I-52 propose \"tue 10:30, wed 14:00\"");
    const auto before = d.iv(51);
    const auto both = refused(d, "maul", "sup-hammer", "I-51,I-52 confirm 1");
    EXPECT_TRUE(has(both.text, "I-51 and I-52 would be at the same time")) << both.text;
    EXPECT_TRUE(has(both.text, "Tue 1 Dec 10:30 CST")) << both.text;
    EXPECT_FALSE(has(both.text, "Ana") || has(both.text, "Raj")) << both.text;
    EXPECT_TRUE(has(both.text, "/hire I-51 confirm \"1\"")) << both.text;
    EXPECT_EQ(d.iv(51), before);
    must(d, "maul", "sup-hammer", "I-51,I-52 confirm 2");
    for (const auto* line : {"I-51,I-52 move \"thu 11:00\"", "I-52,I-51 propose \"thu 11:00\""}) {
        auto one_time = with_two_to_agree();
        if (has(line, "move")) {
            must(one_time, "maul", "sup-hammer", "I-51,I-52 confirm 1");
        }
        const auto told = refused(one_time, "ana", "acorn-hiring", line);
        EXPECT_TRUE(has(told.text, "1 time is not enough for all")) << told.text;
        EXPECT_FALSE(told.changed);
        // Of different interviewers it is.
        must(one_time, "ana", "acorn-hiring", "I-51 panel remove:@raj");
        must(one_time, "ana", "acorn-hiring", "I-52 panel remove:@ana");
        must(one_time, "ana", "acorn-hiring", line);
    }
}

TEST(interviews_apart, two_candidates_are_asked_for_with_a_time_for_each) {
    auto d = with_two_to_meet();
    const auto told = refused(d, "ana", "acorn-hiring", "S-301,S-302 interview \"thu 11:00\"");
    EXPECT_TRUE(has(told.text, "1 time is not enough for all")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire S-301 interview \"thu 11:00\"")) << told.text;
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::presented);
    // What took place is logged as it was, and a time for each is enough.
    auto logged = d;
    must(logged, "ana", "acorn-hiring", "S-301,S-302 interview held mon 9:00");
    must(d, "ana", "acorn-hiring", "S-301,S-302 interview \"thu 11:00, thu 14:00\"");
}

TEST(interviews_apart, several_are_confirmed_by_the_number_of_a_time) {
    auto d = with_two_to_agree();
    const auto told = refused(d, "maul", "sup-hammer", "I-51,I-52 confirm");
    EXPECT_TRUE(has(told.text, "/hire I-51 I-52 confirm \"1\"")) << told.text;
    // Of one alone its times are buttons.
    const auto one = refused(d, "maul", "sup-hammer", "I-51 confirm");
    ASSERT_TRUE(one.message) << one.text;
    EXPECT_TRUE(button_of(*one.message, "Wed 2 Dec 09:00")) << one.text;
    must(d, "maul", "sup-hammer", "I-51 I-52 confirm 1");
}

}  // namespace
}  // namespace fillrate::handlers::testing
