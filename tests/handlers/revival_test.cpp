// Who comes back is held against what holds for somebody new: another firm that represents them by
// now, the client's word that it knew them or does not want them again (DOMAIN.md 3.3, 3.4).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

constexpr std::string_view revive = "S-301 revive \"she is free again\"";
constexpr std::string_view again = "1 submit \"Paige Turner\" email:paige@example.test";
constexpr std::string_view cannot = "S-301 cannot be submitted for Acorn Robotics any more";

/// S-301 of Hammer & Tongs was presented, without a consent, and is out again.
desk with_withdrawn() {
    auto data = config::load_demo().value();
    desk d(std::move(data));
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "1 release tier1");
    must(d, "maul", "sup-hammer", again);
    must(d, "robin", "acorn-internal", "S-301 present");
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    return d;
}

/// Quillfeather has put the same person forward as S-302, with a consent: it stands.
desk with_rival() {
    auto d = with_withdrawn();
    must(d, "wren", "sup-quillfeather", std::string(again) + " rtr:\"nov 24\"");
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    return d;
}

TEST(revival, nothing_stands_against_who_was_claimed_by_nobody_else) {
    auto d = with_withdrawn();
    must(d, "robin", "acorn-internal", revive);
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
}

TEST(revival, another_firm_represents_them_by_now) {
    auto d = with_rival();
    const auto inside = refused(d, "robin", "acorn-internal", revive).text;
    EXPECT_TRUE(has(inside, cannot)) << inside;
    EXPECT_TRUE(has(inside, "as S-302 they are represented by Quillfeather IT")) << inside;
    EXPECT_TRUE(has(inside, "/hire S-302")) << inside;
    // In the room of the firm that lost them it reads as it does of somebody new.
    const auto neutral = refused(d, "robin", "sup-hammer", revive).text;
    EXPECT_TRUE(has(neutral, std::string(cannot) + '.')) << neutral;
    for (const auto* rival : {"Quillfeather", "S-302", "represented"}) {
        EXPECT_FALSE(has(neutral, rival)) << neutral;
    }
    EXPECT_EQ(d.sub(301).state, submittal_state::withdrawn);
}

TEST(revival, takes_the_claim_up_again_that_nobody_holds) {
    auto d = with_rival();
    must(d, "wren", "sup-quillfeather", "S-302 withdraw other_offer");
    must(d, "robin", "acorn-internal", revive);
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    must(d, "robin", "acorn-internal", again);
    EXPECT_EQ(d.sub(303).state, submittal_state::duplicate) << "Hammer & Tongs has the claim";
}

TEST(revival, the_client_does_not_want_them_again) {
    auto d = with_withdrawn();
    must(d, "robin", "acorn-internal", "S-301 dnr \"unsafe on the floor\"");
    const auto inside = refused(d, "robin", "acorn-internal", revive).text;
    EXPECT_TRUE(has(inside, cannot)) << inside;
    EXPECT_TRUE(has(inside, "Robin said on Mon 30 Nov 10:00 CST that they are not to return"));
    EXPECT_TRUE(has(inside, "S-301 note")) << inside;
    const auto lifts = refused(d, "dana", "acorn-internal", revive).text;
    EXPECT_TRUE(has(lifts, "S-301 dnr lift")) << lifts;
    const auto neutral = refused(d, "robin", "sup-hammer", revive).text;
    EXPECT_FALSE(has(neutral, "return")) << neutral;
    must(d, "dana", "acorn-internal", "S-301 dnr lift \"trained since\"");
    must(d, "robin", "acorn-internal", revive);
}

TEST(revival, the_line_that_lifts_is_for_who_may_type_it) {
    auto d = with_withdrawn();
    must(d, "robin", "acorn-internal", "S-301 dnr \"unsafe on the floor\"");
    for (const auto& [who, next] :
         {std::pair{"robin", "/hire S-301 note"}, std::pair{"dana", "/hire S-301 dnr lift"}}) {
        const auto told = refused(d, who, "acorn-internal", "S-301 dnr \"again\"").text;
        EXPECT_TRUE(has(told, "said so on")) << told;
        EXPECT_TRUE(has(told, next)) << told;
    }
}

TEST(revival, the_client_knew_them_before) {
    auto d = with_rival();
    must(d, "robin", "acorn-internal", "S-302 known \"met at the plant fair\" on:\"nov 12\"");
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    const auto inside = refused(d, "robin", "acorn-internal", revive).text;
    EXPECT_TRUE(has(inside, cannot)) << inside;
    EXPECT_TRUE(has(inside, "that the client knew them before")) << inside;
    const auto neutral = refused(d, "robin", "sup-hammer", revive).text;
    EXPECT_FALSE(has(neutral, "knew")) << neutral;
    must(d, "dana", "acorn-internal", "S-302 known lift \"a namesake\"");
    must(d, "robin", "acorn-internal", revive);
}

}  // namespace
}  // namespace fillrate::handlers::testing
