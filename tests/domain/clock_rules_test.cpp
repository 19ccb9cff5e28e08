// When each clock of DOMAIN.md 4.2 starts, stands still, is met, ends and begins again.
#include "core/domain/clock_rules.hpp"

#include "core/domain/due.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/clock_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <rapidcheck/gtest.h>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

desk released_desk() {
    desk d;
    d.at("2026-11-30 09:00").then(creation()).then(submitted_for_intake{});
    d.at("2026-11-30 10:00").then(qualified{.items = whole_checklist});
    released to;
    to.suppliers = {asked("northlight"), asked("quillfeather")};
    d.at("2026-11-30 11:00").then(to);
    return d;
}

TEST(ClockRules, IntakeRunsFromTheRequestUntilItIsQualified) {
    desk d;
    d.at("2026-11-30 09:00").then(creation());
    EXPECT_EQ(d.said(), "INTAKE running");
    EXPECT_EQ(d.of(clock_kind::intake).due, chicago("2026-11-30 09:00") + hours{9} + hours{15});
    d.then(submitted_for_intake{});
    d.at("2026-11-30 12:00").then(returned_to_draft{}, "shift?");
    EXPECT_EQ(d.said(), "INTAKE paused");
    EXPECT_EQ(d.of(clock_kind::intake).party, party::client);
    d.at("2026-12-02 12:00").then(submitted_for_intake{});
    EXPECT_EQ(d.said(), "INTAKE running");
    EXPECT_EQ(d.of(clock_kind::intake).party, party::program);
    EXPECT_EQ(d.of(clock_kind::intake).elapsed, hours{3});
    d.at("2026-12-02 13:00").then(qualified{.items = whole_checklist});
    EXPECT_EQ(d.said(), "INTAKE met");
    EXPECT_EQ(d.of(clock_kind::intake).elapsed, hours{4});
}

TEST(ClockRules, AReleaseStartsTheChain) {
    const auto d = released_desk();
    EXPECT_EQ(d.said(), "INTAKE met, COV running, SUB1 running, SLATE running, FILL running");
    EXPECT_EQ(d.of(clock_kind::fill, 1).target, hours{15 * 9});
    EXPECT_EQ(d.of(clock_kind::first_submittal).party, party::supplier);
    EXPECT_EQ(d.of(clock_kind::coverage).started, chicago("2026-11-30 11:00"));
}

TEST(ClockRules, OnlyTheEarliestOfTheChainSpeaks) {
    auto d = released_desk();
    const auto spoken = [&d](std::string_view until) {
        std::string kinds;
        for (const auto& action : due_actions(d.req, chicago(until))) {
            kinds += action.alert ? std::string(word(action.clock)) + ' ' : std::string{};
        }
        return kinds;
    };
    EXPECT_EQ(spoken("2026-12-04 12:00"), "COV ");
    d.at("2026-12-01 09:00").then(supplier_accepted{supplier_id{"northlight"}});
    d.then(supplier_accepted{supplier_id{"quillfeather"}});
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::met);
    EXPECT_EQ(spoken("2026-12-04 12:00"), "SUB1 ");
    d.slate(submittal_state::submitted, submittal_state::submitted);
    d.slate(submittal_state::submitted, submittal_state::presented);
    EXPECT_EQ(d.of(clock_kind::first_submittal).state, clock_state::met);
    EXPECT_EQ(spoken("2026-12-31 12:00"), "") << "SLATE and FILL are for the lists";
}

TEST(ClockRules, TheSlateCountsThreeForEachOpenOpeningUpToTheCap) {
    auto d = released_desk();  // four openings: the cap of six counts
    for (std::uint32_t n = 1; n <= 6; ++n) {
        EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::running) << n;
        d.slate(submittal_state::submitted, submittal_state::submitted, 300 + n);
        d.slate(submittal_state::submitted, submittal_state::presented, 300 + n);
    }
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::met);
    requisition_changed to;
    to.must_haves = "forklift";
    d.at("2026-12-03 09:00").then(to);
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::met) << "six are with the manager";
    d.slate(submittal_state::presented, submittal_state::rejected, 301);
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::slate).cycle, 2U) << "other must-haves, another slate";
    EXPECT_EQ(d.of(clock_kind::first_submittal).cycle, 1U);
}

