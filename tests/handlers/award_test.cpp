// Whoever represents a candidate is decided for several in one line, yet never for both sides of
// one dispute (DOMAIN.md 0, 3.4).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

/// Paige is claimed as S-301 and S-303, Al as S-302 and S-304: of Hammer & Tongs first.
desk with_two_disputes() {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" phone:+13125550101 rtr:\"nov 28\"");
    must(
        d,
        "wren",
        "sup-quillfeather",
        "1 submit \"Paige Turner\" email:paige@example.test rtr:\"nov 27\""
    );
    must(d, "wren", "sup-quillfeather", "1 submit \"Al Dente\" phone:+13125550101 rtr:\"nov 27\"");
    for (const auto number : {301U, 302U, 303U, 304U}) {
        EXPECT_TRUE(d.sub(number).disputed) << number;
    }
    return d;
}

TEST(award, a_list_decides_several_disputes_at_once) {
    auto d = with_two_disputes();
    const auto told = must(d, "robin", "acorn-internal", "award S-303 S-302 \"as they signed\"");
    EXPECT_TRUE(has(told.text, "S-303 stands")) << told.text;
    EXPECT_TRUE(has(told.text, "S-302 stands")) << told.text;
    for (const auto number : {301U, 302U, 303U, 304U}) {
        EXPECT_FALSE(d.sub(number).disputed) << number;
    }
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    EXPECT_EQ(d.sub(303).state, submittal_state::submitted);
    EXPECT_EQ(d.sub(304).state, submittal_state::duplicate);
}

TEST(award, both_sides_of_one_dispute_are_refused) {
    auto d = with_two_disputes();
    const auto told = refused(d, "robin", "acorn-internal", "award S-301 S-303 \"as they signed\"");
    EXPECT_TRUE(has(told.text, "S-301 and S-303 are the same person")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire S-301 award")) << told.text;
    EXPECT_TRUE(d.sub(301).disputed && d.sub(303).disputed);
    const auto outside =
        refused(d, "maul", "sup-hammer", "award S-301 S-303 \"as they signed\"").text;
    EXPECT_FALSE(has(outside, "same person")) << outside;
    must(d, "robin", "acorn-internal", "S-303 award \"as they signed\"");
}

}  // namespace
}  // namespace fillrate::handlers::testing
