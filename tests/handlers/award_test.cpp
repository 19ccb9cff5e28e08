// Whoever represents a candidate is decided for several in one line, yet never for both sides of
// one dispute (DOMAIN.md 0, 3.4).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

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

TEST(award, who_comes_back_while_another_firm_claims_them_is_disputed_again) {
    auto d = with_two_disputes();
    must(d, "maul", "sup-hammer", "S-301 withdraw rate");
    EXPECT_FALSE(d.sub(301).disputed) << "out of play";
    must(d, "robin", "acorn-internal", "S-301 revive \"changed her mind\"");
    EXPECT_TRUE(d.sub(301).disputed && d.sub(303).disputed);
    const auto no = refused(d, "ana", "acorn-internal", "S-301 select").text;
    EXPECT_TRUE(has(no, "Two firms claim S-301")) << no;
    // Decided meanwhile, they come back to nothing that is open.
    auto decided = with_two_disputes();
    must(decided, "robin", "acorn-internal", "S-302 award \"as they signed\"");
    must(decided, "maul", "sup-hammer", "S-302 withdraw rate");
    must(decided, "robin", "acorn-internal", "S-302 revive \"changed his mind\"");
    EXPECT_FALSE(decided.sub(302).disputed);
}

std::string read_in(desk& d, const said& told, std::string_view room) {
    std::string all;
    for (const auto& item : told.messages) {
        if (item.kind == "line" && item.conversation.value == room) {
            all += d.composed_text(item).value_or("") + '\n';
        }
    }
    return all;
}

// Whoever was decided for, and whether they stood before or not.
TEST(award, both_firms_read_the_outcome_and_nothing_of_each_other) {
    for (const std::string winner : {"S-301", "S-303"}) {
        auto d = with_two_disputes();
        const auto told = must(d, "robin", "acorn-internal", winner + " award \"as they signed\"");
        const bool first = winner == "S-301";
        const auto hammer = read_in(d, told, "sup-hammer");
        const auto quill = read_in(d, told, "sup-quillfeather");
        const auto& won = first ? hammer : quill;
        const auto& lost = first ? quill : hammer;
        EXPECT_TRUE(has(won, "Confirmed as represented by this firm.")) << winner << won;
        EXPECT_TRUE(has(lost, "Not to be submitted for this client.")) << winner << lost;
        for (const auto& text : {hammer, quill}) {
            EXPECT_FALSE(has(text, "firms") || has(text, "signed") || has(text, "Robin")) << text;
        }
        EXPECT_FALSE(has(hammer, "Quillfeather") || has(quill, "Hammer"));
        const auto inside = d.type("robin", "acorn-internal", winner + " history").text;
        EXPECT_TRUE(has(inside, "as they signed")) << inside;
        const auto* other = first ? "wren" : "maul";
        const auto* their_room = first ? "sup-quillfeather" : "sup-hammer";
        const auto card = d.type(other, their_room, first ? "S-303" : "S-301").text;
        EXPECT_TRUE(has(card, "Nobody has to act.")) << card;
    }
}

// The other firm claims them for another requisition of the client: either of them may be meant.
TEST(award, a_claim_from_another_requisition_is_decided_both_ways) {
    for (const std::string winner : {"S-301", "S-302"}) {
        auto d = with_presented();
        must(
            d,
            "robin",
            "acorn-internal",
            "req new \"Tester\" client:Acorn site:Chicago category:pro pay:58 max:61 hm:@ana"
        );
        must(d, "robin", "acorn-internal", "2 qualify waive:\"known role\"");
        must(d, "robin", "acorn-internal", "2 release tier1");
        const auto told = must(
            d,
            "wren",
            "sup-quillfeather",
            "2 submit \"Paige Turner\" email:paige@example.test rtr:\"nov 27\""
        );
        ASSERT_TRUE(d.sub(302).disputed);
        EXPECT_FALSE(d.sub(301).disputed);
        const auto asked = std::ranges::find(told.messages, "dispute", &chat::outgoing::kind);
        ASSERT_NE(asked, told.messages.end());
        const auto text = d.composed_text(*asked).value_or("");
        EXPECT_TRUE(has(text, " of Hammer & Tongs Staffing for REQ-1: ")) << text;
        EXPECT_TRUE(has(text, "[Award to S-301]") && has(text, "[Award to S-302]")) << text;
        const auto mine = d.type("robin", "dm-robin", "me").text;
        EXPECT_TRUE(has(mine, "[Award to S-302] [Award to S-301]")) << mine;
        const auto done = must(d, "robin", "acorn-internal", winner + " award \"hers came first\"");
        EXPECT_FALSE(d.sub(302).disputed);
        EXPECT_EQ(d.sub(301).state, submittal_state::presented);
        const bool stays_out = winner == "S-301";
        EXPECT_EQ(
            d.sub(302).state,
            stays_out ? submittal_state::duplicate : submittal_state::submitted
        );
        const auto quill = read_in(d, done, "sup-quillfeather");
        EXPECT_TRUE(
            has(quill,
                stays_out ? "Not to be submitted for this client."
                          : "Confirmed as represented by this firm.")
        ) << quill;
        EXPECT_FALSE(has(d.type("robin", "dm-robin", "me").text, "two firms claim")) << winner;
        EXPECT_TRUE(refused(d, "robin", "acorn-internal", "S-301 award \"again\"").refused);
    }
}

// A second one without consent may still get one; then the account manager has a word to say.
TEST(award, a_consent_is_asked_of_who_has_none) {
    auto d = with_presented();
    must(d, "wren", "sup-quillfeather", "1 submit \"Paige Turner\" email:paige@example.test");
    const auto before = d.type("wren", "sup-quillfeather", "S-302").text;
    EXPECT_TRUE(has(before, "Waiting for you to confirm that the candidate consents.")) << before;
    must(d, "wren", "sup-quillfeather", "S-302 rtr on:\"nov 27\"");
    const auto after = d.type("wren", "sup-quillfeather", "S-302").text;
    EXPECT_TRUE(has(after, "Waiting for Robin Quill to look at it.")) << after;
}

}  // namespace
}  // namespace fillrate::handlers::testing
