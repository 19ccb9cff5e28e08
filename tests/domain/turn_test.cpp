// Whose turn it is on the cards and in whose court the clocks are: one rule, held against the
// wishes of every clock in every state.
#include "core/domain/turn.hpp"

#include "core/domain/clock_rules.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

constexpr std::array<bool, 2> both{false, true};
constexpr auto last_candidate_state = static_cast<int>(submittal_state::not_selected);
constexpr auto last_round_state = static_cast<int>(interview_state::expired);

const instant noon = chicago("2026-11-30 12:00");

bool measures_now(const clock_wish& wish) {
    return wish.what == clock_wish::ask::run && wish.from <= noon;
}

std::vector<slate> every_slate() {
    std::vector<slate> all;
    for (std::uint32_t bits = 0; bits < 32; ++bits) {
        const auto in = [bits](std::uint32_t bit) { return (bits >> bit) & 1U; };
        const auto before = in(1) + in(2) + in(3) + in(4);
        all.push_back(
            {.live = before + in(0),
             .before_client = before,
             .to_screen = in(0),
             .to_review = in(1),
             .to_offer = in(2),
             .offered = in(3)}
        );
    }
    return all;
}

TEST(Turn, OfARequisitionIsThatOfItsFill) {
    const policy chosen = hours_policy(4);
    int counted = 0;
    for (const auto state : every_state) {
        for (const auto& known : every_slate()) {
            for (const bool worked : both) {
                auto req = in_state(state);
                req.slate = known;
                if (worked && !req.suppliers.empty()) {
                    req.suppliers.front().said = coverage::answer::accepted;
                }
                for (const auto& wish : clock_wishes(req, chosen)) {
                    if (!measures_now(wish)) {
                        continue;
                    }
                    EXPECT_NE(state, requisition_state::on_hold) << word(wish.kind);
                    if (wish.kind == clock_kind::fill || wish.kind == clock_kind::intake) {
                        const auto whose = wish.kind == clock_kind::fill ? wish.turn : wish.party;
                        EXPECT_EQ(turn_of(req), whose) << word(state) << ' ' << word(wish.kind);
                        ++counted;
                    }
                }
            }
        }
    }
    EXPECT_GE(counted, 3 * 64) << "draft, intake and open";
}

TEST(Turn, OfARequisitionFollowsItsCandidates) {
    auto req = in_state(requisition_state::open);
    EXPECT_EQ(turn_of(req), party::program) << "nobody works it";
    req.suppliers.front().said = coverage::answer::accepted;
    EXPECT_EQ(turn_of(req), party::supplier);
    req.slate = {.live = 1, .before_client = 1, .offered = 1};
    EXPECT_EQ(turn_of(req), party::candidate);
    req.slate = {.live = 2, .before_client = 2, .offered = 1};
    EXPECT_EQ(turn_of(req), party::client) << "one is in interviews";
    req.slate = {.live = 2, .before_client = 2, .to_offer = 1};
    EXPECT_EQ(turn_of(req), party::program);
    req.slate = {.live = 2, .before_client = 2, .to_review = 1, .to_offer = 1};
    EXPECT_EQ(turn_of(req), party::client);
    req.slate = {.live = 2, .before_client = 1, .to_screen = 1, .to_review = 1};
    EXPECT_EQ(turn_of(req), party::program);
    const submittal_number unconsented{302};
    req.slate = {.live = 1, .to_screen = 1, .without_consent = {unconsented}};
    EXPECT_EQ(turn_of(req), party::supplier) << "nobody may look at them yet";
    req.suppliers.front().said = coverage::answer::asked;
    EXPECT_EQ(turn_of(req), party::supplier);
    req.slate.to_screen = 2;
    EXPECT_EQ(turn_of(req), party::program);
    // As the client knows it.
    EXPECT_EQ(turn_of(req, {.live = 1, .before_client = 1, .to_review = 1}), party::client);
    EXPECT_EQ(turn_of(in_state(requisition_state::on_hold)), std::nullopt);
}

