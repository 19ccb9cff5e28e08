// The calendar each clock runs on: light industrial works Monday to Saturday 05-21, is replaced
// round the clock, and urgent orders run round the clock altogether (DOMAIN.md 4.3, 4.6).
#include "core/domain/clocks.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using std::chrono::hours;

constexpr std::string_view round_the_clock = "always.America/Chicago@1";
constexpr std::string_view office_hours = "default.America/Chicago@1";
constexpr std::string_view dock_hours = "light-industrial.America/Chicago@1";

const domain::clock& clock_of(const desk& d, clock_kind kind, std::uint32_t batch = 0) {
    const auto* found = domain::find_clock(d.req(1).clocks, kind, batch);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

/// Monday 30 November 2026 09:00 in Memphis: REQ-1, twelve openings, worked by ShiftBridge.
desk with_twelve_openings(desk d = desk{}) {
    d.now = at("2026-11-30T09:00-06:00");
    for (const auto* line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 accept heads:12 for:shiftbridge"}) {
        must(d, "robin", "dockside-internal", line);
    }
    return d;
}

TEST(clock_calendars, who_did_not_come_is_replaced_round_the_clock) {
    auto d = with_twelve_openings();
    d.now = at("2026-11-30T16:00-06:00");
    must(d, "robin", "dockside-internal", "start 1 present:9 noshow:1");
    const auto& replacement = clock_of(d, clock_kind::backfill, 2);
    EXPECT_EQ(replacement.calendar, round_the_clock);
    EXPECT_EQ(replacement.due, at("2026-11-30T20:00-06:00"));
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).calendar, dock_hours);
    d.now = at("2026-11-30T18:00-06:00");
    const auto why = d.type("robin", "dockside-internal", "1 why");
    EXPECT_TRUE(has(why.text, "on calendar always.America/Chicago@1")) << why.text;
    EXPECT_TRUE(has(why.text, "on calendar light-industrial.America/Chicago@1")) << why.text;
}

/// REQ-1 at the dock, which has no calendar of its own, released on Friday 27 November 2026 at
/// 19:00.
desk released_on_a_friday_evening(const std::string& calendar_of_site) {
    auto data = config::load_demo().value();
    for (auto& client : data.clients) {
        for (auto& site : client.sites) {
            site.calendar = calendar_of_site;
        }
    }
    desk d(std::move(data));
    d.now = at("2026-11-27T19:00-06:00");
    for (const auto* line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:2 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1"}) {
        must(d, "robin", "dockside-internal", line);
    }
    return d;
}

// Two of the four hours pass until 21:00, the others from Saturday 05:00 on.
TEST(clock_calendars, light_industrial_works_in_the_evening_and_on_saturdays) {
    const auto d = released_on_a_friday_evening("");
    EXPECT_EQ(clock_of(d, clock_kind::coverage).calendar, dock_hours);
    EXPECT_EQ(clock_of(d, clock_kind::coverage).due, at("2026-11-28T07:00-06:00"));
    // Two of its business days: 2 hours of Friday, 16 of Saturday, 14 of Monday.
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).due, at("2026-11-30T19:00-06:00"));
    const auto named = released_on_a_friday_evening("24x7");
    EXPECT_EQ(clock_of(named, clock_kind::coverage).calendar, round_the_clock)
        << "the site's first";
    EXPECT_EQ(clock_of(named, clock_kind::coverage).due, at("2026-11-27T23:00-06:00"));
}

TEST(clock_calendars, a_priority_moves_the_clocks_to_its_calendar_and_back) {
    auto d = with_twelve_openings();
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).due, at("2026-12-02T09:00-06:00"));
    d.now = at("2026-11-30T13:00-06:00");
    must(d, "robin", "dockside-internal", "1 set priority:P1 \"peak\"");
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).calendar, round_the_clock);
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).elapsed, hours{4});
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).due, at("2026-12-01T09:00-06:00"));
    d.now = at("2026-11-30T15:00-06:00");
    must(d, "robin", "dockside-internal", "1 set priority:P2 \"calm again\"");
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).calendar, dock_hours);
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).elapsed, hours{6});
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).due, at("2026-12-02T09:00-06:00"));
}

