// Clocks of orders that are served by heads (DOMAIN.md 0, 4.2): names are optional, and a
// replacement counts only when it is there.
#include "core/domain/due.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/clock_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;
using way = submittal_state;

desk released_pickers(std::uint32_t openings) {
    desk d;
    auto made = creation();
    made.category = category::light_industrial;
    made.openings = openings;
    d.at("2026-11-30 09:00").then(made).then(submitted_for_intake{});
    d.at("2026-11-30 10:00").then(qualified{.items = whole_checklist});
    d.at("2026-11-30 11:00").then(released{.suppliers = {asked("northlight")}});
    return d;
}

TEST(LightIndustrialClocks, TheFirstNameInPlayIsCoverage) {
    auto d = released_pickers(2);
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::running);
    d.slate(way::submitted, way::submitted, 311);
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::met);
}

TEST(LightIndustrialClocks, TheSlateIsMetByHeadsOrByNames) {
    auto named = released_pickers(2);
    named.slate(way::submitted, way::submitted, 311);
    EXPECT_EQ(named.of(clock_kind::slate).state, clock_state::running);
    auto committed = named;
    named.slate(way::submitted, way::submitted, 312);
    EXPECT_EQ(named.of(clock_kind::slate).state, clock_state::met);
    committed.then(supplier_accepted{supplier_id{"northlight"}, 1});
    EXPECT_EQ(committed.of(clock_kind::slate).state, clock_state::running)
        << "the one who is named may be the one who is committed";
    committed.then(supplier_accepted{supplier_id{"northlight"}, 2});
    EXPECT_EQ(committed.of(clock_kind::slate).state, clock_state::met);
}

TEST(LightIndustrialClocks, WhoHasAnOpeningIsNoNameForTheNext) {
    auto d = released_pickers(2);
    d.slate(way::submitted, way::submitted, 311)
        .slate(way::offer_extended, way::offer_accepted, 311);
    EXPECT_EQ(count_openings(d.req).open, 1U);
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::running);
    d.slate(way::submitted, way::submitted, 312);
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::met);
}

TEST(LightIndustrialClocks, WhoStartedIsCommittedToNothingMore) {
    auto d = released_pickers(12);
    const supplier_id northlight{"northlight"};
    d.then(supplier_accepted{northlight, 9});
    d.at("2026-11-30 12:00").then(heads_started{.present = 9, .supplier = northlight});
    ASSERT_EQ(count_openings(d.req).open, 3U);
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::running);
    d.then(supplier_accepted{northlight, 12});
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::met);
    EXPECT_EQ(d.of(clock_kind::slate).state, clock_state::met);
}

// 311 was to come and did not; from 10:00 on somebody else is looked for, round the clock. Whoever
// else was wanted has come.
desk left_by_who_was_hired(std::uint32_t openings) {
    auto d = released_pickers(openings);
    d.slate(way::submitted, way::submitted, 311);
    d.at("2026-12-01 09:00").slate(way::offer_extended, way::offer_accepted, 311);
    if (openings > 1) {
        d.then(heads_started{.present = openings - 1});
    }
    d.at("2026-12-01 10:00").slate(way::offer_accepted, way::fell_off, 311);
    return d;
}

TEST(LightIndustrialClocks, WhoStartedTheSameDayBeforeItWasReopenedIsOfTheCycleBefore) {
    auto d = released_pickers(2);
    const supplier_id northlight{"northlight"};
    d.then(supplier_accepted{northlight, 2});
    d.at("2026-11-30 12:00").then(heads_started{.present = 2, .supplier = northlight});
    d.then(all_filled{});
    d.at("2026-11-30 14:00").then(reopened{.openings = 2}, "more");
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::running);
    d.then(supplier_accepted{northlight, 2});
    EXPECT_EQ(d.of(clock_kind::coverage).state, clock_state::met);
}

