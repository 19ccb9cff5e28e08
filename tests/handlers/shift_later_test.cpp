// What was counted, confirmed and started before it was typed in: `at:` on counts (DOMAIN.md 3.6,
// 4.1).
#include "core/domain/clocks.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::shift_id;

const shift_id monday{requisition_number{1}, "2026-11-30", "2nd"};
const shift_id tuesday{requisition_number{1}, "2026-12-01", "2nd"};

TEST(shifts_logged_later, a_count_is_of_when_people_were_counted) {
    auto d = with_pickers();
    d.move_to(at("2026-12-01T15:00-06:00"));
    const auto told =
        must(d, "gus", "dockside-floor", "shift 1 2nd 10/12 noshow:1 at:\"mon 14:40\"");
    EXPECT_TRUE(has(told.text, "10 of 12 came, 1 did not come")) << told.text;
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 14:40 CST.")) << told.text;
    EXPECT_FALSE(d.has(tuesday)) << "the one of then is meant, not the one of now";
    EXPECT_EQ(d.shift(monday).counted, at("2026-11-30T14:40-06:00"));
    const auto history = d.type("robin", "dockside-internal", "1 history").text;
    EXPECT_TRUE(has(history, "Logged Tue 1 Dec 15:00 CST, happened Mon 30 Nov 14:40 CST."))
        << history;
    must(d, "gus", "dockside-floor", "shift 1 2nd 9/12");
    EXPECT_EQ(d.shift(tuesday).came.value_or(domain::head_count{}).present, 9U);
}

TEST(shifts_logged_later, a_count_that_cannot_be_of_then_is_refused) {
    auto d = with_pickers();
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "gus", "dockside-floor", "shift 1 2nd 10/12 at:\"mon 15:00\"");
    for (const auto& [line, why] :
         {std::pair{"shift 1 2nd 11/12 at:\"mon 14:20\"", "cannot have happened on Mon 30 Nov"},
          {"shift 1 2nd 11/12 at:\"tomorrow 15:00\"", "lies ahead"},
          {"shift 1 2nd 11/12 at:mon", "Give the time too"}}) {
        const auto told = refused(d, "gus", "dockside-floor", line);
        EXPECT_TRUE(has(told.text, why)) << line << '\n' << told.text;
    }
    must(d, "gus", "dockside-floor", "shift 1 2nd 11/12 at:\"mon 15:30\"");
    d.move_to(at("2026-12-10T09:00-06:00"));
    EXPECT_TRUE(
        has(refused(d, "gus", "dockside-floor", "shift 1 2nd 11/12 at:2026-12-02T15:00").text,
            "more than two working days ago")
    );
}

TEST(shifts_logged_later, heads_were_confirmed_by_phone_before_the_evening) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:8 on:\"dec 1\"");
    d.move_to(at("2026-11-30T19:00-06:00"));
    ASSERT_EQ(d.shift(tuesday).state, domain::shift_state::unconfirmed);
    const std::string line = "shift 1 2nd confirm 8 for:shiftbridge on:\"dec 1\" at:";
    refused(d, "robin", "dockside-internal", line + "8:00");
    const auto told = must(d, "robin", "dockside-internal", line + "17:00");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 17:00 CST.")) << told.text;
    EXPECT_EQ(d.shift(tuesday).state, domain::shift_state::confirmed);
    ASSERT_EQ(d.shift(tuesday).confirmed.size(), 1U);
    EXPECT_EQ(d.shift(tuesday).confirmed.front().at, at("2026-11-30T17:00-06:00"));
}

TEST(shifts_logged_later, several_days_in_one_line_say_the_moment_once) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:8 on:tue..thu");
    d.move_to(at("2026-11-30T19:00-06:00"));
    const std::string line = "shift 1 2nd confirm 8 for:shiftbridge on:\"tue, wed\" at:17:00";
    const auto told = must(d, "robin", "dockside-internal", line);
    EXPECT_TRUE(has(told.text, "2nd shift Tue 1 Dec")) << told.text;
    const auto logged = told.text.find("Logged as of Mon 30 Nov 17:00 CST.");
    ASSERT_NE(logged, std::string::npos) << told.text;
    EXPECT_EQ(told.text.find("Logged as of", logged + 1), std::string::npos) << told.text;
    const shift_id wednesday{requisition_number{1}, "2026-12-02", "2nd"};
    ASSERT_EQ(d.shift(wednesday).confirmed.size(), 1U);
    EXPECT_EQ(d.shift(wednesday).confirmed.front().at, at("2026-11-30T17:00-06:00"));
}

TEST(shifts_logged_later, more_days_than_have_their_histories_read_are_refused_together) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:8 on:\"dec 1..dec 13\"");
    d.move_to(at("2026-11-30T19:00-06:00"));
    const std::string line = "shift 1 2nd confirm 8 for:shiftbridge on:\"dec 1..dec 13\"";
    const auto told = refused(d, "robin", "dockside-internal", line + " at:17:00");
    EXPECT_TRUE(has(told.text, "at most 12 at a time")) << told.text;
    EXPECT_TRUE(d.shift(tuesday).confirmed.empty());
    must(d, "robin", "dockside-internal", line);
    EXPECT_EQ(d.shift(tuesday).confirmed.size(), 1U);
}

TEST(shifts_logged_later, what_is_told_of_a_shift_is_no_act_of_its_requisition) {
    auto d = with_pickers();
    d.move_to(at("2026-11-30T12:00-06:00"));
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:8 on:\"dec 1\"");
    refused(d, "robin", "dockside-internal", "1 hold budget at:8:00");
    must(d, "robin", "dockside-internal", "1 hold budget at:10:00");
    EXPECT_EQ(d.req(1).state, domain::requisition_state::on_hold);
}

TEST(shifts_logged_later, a_counted_first_day_is_of_that_day) {
    auto d = with_pickers();
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto told =
        must(d, "gus", "dockside-floor", "start 1 present:9 noshow:1 at:\"mon 15:00\"");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 15:00 CST.")) << told.text;
    const auto& clocks = d.req(1).clocks;
    const auto backfill =
        std::ranges::find(clocks, domain::clock_kind::backfill, &domain::clock::kind);
    ASSERT_NE(backfill, clocks.end());
    EXPECT_EQ(backfill->started, at("2026-11-30T15:00-06:00"));
    EXPECT_EQ(backfill->due, at("2026-11-30T19:00-06:00"));
    ASSERT_EQ(d.req(1).starts.size(), 1U);
    EXPECT_EQ(d.req(1).starts.front().day, at("2026-11-30T00:00+00:00"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
