// The arithmetic of a clock: DOMAIN.md 4.7 to the second, the rules of 4.6, and holds that never
// lose or gain a second.
#include "core/domain/clocks.hpp"

#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

clock started(int target_hours, std::string_view at, const calendar& on) {
    return coverage_clock(hours_policy(target_hours), on, chicago(at));
}

clock_terms terms_at(const policy& chosen, priority urgency, const calendar& on) {
    return {chosen, urgency, "chicago@1", on};
}

TEST(Clocks, GoldenOne) {
    const calendar open_friday = chicago_calendar();
    const clock c = started(16, "2026-11-25 15:30", open_friday);
    EXPECT_EQ(c.warn_at, chicago("2026-11-30 09:30"));
    EXPECT_EQ(c.due, chicago("2026-11-30 13:30"));
    EXPECT_EQ(
        started(16, "2026-11-25 15:30", chicago_calendar(true)).due,
        chicago("2026-12-01 13:30")
    );
    EXPECT_EQ(c.policy, "test@3");
    EXPECT_EQ(c.calendar, "chicago@1");
    EXPECT_EQ(c.party, party::program);
}

TEST(Clocks, GoldenTwo) {
    const calendar on = chicago_calendar();
    const clock held = pause(started(16, "2026-11-30 09:00", on), on, chicago("2026-11-30 13:00"));
    EXPECT_EQ(held.elapsed, hours{4});
    const clock again = resume(held, on, chicago("2026-12-02 10:00"));
    EXPECT_EQ(again.due, chicago("2026-12-03 13:00"));
    // 75 % is 12 h: 8 h after the resume; 90 % is 14 h 24 min.
    EXPECT_EQ(again.warn_at, chicago("2026-12-03 09:00"));
    EXPECT_EQ(again.urge_at, chicago("2026-12-03 11:24"));
}

TEST(Clocks, GoldenThree) {
    const calendar on = chicago_calendar();
    const policy p = hours_policy(16);  // at P1: 8 h
    const clock c = started(16, "2026-11-30 09:00", on);
    const clock raised =
        retarget(c, terms_at(p, priority::p1, on), on, chicago("2026-11-30 16:00"));
    EXPECT_EQ(raised.elapsed, hours{7});
    EXPECT_EQ(raised.due, chicago("2026-12-01 09:00"));
    const clock late = retarget(c, terms_at(p, priority::p1, on), on, chicago("2026-12-01 11:00"));
    EXPECT_EQ(late.elapsed, hours{11});
    EXPECT_EQ(late.due, chicago("2026-12-01 13:00"));
    EXPECT_FALSE(late.breached);
    EXPECT_EQ(late.target - used(late, on, chicago("2026-12-01 11:00")), hours{2});
}

TEST(Clocks, ThePolicySaysHowMuchIsLeftOfARaisedPriority) {
    const calendar on = chicago_calendar();
    policy p = hours_policy(16);  // at P1: 8 h
    p.raised_floor_percent = 50;
    const clock c = started(16, "2026-11-30 09:00", on);
    const clock raised =
        retarget(c, terms_at(p, priority::p1, on), on, chicago("2026-11-30 16:00"));
    EXPECT_EQ(raised.elapsed, hours{7});
    EXPECT_EQ(raised.due, chicago("2026-12-01 11:00")) << "4 h from the change";
}

// What is due within an hour of opening is said before the close before, not while it is young.
TEST(Clocks, DueSoonAfterOpeningIsSaidBeforeTheCloseBefore) {
    const calendar on = chicago_calendar();
    const clock c = started(4, "2026-11-30 13:45", on);
    EXPECT_EQ(c.due, chicago("2026-12-01 08:45"));
    EXPECT_EQ(c.warn_at, chicago("2026-11-30 16:45"));
    EXPECT_EQ(warning_time(c), chicago("2026-11-30 16:30"));
    EXPECT_EQ(warning_time(started(2, "2026-11-25 15:30", on)), chicago("2026-11-25 16:30"))
        << "over a holiday as over a night";
    const clock later = started(4, "2026-11-30 14:00", on);
    EXPECT_EQ(later.due, chicago("2026-12-01 09:00"));
    EXPECT_EQ(warning_time(later), later.warn_at);
    const clock young = started(1, "2026-11-30 16:45", on);
    EXPECT_EQ(young.due, chicago("2026-12-01 08:45"));
    EXPECT_EQ(warning_time(young), chicago("2026-12-01 08:30"));
    const clock before_opening = started(1, "2026-11-29 12:00", on);
    EXPECT_EQ(before_opening.due, chicago("2026-11-30 09:00"));
    EXPECT_EQ(warning_time(before_opening), chicago("2026-11-30 08:45"));
}

