// What is put right about clocks later: a miss that is excused, other policies and calendars
// (DOMAIN.md 4.6).
#include "core/domain/clock_account.hpp"
#include "core/domain/clock_facts.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/task.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

clock_terms terms_of(const policy& p, const calendar& on, std::string reference) {
    return {.chosen = p, .calendar = std::move(reference), .on = on};
}

TEST(Excuse, IsAMarkBesideTheBreach) {
    const calendar on = chicago_calendar();
    clock c = coverage_clock(hours_policy(8), on, chicago("2026-11-30 09:00"));
    c = meet(c, on, chicago("2026-12-01 10:00"));
    ASSERT_TRUE(c.breached);
    std::vector<clock> clocks{c};
    event what = happened(clock_excused{}, chicago("2026-12-01 11:00"), "client_away: on leave");
    what.actor_name = "Dana Frost";
    ASSERT_TRUE(record_fact(clocks, clock_excused{}, what));
    EXPECT_EQ(clocks[0].breached, c.breached);
    ASSERT_TRUE(clocks[0].excused);
    EXPECT_EQ(clocks[0].excused->by, "Dana Frost");
    EXPECT_EQ(clocks[0].excused->reason, "client_away: on leave");
    EXPECT_EQ(clocks[0].excused->at, chicago("2026-12-01 11:00"));
    EXPECT_FALSE(record_fact(clocks, clock_excused{}, what)) << "once";
}

TEST(Excuse, FitsNothingElse) {
    const calendar on = chicago_calendar();
    clock c = coverage_clock(hours_policy(8), on, chicago("2026-11-30 09:00"));
    std::vector<clock> clocks{c};
    const event what = happened(clock_excused{}, chicago("2026-11-30 11:00"), "other: x");
    EXPECT_FALSE(record_fact(clocks, clock_excused{}, what)) << "no breach";
    clocks[0] = meet(c, on, chicago("2026-12-01 10:00"));
    EXPECT_FALSE(record_fact(clocks, clock_excused{.kind = clock_kind::fill}, what));
    EXPECT_FALSE(record_fact(clocks, clock_excused{.batch = 2}, what));
    EXPECT_FALSE(record_fact(clocks, clock_excused{.cycle = 2}, what)) << "another cycle";
    EXPECT_FALSE(clocks[0].excused);
}

TEST(Excuse, EndsWithItsCycleAndIsFoldedAway) {
    const calendar on = chicago_calendar();
    const policy p = hours_policy(8);
    clock c =
        meet(coverage_clock(p, on, chicago("2026-11-30 09:00")), on, chicago("2026-12-01 10:00"));
    c.excused = excuse{"Dana", "data_error", chicago("2026-12-01 11:00")};
    const std::vector<clock> before{c};
    const clock next = coverage_clock(p, on, chicago("2026-12-02 09:00"), before);
    EXPECT_EQ(next.cycle, 2U);
    EXPECT_FALSE(next.excused);
}

TEST(Transfer, AHolidayAddedLaterMovesTheDueTime) {
    // DOMAIN.md 4.7, 1: Mon 30 Nov 13:30; with Fri 27 closed and applied: Tue 1 Dec 13:30.
    const calendar open_friday = chicago_calendar();
    const calendar closed_friday = chicago_calendar(true);
    const policy p = hours_policy(16);
    const clock c = coverage_clock(p, open_friday, chicago("2026-11-25 15:30"));
    ASSERT_EQ(c.due, chicago("2026-11-30 13:30"));
    for (const auto* when :
         {"2026-11-25 16:00", "2026-11-27 12:00", "2026-11-30 10:00", "2026-11-30 13:30"}) {
        const clock moved =
            transfer(c, terms_of(p, closed_friday, "chicago@2"), open_friday, chicago(when));
        EXPECT_EQ(moved.due, chicago("2026-12-01 13:30")) << when;
        EXPECT_EQ(moved.calendar, "chicago@2");
        EXPECT_EQ(moved.policy, c.policy);
        EXPECT_EQ(moved.started, c.started);
        EXPECT_FALSE(moved.breached) << when;
    }
}

