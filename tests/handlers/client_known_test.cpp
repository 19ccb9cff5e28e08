// The client knew somebody before a supplier put them forward: who says so and with what proof,
// what suppliers read then, and who has the last word (DOMAIN.md 3.4).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

constexpr std::string_view known_line = "S-301 known \"met at the plant fair\" on:\"nov 12\"";
constexpr std::string_view again_line = "1 submit \"Paige Turner\" email:paige@example.test";

const chat::outgoing* question_of(const said& told) {
    const auto found = std::ranges::find(told.messages, "dispute", &chat::outgoing::kind);
    return found == told.messages.end() ? nullptr : &*found;
}

/// S-301 of Hammer & Tongs, presented; Robin said that Acorn knew them.
desk with_known() {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", known_line);
    return d;
}

TEST(client_known, the_submittal_in_hand_is_out_and_its_supplier_reads_no_more_than_that) {
    const auto told_now = [](desk& d) {
        return d.type("maul", "sup-hammer", "S-301 history").text;
    };
    auto d = with_known();
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_TRUE(d.sub(301).known);
    EXPECT_FALSE(d.sub(301).disputed) << "who says it decides it";
    EXPECT_EQ(d.req(1).slate.live, 0U);
    const auto theirs = told_now(d) + d.type("maul", "sup-hammer", "S-301").text;
    EXPECT_TRUE(has(theirs, "Not to be submitted for this client")) << theirs;
    for (const auto* part : {"fair", "Known", "known", "knew", "Robin says"}) {
        EXPECT_FALSE(has(theirs, part)) << part << theirs;
    }
    const auto inside = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(has(inside, "Known to this client already, last contact Thu 12 Nov")) << inside;
    EXPECT_TRUE(has(inside, "met at the plant fair")) << inside;
}

TEST(client_known, a_submit_is_refused_in_the_words_of_an_ownership_refusal) {
    for (const std::string consent : {"", " rtr:\"nov 24\""}) {
        const auto line = std::string(again_line) + consent;
        auto owned = with_presented();
        auto known = with_known();
        EXPECT_EQ(
            must(known, "wren", "sup-quillfeather", line).text,
            must(owned, "wren", "sup-quillfeather", line).text
        );
        EXPECT_EQ(known.sub(302).state, submittal_state::duplicate);
        EXPECT_TRUE(known.sub(302).known);
        EXPECT_FALSE(known.sub(302).disputed);
        EXPECT_EQ(
            must(known, "wren", "sup-quillfeather", "S-302 rtr on:\"nov 20\"").text,
            must(owned, "wren", "sup-quillfeather", "S-302 rtr on:\"nov 20\"").text
        );
        EXPECT_FALSE(known.sub(302).disputed);
        const auto theirs = known.type("wren", "sup-quillfeather", "S-302 history").text;
        EXPECT_FALSE(has(theirs, "knows")) << theirs;
        const auto inside = known.type("robin", "acorn-internal", "S-302 history").text;
        EXPECT_TRUE(has(inside, "the client knows them already")) << inside;
    }
}

TEST(client_known, it_holds_for_the_days_of_a_claim_from_the_contact_on) {
    using std::chrono::days;
    for (const auto& [later, state] :
         {std::pair{days{2}, submittal_state::duplicate},
          std::pair{days{3}, submittal_state::submitted}}) {
        auto d = with_presented();
        d.book.add({.name = "acorn", .client = client_id{"acorn"}, .claim_days = 20});
        must(d, "robin", "acorn-internal", known_line);
        d.now += later;
        must(d, "wren", "sup-quillfeather", again_line);
        EXPECT_EQ(d.sub(302).state, state) << later.count();
    }
}

TEST(client_known, a_contact_is_recent_and_not_of_a_day_to_come) {
    auto d = with_presented();
    const auto say = [](std::string_view day) {
        return "S-301 known \"met at the plant fair\" on:" + std::string(day);
    };
    const auto old = refused(d, "robin", "acorn-internal", say("2026-08-31"));
    EXPECT_TRUE(has(old.text, "counts for 90 days")) << old.text;
    EXPECT_TRUE(has(old.text, "S-301 known \"...\" on:today")) << old.text;
    const auto ahead = refused(d, "ana", "acorn-hiring", say("2026-12-05"));
    EXPECT_TRUE(has(ahead.text, "lies ahead")) << ahead.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    must(d, "robin", "acorn-internal", say("2026-09-01"));
}