TEST(ClockRules, AHoldStopsAllAndAResumeGoesOn) {
    auto d = released_desk();
    d.at("2026-11-30 13:00").then(held{}, "budget");
    EXPECT_EQ(d.said(), "INTAKE met, COV paused, SUB1 paused, SLATE paused, FILL paused");
    EXPECT_FALSE(next_due(d.req));
    d.at("2026-12-02 10:00").then(resumed{});
    EXPECT_EQ(d.said(), "INTAKE met, COV running, SUB1 running, SLATE running, FILL running");
    EXPECT_EQ(d.of(clock_kind::coverage).elapsed, hours{2});
    EXPECT_EQ(d.of(clock_kind::coverage).due, chicago("2026-12-02 17:00"));
}

TEST(ClockRules, AnOpeningAddedLaterNeverInheritsAge) {
    auto d = released_desk();
    requisition_changed more;
    more.openings = 6;
    d.at("2026-12-07 09:00").then(more);
    EXPECT_EQ(d.of(clock_kind::fill, 1).started, chicago("2026-11-30 11:00"));
    EXPECT_EQ(d.of(clock_kind::fill, 2).started, chicago("2026-12-07 09:00"));
    more.openings = 4;  // the youngest go first
    d.then(more);
    EXPECT_EQ(d.of(clock_kind::fill, 1).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::fill, 2).state, clock_state::cancelled);
}

TEST(ClockRules, AFallOffStartsAReplacementThatALateArrivalCancels) {
    auto d = released_desk();
    requisition_changed one;
    one.openings = 1;
    d.then(one);
    d.slate(submittal_state::submitted, submittal_state::submitted);
    d.slate(submittal_state::submitted, submittal_state::presented);
    d.at("2026-12-01 09:00")
        .slate(submittal_state::offer_extended, submittal_state::offer_accepted);
    EXPECT_EQ(d.of(clock_kind::fill, 1).state, clock_state::met);
    d.at("2026-12-07 09:00").slate(submittal_state::offer_accepted, submittal_state::fell_off);
    EXPECT_EQ(d.of(clock_kind::fill, 1).state, clock_state::met) << "history does not change";
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).party, party::supplier);
    auto found = d;
    d.at("2026-12-08 09:00").slate(submittal_state::fell_off, submittal_state::started);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::cancelled) << "came late";
    found.slate(submittal_state::offer_extended, submittal_state::offer_accepted, 312);
    EXPECT_EQ(found.of(clock_kind::backfill, 2).state, clock_state::met);
}

TEST(ClockRules, WhatTheClientFillsLaterWaits) {
    auto d = released_desk();  // four openings, Mon 30 Nov 11:00
    requisition_changed to;
    to.frozen = 3;
    d.at("2026-11-30 13:00").then(to);
    EXPECT_EQ(d.of(clock_kind::fill, 1).state, clock_state::running) << "one is wanted now";
    to.frozen = 4;
    d.at("2026-11-30 14:00").then(to, "reorganising");
    const auto& waits = d.of(clock_kind::fill, 1);
    EXPECT_EQ(waits.state, clock_state::paused);
    EXPECT_EQ(waits.elapsed, hours{3});
    EXPECT_EQ(waits.turn, party::client);
    EXPECT_EQ(waits.party, party::program) << "the promise stays ours";
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::running);
    auto hired = d;
    to.frozen = 0;
    d.at("2026-12-02 10:00").then(to);
    EXPECT_EQ(d.of(clock_kind::fill, 1).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::fill, 1).elapsed, hours{3});
    EXPECT_EQ(d.of(clock_kind::fill, 1).turn, party::program);
    hired.slate(submittal_state::offer_extended, submittal_state::offer_accepted);
    EXPECT_EQ(count_openings(hired.req).reserved, 1U);
    EXPECT_EQ(count_frozen(hired.req), 3U);
}

