// Which policy and calendar a clock gets.
#include "core/domain/policy.hpp"

#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

TEST(Policy, TargetsHalveAndDouble) {
    const policy p = hours_policy(9);
    EXPECT_EQ(
        target_of(p, clock_kind::coverage, priority::p1, chicago_calendar()),
        seconds{hours{9}} / 2
    );
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p2, chicago_calendar()), hours{9});
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p3, chicago_calendar()), hours{18});
}

TEST(Policy, ATargetIsThatOfThePriorityItNames) {
    policy p = hours_policy(4);
    p.priority = priority::p1;
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p1, chicago_calendar()), hours{4});
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p2, chicago_calendar()), hours{8});
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p3, chicago_calendar()), hours{16});
    p.priority = priority::p3;
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p1, chicago_calendar()), hours{1});
    EXPECT_EQ(target_of(p, clock_kind::coverage, priority::p3, chicago_calendar()), hours{4});
}

TEST(Policy, BusinessDaysAreThoseOfTheCalendarAndAStartIsNotHurried) {
    const policy p;
    const auto on = chicago_calendar();  // nine hours a day
    EXPECT_EQ(target_of(p, clock_kind::fill, priority::p2, on), hours{15 * 9});
    EXPECT_EQ(
        target_of(p, clock_kind::backfill, priority::p1, on),
        std::chrono::minutes{5 * 9 * 60 / 2}
    );
    EXPECT_EQ(target_of(p, clock_kind::start, priority::p1, on), std::chrono::minutes{30});
    EXPECT_EQ(target_of(p, clock_kind::start, priority::p3, on), std::chrono::minutes{30});
}

TEST(Policy, TargetsAsPeopleWriteThem) {
    EXPECT_EQ(parse_working_target("90m").value(), working_target{std::chrono::minutes{90}});
    EXPECT_EQ(parse_working_target("5bd").value(), working_target::days(5));
    for (const auto* wrong : {"", "bd", "0bd", "-1bd", "5 bd", "1001bd", "5bd2h", "9"}) {
        EXPECT_FALSE(parse_working_target(wrong)) << wrong;
    }
    EXPECT_EQ(
        parse_working_target("9").error().detail,
        "\"9\": expected working time such as 16h, 90m or 1h30m, or business days such as 5bd"
    );
}

TEST(Policy, CanonicalTextReadsBack) {
    policy whole{
        .name = "x",
        .client = client_id{"Acorn Robotics"},
        .site = site_id{"Phoenix plant"},
        .category = category::light_industrial,
        .priority = priority::p3,
        .calendar = "night",
        .clock_calendars = {{clock_kind::backfill, "24x7"}, {clock_kind::offer, "office"}},
        .priority_calendars = {{priority::p1, "24x7"}},
        .coverage_target = seconds{5401},
        .fill_target = working_target::days(7),
        .min_suppliers = 3,
        .slate_cap = 9,
        .neutral_answers = 3,
        .rtr_required = true,
        .rtr_days = 60,
        .auto_present = true,
        .offer_approval = true,
        .claim_days = 30,
        .warn_percent = 50,
        .urge_percent = 80,
        .alerts = {{clock_kind::slate, clock_alert::dm}, {clock_kind::review, clock_alert::off}},
        .ladder = {role::operations, role::account_manager},
        .pause_reasons = {"budget", "reorg"},
        .late_entry_days = 0,
        .reopen_days = 60,
        .revive_days = 14,
        .came_late_days = 1,
        .long_hold_days = 5,
        .acknowledge_days = 2,
        .wait_days = 15,
        .end_notice_days = 14,
        .assumed_held_hours = 4,
        .candidate_moves = 0,
        .check_in_days = {2, 45},
        .raised_floor_percent = 40};
    EXPECT_EQ(policy_from_canonical("x", canonical(whole)).value(), whole);
    const policy alone{.ladder = {}};
    EXPECT_EQ(canonical(alone), canonical(policy{}) + "ladder nobody\n");
    EXPECT_EQ(policy_from_canonical("default", canonical(alone)).value(), alone);
    const policy unasked{.check_in_days = {}};
    EXPECT_EQ(canonical(unasked), canonical(policy{}) + "check_ins none\n");
    EXPECT_EQ(policy_from_canonical("default", canonical(unasked)).value(), unasked);
    EXPECT_EQ(policy_from_canonical("default", canonical(policy{})).value(), policy{});
    EXPECT_EQ(
        canonical(policy{}),
        "policy 1\nintake 32400\ncoverage 32400\nfirst_submittal 64800\nslate 97200\n"
        "screen 14400\nreview 64800\nscheduling 32400\ninterview 5bd\nfeedback 64800\n"
        "decision 64800\noffer 64800\nfill 15bd\nstart 1800\nbackfill 5bd\n"
        "min_suppliers 2\nslate_cap 6\nsupplier_cap 5\nguarantee 30\ntiers_follow yes\nwarn "
        "75\nurge 90\n"
    );
    policy renamed = whole;
    renamed.name = "y";
    renamed.version = 7;
    EXPECT_EQ(canonical(renamed), canonical(whole));
    renamed.min_suppliers = 4;
    EXPECT_NE(canonical(renamed), canonical(whole));
    // The usual, said out loud, is the same policy; anything else is another.
    EXPECT_EQ(
        canonical(policy{.alerts = {{clock_kind::fill, clock_alert::digest}}}),
        canonical(policy{})
    );
    EXPECT_EQ(
        canonical(policy{.alerts = {{clock_kind::fill, clock_alert::off}}}),
        canonical(policy{}) + "alert.fill off\n"
    );
    for (const auto* bad :
         {"",
          "policy 1",
          "policy 2\n",
          "policy 1\nclient\n",
          "policy 1\ncategory x\n",
          "policy 1\npriority P4\n",
          "policy 1\ncoverage 0\n",
          "policy 1\nwarn 300\n",
          "policy 1\nalert.fill loud\n",
          "policy 1\nalert.colour off\n",
          "policy 1\nrtr_required maybe\n",
          "policy 1\nauto_present maybe\n",
          "policy 1\ncalendar.tea night\n",
          "policy 1\nladder recruiter\n",
          "policy 1\npause_reasons rain\n",
          "policy 1\nlate_entry soon\n",
          "policy 1\nreopen never\n",
          "policy 1\ncheck_ins 5 1\n",
          "policy 1\ncheck_ins daily\n",
          "policy 1\ncolour red\n"}) {
        EXPECT_EQ(policy_from_canonical("x", bad).error().code, errc::protocol) << bad;
    }
}

