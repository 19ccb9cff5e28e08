// What policies and calendars now loaded would move is counted over all records before it is moved
// (DOMAIN.md 4.6, 11.3).
#include "core/domain/interview.hpp"
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
    EXPECT_TRUE(has(told, "20 of 260 are listed.")) << told;
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

/// One of two suppliers accepted; a policy to come is content with one.
desk with_fewer_suppliers_enough(int coverage_hours) {
    auto d = released_before_a_holiday();
    must(d, "maul", "sup-hammer", "1 accept");
    EXPECT_TRUE(domain::is_live(coverage_of(d))) << "two are asked for";
    d.move_to(at("2026-11-27T12:00-06:00"));
    auto lower = on_day_calendar(3, coverage_hours);
    lower.min_suppliers = 1;
    d.book.add(lower);
    return d;
}

TEST(policies, a_preview_counts_what_a_lower_minimum_meets_as_it_is_applied) {
    auto d = with_fewer_suppliers_enough(16);
    const auto shown = must(d, "sam", "dm-sam", "sla preview").text;
    EXPECT_TRUE(has(shown, "1 clock of 1 record would move; none would be past due")) << shown;
    EXPECT_TRUE(has(shown, "REQ-1 | Coverage | Mon 30 Nov 13:30 CST | met")) << shown;
    must(d, "sam", "dm-sam", "sla apply");
    d.alerts.clear();
    d.move_to(d.now);
    EXPECT_EQ(coverage_of(d).state, domain::clock_state::met);
    ASSERT_EQ(d.alerts.size(), 1U);
    const auto told = d.composed_text(d.alerts[0]).value_or("");
    EXPECT_TRUE(has(told, "1 clock moved, none went past due.")) << told;
}

TEST(policies, what_is_met_by_the_terms_it_gets_is_not_missed_by_them) {
    auto d = with_fewer_suppliers_enough(4);
    const auto shown = must(d, "sam", "dm-sam", "sla preview").text;
    EXPECT_TRUE(has(shown, "none would be past due")) << shown;
    must(d, "sam", "dm-sam", "sla apply");
    d.move_to(d.now);
    EXPECT_EQ(coverage_of(d).state, domain::clock_state::met);
    EXPECT_FALSE(coverage_of(d).breached) << "five and a half hours, of four that ask for one firm";
}

TEST(policies, names_of_records_that_are_gone_hold_up_nothing) {
    auto d = released_before_a_holiday();
    for (std::uint32_t n = 1; n <= 25; ++n) {
        domain::interview gone;
        gone.number = interview_number{n};
        gone.state = domain::interview_state::cancelled;
        gone.requisition = requisition_number{99};
        gone.client = d.req(1).client;
        gone.clocks.push_back({.state = domain::clock_state::paused});
        d.put(gone);
    }
    auto after_them = d.req(1);
    after_them.number = requisition_number{30};
    after_them.places.clear();
    d.put(after_them);
    d.book.add(2, day_calendar(true));
    must(d, "sam", "dm-sam", "sla preview");
    must(d, "sam", "dm-sam", "sla apply");
    d.move_to(d.now);
    EXPECT_EQ(coverage_of(d, 30).calendar, "day@2");
}

}  // namespace
}  // namespace fillrate::handlers::testing