TEST(Clocks, ALunchBreakIsNoClose) {
    calendar_spec with_lunch = chicago_calendar().spec();
    with_lunch.week.fill(*parse_windows("08:00-12:00 13:00-17:00"));
    const auto on = calendar::compile(with_lunch);
    ASSERT_TRUE(on);
    const clock noon = started(2, "2026-11-30 10:30", *on);
    EXPECT_EQ(noon.due, chicago("2026-11-30 13:30"));
    EXPECT_EQ(warning_time(noon), noon.warn_at);
    const clock evening = started(2, "2026-11-30 15:30", *on);
    EXPECT_EQ(evening.due, chicago("2026-12-01 08:30"));
    EXPECT_EQ(warning_time(evening), chicago("2026-11-30 16:30"));
}

TEST(Clocks, AHoldMovesTheEarlyWordWithTheDueTime) {
    const calendar on = chicago_calendar();
    const clock c = started(4, "2026-11-30 13:45", on);
    const clock held = pause(c, on, chicago("2026-11-30 14:45"));
    const clock same = resume(held, on, chicago("2026-12-01 14:45"));
    EXPECT_EQ(same.due, chicago("2026-12-02 08:45"));
    EXPECT_EQ(warning_time(same), chicago("2026-12-01 16:30"));
    const clock morning = resume(held, on, chicago("2026-12-01 09:00"));
    EXPECT_EQ(morning.due, chicago("2026-12-01 12:00"));
    EXPECT_EQ(warning_time(morning), chicago("2026-12-01 11:00"));
    EXPECT_FALSE(meet(c, on, chicago("2026-11-30 14:45")).warn_by);
}

// The hold of a late clock and what comes after it do not make it look younger.
TEST(Clocks, WhatWasMissedStaysDueWhenItWas) {
    const calendar on = chicago_calendar();
    clock c = started(4, "2026-11-30 09:00", on);
    EXPECT_EQ(due_time(c), chicago("2026-11-30 13:00"));
    c = pause(c, on, chicago("2026-12-01 09:00"));
    EXPECT_EQ(due_time(c), chicago("2026-11-30 13:00"));
    c = resume(c, on, chicago("2026-12-02 09:00"));
    EXPECT_EQ(due_time(c), chicago("2026-11-30 13:00"));
    c = retarget(c, terms_at(hours_policy(4), priority::p3, on), on, chicago("2026-12-02 10:00"));
    EXPECT_EQ(due_time(c), chicago("2026-11-30 13:00"));
}

// A priority may have a policy of its own, on hours of its own.
TEST(Clocks, RaisedToAnotherPolicyItRunsOnItsCalendar) {
    const calendar on = chicago_calendar();
    const calendar open_friday = chicago_calendar(true);
    policy urgent = hours_policy(32);  // at P1: 16 h
    urgent.name = "urgent";
    const clock c = started(32, "2026-11-25 09:00", on);
    const clock_terms to{urgent, priority::p1, "chicago@2", open_friday};
    const clock raised = retarget(c, to, on, chicago("2026-11-25 17:00"));
    EXPECT_EQ(raised.elapsed, hours{8});
    EXPECT_EQ(raised.policy, "urgent@3");
    EXPECT_EQ(raised.calendar, "chicago@2");
    EXPECT_EQ(raised.due, open_friday.add(chicago("2026-11-25 17:00"), hours{8}));
}