TEST(ClockRules, WhatTheClientFillsLaterIsNoMiss) {
    auto d = released_desk();  // four openings
    auto all_wanted = d;
    requisition_changed to;
    to.frozen = 3;
    d.then(to);
    for (auto* const each : {&d, &all_wanted}) {
        each->at(each->of(clock_kind::fill, 1).due)
            .then(clock_breached{.kind = clock_kind::fill, .batch = 1});
    }
    EXPECT_EQ(d.of(clock_kind::fill, 1).unfilled, 1U);
    EXPECT_EQ(all_wanted.of(clock_kind::fill, 1).unfilled, 4U);
}

TEST(ClockRules, AClientThatWantsNoReplacementEndsItsClock) {
    auto d = released_desk();
    d.at("2026-12-01 09:00")
        .slate(submittal_state::offer_extended, submittal_state::offer_accepted);
    d.at("2026-12-07 09:00").slate(submittal_state::offer_accepted, submittal_state::fell_off);
    ASSERT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::running);
    EXPECT_FALSE(may_freeze(d.req, 4)) << "a replacement is not frozen";
    requisition_changed to;
    to.replacements = 0;
    d.at("2026-12-07 12:00").then(to, "no longer needed");
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::cancelled);
    EXPECT_EQ(d.of(clock_kind::fill, 1).state, clock_state::running);
    EXPECT_EQ(count_openings(d.req).open, 3U);
    EXPECT_EQ(count_openings(d.req).cancelled, 1U);
    EXPECT_FALSE(may_keep_replacements(d.req, 0));
}

TEST(ClockRules, AReopeningIsANewCycleOfEveryClock) {
    auto d = released_desk();
    d.at("2026-12-01 09:00").then(closed{}, "budget");
    EXPECT_EQ(
        d.said(),
        "INTAKE met, COV cancelled, SUB1 cancelled, SLATE cancelled, FILL cancelled"
    );
    d.at("2026-12-07 09:00").then(reopened{.openings = 2}, "again");
    EXPECT_EQ(d.of(clock_kind::coverage).cycle, 2U);
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::slate).cycle, 2U);
    EXPECT_EQ(d.of(clock_kind::fill, 2).started, chicago("2026-12-07 09:00"));
    EXPECT_EQ(d.of(clock_kind::intake).state, clock_state::met) << "the need was settled once";
}

TEST(ClockRules, WhatWeFilledIsKeptAndWhatEndsOtherwiseIsCalledOff) {
    for (const std::string_view reason :
         {"filled_by_us", "filled_by_us: by phone", "filled_by_other", "budget", "duplicate"}) {
        const bool kept = reason.starts_with("filled_by_us");
        auto d = released_desk();
        d.at("2026-12-01 09:00").then(closed{}, std::string(reason));
        const auto& fill = d.of(clock_kind::fill, 1);
        EXPECT_EQ(fill.state, kept ? clock_state::met : clock_state::cancelled) << reason;
        EXPECT_EQ(fill.stopped, chicago("2026-12-01 09:00")) << reason;
        EXPECT_EQ(fill.openings, kept ? count_openings(d.req).open : 0U) << reason;
        EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::cancelled) << reason;
    }
}

TEST(ClockRules, CoverageBeginsAgainWhenNobodyWorksIt) {
    auto d = released_desk();
    d.then(supplier_accepted{supplier_id{"northlight"}});
    d.then(supplier_accepted{supplier_id{"quillfeather"}});
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::met);
    d.then(supplier_declined{supplier_id{"northlight"}}, "rate");
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::met);
    d.at("2026-12-02 09:00").then(supplier_declined{supplier_id{"quillfeather"}}, "rate");
    EXPECT_EQ(d.of(clock_kind::coverage).cycle, 2U);
    EXPECT_EQ(d.of(clock_kind::coverage).started, chicago("2026-12-02 09:00"));
}

