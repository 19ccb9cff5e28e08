// Whose turn it is, in the words of the cards: a requisition as its candidates go on, a candidate
// without consent or claimed twice, a round whose feedback is missing, a shift, an opportunity.
#include "core/domain/transitions.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

constexpr auto room = "acorn-internal";

TEST(whose_turn, of_a_requisition_follows_its_candidates) {
    auto d = with_presented();
    const auto card = [&d] { return d.card(1, room); };
    EXPECT_TRUE(has(card(), "Waiting for Ana Petrov-Lind to decide on 1 candidate.")) << card();
    must(d, "ana", "acorn-hiring", "S-301 shortlist");
    EXPECT_TRUE(has(card(), "Waiting for Ana Petrov-Lind to go on with 1 candidate.")) << card();
    must(d, "ana", "acorn-hiring", "S-301 select");
    EXPECT_TRUE(has(card(), "Waiting for Robin Quill to make an offer to 1 candidate.")) << card();
    must(d, "robin", room, "S-301 offer pay:52 start:\"dec 14\"");
    EXPECT_TRUE(has(card(), "Waiting for 1 candidate to answer an offer.")) << card();
    EXPECT_EQ(d.req(1).slate.offered, 1U);
    must(d, "maul", "sup-hammer", "S-301 accept");
    EXPECT_EQ(d.req(1).slate, domain::slate{.live = 1});
    EXPECT_FALSE(has(card(), "to answer an offer")) << card();
}

TEST(whose_turn, of_a_replacement_is_the_suppliers_whoever_looks_at_candidates) {
    auto d = with_presented();
    must(d, "robin", room, "1 openings -1");
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", room, "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", room, "S-301 withdraw other_offer");
    ASSERT_EQ(domain::count_replacements(d.req(1)), 1U);
    EXPECT_TRUE(has(d.card(1, room), "1 replacement is to come.")) << d.card(1, room);
    EXPECT_TRUE(has(d.card(1, "acorn-hiring"), "With the suppliers. 1 replacement is to come."));
    must(
        d,
        "robin",
        room,
        "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\" for:quillfeather"
    );
    must(d, "robin", room, "S-302 present");
    for (const auto* where : {room, "acorn-hiring"}) {
        const auto card = d.card(1, where);
        EXPECT_TRUE(
            has(card,
                "1 replacement is to come. Waiting for Ana Petrov-Lind to decide on 1 candidate.")
        ) << card;
    }
    must(d, "robin", room, "1 openings +1");
    const auto both = d.card(1, room);
    EXPECT_FALSE(has(both, "replacement is to come")) << both;
    EXPECT_TRUE(has(both, "Waiting for Ana Petrov-Lind to decide on 1 candidate.")) << both;
}

TEST(whose_turn, of_a_candidate_without_consent_is_the_suppliers) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    const auto inside = d.type("robin", room, "S-302").text;
    EXPECT_TRUE(has(inside, "Waiting for Hammer & Tongs Staffing to confirm that the candidate"))
        << inside;
    const auto own = d.type("maul", "sup-hammer", "S-302").text;
    EXPECT_TRUE(has(own, "Waiting for you to confirm that the candidate consents.")) << own;
    must(d, "maul", "sup-hammer", "S-302 rtr on:\"nov 28\"");
    EXPECT_TRUE(has(d.type("robin", room, "S-302").text, "Waiting for Robin Quill to look at it."));
}

TEST(whose_turn, of_a_requisition_whose_only_candidate_has_not_consented_is_the_suppliers) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 reject experience");
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    const auto card = [&d] { return d.type("robin", room, "1").text; };
    EXPECT_TRUE(has(card(), "Waiting for the supplier to confirm that a candidate consents."))
        << card();
    EXPECT_EQ(d.req(1).slate.without_consent.size(), 1U);
    must(d, "maul", "sup-hammer", "S-302 rtr on:\"nov 28\"");
    EXPECT_TRUE(has(card(), "Waiting for Robin Quill to look at 1 candidate.")) << card();
    EXPECT_TRUE(d.req(1).slate.without_consent.empty());
    const auto history = d.type("robin", room, "1 history").text;
    EXPECT_TRUE(has(history, "The consent of S-302 is noted")) << history;
    // A second word about it changes nothing there.
    const auto again = must(d, "maul", "sup-hammer", "S-302 rtr on:\"nov 27\"");
    EXPECT_FALSE(std::ranges::any_of(again.events, [](const auto& each) {
        return std::holds_alternative<domain::slate_consented>(each.data);
    }));
}