// Hours of the day and hours of the week do not compare; what was used counts on both.
TEST(Clocks, RaisedToRoundTheClockAndBackItKeepsWhatItUsed) {
    const policy_book book;
    const calendar on = chicago_calendar();
    const auto always = *book.round_the_clock("America/Chicago");
    policy p = hours_policy(16);
    p.coverage_target = working_target::days(2);  // 18 h; at P1 on 24x7 one day of 24 h
    const clock c = coverage_clock(p, on, chicago("2026-11-30 09:00"));
    EXPECT_EQ(c.due, chicago("2026-12-02 09:00"));
    const clock_terms urgent{p, priority::p1, always, *book.find_calendar(always)};
    const clock raised = retarget(c, urgent, on, chicago("2026-11-30 13:00"));
    EXPECT_EQ(raised.calendar, "always.America/Chicago@1");
    EXPECT_EQ(raised.elapsed, hours{4});
    EXPECT_EQ(raised.due, chicago("2026-12-01 09:00"));
    const auto& now_on = *book.find_calendar(always);
    const clock back =
        retarget(raised, terms_at(p, priority::p2, on), now_on, chicago("2026-11-30 15:00"));
    EXPECT_EQ(back.calendar, "chicago@1");
    EXPECT_EQ(back.elapsed, hours{6});
    EXPECT_EQ(back.due, chicago("2026-12-02 09:00"));
    const clock late = retarget(raised, terms_at(p, priority::p2, on), now_on, c.due);
    EXPECT_EQ(late.breached, chicago("2026-12-01 09:00")) << "a lowered one keeps its breach";
}

TEST(Clocks, RaisedEarlyTheNewTargetHolds) {
    const calendar on = chicago_calendar();
    const clock c = started(16, "2026-11-30 09:00", on);
    const clock raised =
        retarget(c, terms_at(hours_policy(16), priority::p1, on), on, chicago("2026-11-30 10:00"));
    EXPECT_EQ(raised.due, chicago("2026-11-30 17:00"));
    EXPECT_EQ(raised.target, hours{8});
}

TEST(Clocks, LoweredMovesOutAndKeepsTheBreach) {
    const calendar on = chicago_calendar();
    const clock c = started(8, "2026-11-30 09:00", on);
    const instant now = chicago("2026-12-01 09:00");  // 9 h used, late since Mon 17:00
    const clock lowered = retarget(c, terms_at(hours_policy(8), priority::p3, on), on, now);
    EXPECT_EQ(lowered.breached, chicago("2026-11-30 17:00"));
    EXPECT_EQ(lowered.due, chicago("2026-12-01 16:00"));
    const clock raised = retarget(lowered, terms_at(hours_policy(8), priority::p1, on), on, now);
    EXPECT_EQ(raised, lowered) << "late already: raising cannot make it late again";
}

TEST(Clocks, RetargetedWhilePaused) {
    const calendar on = chicago_calendar();
    clock c = pause(started(16, "2026-11-30 09:00", on), on, chicago("2026-11-30 16:00"));
    c = retarget(c, terms_at(hours_policy(16), priority::p1, on), on, chicago("2026-12-01 12:00"));
    EXPECT_EQ(c.state, clock_state::paused);
    EXPECT_EQ(c.target - used(c, on, chicago("2026-12-01 12:00")), hours{2});
    EXPECT_EQ(resume(c, on, chicago("2026-12-02 10:00")).due, chicago("2026-12-02 12:00"));
}

TEST(Clocks, ABreachIsAFactBeforeItsTimerComes) {
    const calendar on = chicago_calendar();
    const clock c = started(8, "2026-11-30 09:00", on);
    const instant due = chicago("2026-11-30 17:00");
    const instant after_due = chicago("2026-12-01 08:30");
    EXPECT_EQ(pause(c, on, after_due).breached, due);
    EXPECT_EQ(meet(c, on, after_due).breached, due);
    EXPECT_EQ(cancel(c, on, after_due).breached, due);
    EXPECT_FALSE(meet(c, on, due).breached) << "met at the target is met";
    EXPECT_EQ(c.target - used(c, on, after_due), -seconds{1800});
}

TEST(Clocks, StoppedOnesKeepOnlyWhatCounts) {
    const calendar on = chicago_calendar();
    clock c = started(16, "2026-11-30 09:00", on);
    c.acknowledged_by = person_id{"robin"};
    c.eta = chicago("2026-12-01 09:00");
    const instant now = chicago("2026-11-30 12:00");
    const clock met = meet(c, on, now);
    EXPECT_EQ(met.state, clock_state::met);
    EXPECT_EQ(met.stopped, now);
    EXPECT_EQ(met.elapsed, hours{3});
    EXPECT_EQ(met.due, instant{});
    EXPECT_FALSE(met.eta);
    EXPECT_EQ(cancel(c, on, now).state, clock_state::cancelled);
    // Nothing more happens to it.
    EXPECT_EQ(pause(met, on, now), met);
    EXPECT_EQ(resume(met, on, now), met);
    EXPECT_EQ(cancel(met, on, now), met);
    EXPECT_EQ(retarget(met, terms_at(hours_policy(1), priority::p1, on), on, now), met);
    EXPECT_EQ(resume(c, on, now), c);
}

