// Which policy and calendar a clock gets.
#include "core/domain/policy.hpp"

#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

TEST(Policy, TargetsHalveAndDouble) {
    const policy p = hours_policy(9);
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p1), seconds{hours{9}} / 2);
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p2), hours{9});
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p3), hours{18});
}

TEST(PolicyBook, ShippedDefaults) {
    const policy_book book;
    requisition req = in_state(requisition_state::open);
    EXPECT_EQ(book.choose(req).coverage_target, hours{9});
    EXPECT_EQ(book.choose(req).min_suppliers, 2U);
    req.category = category::light_industrial;
    EXPECT_EQ(book.choose(req).coverage_target, hours{4});
}

TEST(PolicyBook, TheMostSpecificMatchWins) {
    policy_book book;
    const requisition req = in_state(requisition_state::open);
    const auto add = [&book](const char* name, policy p) {
        p.name = name;
        book.add(p);
    };
    add("category", {.category = category::professional});
    EXPECT_EQ(book.choose(req).name, "category");
    add("client", {.client = req.client, .category = category::professional});
    EXPECT_EQ(book.choose(req).name, "client");
    add("whole",
        {.client = req.client,
         .site = req.site,
         .category = category::professional,
         .priority = priority::p2});
    EXPECT_EQ(book.choose(req).name, "whole");
    add("other site", {.client = req.client, .site = site_id{"x"}, .priority = priority::p2});
    EXPECT_EQ(book.choose(req).name, "whole");
    requisition urgent = req;
    urgent.priority = priority::p1;
    EXPECT_EQ(book.choose(urgent).name, "client");
    requisition elsewhere = req;
    elsewhere.client = client_id{"dockside"};
    EXPECT_EQ(book.choose(elsewhere).name, "category");
}

TEST(PolicyBook, NewVersionsServeNewClocksOldOnesStayFound) {
    policy_book book;
    book.add({.version = 2, .coverage_target = hours{5}});
    const requisition req = in_state(requisition_state::open);
    EXPECT_EQ(book.choose(req).version, 2U);
    ASSERT_NE(book.find_policy("default@1"), nullptr);
    EXPECT_EQ(book.find_policy("default@1")->coverage_target, hours{9});
    EXPECT_EQ(book.find_policy("default@2")->coverage_target, hours{5});
    EXPECT_EQ(book.find_policy("default@3"), nullptr);
    // An older version does not come back by being more specific.
    book.add({.name = "x", .version = 1, .client = req.client});
    book.add({.name = "x", .version = 2, .client = client_id{"dockside"}});
    EXPECT_EQ(book.choose(req).name, "default");
}

TEST(PolicyBook, CalendarsOfSites) {
    policy_book book;
    EXPECT_EQ(book.calendar_for({.calendar = "chicago"}).error().code, errc::invalid_input);
    EXPECT_EQ(
        book.calendar_for({.zone = "America/Chicago", .calendar = "chicago"}).error().code,
        errc::invalid_input
    );
    book.add(1, chicago_calendar());
    book.add(2, chicago_calendar(true));
    EXPECT_EQ(*book.calendar_for({.zone = "America/Chicago", .calendar = "chicago"}), "chicago@2");
    ASSERT_NE(book.find_calendar("chicago@1"), nullptr);
    EXPECT_EQ(book.find_calendar("chicago@1")->spec().holidays.size(), 1U);
    EXPECT_EQ(book.find_calendar("chicago@2")->spec().holidays.size(), 2U);
    EXPECT_EQ(book.find_calendar("chicago@3"), nullptr);
}

TEST(PolicyBook, TheDefaultCalendarOfAZone) {
    const policy_book book;
    EXPECT_EQ(*book.calendar_for({.zone = "Europe/London"}), "default.Europe/London@1");
    const calendar* const london = book.find_calendar("default.Europe/London@1");
    ASSERT_NE(london, nullptr);
    EXPECT_EQ(london->business_day(), hours{9});
    EXPECT_FALSE(london->is_open(chicago("2026-11-28 12:00")));
    EXPECT_EQ(book.calendar_for({.zone = "Mars/Base"}).error().code, errc::invalid_input);
    // A clock of an earlier run names a zone this run has not met yet.
    EXPECT_NE(policy_book{}.find_calendar("default.Asia/Kolkata@1"), nullptr);
    EXPECT_EQ(book.find_calendar("default.Mars/Base@1"), nullptr);
    EXPECT_EQ(book.find_calendar("default.@1"), nullptr);
    EXPECT_EQ(book.find_calendar(""), nullptr);
}

}  // namespace
}  // namespace fillrate::domain::testing
