#include "core/base/time_zone.hpp"

#include "core/base/zone_rule.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <string>
#include <vector>

namespace fillrate {
namespace {

using namespace std::chrono_literals;

time_zone zone(std::string_view name) {
    return time_zone::find(name).value();
}

instant at(std::string_view text) {
    return zone("UTC").parse(text).value();
}

TEST(civil, dates_read_and_write) {
    const auto date = parse_date("2024-02-29").value();
    EXPECT_EQ(date, std::chrono::year{2024} / 2 / 29);
    EXPECT_EQ(format_date(date), "2024-02-29");
    EXPECT_EQ(short_weekday(date), "Thu");
    EXPECT_EQ(short_month(date), "Feb");
    EXPECT_EQ(date_of(days_since_epoch(date)), date);
    for (const auto* bad :
         {"",
          "2023-02-29",
          "2026-13-01",
          "2026-00-10",
          "2026-11-31",
          "26-11-26",
          "2026-11-26 ",
          "2026/11/26",
          "+026-11-26",
          "2026-1-026",
          "1899-12-31",
          "2200-01-01",
          "2026-11-2x"}) {
        EXPECT_EQ(parse_date(bad).error().code, errc::invalid_input) << bad;
    }
}

TEST(time_zone, unknown_names_bring_the_likely_ones) {
    const auto detail = [](std::string_view name) { return time_zone::find(name).error().detail; };
    EXPECT_EQ(time_zone::find("America/Chcago").error().code, errc::invalid_input);
    EXPECT_NE(detail("America/Chcago").find("did you mean America/Chicago"), std::string::npos);
    EXPECT_NE(detail("chicago").find("America/Chicago"), std::string::npos);
    EXPECT_NE(detail("Asia/Kolkatta").find("Asia/Kolkata"), std::string::npos);
    EXPECT_NE(detail("Mars/Olympus_Mons").find("such as America/Chicago"), std::string::npos);
    for (const auto* bad :
         {"", "localtime", "../etc/passwd", "America", "america/chicago", "UTC "}) {
        EXPECT_EQ(time_zone::find(bad).error().code, errc::invalid_input) << bad;
    }
    EXPECT_LT(detail(std::string(100'000, 'x')).size(), 200U);
}

TEST(time_zone, handles_of_one_zone_are_equal) {
    EXPECT_EQ(zone("Europe/London"), zone("Europe/London"));
    EXPECT_NE(zone("Europe/London"), zone("Europe/Paris"));
    EXPECT_EQ(zone("Europe/London").name(), "Europe/London");
}

// DOMAIN.md 4.7 item 7
TEST(time_zone, one_instant_in_five_places) {
    const auto winter = at("2026-12-08T15:00");
    EXPECT_EQ(zone("America/Chicago").format_local(winter), "Tue 8 Dec 09:00 CST");
    EXPECT_EQ(zone("America/Phoenix").format_local(winter), "Tue 8 Dec 08:00 MST");
    EXPECT_EQ(zone("Europe/London").format_local(winter), "Tue 8 Dec 15:00 GMT");
    EXPECT_EQ(zone("Asia/Kolkata").format_local(winter), "Tue 8 Dec 20:30 IST");
    const auto spring = at("2027-03-16T15:00");
    EXPECT_EQ(zone("America/Chicago").format_local(spring), "Tue 16 Mar 10:00 CDT");
    EXPECT_EQ(zone("America/Phoenix").format_local(spring), "Tue 16 Mar 08:00 MST");
    EXPECT_EQ(zone("Europe/London").format_local(spring), "Tue 16 Mar 15:00 GMT");
}

TEST(time_zone, numbers_for_names_are_spelled_out) {
    const auto noon = at("2026-12-08T12:00");
    EXPECT_EQ(zone("America/Sao_Paulo").format_local(noon), "Tue 8 Dec 09:00 UTC-03:00");
    EXPECT_EQ(zone("Asia/Kathmandu").format_local(noon), "Tue 8 Dec 17:45 UTC+05:45");
    EXPECT_EQ(zone("UTC").format_local(noon), "Tue 8 Dec 12:00 UTC");
}

TEST(time_zone, iso_text_reads_back) {
    const auto chicago = zone("America/Chicago");
    const auto t = chicago.parse("2026-11-25T15:30").value();
    EXPECT_EQ(chicago.format_iso(t), "2026-11-25T15:30-06:00");
    EXPECT_EQ(chicago.parse("2026-11-25 15:30").value(), t);
    EXPECT_EQ(chicago.parse("2026-11-25T15:30-06:00").value(), t);
    EXPECT_EQ(chicago.parse("2026-11-25T21:30Z").value(), t);
    EXPECT_EQ(chicago.parse("2026-11-26T03:00+05:30").value(), t);
    EXPECT_EQ(chicago.parse("2026-11-25T15:30:20").value(), t + 20s);
    EXPECT_EQ(chicago.format_iso(t + 20s), "2026-11-25T15:30:20-06:00");
    EXPECT_EQ(chicago.format_iso(t + 999ms), "2026-11-25T15:30-06:00");
}

TEST(time_zone, refuses_what_is_no_time) {
    for (const auto* bad :
         {"",
          "2026-11-25",
          "2026-11-25T",
          "2026-11-25T24:00",
          "2026-11-25T15:60",
          "2026-11-25T1530",
          "2026-11-25T15:30 ",
          "2026-11-25T15:30+6",
          "2026-11-25T15:30-0600",
          "2026-11-25T15:30z",
          "2026-02-30T15:30",
          "2026-11-25t15:30",
          "2026-11-25T15:30:61",
          "2026-11-25T15:30:",
          "2026-11-25T15:30-06:00x",
          "2026-11-25T-1:30",
          "2026-11-25T15:30Z+01:00"}) {
        EXPECT_EQ(zone("America/Chicago").parse(bad).error().code, errc::invalid_input) << bad;
    }
}

// DOMAIN.md 4.6: non-existent local time moves forward, ambiguous uses the first.
TEST(time_zone, skipped_and_repeated_hours) {
    const auto chicago = zone("America/Chicago");
    const auto iso = [&](std::string_view text) {
        return chicago.format_iso(chicago.parse(text).value());
    };
    EXPECT_EQ(iso("2027-03-14T01:59"), "2027-03-14T01:59-06:00");
    EXPECT_EQ(iso("2027-03-14T02:00"), "2027-03-14T03:00-05:00");
    EXPECT_EQ(iso("2027-03-14T02:30"), "2027-03-14T03:00-05:00");
    EXPECT_EQ(iso("2027-03-14T03:00"), "2027-03-14T03:00-05:00");
    EXPECT_EQ(iso("2026-11-01T01:30"), "2026-11-01T01:30-05:00");
    EXPECT_EQ(iso("2026-11-01T02:00"), "2026-11-01T02:00-06:00");
    // The same after the last change that the zone's file lists.
    EXPECT_EQ(iso("2060-03-14T02:30"), "2060-03-14T03:00-05:00");
    EXPECT_EQ(iso("2060-11-07T01:30"), "2060-11-07T01:30-05:00");
    EXPECT_EQ(iso("2060-07-01T12:00"), "2060-07-01T12:00-05:00");
    // A day that Apia never had.
    const auto apia = zone("Pacific/Apia");
    EXPECT_EQ(apia.format_iso(apia.parse("2011-12-30T09:00").value()), "2011-12-31T00:00+14:00");
}

TEST(time_zone, times_beyond_midnight_are_the_next_day) {
    const auto chicago = zone("America/Chicago");
    const civil_date saturday = std::chrono::year{2027} / 3 / 13;
    EXPECT_EQ(chicago.to_instant({saturday, 30h}), at("2027-03-14T11:00"));
    EXPECT_EQ(
        chicago.to_instant({saturday, 24h}),
        chicago.to_instant({std::chrono::year{2027} / 3 / 14, 0s})
    );
}

TEST(time_zone, there_and_back) {
    const std::vector<std::string> names{
        "America/Chicago",
        "Europe/Dublin",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Nuuk",
        "Asia/Gaza",
        "Antarctica/Troll",
        "Pacific/Apia",
        "Asia/Kolkata"};
    EXPECT_TRUE(rc::check([&names] {
        const auto place = zone(*rc::gen::elementOf(names));
        const seconds time{*rc::gen::inRange<std::int64_t>(0, 5'000'000'000)};
        const instant t{time};
        const auto local = place.to_local(t);
        const auto back = place.to_instant(local.civil);
        // Equal, but for the second pass of a repeated hour.
        RC_ASSERT(back <= t);
        RC_ASSERT(t - back <= 3h);
        RC_ASSERT(place.to_local(back).civil == local.civil);
        RC_ASSERT(place.parse(place.format_iso(t)).value() == t);
    }));
}

TEST(zone_rule, reads_only_rules_with_two_offsets) {
    for (const auto* good :
         {"CST6CDT,M3.2.0,M11.1.0",
          "IST-1GMT0,M10.5.0,M3.5.0/1",
          "EET-2EEST,M3.4.4/50,M10.4.4/50",
          "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
          "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"}) {
        EXPECT_TRUE(zone_rule::parse(good)) << good;
    }
    for (const auto* bad :
         {"",
          "IST-5:30",
          "<+00>0",
          "CST6CDT",
          "CST6CDT,M3.2.0",
          "CST6CDT,M13.2.0,M11.1.0",
          "CST6CDT,M3.6.0,M11.1.0",
          "CST6CDT,M3.2.7,M11.1.0",
          "CST6CDT,M3.2.0,M11.1.0x",
          "C6D,M3.2.0,M11.1.0",
          "XXX3EDT4,0/0,J365/23",
          "<+02-2<+03>,M3.2.0,M11.1.0",
          "CST168CDT,M3.2.0,M11.1.0",
          "CST6CDT,M0.2.0,M11.1.0"}) {
        EXPECT_FALSE(zone_rule::parse(bad)) << bad;
    }
}

}  // namespace
}  // namespace fillrate