TEST(whose_turn, a_missing_consent_goes_with_the_candidate) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    must(d, "robin", room, "S-302 return \"no consent yet\"");
    EXPECT_TRUE(d.req(1).slate.without_consent.empty());
    must(d, "maul", "sup-hammer", "S-302 resubmit");
    EXPECT_EQ(d.req(1).slate.without_consent.size(), 1U);
    must(d, "maul", "sup-hammer", "S-302 withdraw other_offer");
    EXPECT_TRUE(d.req(1).slate.without_consent.empty());
    EXPECT_EQ(d.req(1).slate.to_screen, 0U);
}

TEST(whose_turn, of_a_candidate_stands_still_on_hold) {
    auto d = with_presented();
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "me").text, "S-301"));
    must(d, "robin", room, "1 hold budget");
    EXPECT_FALSE(has(d.type("ana", "dm-ana", "me").text, "S-301"));
    EXPECT_TRUE(has(d.type("robin", room, "S-301").text, "On hold: nobody has to act."));
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "S-301").text, "On hold: nobody has to act."));
    must(d, "robin", room, "1 resume");
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "me").text, "S-301"));
    EXPECT_TRUE(has(d.type("robin", room, "S-301").text, "Waiting for Ana Petrov-Lind to decide."));
}

TEST(whose_turn, of_a_round_names_whose_feedback_is_missing) {
    auto d = with_held();
    const auto both = d.type("robin", "dm-robin", "I-51").text;
    EXPECT_TRUE(has(both, "Waiting for feedback from Ana Petrov-Lind, Raj Okafor-Bell.")) << both;
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "I-51").text, "Waiting for your feedback."));
    const auto outside = d.type("maul", "sup-hammer", "I-51").text;
    EXPECT_TRUE(has(outside, "Waiting for the hiring manager to decide.")) << outside;
    EXPECT_FALSE(has(outside, "feedback from")) << outside;
    must(d, "ana", "dm-ana", "fb I-51 yes \"strong on PLC\"");
    const auto one = d.type("robin", "dm-robin", "I-51").text;
    EXPECT_TRUE(has(one, "Waiting for feedback from Raj Okafor-Bell.")) << one;
    EXPECT_FALSE(has(one, "feedback from Ana")) << one;
    must(d, "raj", "dm-raj", "fb I-51 yes \"knows ladder logic\"");
    const auto none = d.type("robin", "dm-robin", "I-51").text;
    EXPECT_TRUE(has(none, "Waiting for Ana Petrov-Lind to decide.")) << none;
    must(d, "ana", "dm-ana", "S-301 select");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "I-51").text, "Nobody has to act."));
}

TEST(whose_turn, of_a_round_that_was_called_off_is_the_managers_until_they_go_on) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes \"strong on PLC\"");
    must(d, "ana", "dm-ana", "S-301 interview \"fri 10:00\"");
    must(d, "ana", "dm-ana", "I-52 cancel \"role changed\"");
    const std::string awaited = "Waiting for Ana Petrov-Lind to ask for another one or to decide.";
    for (const auto* line : {"I-52", "S-301"}) {
        const auto told = d.type("robin", "dm-robin", line).text;
        EXPECT_TRUE(has(told, awaited)) << line << ": " << told;
    }
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "today").text, "S-301"));
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "me").text, "S-301"));
    must(d, "ana", "dm-ana", "S-301 reject interview");
    EXPECT_FALSE(has(d.type("ana", "dm-ana", "me").text, "S-301"));
    const auto over = d.type("robin", "dm-robin", "I-52").text;
    EXPECT_TRUE(has(over, "Nobody has to act.")) << over;
}

TEST(whose_turn, of_a_shift_is_the_suppliers_until_they_confirm) {
    auto d = with_pickers();
    must(
        d,
        "robin",
        "dockside-internal",
        "shift 1 2nd ordered:12 from:14:00 to:22:00 on:\"dec 3\""
    );
    const auto shown = [&d] { return d.type("robin", "dockside-internal", "shift 1 2nd").text; };
    EXPECT_TRUE(has(shown(), "Waiting for the suppliers to confirm who comes.")) << shown();
    must(d, "robin", "dockside-internal", "shift 1 2nd confirm 8 for:shiftbridge on:\"dec 3\"");
    must(d, "robin", "dockside-internal", "shift 1 2nd confirm 4 for:daybreak on:\"dec 3\"");
    EXPECT_TRUE(has(shown(), "Nobody has to act.")) << shown();
}

TEST(whose_turn, of_an_opportunity_is_its_owners) {
    auto d = with_presented();
    must(d, "robin", room, "opp add \"2nd shift Jan\" next:\"dec 10\"");
    const auto open = d.type("robin", "dm-robin", "O-7").text;
    EXPECT_TRUE(has(open, "Waiting for Robin to take the next step, Thu 10 Dec.")) << open;
    must(d, "robin", room, "O-7 lost \"a rival was faster\"");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "O-7").text, "Nobody has to act."));
}

}  // namespace
}  // namespace fillrate::handlers::testing