TEST(Clocks, AnAcknowledgementDoesNotLapseDuringAHold) {
    const calendar on = chicago_calendar();
    clock c = started(16, "2026-11-30 09:00", on);
    c.acknowledged_by = person_id{"robin"};
    c.eta = chicago("2026-11-30 15:00");
    const clock held = pause(c, on, chicago("2026-11-30 10:00"));
    EXPECT_EQ(resume(held, on, chicago("2026-11-30 14:00")).eta, c.eta);
    const clock later = resume(held, on, chicago("2026-11-30 16:00"));
    EXPECT_FALSE(later.eta);
    EXPECT_TRUE(later.acknowledged_by.empty());
}

TEST(Clocks, EachStartIsTheNextCycle) {
    const calendar on = chicago_calendar();
    requisition req = in_state(requisition_state::open);
    const clock first = coverage_clock(hours_policy(1), on, instant{});
    EXPECT_EQ(first.cycle, 1U);
    req.clocks = {first};
    EXPECT_EQ(coverage_clock(hours_policy(1), on, instant{}, req.clocks).cycle, 2U);
}

// Whatever the holds, working time used plus working time on hold is all there was, and the due
// time is the target's worth of running time away.
RC_GTEST_PROP(Clocks, HoldsNeverLoseOrGainASecond, ()) {
    const calendar on = chicago_calendar();
    const instant begin = chicago("2026-11-23 06:00") + milliseconds{*rc::gen::inRange(0, 1000)};
    const int target = *rc::gen::inRange(1, 200);
    clock c = coverage_clock(hours_policy(target), on, begin);
    const instant first = c.since;
    const seconds warn_threshold = on.between(first, c.warn_at);
    seconds held{0};
    instant now = begin;
    const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 2 * 86'400'000));
    for (const int gap : gaps) {
        const instant before = std::chrono::floor<seconds>(now);
        now += milliseconds{gap};
        if (c.state == clock_state::running) {
            c = pause(c, on, now);
        } else {
            held += on.between(before, std::chrono::floor<seconds>(now));
            c = resume(c, on, now);
            RC_ASSERT(on.between(c.since, c.due) == std::max(c.target - c.elapsed, seconds{0}));
            if (c.elapsed < warn_threshold) {
                RC_ASSERT(on.between(c.since, c.warn_at) == warn_threshold - c.elapsed);
            }
        }
        RC_ASSERT(c.elapsed + held == on.between(first, std::chrono::floor<seconds>(now)));
    }
    // A deadline at the close of a day is missed before another working second has passed.
    RC_ASSERT((!c.breached || c.elapsed >= c.target));
    RC_ASSERT((c.breached || c.state == clock_state::running || c.elapsed <= c.target));
}