TEST(LightIndustrialClocks, AReplacementCountsWhenItIsThere) {
    auto d = left_by_who_was_hired(1);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::running);
    d.at("2026-12-01 11:00").slate(way::offer_extended, way::offer_accepted, 312);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::running) << "found, not there";
    EXPECT_EQ(d.of(clock_kind::backfill, 2).openings, 0U);
    d.at("2026-12-01 12:30").slate(way::offer_accepted, way::started, 312);
    const auto& backfill = d.of(clock_kind::backfill, 2);
    EXPECT_EQ(backfill.state, clock_state::met);
    EXPECT_EQ(backfill.elapsed, minutes{150});
    EXPECT_EQ(backfill.openings, 1U);
}

TEST(LightIndustrialClocks, AReplacementThatDoesNotComeLeavesTheSameGap) {
    auto d = left_by_who_was_hired(1);
    d.at("2026-12-01 11:00").slate(way::offer_extended, way::offer_accepted, 312);
    d.at("2026-12-01 12:00").slate(way::offer_accepted, way::fell_off, 312);
    const auto& waits = d.of(clock_kind::backfill, 2);
    EXPECT_EQ(waits.state, clock_state::running);
    EXPECT_EQ(waits.cycle, 1U);
    EXPECT_EQ(waits.started, chicago("2026-12-01 10:00"));
    d.at("2026-12-01 13:00").slate(way::fell_off, way::started, 312);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::met)
        << "it came late, and replaces";
    EXPECT_EQ(d.of(clock_kind::backfill, 2).elapsed, hours{3});
}

TEST(LightIndustrialClocks, AFilledOneStillWaitsForTheReplacement) {
    auto d = left_by_who_was_hired(2);
    d.slate(way::offer_extended, way::offer_accepted, 312);
    ASSERT_EQ(count_openings(d.req).open, 0U);
    d.then(all_filled{});
    ASSERT_EQ(d.req.state, requisition_state::filled);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::running);
    EXPECT_TRUE(next_due(d.req));
    auto again = d;
    d.at("2026-12-01 12:00").slate(way::offer_accepted, way::started, 312);
    EXPECT_EQ(d.of(clock_kind::backfill, 2).state, clock_state::met);
    EXPECT_FALSE(next_due(d.req));
    again.at("2026-12-01 12:00").then(reopened{.openings = 1}, "more");
    EXPECT_EQ(again.of(clock_kind::backfill, 2).state, clock_state::running);
    EXPECT_EQ(again.of(clock_kind::backfill, 2).cycle, 1U);
}

TEST(LightIndustrialClocks, APolicyMayDoWithoutAReview) {
    auto spec = chicago_calendar().spec();
    spec.name = "chicago";
    policy_book book;
    book.add(1, calendar::compile(std::move(spec)).value());
    const calendar& on = *book.find_calendar("chicago@1");
    const auto usual = shipped_policies().back();
    auto without = usual;
    without.version = 2;
    without.review_target = {};
    EXPECT_FALSE(measures(without, clock_kind::review));
    EXPECT_TRUE(measures(without, clock_kind::screen));
    const auto read = policy_from_canonical(without.name, canonical(without));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->review_target, working_target{});

    submittal sub;
    sub.number = submittal_number{311};
    sub.state = way::presented;
    const instant now = chicago("2026-11-30 09:00");
    const auto begins = [&](const policy& chosen) {
        const clock_terms terms{chosen, priority::p2, "chicago@1", on};
        const auto wishes = clock_wishes(sub, in_state(requisition_state::open), on);
        return settled({}, wishes, terms, book, now).value();
    };
    EXPECT_TRUE(begins(without).empty());
    const auto reviewed = begins(usual);
    ASSERT_EQ(reviewed.size(), 1U);
    EXPECT_EQ(reviewed[0].kind, clock_kind::review);
    const clock_terms to{without, priority::p2, "chicago@1", on};
    const auto ended = transfer(reviewed[0], to, on, chicago("2026-11-30 10:00"));
    EXPECT_EQ(ended.state, clock_state::cancelled);
    EXPECT_FALSE(ended.breached);
    EXPECT_EQ(retarget(reviewed[0], to, on, chicago("2026-11-30 10:00")), ended);
}

}  // namespace
}  // namespace fillrate::domain::testing