TEST(PolicyBook, AClientIsNamedByIdOrAsShown) {
    policy_book book;
    requisition req = in_state(requisition_state::open);
    req.client_name = "Acorn Robotics";
    req.site_name = "Phoenix plant";
    book.add({.name = "a", .client = client_id{"acorn robotics"}, .site = site_id{"Phoenix Plant"}}
    );
    EXPECT_EQ(book.choose(req).name, "a");
    book.add({.name = "b", .client = req.client, .site = req.site, .priority = req.priority});
    EXPECT_EQ(book.choose(req).name, "b");
    req.client_name = "Acorn";
    req.priority = priority::p3;
    EXPECT_EQ(book.choose(req).name, "default");
}

TEST(PolicyBook, ServesExactlyWhatItIsTold) {
    policy_book book;
    book.add({.version = 2, .coverage_target = hours{5}});
    book.add({.name = "x", .version = 1, .category = category::professional});
    book.add(1, chicago_calendar());
    book.add(2, chicago_calendar(true));
    const requisition req = in_state(requisition_state::open);
    book.serve({{"default", 1}}, {{"chicago", 1}});
    EXPECT_EQ(book.choose(req).version, 1U);
    EXPECT_EQ(book.choose(req).name, "default");
    EXPECT_EQ(*book.calendar_for({.zone = "UTC", .calendar = "chicago"}), "chicago@1");
    EXPECT_NE(book.find_policy("default@2"), nullptr);
    EXPECT_NE(book.find_calendar("chicago@2"), nullptr);
    book.serve({{"x", 1}}, {});
    EXPECT_EQ(book.choose(req).name, "x");
    EXPECT_EQ(
        book.calendar_for({.zone = "UTC", .calendar = "chicago"}).error().code,
        errc::invalid_input
    );
    EXPECT_NE(book.find_calendar("chicago@1"), nullptr);
}

TEST(PolicyBook, ASitesCalendarGoesBeforeThePolicys) {
    policy_book book;
    book.add(1, chicago_calendar());
    auto other = chicago_calendar(true).spec();
    other.name = "dock";
    book.add(3, calendar::compile(other).value());
    EXPECT_EQ(*book.calendar_for({.zone = "UTC", .calendar = "chicago"}, "dock"), "chicago@1");
    EXPECT_EQ(*book.calendar_for({.zone = "UTC"}, "dock"), "dock@3");
    EXPECT_EQ(*book.calendar_for({.zone = "UTC"}, ""), "default.UTC@1");
    EXPECT_EQ(book.calendar_for({.zone = "UTC"}, "x").error().code, errc::invalid_input);
}

TEST(PolicyBook, AClocksCalendarGoesBeforeThatOfItsPriority) {
    policy_book book;
    book.add(2, chicago_calendar());
    const policy p{
        .clock_calendars = {{clock_kind::offer, "chicago"}, {clock_kind::fill, "gone"}},
        .priority_calendars = {{priority::p1, "24x7"}}};
    const auto named = [&](clock_kind kind, priority urgency) {
        return book.calendar_of_clock(p, kind, urgency, "America/Phoenix");
    };
    EXPECT_EQ(*named(clock_kind::offer, priority::p1), "chicago@2");
    EXPECT_EQ(*named(clock_kind::coverage, priority::p1), "always.America/Phoenix@1");
    EXPECT_EQ(*named(clock_kind::coverage, priority::p2), "");
    EXPECT_EQ(named(clock_kind::fill, priority::p2).error().code, errc::invalid_input);
}