TEST(Turn, OfReplacementsAloneIsThatOfTheirClock) {
    const policy chosen = hours_policy(4);
    const opening replaces{.backfill_of = submittal_number{301}, .batch = 2};
    for (const auto& known : every_slate()) {
        auto req = in_state(requisition_state::open);
        req.openings = {replaces};
        req.slate = known;
        EXPECT_EQ(turn_of(req), party::supplier);
        EXPECT_EQ(count_only_replacements(req), 1U);
        const auto wishes = clock_wishes(req, chosen);
        const auto runs = std::ranges::find(wishes, clock_kind::backfill, &clock_wish::kind);
        ASSERT_NE(runs, wishes.end());
        EXPECT_TRUE(measures_now(*runs));
        EXPECT_EQ(turn_of(req), runs->party);
        req.openings.push_back({.batch = 1});
        EXPECT_EQ(turn_of(req), fill_turn(req, known)) << "FILL runs too";
        EXPECT_EQ(count_only_replacements(req), 0U);
        req.openings.back().frozen = true;
        EXPECT_EQ(turn_of(req), party::supplier) << "FILL waits";
    }
    // In light industrial who was found has to come first.
    auto req = in_state(requisition_state::filled);
    req.openings = {replaces};
    req.openings.front().state = opening_state::reserved;
    EXPECT_EQ(turn_of(req), std::nullopt);
    req.category = category::light_industrial;
    EXPECT_EQ(turn_of(req), party::supplier);
    EXPECT_EQ(count_only_replacements(req), 1U);
}

TEST(Turn, OfAReturnedDraftIsTheClients) {
    const auto req =
        apply(in_state(requisition_state::intake), happened(returned_to_draft{}, noon, "no rate"));
    ASSERT_EQ(req.state, requisition_state::draft);
    EXPECT_EQ(turn_of(req), party::client);
    EXPECT_EQ(turn_of(in_state(requisition_state::draft)), party::program);
}

submittal candidate_in(int state) {
    submittal sub;
    sub.number = submittal_number{301};
    sub.state = static_cast<submittal_state>(state);
    sub.entered = noon - hours{3};
    sub.interviews = {interview_number{51}};
    return sub;
}

// As many ways as its facts allow, each before and after its first minute.
void for_every_candidate(const std::function<void(const submittal&)>& look) {
    for (int state = 0; state <= last_candidate_state; ++state) {
        for (int bits = 0; bits < 32; ++bits) {
            auto sub = candidate_in(state);
            const auto is = [bits](int bit) { return ((bits >> bit) & 1) != 0; };
            if (is(0)) {
                sub.represented = noon - hours{30};
            }
            sub.disputed = is(1);
            if (is(2)) {
                sub.feedback_in = noon - hours{1};
            }
            if (is(3)) {
                sub.hold_until = noon + hours{48};
            }
            offer agreed;
            agreed.start = is(4) ? "2026-11-30" : "2026-12-14";
            sub.offers = {agreed};
            look(sub);
        }
    }
}

TEST(Turn, OfACandidateIsThePartyOfTheClockThatRuns) {
    const auto on = chicago_calendar();
    int counted = 0;
    for (const bool on_hold : both) {
        const auto of = in_state(on_hold ? requisition_state::on_hold : requisition_state::open);
        for_every_candidate([&](submittal sub) {
            if (const auto start = agreed_start(sub, on)) {
                sub.clocks = {clock{.kind = clock_kind::start, .started = *start}};
            }
            for (const auto& wish : clock_wishes(sub, of, on)) {
                if (measures_now(wish)) {
                    EXPECT_EQ(turn_of(facts_of(sub), of, noon), wish.party)
                        << word(sub.state) << ' ' << word(wish.kind) << (on_hold ? " held" : "");
                    ++counted;
                }
            }
        });
    }
    EXPECT_GT(counted, 64);
}