RC_GTEST_PROP(Clocks, RaisingLeavesAQuarter, ()) {
    const calendar on = chicago_calendar();
    const policy p = hours_policy(*rc::gen::inRange(2, 60));
    const instant begin = chicago("2026-11-23 08:00");
    clock c = coverage_clock(p, on, begin);
    const instant now = begin + seconds{*rc::gen::inRange(0, 20 * 86'400)};
    const clock raised = retarget(c, terms_at(p, priority::p1, on), on, now);
    if (c.due < now) {
        RC_ASSERT(raised.breached == c.due);
        RC_ASSERT(raised.due == c.due);
    } else {
        RC_ASSERT(!raised.breached);
        RC_ASSERT(on.between(now, raised.due) >= p.coverage_target.time / 2 / 4);
        RC_ASSERT(used(raised, on, now) == used(c, on, now));
        RC_ASSERT(raised.target - used(raised, on, now) == on.between(now, raised.due));
    }
}

// --- what counts as covered ---

requisition answered(category kind, std::vector<std::uint32_t> accepted_heads, bool internal) {
    requisition req = in_state(requisition_state::open);
    req.category = kind;
    req.internal_recruiter = internal;
    for (std::size_t i = 0; i < accepted_heads.size(); ++i) {
        req.suppliers[i].said = coverage::answer::accepted;
        req.suppliers[i].heads = accepted_heads[i];
    }
    return req;
}

TEST(Coverage, Professional) {
    const auto met = [](std::vector<std::uint32_t> accepted, bool internal, std::uint32_t min) {
        return coverage_met(answered(category::professional, std::move(accepted), internal), min);
    };
    EXPECT_FALSE(met({}, false, 2));
    EXPECT_FALSE(met({0}, false, 2));
    EXPECT_TRUE(met({0, 0}, false, 2));
    EXPECT_TRUE(met({0, 0}, false, 5)) << "no more were asked";
    EXPECT_TRUE(met({0}, true, 2)) << "an internal recruiter counts";
    EXPECT_FALSE(met({}, true, 2));
    EXPECT_FALSE(met({}, false, 0)) << "nobody is not coverage";
    requisition internal_only = answered(category::professional, {}, true);
    internal_only.suppliers.clear();
    EXPECT_TRUE(coverage_met(internal_only, 2));
    internal_only.internal_recruiter = false;
    EXPECT_FALSE(coverage_met(internal_only, 2));
}

TEST(Coverage, LightIndustrialCountsHeads) {
    const auto met = [](std::vector<std::uint32_t> heads) {
        return coverage_met(answered(category::light_industrial, std::move(heads), false), 2);
    };
    EXPECT_FALSE(met({3}));
    EXPECT_TRUE(met({4}));
    EXPECT_TRUE(met({3, 1}));
    EXPECT_FALSE(met({}));
    requisition partly = answered(category::light_industrial, {3}, false);
    partly.openings[0].state = opening_state::filled;
    EXPECT_TRUE(coverage_met(partly, 2)) << "only open openings count";
    requisition named = answered(category::light_industrial, {1}, false);
    EXPECT_FALSE(coverage_met(named, 2));
    named.slate.live = 1;
    EXPECT_TRUE(coverage_met(named, 2)) << "the first candidate in play is coverage";
    requisition internal = answered(category::light_industrial, {}, true);
    EXPECT_FALSE(coverage_met(internal, 2));
    internal.suppliers.clear();
    EXPECT_TRUE(coverage_met(internal, 2));
}

TEST(Coverage, HeadsThatStartedAreNotCommittedToTheRest) {
    requisition req = answered(category::light_industrial, {3}, false);
    req.released.reset();
    for (std::size_t i = 0; i < 3; ++i) {
        req.openings[i].state = opening_state::filled;
        req.openings[i].began = from_unix_ms(0);
    }
    req.starts = {{from_unix_ms(0), req.suppliers[0].supplier, 3, 0}};
    EXPECT_EQ(heads_to_come(req), 0U);
    EXPECT_FALSE(coverage_met(req, 2)) << "nobody is committed to the fourth";
    req.suppliers[0].heads = 4;
    EXPECT_TRUE(coverage_met(req, 2));
    req.suppliers[0].heads = 1;
    req.starts.front().supplier = supplier_id{"gone"};
    EXPECT_TRUE(coverage_met(req, 2)) << "those were of somebody who works it no more";
    req.starts.front().supplier = {};
    EXPECT_FALSE(coverage_met(req, 2)) << "of several together";
    req.released = from_unix_ms(0) + std::chrono::days{2};
    EXPECT_TRUE(coverage_met(req, 2)) << "of an earlier cycle";
}

TEST(Coverage, LostWhenNobodyIsLeft) {
    requisition req = answered(category::professional, {0, 0}, false);
    EXPECT_FALSE(coverage_lost(req)) << "no clock yet";
    req.clocks = {clock{.state = clock_state::met}};
    EXPECT_FALSE(coverage_lost(req));
    req = after(req, {supplier_declined{.supplier = supplier_id{"northlight"}}});
    EXPECT_FALSE(coverage_lost(req));
    req = after(req, {supplier_declined{.supplier = supplier_id{"quillfeather"}}});
    EXPECT_TRUE(coverage_lost(req));
    EXPECT_FALSE(coverage_lost(after(req, {recruiter_took{}})));
    requisition running = req;
    running.clocks[0].state = clock_state::running;
    EXPECT_FALSE(coverage_lost(running));
    for (opening& o : req.openings) {
        o.state = opening_state::filled;
    }
    EXPECT_FALSE(coverage_lost(req));
}

}  // namespace
}  // namespace fillrate::domain::testing
