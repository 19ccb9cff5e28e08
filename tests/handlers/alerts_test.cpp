// What alerts say when several of one clock wait to be told.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace fillrate::handlers::testing {
namespace {

// What of the alerts to one person about a subject is still told now.
std::vector<std::string> told_of(desk& d, std::string_view subject, std::string_view channel) {
    std::vector<std::string> told;
    for (const auto& item : d.alerts) {
        const bool meant =
            item.kind == "alert" && item.subject == subject && item.conversation.value == channel;
        if (auto text = meant ? d.composed_text(item) : std::nullopt) {
            told.push_back(std::move(*text));
        }
    }
    return told;
}

desk with_intake() {
    desk d;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro hm:@ana"
    );
    return d;
}

TEST(alerts, of_one_clock_only_the_last_step_is_told) {
    auto d = with_intake();
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_GT(d.alerts.size(), 1U);
    const auto told = told_of(d, "req:1", "dm-robin");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(has(told.front(), "Intake of REQ-1 Controls engineer was due")) << told.front();
}

TEST(alerts, a_step_is_told_while_no_later_one_is_on_record) {
    auto d = with_intake();
    // Three quarters of nine working hours after Monday 10:00.
    d.move_to(at("2026-11-30T16:50-06:00"));
    const auto told = told_of(d, "req:1", "dm-robin");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(has(told.front(), "Intake of REQ-1 Controls engineer is due")) << told.front();
}

}  // namespace
}  // namespace fillrate::handlers::testing