TEST(Transfer, WhatEndedSegmentsUsedIsKept) {
    const calendar on = chicago_calendar();
    clock c = coverage_clock(hours_policy(16), on, chicago("2026-11-30 09:00"));
    c = pause(c, on, chicago("2026-11-30 13:00"));
    const policy shorter = [] {
        policy p = hours_policy(8);
        p.version = 4;
        return p;
    }();
    const clock moved =
        transfer(c, terms_of(shorter, on, "chicago@1"), on, chicago("2026-12-01 09:00"));
    EXPECT_EQ(moved.state, clock_state::paused);
    EXPECT_EQ(moved.elapsed, hours{4});
    EXPECT_EQ(moved.target, hours{8});
    EXPECT_EQ(resume(moved, on, chicago("2026-12-02 10:00")).due, chicago("2026-12-02 14:00"));
}

TEST(Transfer, WhatHasPassedIsRecordedWithoutAWord) {
    const calendar on = chicago_calendar();
    const clock c = coverage_clock(hours_policy(16), on, chicago("2026-11-30 09:00"));
    policy shorter = hours_policy(8);
    shorter.version = 4;
    const auto at_eight = [&](const char* when) {
        return transfer(c, terms_of(shorter, on, "chicago@1"), on, chicago(when));
    };
    EXPECT_EQ(at_eight("2026-11-30 10:00").warned, 0);
    EXPECT_EQ(at_eight("2026-11-30 15:00").warned, 75);
    EXPECT_EQ(at_eight("2026-11-30 16:30").warned, 90);
    EXPECT_FALSE(at_eight("2026-11-30 16:30").breached);
    EXPECT_EQ(at_eight("2026-12-01 09:00").breached, chicago("2026-12-01 09:00"))
        << "what was reported of the day before stays";
}

TEST(Transfer, ABreachStaysAndStoppedOnesKeepTheirResult) {
    const calendar on = chicago_calendar();
    clock c = coverage_clock(hours_policy(8), on, chicago("2026-11-30 09:00"));
    const clock met = meet(c, on, chicago("2026-11-30 12:00"));
    policy longer = hours_policy(40);
    longer.version = 4;
    const auto terms = terms_of(longer, on, "chicago@1");
    EXPECT_EQ(transfer(met, terms, on, chicago("2026-12-01 09:00")), met);
    const clock moved = transfer(c, terms, on, chicago("2026-12-01 09:00"));
    EXPECT_EQ(moved.breached, chicago("2026-11-30 17:00")) << "it was due before the change";
    EXPECT_EQ(moved.due, chicago("2026-12-04 13:00"));
}

TEST(Transfer, OnTheSameTermsNothingMoves) {
    const calendar on = chicago_calendar();
    const policy p = hours_policy(8);
    const clock c = coverage_clock(p, on, chicago("2026-11-30 09:00"));
    EXPECT_EQ(transfer(c, terms_of(p, on, "chicago@1"), on, chicago("2026-12-03 09:00")), c);
}

TEST(Transfer, TheAccountMeasuresEveryStretchOnItsOwnCalendar) {
    policy_book book;
    book.add(1, chicago_calendar());
    book.add(2, chicago_calendar(true));
    const policy p = hours_policy(16);
    const calendar& first = *book.find_calendar("chicago@1");
    const calendar& second = *book.find_calendar("chicago@2");
    const clock c = coverage_clock(p, first, chicago("2026-11-25 15:30"));
    const clock held = pause(c, first, chicago("2026-11-27 10:00"));
    const clock again = resume(held, first, chicago("2026-11-27 12:00"));
    const clock moved =
        transfer(again, terms_of(p, second, "chicago@2"), first, chicago("2026-11-30 09:00"));
    std::vector<event> history;
    for (const clock& each : {c, held, again, moved}) {
        history.push_back(happened(clock_set{each}, each.since));
    }
    const auto accounts = account_for_clocks(history, book, chicago("2026-11-30 10:00"));
    ASSERT_EQ(accounts.size(), 1U);
    ASSERT_EQ(accounts[0].segments.size(), 3U);
    EXPECT_EQ(accounts[0].segments[0].working, std::chrono::minutes{3 * 60 + 30});
    EXPECT_EQ(accounts[0].segments[2].working, hours{2}) << "the Friday does not count any more";
    EXPECT_EQ(accounts[0].last, moved);
}

