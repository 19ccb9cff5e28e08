// What comes due, when, and that a late wake-up makes one alert of it.
#include "core/domain/due.hpp"

#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace fillrate::domain::testing {
namespace {

instant at(std::int64_t s) {
    return from_unix_ms(s * 1000);
}

requisition with(clock c) {
    return after(in_state(requisition_state::open), {clock_set{.value = std::move(c)}});
}

clock hundred() {
    return {
        .target = seconds{100},
        .since = at(1000),
        .due = at(1100),
        .warn_at = at(1075),
        .urge_at = at(1090)};
}

std::string told(const requisition& req, instant now) {
    std::string text;
    for (const clock_action& a : due_actions(req, now)) {
        const char letter = "hlwuboe"[static_cast<std::size_t>(a.what)];
        text += a.alert ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    // h hold ran out, l hold ran long, w warn, u urge, b breach, o wait over, e ETA missed; upper
    // case alerts.
    return text;
}

requisition caught_up(requisition req, instant now) {
    for (const clock_action& a : due_actions(req, now)) {
        req = apply(std::move(req), happened(a.fact, now));
    }
    return req;
}

TEST(Due, TheNextPointOfARunningClock) {
    requisition req = with(hundred());
    EXPECT_EQ(next_due(req), at(1075));
    req = caught_up(req, at(1075));
    EXPECT_EQ(next_due(req), at(1090));
    req = caught_up(req, at(1090));
    EXPECT_EQ(next_due(req), at(1100));
    req = caught_up(req, at(1100));
    EXPECT_FALSE(next_due(req));
    EXPECT_EQ(req.clocks[0].breached, at(1100));
    EXPECT_EQ(req.clocks[0].warned, 90);
}

TEST(Due, WhatIsWarnedOfEarlySaysWhenItIsDue) {
    clock early = hundred();
    early.warn_by = at(1060);
    requisition req = with(early);
    EXPECT_EQ(next_due(req), at(1060));
    EXPECT_EQ(told(req, at(1060)), "W");
    const auto warned = std::get<clock_warned>(due_actions(req, at(1060)).front().fact);
    EXPECT_EQ(warned.due, at(1100));
    req = caught_up(req, at(1060));
    EXPECT_EQ(next_due(req), at(1090)) << "once: not at its 75 % point again";
    const auto usual = due_actions(with(hundred()), at(1075));
    EXPECT_FALSE(std::get<clock_warned>(usual.front().fact).due);
}

TEST(Due, TheLastWordIsOfWhatIsHeard) {
    clock c = hundred();
    const auto last = [&c](instant now) { return last_told(std::vector<clock>{c}, now); };
    EXPECT_FALSE(last(at(1080))) << "it was due and is not on record";
    c.warned = 75;
    EXPECT_EQ(last(at(1080)), at(1075));
    EXPECT_FALSE(last(at(1070)));
    c.warned = 90;
    EXPECT_EQ(last(at(1095)), at(1090));
    c.breached = at(1100);
    EXPECT_EQ(last(at(1200)), at(1100));
    c.alert = clock_alert::digest;
    EXPECT_FALSE(last(at(1200)));
}

TEST(Due, OneAlertHoweverLate) {
    const requisition req = with(hundred());
    EXPECT_EQ(told(req, at(1074)), "");
    EXPECT_EQ(told(req, at(1075)), "W");
    EXPECT_EQ(told(req, at(1095)), "wU");
    EXPECT_EQ(told(req, at(9999)), "wuB");
}

TEST(Due, WhoHearsOfAClockIsAsItsPolicySays) {
    for (const auto how : {clock_alert::digest, clock_alert::off}) {
        clock quiet = hundred();
        quiet.alert = how;
        EXPECT_EQ(told(with(quiet), at(9999)), "wub") << word(how);
    }
    clock slate = hundred();
    slate.kind = clock_kind::slate;
    EXPECT_EQ(told(with(slate), at(9999)), "wub");
    slate.alert = clock_alert::dm;
    EXPECT_EQ(told(with(slate), at(9999)), "wuB");
    // Of the chain still only the first that is not met, whoever hears of it.
    clock coverage = hundred();
    coverage.alert = clock_alert::off;
    const auto both = after(with(coverage), {clock_set{.value = slate}});
    EXPECT_EQ(told(both, at(9999)), "wwuubb");
    coverage.state = clock_state::met;
    EXPECT_EQ(told(after(both, {clock_set{.value = coverage}}), at(9999)), "wuB");
}

TEST(Due, AnAcknowledgementSilencesUntilItsTime) {
    clock c = hundred();
    c.acknowledged_by = person_id{"robin"};
    c.eta = at(1200);
    const requisition req = with(c);
    EXPECT_EQ(told(req, at(1095)), "w") << "the 90 % point is for when nobody acknowledged";
    EXPECT_EQ(told(req, at(1150)), "wb");
    EXPECT_EQ(told(req, at(1200)), "wbE");
    EXPECT_EQ(next_due(caught_up(req, at(1150))), at(1200));
    EXPECT_FALSE(next_due(caught_up(req, at(1200))));
}

TEST(Due, AWaitSilencesUntilItIsOver) {
    const auto req = apply(
        with(hundred()),
        happened(clock_acknowledged{.eta = at(1200)}, at(1000), "client on holiday")
    );
    EXPECT_EQ(told(req, at(1150)), "wb");
    EXPECT_EQ(told(req, at(1200)), "wbO");
    const auto spoken = caught_up(req, at(1200));
    EXPECT_FALSE(spoken.clocks[0].waits);
    EXPECT_EQ(spoken.clocks[0].breached, at(1100));
    EXPECT_FALSE(next_due(spoken));
}

TEST(Due, AMissedTimeBringsTheUrgentPointBack) {
    clock c = hundred();
    c.warned = 75;
    c.acknowledged_by = person_id{"robin"};
    c.eta = at(1095);
    EXPECT_EQ(told(with(c), at(1095)), "Eu");
}

TEST(Due, PausedStoppedAndEndedWaitForNothing) {
    for (const auto s : {clock_state::paused, clock_state::met, clock_state::cancelled}) {
        clock c = hundred();
        c.state = s;
        c.eta = at(5);
        EXPECT_FALSE(next_due(with(c))) << word(s);
    }
    const requisition ended = after(with(hundred()), {closed{}});
    EXPECT_FALSE(next_due(ended));
    EXPECT_TRUE(due_actions(ended, at(9999)).empty());
    EXPECT_FALSE(next_due(in_state(requisition_state::draft)));
}

TEST(Due, TheDayAHoldWasToEnd) {
    const requisition held_one = after(with(hundred()), {held{.until = at(50)}});
    EXPECT_EQ(next_due(held_one), at(50)) << "not the clock's points, which wait for the resume";
    EXPECT_EQ(told(held_one, at(49)), "");
    EXPECT_EQ(told(held_one, at(5000)), "H");
    EXPECT_FALSE(next_due(caught_up(held_one, at(50))));
    EXPECT_FALSE(next_due(after(with(hundred()), {held{}})));
}

TEST(Due, AHoldThatLastsLongIsAskedAboutOnce) {
    const requisition held_one =
        after(with(hundred()), {held{.until = at(500), .ask_on = at(300)}});
    EXPECT_EQ(next_due(held_one), at(300));
    EXPECT_EQ(told(held_one, at(300)), "L");
    EXPECT_EQ(next_due(caught_up(held_one, at(300))), at(500));
    EXPECT_EQ(told(held_one, at(500)), "Lh") << "one word about both";
    EXPECT_FALSE(next_due(caught_up(held_one, at(500))));
    EXPECT_FALSE(after(held_one, {resumed{}}).ask_hold);
    // Ten days of nine hours from Mon 30 Nov 13:00, over two weekends.
    const auto monday = chicago("2026-11-30 13:00");
    EXPECT_EQ(long_hold_after(monday, 10, chicago_calendar()), chicago("2026-12-14 13:00"));
    EXPECT_EQ(long_hold_after(monday, 3, chicago_calendar()), chicago("2026-12-03 13:00"));
}

TEST(Due, TheDayOfAMaybe) {
    submittal sub;
    sub.number = submittal_number{311};
    sub.state = submittal_state::held;
    EXPECT_FALSE(next_due(sub));
    sub.hold_until = at(50);
    EXPECT_EQ(next_due(sub), at(50));
    const auto actions = due_actions(sub, at(60));
    ASSERT_EQ(actions.size(), 1U);
    const auto asked = apply(sub, happened(actions.front().fact, at(50)));
    EXPECT_EQ(asked.state, submittal_state::presented);
    EXPECT_FALSE(next_due(asked));
}

RC_GTEST_PROP(Due, OnceAppliedTheNextIsLaterAndNobodyHearsTwice, ()) {
    const auto some = [](int least, int most) { return at(*rc::gen::inRange(least, most)); };
    clock c{
        .state =
            *rc::gen::element(clock_state::running, clock_state::running, clock_state::paused)};
    c.since = at(0);
    c.warn_at = some(0, 40);
    c.urge_at = some(0, 40);
    c.due = some(0, 60);
    c.warned = *rc::gen::element<std::uint8_t>(0, 75, 90);
    if (*rc::gen::arbitrary<bool>()) {
        c.acknowledged_by = person_id{"robin"};
        c.eta = some(0, 80);
    }
    requisition req = with(c);
    if (*rc::gen::inRange(0, 4) == 0) {
        req = after(req, {held{.until = some(0, 80)}});
    }
    int alerts_of_breach = 0;
    std::int64_t now = 0;
    for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 30))) {
        now += step;
        int alerts = 0;
        for (const clock_action& a : due_actions(req, at(now))) {
            RC_ASSERT(a.at <= at(now));
            alerts += a.alert ? 1 : 0;
            alerts_of_breach += a.what == due_kind::breach ? 1 : 0;
        }
        RC_ASSERT(alerts <= 1);
        req = caught_up(std::move(req), at(now));
        const auto next = next_due(req);
        RC_ASSERT((!next || *next > at(now)));
        RC_ASSERT(due_actions(req, at(now)).empty());
    }
    RC_ASSERT(alerts_of_breach <= 1);
}

}  // namespace
}  // namespace fillrate::domain::testing
