// What policies and calendars now loaded would move is counted over all records before it is moved
// (DOMAIN.md 4.6, 11.3).
#include "tests/handlers/clock_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace fillrate::handlers::testing {
namespace {

/// Requisitions 2 to 65 as the first, whose holiday was added later.
desk many_before_a_holiday() {
    auto d = released_before_a_holiday();
    const auto first = d.req(1);
    for (std::uint32_t n = 2; n <= 65; ++n) {
        auto other = first;
        other.number = requisition_number{n};
        other.places.clear();
        d.put(other);
    }
    d.book.add(2, day_calendar(true));
    return d;
}

TEST(policies, a_preview_counts_all_records_and_tells_when_it_is_done) {
    auto d = many_before_a_holiday();
    const auto asked = d.type("sam", "hiring-desk", "sla preview");
    EXPECT_TRUE(has(asked.text, "You are told when it is done")) << asked.text;
    EXPECT_FALSE(has(asked.text, "[Apply]")) << asked.text;
    const auto early = d.type("sam", "hiring-desk", "sla apply");
    EXPECT_TRUE(early.refused);
    EXPECT_TRUE(has(early.text, "still being counted")) << early.text;
    EXPECT_TRUE(d.type("dana", "hiring-desk", "sla preview").refused) << "once at a time";
    d.alerts.clear();
    d.move_to(d.now);
    ASSERT_EQ(d.alerts.size(), 1U);
    EXPECT_EQ(d.alerts[0].conversation.value, "dm-sam");
    const auto told = d.composed_text(d.alerts[0]).value_or("");
    EXPECT_TRUE(has(told, "260 clocks of 65 records would move; none would be past due")) << told;
    EXPECT_TRUE(has(told, "REQ-1 | Coverage | Mon 30 Nov 13:30 CST | Tue 1 Dec 13:30 CST")) << told;
    EXPECT_TRUE(has(told, "[Apply]")) << told;
    EXPECT_EQ(coverage_of(d, 65).calendar, "day@1");
    EXPECT_TRUE(d.type("sam", "hiring-desk", "sla apply").changed);
}

TEST(policies, a_preview_stops_when_others_are_loaded_and_is_for_a_day) {
    auto d = many_before_a_holiday();
    ASSERT_TRUE(d.type("sam", "hiring-desk", "sla preview").changed);
    d.book.add(on_day_calendar(3, 4));
    d.alerts.clear();
    d.move_to(d.now);
    ASSERT_EQ(d.alerts.size(), 1U);
    EXPECT_TRUE(has(d.composed_text(d.alerts[0]).value_or(""), "while it was counted"));
    EXPECT_TRUE(d.type("sam", "hiring-desk", "sla apply").refused);
    ASSERT_TRUE(d.type("sam", "hiring-desk", "sla preview").changed);
    d.move_to(d.now);
    d.now += std::chrono::hours{25};
    EXPECT_TRUE(d.type("sam", "hiring-desk", "sla apply").refused) << "seen too long ago";
}

TEST(policies, what_would_be_past_due_is_named_first) {
    auto d = released_before_a_holiday();
    release(d, "2");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "2 hold budget").changed);
    d.move_to(at("2026-11-27T12:00-06:00"));
    d.book.add(on_day_calendar(3, 4));
    const auto told = d.type("dana", "acorn-internal", "sla preview").text;
    EXPECT_TRUE(has(told, "1 would be past due at once.")) << told;
    EXPECT_LT(told.find("REQ-1 | Coverage"), told.find("REQ-2 |")) << told;
}

TEST(policies, many_records_are_worked_some_at_a_time) {
    auto d = many_before_a_holiday();
    ASSERT_TRUE(d.type("sam", "hiring-desk", "sla preview").changed);
    d.move_to(d.now);
    ASSERT_TRUE(d.type("sam", "hiring-desk", "sla apply").changed);
    d.alerts.clear();
    d.move_to(d.now);
    for (std::uint32_t n = 1; n <= 65; ++n) {
        EXPECT_EQ(coverage_of(d, n).calendar, "day@2") << n;
    }
    ASSERT_EQ(d.alerts.size(), 1U);
    EXPECT_TRUE(has(d.composed_text(d.alerts[0]).value_or(""), "260 clocks moved"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