TEST(Turn, OfACandidateOnHoldIsNobodysButForAnAgreedDay) {
    const auto held = in_state(requisition_state::on_hold);
    for_every_candidate([&](const submittal& sub) {
        const bool awaited =
            sub.state == submittal_state::offer_accepted || sub.state == submittal_state::cleared;
        EXPECT_EQ(turn_of(facts_of(sub), held, noon).has_value(), awaited) << word(sub.state);
    });
}

TEST(Turn, OfACandidateWithoutConsentIsTheSuppliersAndInDisputeOurs) {
    const auto open = in_state(requisition_state::open);
    auto sub = candidate_in(static_cast<int>(submittal_state::submitted));
    EXPECT_EQ(turn_of(facts_of(sub), open, noon), party::supplier);
    sub.represented = noon;
    EXPECT_EQ(turn_of(facts_of(sub), open, noon), party::program);
    sub.state = submittal_state::presented;
    EXPECT_EQ(turn_of(facts_of(sub), open, noon), party::client);
    sub.disputed = true;
    EXPECT_EQ(turn_of(facts_of(sub), open, noon), party::program);
}

TEST(Turn, OfAnOfferThatCameToNothingIsOursUntilTheEnd) {
    for (const auto state : {submittal_state::offer_declined, submittal_state::offer_expired}) {
        const auto facts = facts_of(candidate_in(static_cast<int>(state)));
        EXPECT_EQ(turn_of(facts, in_state(requisition_state::open), noon), party::program);
        for (const auto over :
             {requisition_state::filled, requisition_state::closed, requisition_state::cancelled}) {
            EXPECT_EQ(turn_of(facts, in_state(over), noon), std::nullopt) << word(over);
        }
    }
}

TEST(Turn, OfASecondOneWithoutConsentIsTheSuppliersUntilTheEnd) {
    auto sub = candidate_in(static_cast<int>(submittal_state::duplicate));
    const auto whose = [&sub](requisition_state state) {
        return turn_of(facts_of(sub), in_state(state), noon);
    };
    EXPECT_EQ(whose(requisition_state::open), party::supplier);
    for (const auto over :
         {requisition_state::filled, requisition_state::closed, requisition_state::cancelled}) {
        EXPECT_EQ(whose(over), std::nullopt) << word(over);
    }
    sub.represented = noon;
    sub.disputed = true;
    EXPECT_EQ(whose(requisition_state::closed), party::program) << "it is still to be decided";
}

interview round_in(int state, bool with_panel, instant start) {
    interview iv;
    iv.number = interview_number{51};
    iv.state = static_cast<interview_state>(state);
    iv.requested = noon - hours{24};
    iv.start = start;
    if (with_panel) {
        iv.panel.push_back({.person = person_id{"ana"}, .name = "Ana"});
    }
    return iv;
}

// HELD is shared by all and blames nobody (DOMAIN.md 4.2).
void hold_against_clocks(const interview& iv, const submittal& sub, const requisition& of) {
    for (const auto& wish : clock_wishes(iv, sub, of, {})) {
        if (wish.kind != clock_kind::interview && measures_now(wish)) {
            EXPECT_EQ(turn_of(iv, sub, of, noon), wish.party)
                << word(iv.state) << ' ' << word(wish.kind);
        }
    }
}

TEST(Turn, OfARoundIsThePartyOfTheClockThatRuns) {
    const auto open = in_state(requisition_state::open);
    const auto held = in_state(requisition_state::on_hold);
    for (int candidate = 0; candidate <= last_candidate_state; ++candidate) {
        const auto sub = candidate_in(candidate);
        for (int state = 0; state <= last_round_state; ++state) {
            for (const bool with_panel : both) {
                for (const auto start : {noon - hours{4}, noon + hours{4}}) {
                    auto iv = round_in(state, with_panel, start);
                    for (const auto answers : {party::program, party::supplier, party::client}) {
                        iv.answers = answers;
                        hold_against_clocks(iv, sub, open);
                        iv.caused_by = party::candidate;
                        iv.candidate_moves = 1;
                        hold_against_clocks(iv, sub, open);
                        iv.caused_by.reset();
                    }
                    EXPECT_EQ(turn_of(iv, sub, held, noon), std::nullopt);
                }
            }
        }
    }
}