TEST(Transfer, TurnsWithinAStretchAreCountedAnewWithIt) {
    policy_book book;
    book.add(1, chicago_calendar());
    book.add(2, chicago_calendar(true));
    const policy p = hours_policy(16);
    const calendar& first = *book.find_calendar("chicago@1");
    const calendar& second = *book.find_calendar("chicago@2");
    clock c = coverage_clock(p, first, chicago("2026-11-25 15:30"));
    c.kind = clock_kind::fill;
    clock turned = c;
    turned.turn = party::client;
    const instant change = chicago("2026-11-30 09:00");
    const clock moved = transfer(turned, terms_of(p, second, "chicago@2"), first, change);
    const std::vector<event> history{
        happened(clock_set{c}, c.since),
        happened(clock_set{turned}, chicago("2026-11-27 12:00")),
        happened(clock_set{moved}, change)};
    const instant now = chicago("2026-11-30 10:00");
    const auto accounts = account_for_clocks(history, book, now);
    ASSERT_EQ(accounts.size(), 1U);
    ASSERT_EQ(accounts[0].segments.size(), 2U);
    EXPECT_EQ(accounts[0].segments[0].party, party::program);
    EXPECT_EQ(accounts[0].segments[0].working, std::chrono::minutes{90})
        << "the Friday does not count any more";
    EXPECT_EQ(accounts[0].segments[1].party, party::client);
    EXPECT_EQ(accounts[0].segments[1].working, hours{2});
    EXPECT_EQ(used_in(accounts[0]), used(moved, second, now));
}

/// FILL of 16 h that began Mon 30 Nov 09:00 on the Chicago calendar, and its history.
struct told_fill {
    policy_book book{};
    policy chosen = hours_policy(16);
    std::vector<event> history{};
    clock now{};

    told_fill() {
        book.add(1, chicago_calendar());
        now = coverage_clock(chosen, on(), chicago("2026-11-30 09:00"));
        now.kind = clock_kind::fill;
        history.push_back(happened(clock_set{now}, now.since));
    }
    [[nodiscard]] const calendar& on() const { return *book.find_calendar("chicago@1"); }
    void set(clock value, instant at, std::string reason = {}) {
        now = std::move(value);
        history.push_back(happened(clock_set{now}, at, std::move(reason)));
    }
    void turn(party to, instant at) {
        auto turned = now;
        turned.turn = to;
        set(std::move(turned), at);
    }
    [[nodiscard]] clock_account account(const char* at) const {
        const auto all = account_for_clocks(history, book, chicago(at));
        EXPECT_EQ(all.size(), 1U);
        EXPECT_EQ(used_in(all.front()), used(now, on(), chicago(at)));
        return all.front();
    }
};

TEST(Account, WhatIsLoggedLaterEndsAStretchBeforeATurnThatWasTakenSince) {
    const instant noon = chicago("2026-11-30 12:00");
    told_fill met;
    met.turn(party::client, chicago("2026-11-30 14:00"));
    EXPECT_EQ(met.account("2026-11-30 15:00").segments.size(), 2U);
    told_fill held = met;
    met.set(meet(met.now, met.on(), noon), noon);
    const auto over = met.account("2026-11-30 15:00").segments;
    ASSERT_EQ(over.size(), 1U);
    EXPECT_EQ(over[0].to, noon);
    EXPECT_EQ(over[0].working, hours{3});
    held.set(pause(held.now, held.on(), noon), noon, "budget");
    const auto rests = held.account("2026-11-30 15:00").segments;
    ASSERT_EQ(rests.size(), 2U);
    EXPECT_EQ(rests[0].to, noon);
    EXPECT_EQ(rests[1].from, noon);
    EXPECT_EQ(rests[1].reason, "budget");
}