TEST(ClockAccount, ExplainsEverySecondOfAHeldClock) {
    auto d = released_desk();  // Mon 30 Nov 11:00
    d.at("2026-11-30 13:00").then(held{}, "budget");
    d.at("2026-12-02 10:00").then(resumed{});
    d.at("2026-12-02 12:00");
    const auto all = d.accounts();
    const auto coverage = std::ranges::find(all, clock_kind::coverage, [](const clock_account& a) {
        return a.last.kind;
    });
    ASSERT_NE(coverage, all.end());
    std::vector<clock_segment> wanted{
        {true, party::program, chicago("2026-11-30 11:00"), chicago("2026-11-30 13:00"), hours{2}},
        {false,
         party::program,
         chicago("2026-11-30 13:00"),
         chicago("2026-12-02 10:00"),
         hours{15}},
        {true, party::program, chicago("2026-12-02 10:00"), std::nullopt, hours{2}}};
    for (auto& each : wanted) {
        each.calendar = "chicago@1";
        each.policy = coverage->last.policy;
        each.target = coverage->last.target;
    }
    wanted[1].reason = "budget";
    EXPECT_EQ(coverage->segments, wanted);
}

TEST(ClockAccount, FillSaysWhoseTurnItWasAndStaysOurs) {
    auto d = released_desk();  // Mon 30 Nov 11:00
    d.at("2026-11-30 13:00").then(supplier_accepted{supplier_id{"northlight"}});
    d.at("2026-11-30 15:00").slate(submittal_state::submitted, submittal_state::submitted);
    d.at("2026-11-30 16:00").slate(submittal_state::submitted, submittal_state::presented);
    const instant due = d.of(clock_kind::fill, 1).due;
    d.at("2026-12-01 10:00").then(held{}, "budget");
    const auto all = d.accounts();
    const auto fill = std::ranges::find(all, clock_kind::fill, [](const clock_account& a) {
        return a.last.kind;
    });
    ASSERT_NE(fill, all.end());
    std::vector<std::pair<party, seconds>> turns;
    for (const auto& segment : fill->segments) {
        turns.emplace_back(segment.party, segment.working);
    }
    const std::vector<std::pair<party, seconds>> wanted{
        {party::program, hours{2}},
        {party::supplier, hours{2}},
        {party::program, hours{1}},
        {party::client, hours{3}},
        {party::client, hours{0}}};
    EXPECT_EQ(turns, wanted);
    EXPECT_EQ(fill->last.party, party::program);
    EXPECT_EQ(fill->last.due, due) << "a turn moves nothing";
}

TEST(ClockAccount, EveryRoundIsToldOfAndTheyAddUp) {
    auto d = released_desk();  // Mon 30 Nov 11:00
    d.at("2026-11-30 13:00").then(closed{}, "budget");
    d.at("2026-12-01 09:00").then(reopened{.openings = 1}, "fell off");
    d.at("2026-12-01 12:00");
    const auto all = d.accounts();
    const auto rounds = std::ranges::count_if(all, [](const clock_account& a) {
        return a.last.kind == clock_kind::coverage;
    });
    EXPECT_EQ(rounds, 2);
    const auto sum = d.rounds();
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->rounds, 2U);
    EXPECT_EQ(sum->net, hours{2} + hours{3});
    EXPECT_EQ(sum->gross, hours{6} + hours{4});
}