TEST(Turn, OfARoundThatSomebodyCannotComeToIsOursUntilItIsOver) {
    const auto open = in_state(requisition_state::open);
    const auto sub = candidate_in(static_cast<int>(submittal_state::interviewing));
    const auto agreed = static_cast<int>(interview_state::confirmed);
    auto iv = round_in(agreed, true, noon + hours{4});
    EXPECT_EQ(turn_of(iv, sub, open, noon), std::nullopt);
    iv.panel.front().answer = invitation::declined;
    EXPECT_EQ(turn_of(iv, sub, open, noon), party::program);
    EXPECT_EQ(turn_of(iv, sub, in_state(requisition_state::on_hold), noon), std::nullopt);
    EXPECT_EQ(turn_of(iv, sub, open, noon + hours{9}), party::client);
    iv.panel.front().required = false;
    EXPECT_EQ(turn_of(iv, sub, open, noon), std::nullopt);
}

TEST(Turn, OfACalledOffRoundOfWhoIsInInterviewsIsTheClients) {
    const auto open = in_state(requisition_state::open);
    const auto iv = round_in(static_cast<int>(interview_state::cancelled), true, noon + hours{4});
    auto sub = candidate_in(static_cast<int>(submittal_state::interviewing));
    EXPECT_EQ(turn_of(iv, sub, open, noon), party::client);
    sub.disputed = true;
    EXPECT_EQ(turn_of(iv, sub, open, noon), party::program);
    sub.state = submittal_state::rejected;
    EXPECT_EQ(turn_of(iv, sub, open, noon), std::nullopt);
}

TEST(Turn, OfARoundThatIsOverForItsCandidateIsNobodys) {
    const auto open = in_state(requisition_state::open);
    const auto iv = round_in(static_cast<int>(interview_state::held), true, noon - hours{4});
    auto sub = candidate_in(static_cast<int>(submittal_state::interviewing));
    EXPECT_EQ(turn_of(iv, sub, open, noon), party::client);
    sub.interviews.push_back(interview_number{52});
    EXPECT_EQ(turn_of(iv, sub, open, noon), std::nullopt);
    sub.interviews.pop_back();
    sub.state = submittal_state::selected;
    EXPECT_EQ(turn_of(iv, sub, open, noon), std::nullopt);
}

TEST(Turn, OfAShiftGoesFromTheSuppliersToUsAndToTheFloor) {
    work_shift of;
    of.starts = noon;
    of.ends = noon + hours{8};
    EXPECT_EQ(turn_of(of, noon - hours{1}), party::supplier);
    of.state = shift_state::unconfirmed;
    EXPECT_EQ(turn_of(of, noon - hours{1}), party::program);
    of.state = shift_state::confirmed;
    EXPECT_EQ(turn_of(of, noon - hours{1}), std::nullopt);
    EXPECT_EQ(turn_of(of, noon), std::nullopt);
    EXPECT_EQ(turn_of(of, of.ends), party::client);
    of.state = shift_state::counted;
    EXPECT_EQ(turn_of(of, of.ends), std::nullopt);
}

TEST(Turn, OfAnOpportunityIsOursUntilItIsWonOrLost) {
    opportunity of;
    for (const auto state : {opportunity_state::open, opportunity_state::pursuing}) {
        of.state = state;
        EXPECT_EQ(turn_of(of), party::program);
    }
    for (const auto state : {opportunity_state::won, opportunity_state::lost}) {
        of.state = state;
        EXPECT_EQ(turn_of(of), std::nullopt);
    }
}

}  // namespace
}  // namespace fillrate::domain::testing
