#include "core/domain/calendar.hpp"
#include "tests/calendar/calendar_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::domain {
namespace {

using namespace std::chrono_literals;

TEST(windows, read_all_three_forms) {
    EXPECT_EQ(parse_windows("08:00-17:00").value(), (std::vector<window>{{8h, 17h}}));
    EXPECT_EQ(
        parse_windows(" 13:00-17:30  08:15-12:00 ").value(),
        (std::vector<window>{{8h + 15min, 12h}, {13h, 17h + 30min}})
    );
    EXPECT_EQ(parse_windows("22:00-06:00").value(), (std::vector<window>{{22h, 30h}}));
    EXPECT_EQ(parse_windows("24h").value(), (std::vector<window>{{0h, 24h}}));
    EXPECT_EQ(parse_windows("00:00-24:00").value(), (std::vector<window>{{0h, 24h}}));
    EXPECT_EQ(parse_windows("22:00-00:00").value(), (std::vector<window>{{22h, 24h}}));
    EXPECT_EQ(
        parse_windows("08:00-12:00 12:00-17:00").value(),
        (std::vector<window>{{8h, 12h}, {12h, 17h}})
    );
}

TEST(windows, refuse_everything_else) {
    for (const auto* bad :
         {"",
          " ",
          "8:00-17:00",
          "08:00",
          "08:00-",
          "08:00-17",
          "08:00 - 17:00",
          "08:00-17:60",
          "25:00-26:00",
          "24:01-24:02",
          "24:00-06:00",
          "08:00-08:00",
          "24h 08:00-09:00",
          "24H",
          "08:00-12:00,13:00-17:00",
          "08:00-12:00 11:00-13:00",
          "22:00-06:00 23:00-23:30",
          "-8:00-17:00",
          "08:00-17:00x",
          "closed"}) {
        EXPECT_EQ(parse_windows(bad).error().code, errc::invalid_input) << bad;
    }
    EXPECT_LT(parse_windows(std::string(100'000, 'x')).error().detail.size(), 200U);
}

TEST(week_key, reads_days_and_ranges) {
    EXPECT_EQ(parse_week_key("mon").value(), weekday_set(0b0000001));
    EXPECT_EQ(parse_week_key("mon-fri").value(), weekday_set(0b0011111));
    EXPECT_EQ(parse_week_key("mon-sun").value(), weekday_set(0b1111111));
    EXPECT_EQ(parse_week_key("sat-mon").value(), weekday_set(0b1100001));
    EXPECT_EQ(parse_week_key("sun-sun").value(), weekday_set(0b1000000));
    for (const auto* bad :
         {"", "-", "monday", "Mon", "mon-", "-fri", "mon-fri-sat", "mon,tue", "mon "}) {
        EXPECT_EQ(parse_week_key(bad).error().code, errc::invalid_input) << bad;
    }
}

std::string refusal(const calendar_spec& spec) {
    const auto made = calendar::compile(spec);
    return made ? "" : made.error().detail;
}

TEST(spec, names_what_is_wrong) {
    EXPECT_NE(refusal(spec_of("Mars/Base", {{"mon", "24h"}})).find("Mars/Base"), std::string::npos);
    EXPECT_NE(refusal(spec_of("UTC", {})).find("no working time"), std::string::npos);
    EXPECT_NE(
        refusal(spec_of("UTC", {{"mon", "22:00-06:00"}, {"tue", "05:00-09:00"}})
        ).find("mon runs past"),
        std::string::npos
    );
    EXPECT_NE(
        refusal(spec_of("UTC", {{"sun", "22:00-06:00"}, {"mon", "05:59-09:00"}})
        ).find("sun runs past"),
        std::string::npos
    );
    auto broken = spec_of("UTC", {{"mon", "24h"}});
    broken.week[1] = {{9h, 12h}, {8h, 10h}};
    EXPECT_NE(refusal(broken).find("tue: windows overlap"), std::string::npos);
    for (const window bad :
         {window{-1min, 5h}, window{24h, 25h}, window{5h, 5h}, window{5h, 4h}, window{5h, 30h}}) {
        broken.week[1] = {bad};
        EXPECT_NE(refusal(broken).find("tue: a window must"), std::string::npos);
    }
    auto unreal = spec_of("UTC", {{"mon", "24h"}});
    unreal.holidays.push_back(std::chrono::year{2026} / 2 / 30);
    EXPECT_NE(refusal(unreal).find("does not exist"), std::string::npos);
}

TEST(spec, special_days_must_not_overlap_their_neighbours) {
    // Wednesday's night ends on Thursday at 06:00.
    const auto with = [](std::initializer_list<std::string_view> holidays,
                         std::string_view date,
                         std::string_view windows) {
        return refusal(spec_of("UTC", {{"mon-fri", "22:00-06:00"}}, holidays, {{date, windows}}));
    };
    EXPECT_EQ(with({}, "2026-11-26", "06:00-10:00"), "");
    EXPECT_EQ(
        with({}, "2026-11-26", "05:00-10:00"),
        "2026-11-25 runs past midnight into the windows of 2026-11-26"
    );
    EXPECT_EQ(with({"2026-11-25"}, "2026-11-26", "05:00-10:00"), "");
    const auto into_next =
        refusal(spec_of("UTC", {{"mon-fri", "08:00-12:00"}}, {}, {{"2026-11-25", "20:00-09:00"}}));
    EXPECT_EQ(into_next, "2026-11-25 runs past midnight into the windows of 2026-11-26");
}

TEST(canonical, equal_meaning_gives_equal_text) {
    const auto a = spec_of(
        "America/Chicago",
        {{"mon-fri", "08:00-12:00 13:00-17:00"}},
        {"2026-12-25", "2026-11-26"},
        {{"2026-12-24", "08:00-12:00"}, {"2026-12-25", "09:00-10:00"}}
    );
    auto b = a;
    b.name = "other";
    std::reverse(b.holidays.begin(), b.holidays.end());
    b.holidays.push_back(b.holidays.front());
    std::reverse(b.week[0].begin(), b.week[0].end());
    b.special.erase(parse_date("2026-12-25").value());
    EXPECT_EQ(canonical(a), canonical(b));
    EXPECT_EQ(
        canonical(a),
        "calendar 1\nzone America/Chicago\nmon 08:00-12:00 13:00-17:00\ntue 08:00-12:00 "
        "13:00-17:00\n"
        "wed 08:00-12:00 13:00-17:00\nthu 08:00-12:00 13:00-17:00\nfri 08:00-12:00 13:00-17:00\n"
        "2026-11-26 closed\n2026-12-24 08:00-12:00\n2026-12-25 closed\n"
    );
    EXPECT_EQ(canonical(calendar::compile(b).value().spec()), canonical(a));
}

TEST(canonical, reads_back) {
    const auto a = spec_of(
        "America/Chicago",
        {{"mon-fri", "08:00-12:00 13:00-17:00"}, {"sat", "22:00-06:00"}, {"sun", "24h"}},
        {"2026-12-25", "2026-11-26"},
        {{"2026-12-24", "08:00-12:00"}}
    );
    const auto back = calendar_from_canonical("random", canonical(a));
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(canonical(*back), canonical(a));
    EXPECT_EQ(back->name, "random");
    for (const auto* bad :
         {"",
          "calendar 1",
          "calendar 2\n",
          "calendar 1\nzone\n",
          "calendar 1\nmon 8-9\n",
          "calendar 1\nx y\n",
          "calendar 1\n2026-02-30 closed\n",
          "calendar 1\n\n"}) {
        EXPECT_EQ(calendar_from_canonical("x", bad).error().code, errc::protocol) << bad;
    }
}

TEST(canonical, different_meaning_gives_different_text) {
    const auto base = spec_of("UTC", {{"mon", "08:00-12:00"}}, {"2026-11-26"});
    EXPECT_NE(canonical(base), canonical(spec_of("GMT", {{"mon", "08:00-12:00"}}, {"2026-11-26"})));
    EXPECT_NE(canonical(base), canonical(spec_of("UTC", {{"tue", "08:00-12:00"}}, {"2026-11-26"})));
    EXPECT_NE(canonical(base), canonical(spec_of("UTC", {{"mon", "08:00-12:01"}}, {"2026-11-26"})));
    EXPECT_NE(canonical(base), canonical(spec_of("UTC", {{"mon", "08:00-12:00"}}, {"2026-11-27"})));
    EXPECT_NE(
        canonical(spec_of("UTC", {{"mon", "12:00-12:30"}})),
        canonical(spec_of("UTC", {{"mon", "12:30-12:00"}}))
    );
}

}  // namespace
}  // namespace fillrate::domain