TEST(Account, ATurnWithinASecondLosesNoneOfIt) {
    told_fill of;
    of.turn(party::supplier, chicago("2026-11-30 10:00") + std::chrono::milliseconds{500});
    of.turn(party::client, chicago("2026-11-30 11:00") + std::chrono::milliseconds{700});
    const auto turns = of.account("2026-11-30 12:00").segments;
    ASSERT_EQ(turns.size(), 3U);
    for (const auto& each : turns) {
        EXPECT_EQ(each.working, hours{1});
    }
}

TEST(Account, WhatMadeItStandStillStaysTheReasonWhateverChangesMeanwhile) {
    told_fill of;
    const instant held = chicago("2026-11-30 13:00");
    of.set(pause(of.now, of.on(), held), held, "budget");
    // Priority on hold; then other policies; then somebody else's turn.
    policy other = hours_policy(16);
    other.version = 4;
    const instant raised = chicago("2026-12-01 09:00");
    auto terms = terms_of(of.chosen, of.on(), "chicago@1");
    terms.priority = priority::p1;
    of.set(retarget(of.now, terms, of.on(), raised), raised, "line down");
    const instant applied = chicago("2026-12-01 10:00");
    of.set(transfer(of.now, terms_of(other, of.on(), "chicago@1"), of.on(), applied), applied);
    const auto one = of.account("2026-12-01 11:00").segments;
    ASSERT_EQ(one.size(), 2U);
    EXPECT_FALSE(one[1].running);
    EXPECT_EQ(one[1].from, held);
    EXPECT_EQ(one[1].reason, "budget");
    EXPECT_EQ(one[1].policy, of.now.policy);
    const instant passed_on = chicago("2026-12-01 12:00");
    of.turn(party::client, passed_on);
    const auto two = of.account("2026-12-01 13:00").segments;
    ASSERT_EQ(two.size(), 3U);
    EXPECT_EQ(two[1].to, passed_on);
    EXPECT_EQ(two[1].party, party::program);
    EXPECT_EQ(two[2].party, party::client);
    EXPECT_EQ(two[2].reason, "budget");
    const instant resumed = chicago("2026-12-01 14:00");
    of.set(resume(of.now, of.on(), resumed), resumed);
    EXPECT_EQ(of.account("2026-12-01 15:00").segments.size(), 4U);
}

// Another calendar is no correction: what it measured so far stays measured.
TEST(Transfer, OnAnotherCalendarOnlyWhatComesIsCounted) {
    policy_book book;
    book.add(1, chicago_calendar());
    const auto always = *book.round_the_clock("America/Chicago");
    const calendar& days = *book.find_calendar("chicago@1");
    const calendar& nights = *book.find_calendar(always);
    const policy p = hours_policy(16);
    const clock c = coverage_clock(p, days, chicago("2026-11-30 09:00"));
    const instant change = chicago("2026-12-01 10:00");  // 8 h on Monday, 2 h on Tuesday
    const clock moved = transfer(c, terms_of(p, nights, always), days, change);
    EXPECT_EQ(moved.elapsed, hours{10});
    EXPECT_EQ(moved.since, change);
    EXPECT_EQ(moved.started, c.started);
    EXPECT_EQ(moved.due, chicago("2026-12-01 16:00"));
    EXPECT_FALSE(moved.breached);
    const instant back_at = chicago("2026-12-01 12:00");
    const clock back = transfer(moved, terms_of(p, days, "chicago@1"), nights, back_at);
    EXPECT_EQ(back.elapsed, hours{12});
    EXPECT_EQ(back.due, chicago("2026-12-01 16:00"));
    const std::vector<event> history{
        happened(clock_set{c}, c.since),
        happened(clock_set{moved}, change),
        happened(clock_set{back}, back_at)};
    const auto accounts = account_for_clocks(history, book, chicago("2026-12-01 13:00"));
    ASSERT_EQ(accounts.size(), 1U);
    const auto& stretches = accounts[0].segments;
    ASSERT_EQ(stretches.size(), 3U);
    EXPECT_EQ(stretches[0].calendar, "chicago@1");
    EXPECT_EQ(stretches[0].working, hours{10});
    EXPECT_EQ(stretches[1].calendar, always);
    EXPECT_EQ(stretches[1].working, hours{2});
    EXPECT_EQ(stretches[2].calendar, "chicago@1");
    EXPECT_EQ(used_in(accounts[0]), used(back, days, chicago("2026-12-01 13:00")));
}