// Whatever happens, the stretches that ran add up to what the clock says it used.
RC_GTEST_PROP(ClockAccount, StretchesAddUp, ()) {
    const auto on = chicago_calendar();
    auto d = released_desk();
    auto now = chicago("2026-11-30 11:00");
    for (int i = 0; i < 8; ++i) {
        now += minutes{*rc::gen::inRange(0, 3000)};
        d.at(now);
        switch (*rc::gen::inRange(0, 6)) {
            case 0:
                d.then(held{}, "budget");
                break;
            case 1:
                d.then(resumed{});
                break;
            case 2:
                d.then(closed{}, "budget");
                break;
            case 3:
                d.then(reopened{.openings = 2}, "again");
                break;
            case 4:
                d.then(supplier_accepted{supplier_id{"northlight"}});
                break;
            default:
                d.then(supplier_declined{supplier_id{"northlight"}}, "rate");
                break;
        }
    }
    for (const auto& account : d.accounts()) {
        seconds ran{0};
        for (const auto& segment : account.segments) {
            ran += segment.running ? segment.working : seconds{0};
        }
        const auto* const now_is = find_clock(d.req.clocks, account.last.kind, account.last.batch);
        if (now_is != nullptr && now_is->cycle == account.last.cycle) {
            RC_ASSERT(account.last == *now_is);
            RC_ASSERT(ran == used(account.last, on, now));
        }
    }
}

// The submittal's clocks, as one row per state of its way.
struct row {
    submittal_state state;
    std::string_view screen, review, decision, offer, start;
};

std::string_view asked_word(clock_wish::ask what) {
    switch (what) {
        case clock_wish::ask::none:
            return "-";
        case clock_wish::ask::run:
            return "run";
        case clock_wish::ask::wait:
            return "wait";
        case clock_wish::ask::met:
            return "met";
    }
    return "?";
}

TEST(ClockRules, WhatEveryStateOfACandidateAsksFor) {
    using s = submittal_state;
    constexpr row table[] = {
        {s::submitted, "run", "-", "-", "-", "-"},
        {s::duplicate, "-", "-", "-", "-", "-"},
        {s::returned, "met", "-", "-", "-", "-"},
        {s::screen_rejected, "met", "-", "-", "-", "-"},
        {s::presented, "met", "run", "-", "-", "-"},
        {s::held, "-", "met", "met", "-", "-"},
        {s::shortlisted, "-", "met", "met", "-", "-"},
        {s::interviewing, "-", "met", "run", "-", "-"},
        {s::selected, "-", "met", "met", "-", "-"},
        {s::offer_extended, "-", "-", "-", "run", "-"},
        {s::offer_accepted, "-", "-", "-", "met", "run"},
        {s::offer_declined, "-", "-", "-", "met", "-"},
        {s::offer_expired, "-", "-", "-", "-", "-"},
        {s::rescinded, "-", "-", "-", "-", "-"},
        {s::cleared, "-", "-", "-", "-", "run"},
        {s::started, "-", "-", "-", "-", "met"},
        {s::ended, "-", "-", "-", "-", "-"},
        {s::converted, "-", "-", "-", "-", "-"},
        {s::fell_off, "-", "-", "-", "-", "-"},
        {s::rejected, "-", "met", "met", "-", "-"},
        {s::withdrawn, "-", "-", "-", "-", "-"},
        {s::not_selected, "-", "-", "-", "-", "-"}};
    static_assert(std::size(table) == 22);
    const auto on = chicago_calendar();
    submittal sub;
    sub.number = submittal_number{311};
    sub.represented = chicago("2026-11-30 09:00");
    sub.offers = {offer{.start = "2026-12-14"}};
    sub.feedback_in = chicago("2026-12-01 09:00");
    for (const auto& want : table) {
        sub.state = want.state;
        std::map<clock_kind, std::string_view> got;
        for (const auto& wish : clock_wishes(sub, in_state(requisition_state::open), on)) {
            got[wish.kind] = asked_word(wish.what);
        }
        EXPECT_EQ(got[clock_kind::screen], want.screen) << word(want.state);
        EXPECT_EQ(got[clock_kind::review], want.review) << word(want.state);
        EXPECT_EQ(got[clock_kind::decision], want.decision) << word(want.state);
        EXPECT_EQ(got[clock_kind::offer], want.offer) << word(want.state);
        EXPECT_EQ(got[clock_kind::start], want.start) << word(want.state);
    }
}