TEST(clock_calendars, a_calendar_that_is_gone_leaves_a_clock_on_its_own) {
    for (const bool gone : {false, true}) {
        desk fresh;
        domain::calendar_spec dock{.name = "dock"};
        dock.week.fill({domain::window{.start = minutes{0}, .end = hours{24}}});
        fresh.book.add(1, std::move(dock));
        domain::policy urgent{.name = "light-industrial", .version = 2};
        urgent.category = domain::category::light_industrial;
        urgent.priority_calendars = {{domain::priority::p1, "dock"}};
        fresh.book.add(std::move(urgent));
        auto d = with_twelve_openings(std::move(fresh));
        ASSERT_EQ(clock_of(d, clock_kind::fill, 1).policy, "light-industrial@2");
        if (gone) {
            d.book.serve({{"default", 1}, {"light-industrial", 1}}, {});
        }
        must(d, "robin", "dockside-internal", "1 set priority:P1 \"peak\"");
        EXPECT_EQ(
            clock_of(d, clock_kind::fill, 1).calendar,
            gone ? office_hours : std::string_view("dock.America/Chicago@1")
        );
    }
}

TEST(clock_calendars, other_work_keeps_its_hours_at_any_priority) {
    auto d = with_presented();
    const auto before = clock_of(d, clock_kind::fill, 1).calendar;
    must(d, "robin", "acorn-internal", "1 set priority:P1 \"line is down\"");
    EXPECT_EQ(clock_of(d, clock_kind::fill, 1).calendar, before);
    EXPECT_FALSE(domain::policy_book::is_round_the_clock(before));
}

TEST(clock_calendars, nothing_of_a_site_without_a_zone_is_released) {
    for (const bool has_zone : {true, false}) {
        auto data = config::load_demo().value();
        for (auto& client : data.clients) {
            for (auto& site : client.sites) {
                site.zone = has_zone ? site.zone : std::string{};
            }
        }
        desk d(std::move(data));
        must(
            d,
            "robin",
            "dockside-internal",
            "req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50"
        );
        const auto told = d.type("robin", "dockside-internal", "1 qualify waive:\"as last year\"");
        const auto released = d.type("robin", "dockside-internal", "1 release tier1");
        EXPECT_EQ(released.changed, has_zone) << told.text << released.text;
        EXPECT_EQ(d.req(1).released.has_value(), has_zone);
        EXPECT_EQ(has(released.text, "time zone"), !has_zone) << released.text;
    }
}

/// REQ-1 of Acorn, ready to be released, whose site says this zone.
desk with_site_in(const std::string& zone) {
    auto data = config::load_demo().value();
    for (auto& client : data.clients) {
        for (auto& site : client.sites) {
            site.zone = site.name == "Chicago" ? zone : site.zone;
        }
    }
    desk d(std::move(data));
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
        "hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    return d;
}

TEST(clock_calendars, without_a_zone_of_the_site_nothing_is_released_until_somebody_says_it) {
    for (const auto& [zone, why] :
         {std::pair{"", "has no time zone"}, std::pair{"Mars/Base", "Mars/Base"}}) {
        auto d = with_site_in(zone);
        const auto no = refused(d, "robin", "acorn-internal", "1 release tier1").text;
        EXPECT_TRUE(has(no, "REQ-1 cannot be released")) << no;
        EXPECT_TRUE(has(no, why)) << no;
        const std::string next =
            "admin client \"Acorn Robotics\" site:\"Chicago\" zone:America/Chicago";
        EXPECT_TRUE(has(no, next)) << no;
        must(d, "robin", "acorn-internal", next);
        must(d, "robin", "acorn-internal", "1 release tier1");
        EXPECT_EQ(d.req(1).zone, "America/Chicago");
        EXPECT_EQ(clock_of(d, clock_kind::coverage).calendar, office_hours);
    }
}

TEST(clock_calendars, without_the_calendar_of_the_site_nothing_is_released) {
    auto data = config::load_demo().value();
    for (auto& client : data.clients) {
        for (auto& site : client.sites) {
            site.calendar = site.name == "Chicago" ? "gone" : site.calendar;
        }
    }
    desk d(std::move(data));
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
        "hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    const auto no = refused(d, "robin", "acorn-internal", "1 release tier1").text;
    EXPECT_TRUE(has(no, "there is no calendar named gone")) << no;
    EXPECT_FALSE(has(no, "/hire admin clients")) << "that is for administrators\n" << no;
    EXPECT_TRUE(has(no, "/hire req list")) << no;
    EXPECT_EQ(d.req(1).state, domain::requisition_state::qualified);
}

}  // namespace
}  // namespace fillrate::handlers::testing