TEST(PolicyBook, ShippedDefaults) {
    const policy_book book;
    requisition req = in_state(requisition_state::open);
    EXPECT_EQ(book.choose(req).coverage_target, hours{9});
    EXPECT_EQ(book.choose(req).min_suppliers, 2U);
    req.category = category::light_industrial;
    EXPECT_EQ(book.choose(req).coverage_target, hours{4});
}

// Light industrial works Mon-Sat 05-21 at sites that name no calendar, whatever else does.
TEST(PolicyBook, TheCalendarOfLightIndustrialShips) {
    const policy_book book;
    requisition req = in_state(requisition_state::open);
    const auto at_site = [&](const std::string& zone, const std::string& calendar = "") {
        const site where{.name = "dock", .zone = zone, .calendar = calendar};
        return book.calendar_for(where, book.choose(req).calendar);
    };
    EXPECT_EQ(*at_site("America/Chicago"), "default.America/Chicago@1");
    req.category = category::light_industrial;
    EXPECT_EQ(*at_site("America/Chicago"), "light-industrial.America/Chicago@1");
    EXPECT_EQ(*at_site("America/Chicago", "24x7"), "always.America/Chicago@1");
    EXPECT_EQ(
        *at_site("America/Phoenix", "light-industrial"),
        "light-industrial.America/Phoenix@1"
    );
    EXPECT_EQ(at_site("Mars/Base").error().code, errc::invalid_input);
    const policy_book restarted;
    const auto* const on = restarted.find_calendar("light-industrial.America/Chicago@1");
    ASSERT_NE(on, nullptr);
    EXPECT_EQ(on->business_day(), hours{16});
    EXPECT_TRUE(on->is_open(chicago("2026-11-28 05:00")));  // a Saturday
    EXPECT_FALSE(on->is_open(chicago("2026-11-28 04:59")));
    EXPECT_FALSE(on->is_open(chicago("2026-11-28 21:00")));
    EXPECT_FALSE(on->is_open(chicago("2026-11-29 12:00")));
    EXPECT_EQ(restarted.find_calendar("light-industrial.Mars/Base@1"), nullptr);
    EXPECT_EQ(restarted.find_calendar("light-industrial.America/Chicago@2"), nullptr);
    for (const auto* name : {"default", "always", "light-industrial"}) {
        EXPECT_TRUE(is_shipped_calendar(name)) << name;
    }
    EXPECT_FALSE(is_shipped_calendar("dock"));
}

// One of the file with that name goes before it.
TEST(PolicyBook, AFileMayHaveItsOwnCalendarOfLightIndustrial) {
    policy_book book;
    auto own = chicago_calendar().spec();
    own.name = "light-industrial";
    book.add(1, calendar::compile(std::move(own)).value());
    const site dock{.name = "dock", .zone = "America/Phoenix"};
    EXPECT_EQ(*book.calendar_for(dock, "light-industrial"), "light-industrial@1");
    EXPECT_EQ(book.find_calendar("light-industrial@1")->business_day(), hours{9});
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

// A calendar that names a zone is used as written; one that names none is where the site is.
TEST(PolicyBook, ACalendarWithoutAZoneIsInThatOfTheSite) {
    policy_book book;
    auto windows = chicago_calendar().spec();
    windows.name = "dock";
    windows.zone.clear();
    book.add(3, windows);
    book.add(1, chicago_calendar());
    const site phoenix{.name = "Phoenix plant", .zone = "America/Phoenix"};
    EXPECT_EQ(*book.calendar_for(phoenix, "dock"), "dock.America/Phoenix@3");
    EXPECT_EQ(*book.calendar_for(phoenix, "chicago"), "chicago@1");
    const auto* const there = book.find_calendar("dock.America/Phoenix@3");
    ASSERT_NE(there, nullptr);
    EXPECT_TRUE(there->is_open(chicago("2026-11-30 09:00")));  // eight in Phoenix
    EXPECT_FALSE(there->is_open(chicago("2026-11-30 08:30")));
    EXPECT_EQ(book.calendar_for({.name = "x"}, "dock").error().code, errc::invalid_input);
    EXPECT_EQ(book.calendar_for({.name = "x"}, "chicago").error().code, errc::invalid_input);
    EXPECT_EQ(book.calendar_for({.zone = "Mars/Base"}, "dock").error().code, errc::invalid_input);
    const policy p{.clock_calendars = {{clock_kind::offer, "dock"}}};
    EXPECT_EQ(
        *book.calendar_of_clock(p, clock_kind::offer, priority::p2, "Europe/London"),
        "dock.Europe/London@3"
    );
    // After a restart nobody has asked for the zone a clock names.
    policy_book fresh;
    fresh.add(3, windows);
    EXPECT_NE(fresh.find_calendar("dock.Europe/London@3"), nullptr);
    EXPECT_EQ(fresh.find_calendar("dock.Europe/London@4"), nullptr);
    EXPECT_EQ(fresh.find_calendar("dock@3"), nullptr);
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