TEST(client_known, what_is_missing_is_asked_for) {
    auto d = with_presented();
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "S-301 known \"met at the fair\"").form);
    const auto asked = d.type("ana", "acorn-hiring", "S-301 known");
    ASSERT_TRUE(asked.form);
    EXPECT_FALSE(d.submit("ana", "acorn-hiring", asked.form->act, {{"on", "nov 12"}}).changed);
    const auto told =
        d.submit("ana", "acorn-hiring", asked.form->act, {{"on", "nov 12"}, {"reason", "fair"}});
    EXPECT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(d.sub(301).known);
}

TEST(client_known, who_says_it_and_who_lifts_it) {
    auto d = with_presented();
    for (const auto& [who, where] :
         {std::pair{"maul", "sup-hammer"}, std::pair{"wren", "sup-quillfeather"}}) {
        refused(d, who, where, known_line);
    }
    EXPECT_FALSE(d.sub(301).known);
    must(d, "robin", "acorn-internal", known_line);
    const auto again = refused(d, "robin", "acorn-internal", known_line);
    EXPECT_TRUE(has(again.text, "Robin said so on")) << again.text;
    const auto mine = refused(d, "robin", "acorn-internal", "S-301 known lift \"a namesake\"");
    EXPECT_TRUE(has(mine.text, "that is for operations")) << mine.text;
    refused(d, "dana", "acorn-internal", "S-301 known lift");
    must(d, "dana", "acorn-internal", "S-301 known lift \"a namesake\"");
    EXPECT_FALSE(d.sub(301).known);
    must(d, "wren", "sup-quillfeather", again_line);
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    refused(d, "dana", "acorn-internal", "S-301 known lift \"twice\"");
}

TEST(client_known, what_the_manager_says_the_account_manager_decides) {
    auto d = with_presented();
    const auto told = must(d, "ana", "acorn-hiring", known_line);
    EXPECT_TRUE(has(told.text, "unless Robin decides otherwise")) << told.text;
    EXPECT_FALSE(has(told.text, "Hammer")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_TRUE(d.sub(301).known && d.sub(301).disputed);
    const auto* asks = question_of(told);
    ASSERT_NE(asks, nullptr);
    EXPECT_EQ(asks->readers.id, "robin");
    const auto text = d.composed_text(*asks).value_or("");
    for (const auto* part : {"already", "12 Nov", "Ana", "Award to S-301", "Leave it out"}) {
        EXPECT_TRUE(has(text, part)) << part << text;
    }
    // Their consent, said again, changes nothing of it.
    must(d, "maul", "sup-hammer", "S-301 rtr on:\"nov 27\"");
    EXPECT_TRUE(d.sub(301).disputed);

    auto agreed = d;
    EXPECT_TRUE(agreed.type("robin", "acorn-internal", "S-301 known").form);
    must(agreed, "robin", "acorn-internal", "S-301 known \"she is on the list of the fair\"");
    EXPECT_EQ(agreed.sub(301).state, submittal_state::duplicate);
    EXPECT_FALSE(agreed.sub(301).disputed);
    EXPECT_FALSE(agreed.composed_text(*asks)) << "nothing is left to decide";

    must(d, "robin", "acorn-internal", "S-301 award \"the fair was about another job\"");
    EXPECT_EQ(d.sub(301).state, submittal_state::submitted);
    EXPECT_FALSE(d.sub(301).known || d.sub(301).disputed);
    // And it is the firm's claim that stands against others, not the client's word.
    must(d, "wren", "sup-quillfeather", again_line);
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    EXPECT_FALSE(d.sub(302).known);
}

TEST(client_known, an_offer_is_not_lost_to_it) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
    const auto told = refused(d, "ana", "acorn-hiring", known_line);
    EXPECT_TRUE(has(told.text, "before an offer is out")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_extended);
}

}  // namespace
}  // namespace fillrate::handlers::testing