TEST(Transfer, WhatWasUsedUpOnTheOldCalendarIsPastDueAtTheChange) {
    policy_book book;
    book.add(1, chicago_calendar());
    const auto always = *book.round_the_clock("America/Chicago");
    policy shorter = hours_policy(8);
    shorter.version = 4;
    const calendar& days = *book.find_calendar("chicago@1");
    const clock c = coverage_clock(hours_policy(16), days, chicago("2026-11-30 09:00"));
    const instant change = chicago("2026-12-01 10:00");
    const clock moved =
        transfer(c, terms_of(shorter, *book.find_calendar(always), always), days, change);
    EXPECT_EQ(moved.breached, change);
    EXPECT_EQ(moved.warned, 90);
}

TEST(Transfer, WhatLiesAheadBeginsWhenItWasToBegin) {
    policy_book book;
    const auto always = *book.round_the_clock("America/Chicago");
    const calendar days = chicago_calendar();
    const policy p = hours_policy(8);
    const clock c = coverage_clock(p, days, chicago("2026-12-07 08:00"));
    const clock moved = transfer(
        c,
        terms_of(p, *book.find_calendar(always), always),
        days,
        chicago("2026-12-01 10:00")
    );
    EXPECT_EQ(moved.since, chicago("2026-12-07 08:00"));
    EXPECT_EQ(moved.due, chicago("2026-12-07 16:00"));
    EXPECT_EQ(moved.elapsed, hours{0});
}

// A site whose zone is put right keeps its hours of the day: they are counted there from the start.
TEST(Transfer, ACorrectedZoneIsTheSameCalendarPutRight) {
    policy_book book;
    const site chicago_site{.name = "Plant", .zone = "America/Chicago"};
    const site phoenix_site{.name = "Plant", .zone = "America/Phoenix"};
    const auto here = *book.calendar_for(chicago_site);
    const auto there = *book.calendar_for(phoenix_site);
    EXPECT_EQ(family_of(here), family_of(there));
    EXPECT_EQ(family_of("dock@3"), "dock");
    EXPECT_EQ(family_of("dock.America/Phoenix@3"), "dock");
    const policy p = hours_policy(8);
    const calendar& wrong = *book.find_calendar(here);
    const clock_terms at_first{.chosen = p, .calendar = here, .on = wrong};
    const instant begins = chicago("2026-11-30 08:00");  // 07:00 in Phoenix
    const clock c = start_clock(clock_kind::coverage, 0, party::program, at_first, begins, {});
    const clock moved = transfer(
        c,
        terms_of(p, *book.find_calendar(there), there),
        wrong,
        chicago("2026-11-30 12:00")
    );
    EXPECT_EQ(moved.since, begins);
    EXPECT_EQ(moved.due, chicago("2026-11-30 17:00"));
}