TEST(ClockRules, ScreeningWaitsForConsentAndEveryClockForAHold) {
    const auto on = chicago_calendar();
    submittal sub;
    sub.number = submittal_number{311};
    const auto of = [&](clock_kind kind, requisition_state state) {
        const auto wishes = clock_wishes(sub, in_state(state), on);
        return *std::ranges::find(wishes, kind, &clock_wish::kind);
    };
    auto screen = of(clock_kind::screen, requisition_state::open);
    EXPECT_EQ(screen.what, clock_wish::ask::wait);
    EXPECT_EQ(screen.party, party::supplier);
    sub.represented = chicago("2026-11-30 09:00");
    EXPECT_EQ(of(clock_kind::screen, requisition_state::open).what, clock_wish::ask::run);
    EXPECT_EQ(of(clock_kind::screen, requisition_state::on_hold).what, clock_wish::ask::wait);
    sub.state = submittal_state::presented;
    EXPECT_EQ(of(clock_kind::review, requisition_state::on_hold).what, clock_wish::ask::wait);
    EXPECT_EQ(of(clock_kind::review, requisition_state::open).party, party::client);
}

TEST(ClockRules, TheClientOwesNoWordWhileTwoFirmsClaimTheCandidate) {
    const auto on = chicago_calendar();
    submittal sub;
    sub.number = submittal_number{311};
    sub.feedback_in = chicago("2026-12-01 09:00");
    const auto of = [&](clock_kind kind) {
        const auto wishes = clock_wishes(sub, in_state(requisition_state::open), on);
        return *std::ranges::find(wishes, kind, &clock_wish::kind);
    };
    for (const auto& [state, kind] :
         {std::pair{submittal_state::presented, clock_kind::review},
          std::pair{submittal_state::interviewing, clock_kind::decision}}) {
        sub.state = state;
        sub.disputed = false;
        EXPECT_EQ(of(kind).what, clock_wish::ask::run) << word(state);
        EXPECT_EQ(of(kind).party, party::client) << word(state);
        sub.disputed = true;
        EXPECT_EQ(of(kind).what, clock_wish::ask::wait) << word(state);
        EXPECT_EQ(of(kind).party, party::program) << word(state);
    }
}

TEST(ClockRules, AStartIsAgreedForTheFirstWorkingMinuteOfItsDay) {
    const auto on = chicago_calendar();
    submittal sub;
    EXPECT_FALSE(agreed_start(sub, on));
    sub.offers = {offer{.start = "2026-12-14"}};
    EXPECT_EQ(agreed_start(sub, on), chicago("2026-12-14 08:00"));
    sub.offers = {offer{.start = "2026-11-26"}};  // a holiday
    EXPECT_EQ(agreed_start(sub, on), chicago("2026-11-27 08:00"));
}

TEST(ClockRules, ALiveClockOnAnUnknownCalendarIsAnErrorAndALaterStartStandsOff) {
    policy_book book;
    clock c;
    c.calendar = "gone@7";
    const auto failed = settled(
        std::vector{c},
        {clock_wish{.kind = clock_kind::coverage}},
        std::nullopt,
        book,
        chicago("2026-11-30 09:00")
    );
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, errc::not_found);
    c.state = clock_state::met;
    EXPECT_TRUE(settled(
                    std::vector{c},
                    {clock_wish{.kind = clock_kind::coverage, .what = clock_wish::ask::run}},
                    std::nullopt,
                    book,
                    chicago("2026-11-30 09:00")
    )
                    ->empty()
    ) << "without terms none begins";
}

}  // namespace
}  // namespace fillrate::domain::testing
