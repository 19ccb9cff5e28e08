// What a clock counts for: kept or missed, when, in whose court, and that nothing changes it
// afterwards but an excuse beside it and a miss that was none (DOMAIN.md 4.6).
#include "core/domain/attainment.hpp"

#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/stage.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace fillrate::domain::testing {
namespace {

clock clock_of(clock_kind kind, clock_state state, std::uint32_t batch = 0) {
    clock one;
    one.kind = kind;
    one.batch = batch;
    one.state = state;
    one.party = party::supplier;
    one.started = from_unix_ms(1'000);
    one.due = from_unix_ms(9'000);
    if (state == clock_state::met || state == clock_state::cancelled) {
        one.stopped = from_unix_ms(5'000);
    }
    return one;
}

TEST(attainment, open_and_called_off_clocks_count_for_nothing) {
    for (const auto state : {clock_state::running, clock_state::paused, clock_state::cancelled}) {
        EXPECT_FALSE(outcome_of(clock_of(clock_kind::slate, state)));
    }
    const auto met = outcome_of(clock_of(clock_kind::slate, clock_state::met));
    ASSERT_TRUE(met);
    EXPECT_EQ(met->met, 1U);
    EXPECT_EQ(met->missed, 0U);
    EXPECT_EQ(met->at, from_unix_ms(5'000));
}

TEST(attainment, a_miss_counts_at_its_due_time_whatever_follows) {
    for (const auto state :
         {clock_state::running, clock_state::paused, clock_state::met, clock_state::cancelled}) {
        auto one = clock_of(clock_kind::review, state);
        one.breached = one.due;
        one.missed_by = party::client;
        const auto missed = outcome_of(one);
        ASSERT_TRUE(missed);
        EXPECT_EQ(missed->met, 0U);
        EXPECT_EQ(missed->missed, 1U);
        EXPECT_EQ(missed->at, one.due);
        EXPECT_EQ(missed->party, party::client);
    }
}

TEST(attainment, a_record_keeps_the_latest_of_cycles_gone_by) {
    std::vector<clock> gone;
    for (std::uint32_t batch = 1; batch <= most_past_outcomes + 3; ++batch) {
        gone.push_back(clock_of(clock_kind::fill, clock_state::met, batch));
    }
    std::vector<clock_outcome> past;
    keep_outcomes(past, gone, {});
    ASSERT_EQ(past.size(), most_past_outcomes);
    EXPECT_EQ(past.front().batch, 4U);
}

TEST(attainment, members_read_back_and_foreign_text_does_not) {
    auto one = clock_of(clock_kind::fill, clock_state::running, 3);
    one.breached = one.due;
    one.openings = 1;
    one.unfilled = 3;
    one.excused = excuse{"Dana Frost", "site_closed", from_unix_ms(9'500)};
    const auto outcome = outcome_of(one);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->met, 1U);
    EXPECT_EQ(outcome->missed, 3U);
    const auto member = to_member("req:104", *outcome);
    EXPECT_EQ(member, "req:104|FILL|3|1|supplier|9000|1|3|site_closed");
    EXPECT_EQ(outcome_from(member), outcome);
    one.missed = miss_number{9};
    const auto numbered = outcome_of(one);
    ASSERT_TRUE(numbered);
    EXPECT_EQ(to_member("req:104", *numbered), member + "|9");
    EXPECT_EQ(outcome_from(member + "|9"), numbered);
    EXPECT_FALSE(outcome_from(member + "|nine"));
    EXPECT_FALSE(outcome_from(member + "|9|9"));
    const auto earlier = outcome_from("req:104|FILL|3|1|supplier|9000|1|3|x");
    ASSERT_TRUE(earlier);
    EXPECT_TRUE(earlier->excused && earlier->excused_for.empty());
    EXPECT_EQ(excuse_code("client_request: asked to wait | twice"), "client_request");
    EXPECT_EQ(excuse_code("they asked"), "other");
    for (const auto* text :
         {"", "req:104", "req:104|FILL|3|1|supplier|9000|1|3|y", "req:104|NONE|3|1|us|9|1|3|x"}) {
        EXPECT_FALSE(outcome_from(text)) << text;
    }
    const stage_entry stage{submittal_number{311}, submittal_state::held, from_unix_ms(7)};
    EXPECT_EQ(to_member(stage), "311|held|7");
    EXPECT_EQ(stage_entry_from("311|held|7"), stage);
    EXPECT_FALSE(stage_entry_from("311|nowhere|7"));
}

TEST(attainment, tallies_the_asked_clocks_of_the_asked_days) {
    const auto outcome =
        [](clock_kind kind, std::int64_t at, std::uint32_t met, std::uint32_t missed) {
            clock_outcome one{.kind = kind, .at = from_unix_ms(at), .met = met, .missed = missed};
            return one;
        };
    std::vector<clock_outcome> all{
        outcome(clock_kind::coverage, 10, 1, 0),
        outcome(clock_kind::coverage, 20, 0, 1),
        outcome(clock_kind::intake, 15, 1, 0),
        outcome(clock_kind::fill, 15, 2, 3)};
    all[1].excused = true;
    const std::array coverage{clock_kind::coverage};
    const auto sum = tally(all, coverage, from_unix_ms(10), from_unix_ms(21));
    EXPECT_EQ(sum, (attainment{.met = 1, .missed = 1, .excused = 1}));
    EXPECT_EQ(sum.net_of(), 1U);
    EXPECT_EQ(tally(all, coverage, from_unix_ms(11), from_unix_ms(20)), attainment{});
}

// Four openings; one was taken when it fell due, and the others soon after.
TEST(attainment, openings_filled_after_the_due_time_stay_missed) {
    auto req = in_state(requisition_state::open);
    auto fill = clock_of(clock_kind::fill, clock_state::running, req.openings.front().batch);
    ASSERT_NE(fill.batch, 0U);
    req = after(req, {clock_set{fill}});
    ASSERT_TRUE(take_opening(
        req,
        submittal_number{301},
        opening_state::open,
        opening_verb::reserve,
        happened(noted{.text = "taken"}, req.created)
    ));
    req = after(req, {clock_breached{clock_kind::fill, fill.batch}});
    for (std::uint32_t n = 1; n < 4; ++n) {
        ASSERT_TRUE(take_opening(
            req,
            submittal_number{301 + n},
            opening_state::open,
            opening_verb::reserve,
            happened(noted{.text = "taken"}, req.created)
        ));
    }
    auto met = *find_clock(req.clocks, clock_kind::fill, fill.batch);
    met.state = clock_state::met;
    met.stopped = from_unix_ms(12'000);
    req = after(req, {clock_set{met}});
    const auto outcome = outcome_of(*find_clock(req.clocks, clock_kind::fill, fill.batch));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->met, 1U);
    EXPECT_EQ(outcome->missed, 3U);
}

TEST(attainment, a_next_cycle_keeps_what_the_last_one_came_to) {
    auto req = in_state(requisition_state::open);
    auto first = clock_of(clock_kind::slate, clock_state::running);
    req = after(req, {clock_set{first}, clock_breached{clock_kind::slate}});
    auto second = clock_of(clock_kind::slate, clock_state::running);
    second.cycle = 2;
    req = after(req, {clock_set{second}});
    ASSERT_EQ(req.past.size(), 1U);
    EXPECT_EQ(req.past.front().missed, 1U);
    EXPECT_EQ(req.past.front().party, party::supplier);
    const auto listed =
        std::ranges::count(indexes(req), outcome_list(req.client), &index_entry::set);
    EXPECT_EQ(listed, 1);
}

TEST(attainment, a_miss_stays_with_whom_it_was_when_it_fell_due) {
    auto req = in_state(requisition_state::open);
    const auto first = clock_of(clock_kind::slate, clock_state::running);
    req = after(req, {clock_set{first}, clock_breached{clock_kind::slate}});
    auto moved = *find_clock(req.clocks, clock_kind::slate);
    moved.party = party::client;
    req = after(req, {clock_set{moved}});
    EXPECT_EQ(outcomes_of(req).front().party, party::supplier);
    // It was none after all: logged later.
    req = after(req, {breach_withdrawn{clock_kind::slate}});
    EXPECT_TRUE(outcomes_of(req).empty());
}

}  // namespace
}  // namespace fillrate::domain::testing