TEST(Clocks, ListOfThoseThatRunIsInAnOrderThatStays) {
    requisition req = in_state(requisition_state::open);
    const auto place = [](const requisition& r) -> std::optional<std::int64_t> {
        const auto all = indexes(r);
        const auto found = std::ranges::find(all, clocks_list(), &index_entry::set);
        return found == all.end() ? std::nullopt : std::optional{found->score};
    };
    EXPECT_FALSE(place(req));
    req.clocks.push_back({.state = clock_state::paused});
    EXPECT_EQ(place(req), place_among_clocks("req:104"));
    req.clocks.back().state = clock_state::met;
    EXPECT_FALSE(place(req));
    EXPECT_LT(place_among_clocks("req:104"), place_among_clocks("sub:104"));
    EXPECT_LT(place_among_clocks("sub:104"), place_among_clocks("iv:104"));
    EXPECT_LT(place_among_clocks("iv:104"), place_among_clocks("req:105"));
    EXPECT_EQ(place_among_clocks("client:acorn"), 0);
}

event of_task(payload data, instant at) {
    event what = happened(std::move(data), at);
    what.subject = "task:policies";
    return what;
}

TEST(Task, IsDueUntilItEndsAndNeverTwiceAtOneInstant) {
    const instant start = chicago("2026-11-30 10:00");
    const std::vector<event> history{
        of_task(task_begun{"default@2", person_id{"sam"}, "Sam Vane"}, start),
        of_task(task_worked{40, 3, {{person_id{"robin"}, 1}}, {}}, start),
        of_task(task_worked{80, 2, {{person_id{"robin"}, 2}, {person_id{"lee"}, 1}}, {}}, start),
        of_task(task_ended{}, start)};
    task one = apply(task{}, history[0]);
    EXPECT_EQ(one.name, "policies");
    const auto first = next_due(one);
    ASSERT_TRUE(first);
    EXPECT_LE(*first, start);
    one = apply(one, history[1]);
    EXPECT_EQ(one.cursor, 40);
    ASSERT_TRUE(next_due(one));
    EXPECT_LT(*next_due(one), *first);
    one = apply(apply(one, history[2]), history[3]);
    EXPECT_FALSE(next_due(one));
    EXPECT_EQ(one.moved, 5U);
    EXPECT_EQ(
        one.overdue,
        (std::vector<overdue_count>{{person_id{"robin"}, 3}, {person_id{"lee"}, 1}})
    );
    EXPECT_EQ(fold<task>(history), one);
    // Begun again, it counts from the start.
    one = apply(one, of_task(task_begun{"default@3", person_id{"sam"}, "Sam Vane"}, start));
    EXPECT_EQ(one.cursor, 0);
    EXPECT_EQ(one.moved, 0U);
    EXPECT_EQ(one.events, 5U);
}

TEST(Task, ForeseesTheMissedFirstAndNamesFewOfAll) {
    foreseen_moves all;
    for (int n = 1; n <= 30; ++n) {
        due_move one;
        one.record = "req:" + std::to_string(n);
        one.after = from_unix_ms(100 - n);
        one.missed = n == 3;
        add_moves(
            all,
            {.clocks = 2,
             .moved = 1,
             .missed = n == 3 ? 1U : 0U,
             .records = 1,
             .zones = 0,
             .first = {one}}
        );
    }
    EXPECT_EQ(all.clocks, 60U);
    EXPECT_EQ(all.moved, 30U);
    EXPECT_EQ(all.missed, 1U);
    EXPECT_EQ(all.records, 30U);
    ASSERT_EQ(all.first.size(), most_first_moves);
    EXPECT_EQ(all.first[0].record, "req:3");
    EXPECT_EQ(all.first[1].record, "req:30");
    EXPECT_EQ(all.first[2].record, "req:29");
}

TEST(Task, WhatDoesNotFitOnlyCounts) {
    const instant start = chicago("2026-11-30 10:00");
    const task idle = apply(task{}, of_task(task_worked{40, 3, {}, {}}, start));
    EXPECT_EQ(idle.moved, 0U);
    EXPECT_EQ(idle.events, 1U);
    const task running = apply(idle, of_task(task_begun{"a@1", {}, {}}, start));
    EXPECT_EQ(apply(running, of_task(task_begun{"b@1", {}, {}}, start)).version, "a@1");
    EXPECT_EQ(fold<task>({}), std::nullopt);
}

}  // namespace
}  // namespace fillrate::domain::testing
