// What a policies file may say, and what is said of one that is wrong.
#include "config/policies.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>

namespace fillrate::config {
namespace {

using std::chrono::hours;

constexpr std::string_view whole = R"(
[calendar.acorn-chicago]
zone = "America/Chicago"
week = { mon-fri = "08:00-17:00", sat = "08:00-12:00" }
holidays = [2026-11-26, 2026-12-25]
special = { 2026-12-24 = "08:00-12:00" }

[calendar.night]
zone = "Europe/London"
week = { mon-fri = "22:00-06:00" }

[policy.acorn-urgent]
client = "Acorn Robotics"
site = "Phoenix plant"
category = "light_industrial"
priority = "P1"
calendar = "night"
calendars = { offer = "acorn-chicago", P1 = "night" }
targets = { coverage = "1h30m", fill = "3bd" }
slate_cap = 4
min_suppliers = 3
supplier_cap = 7
guarantee = 45
neutral_answers = 9
rtr_required = true
rtr_days = 60
claim_days = 120
tiers_follow = false
warn_percent = 50
alert = { slate = "dm", intake = "off", coverage = "dm" }
urge_percent = 80
ladder = ["operations"]
pause_reasons = ["scope_change", "budget"]
late_entry = 5
reopen = 60
revive = 14
came_late = 1
long_hold = 5
acknowledge = 2
wait = 15
raised_floor_percent = 40
end_notice = 14
assumed_held = 4
candidate_moves = 3
check_ins = [2, 45]

[policy.default]
targets = { coverage = "12h" }
)";

std::string refusal(const std::string& text) {
    const auto file = parse_policies(text, "p.toml");
    return file ? "" : file.error().detail;
}

TEST(Policies, EveryKeyIsRead) {
    const auto file = parse_policies(whole, "p.toml");
    ASSERT_TRUE(file) << file.error().detail;
    ASSERT_EQ(file->calendars.size(), 2U);
    const auto& chicago = file->calendars.front();
    EXPECT_EQ(
        domain::canonical(chicago),
        "calendar 1\nzone America/Chicago\nmon 08:00-17:00\ntue 08:00-17:00\nwed 08:00-17:00\n"
        "thu 08:00-17:00\nfri 08:00-17:00\nsat 08:00-12:00\n2026-11-26 closed\n"
        "2026-12-24 08:00-12:00\n2026-12-25 closed\n"
    );
    EXPECT_EQ(chicago.name, "acorn-chicago");
    ASSERT_EQ(file->policies.size(), 2U);
    auto urgent = domain::shipped_policies().back();
    urgent.name = "acorn-urgent";
    urgent.client = client_id{"Acorn Robotics"};
    urgent.site = site_id{"Phoenix plant"};
    urgent.priority = domain::priority::p1;
    urgent.calendar = "night";
    urgent.clock_calendars[domain::clock_kind::offer] = "acorn-chicago";
    urgent.priority_calendars[domain::priority::p1] = "night";
    urgent.coverage_target = std::chrono::minutes{90};
    urgent.fill_target = domain::working_target::days(3);
    urgent.min_suppliers = 3;
    urgent.slate_cap = 4;
    urgent.supplier_cap = 7;
    urgent.guarantee_days = 45;
    urgent.neutral_answers = 9;
    urgent.rtr_required = true;
    urgent.rtr_days = 60;
    urgent.claim_days = 120;
    urgent.tiers_follow = false;
    urgent.warn_percent = 50;
    urgent.urge_percent = 80;
    urgent.alerts = {
        {domain::clock_kind::slate, domain::clock_alert::dm},
        {domain::clock_kind::intake, domain::clock_alert::off}};
    urgent.ladder = {domain::role::operations};
    urgent.pause_reasons = {"budget", "scope_change"};
    urgent.late_entry_days = 5;
    urgent.reopen_days = 60;
    urgent.revive_days = 14;
    urgent.came_late_days = 1;
    urgent.long_hold_days = 5;
    urgent.acknowledge_days = 2;
    urgent.wait_days = 15;
    urgent.raised_floor_percent = 40;
    urgent.end_notice_days = 14;
    urgent.assumed_held_hours = 4;
    urgent.candidate_moves = 3;
    urgent.check_in_days = {2, 45};
    EXPECT_EQ(file->policies[0], urgent);
    EXPECT_EQ(file->policies[1], (domain::policy{.coverage_target = hours{12}}));
}

TEST(Policies, ACalendarWithoutAZoneTakesThatOfEachSite) {
    const auto file = parse_policies(
        "[calendar.dock]\nweek = { mon-sat = \"05:00-21:00\" }\n"
        "[policy.default]\ncalendar = \"dock\"\n",
        "p.toml"
    );
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->calendars.front().zone, "");
    EXPECT_EQ(file->policies.front().calendar, "dock");
    const auto text = domain::canonical(file->calendars.front());
    EXPECT_EQ(domain::calendar_from_canonical("dock", text).value(), file->calendars.front());
}

TEST(Policies, WhatIsLeftOutIsAsShipped) {
    const auto file = parse_policies(
        "[policy.dock]\ncategory = \"light_industrial\"\nclient = \"d\"\n[policy.x]\nclient = "
        "\"x\"\n",
        "p.toml"
    );
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->policies[0].coverage_target, hours{4});
    EXPECT_EQ(file->policies[0].priority_calendars.at(domain::priority::p1), "24x7");
    EXPECT_EQ(file->policies[1].coverage_target, hours{9});
    EXPECT_TRUE(file->policies[1].priority_calendars.empty());
    EXPECT_EQ(file->policies[1].category, std::nullopt);
}

TEST(Policies, WhatShipsIsNamedWithoutAFileThatHasIt) {
    const auto file = parse_policies(
        "[policy.a]\nclient = \"d\"\ncalendar = \"light-industrial\"\n"
        "[policy.b]\ncategory = \"light_industrial\"\n[policy.c]\nclient = \"c\"\n",
        "p.toml"
    );
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->policies[0].calendar, "light-industrial");
    EXPECT_EQ(file->policies[1].calendar, "light-industrial")
        << "as the shipped one of its category";
    EXPECT_EQ(file->policies[2].calendar, "");
}

TEST(Policies, AReviewMayBeDoneWithout) {
    const auto file = parse_policies(
        "[policy.dock]\ncategory = \"light_industrial\"\ntargets = { review = \"none\" }\n",
        "p.toml"
    );
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_FALSE(domain::measures(file->policies[0], domain::clock_kind::review));
    EXPECT_TRUE(domain::measures(file->policies[0], domain::clock_kind::screen));
    const auto other = parse_policies("[policy.a]\ntargets = { screen = \"none\" }\n", "p.toml");
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().detail.find("p.toml:2: policy.a.targets.screen"), std::string::npos)
        << other.error().detail;
}

TEST(Policies, AFileReplacesShippedOnesByNameOrByWhatTheyAreFor) {
    const auto names = [](const std::string& text) {
        std::string all;
        for (const auto& p : policies_in_force(parse_policies(text, "p.toml").value())) {
            all += p.name + ' ';
        }
        return all;
    };
    EXPECT_EQ(names(""), "default light-industrial ");
    EXPECT_EQ(names("[policy.default]\nmin_suppliers = 1\n"), "default light-industrial ");
    EXPECT_EQ(names("[policy.all]\nmin_suppliers = 1\n"), "all light-industrial ");
    EXPECT_EQ(names("[policy.default]\nclient = \"a\"\n"), "default light-industrial ");
    EXPECT_EQ(names("[policy.li]\ncategory = \"light_industrial\"\n"), "li default ");
}

TEST(Policies, TheShippedFileSaysWhatHoldsWithoutOne) {
    const auto file = load_policies(SHIPPED_POLICIES);
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->policies, domain::shipped_policies());
    EXPECT_TRUE(file->calendars.empty());
}

// The examples in its comments, taken out of them.
TEST(Policies, TheShippedExamplesAreGood) {
    std::ifstream in(SHIPPED_POLICIES);
    std::string text;
    for (std::string line; std::getline(in, line);) {
        const bool example = line.starts_with("#   [") || line.find(" = ") != std::string::npos;
        if (line.starts_with("#   ") && example && line.find("file =") == std::string::npos &&
            line.find("[policy]") == std::string::npos) {
            text += line.substr(4) + '\n';
        }
    }
    const auto file = parse_policies(text, "examples.toml");
    ASSERT_TRUE(file) << file.error().detail << '\n' << text;
    EXPECT_EQ(file->calendars.size(), 3U);
    EXPECT_EQ(file->policies.size(), 1U);
}

struct wrong {
    std::string text;
    std::string said;
};

TEST(Policies, SaysWhatIsWrongAndWhere) {
    const std::string calendar =
        "[calendar.a]\nzone = \"UTC\"\nweek = { mon-fri = \"08:00-17:00\" }\n";
    const auto in_calendar = [](const std::string& lines) {
        return "[calendar.a]\nzone = \"UTC\"\n" + lines;
    };
    const std::string week = "week = { mon = \"08:00-12:00\" }\n";
    const std::vector<wrong> all{
        {"[calender.a]\n", "p.toml:1: calender: unknown key; did you mean calendar?"},
        {"[policy\n", "p.toml:1: "},
        {"policy = 3\n", "p.toml:1: policy: expected a section [policy]"},
        {"[policy]\nfile = \"x\"\n", "p.toml:2: policy.file: expected a section [policy.file]"},
        {calendar + "holiday = []\n",
         "p.toml:4: calendar.a.holiday: unknown key; did you mean holidays?"},
        {"[calendar.Acorn]\n", "p.toml:1: calendar.Acorn: expected a name of lower-case letters"},
        {"[calendar.\"a b\"]\n", "p.toml:1: calendar.a b: expected a name of lower-case letters"},
        {"[calendar.always]\nweek = { mon = \"24h\" }\n",
         "p.toml:1: calendar.always.zone: is missing; a calendar of this name has one"},
        {"[calendar.light-industrial]\nweek = { mon = \"24h\" }\n",
         "p.toml:1: calendar.light-industrial.zone: is missing; a calendar of this name has one"},
        {"[calendar.a]\nweek = { mon-fri = \"24h\" }\nspecial = { 2026-11-29 = \"20:00-09:00\" }\n",
         "p.toml:3: calendar.a.special: 2026-11-29 runs past midnight into the windows of"},
        {"[calendar.a]\nzone = \"UTC\"\n", "p.toml:1: calendar.a.week: is missing"},
        {"[calendar.a]\nzone = \"America/Chicgo\"\n" + week,
         "p.toml:2: calendar.a.zone: expected an IANA time zone"},
        {"[calendar.a]\nzone = 5\n" + week, "p.toml:2: calendar.a.zone: expected a text in quotes"},
        {in_calendar("week = \"mon\"\n"), "p.toml:3: calendar.a.week: expected a table"},
        {in_calendar("week = {}\n"), "p.toml:3: calendar.a.week: the week has no working time"},
        {in_calendar("week = { monday = \"24h\" }\n"),
         "p.toml:3: calendar.a.week.monday: \"monday\": expected a weekday"},
        {in_calendar("week = { mon = \"8-17\" }\n"),
         "p.toml:3: calendar.a.week.mon: \"8-17\": expected windows"},
        {in_calendar("week = { mon = 8 }\n"), "p.toml:3: calendar.a.week.mon: expected a text"},
        {in_calendar("week = { mon = \"08:00-12:00 11:00-13:00\" }\n"),
         "p.toml:3: calendar.a.week.mon: windows: windows overlap at 11:00"},
        {in_calendar("week = { mon-fri = \"24h\", wed = \"08:00-09:00\" }\n"),
         "p.toml:3: calendar.a.week.wed: one of these days has its windows already"},
        {in_calendar("week = { mon-fri = \"22:00-06:00\", sat = \"05:00-06:00\" }\n"),
         "p.toml:3: calendar.a.week: fri runs past midnight into the windows of sat"},
        {in_calendar(week + "holidays = [\"2026-11-26\"]\n"),
         "p.toml:4: calendar.a.holidays: expected a list of dates without quotes"},
        {in_calendar(week + "holidays = 2026-11-26\n"),
         "p.toml:4: calendar.a.holidays: expected a list of dates"},
        {in_calendar(week + "holidays = [2026-02-30]\n"), "p.toml:4: "},
        {in_calendar(week + "holidays = [1899-12-31]\n"),
         "p.toml:4: calendar.a.holidays: expected dates from 1900 to 2199"},
        {in_calendar(week + "holidays = [2200-01-01]\n"),
         "p.toml:4: calendar.a.holidays: expected dates from 1900 to 2199"},
        {in_calendar(week + "special = { 2026-13-01 = \"24h\" }\n"),
         "p.toml:4: calendar.a.special.2026-13-01: expected a date such as"},
        {in_calendar(week + "special = { 2026-12-24 = \"closed\" }\n"),
         "p.toml:4: calendar.a.special.2026-12-24: \"closed\": expected windows"},
        {in_calendar(week + "special = { 2026-11-29 = \"20:00-09:00\" }\n"),
         "p.toml:4: calendar.a.special: 2026-11-29 runs past midnight into the windows of"},
        {"[policy.a]\nclinet = \"x\"\n",
         "p.toml:2: policy.a.clinet: unknown key; did you mean client?"},
        {"[policy.a]\nclient = \"\"\n", "p.toml:2: policy.a.client: expected a name"},
        {"[policy.a]\ncategory = \"industrial\"\n",
         "p.toml:2: policy.a.category: expected one of \"professional\" \"light_industrial\""},
        {"[policy.a]\npriority = \"p1\"\n",
         "p.toml:2: policy.a.priority: expected one of \"P1\" \"P2\" \"P3\""},
        {calendar + "[policy.a]\ncalendar = \"b\"\n",
         "p.toml:5: policy.a.calendar: there is no calendar \"b\"; did you mean a?"},
        {"[policy.a]\ncalendar = \"night\"\n",
         "p.toml:2: policy.a.calendar: there is no calendar \"night\""},
        {"[policy.a]\ncalendar = \"light_industrial\"\n",
         "p.toml:2: policy.a.calendar: there is no calendar \"light_industrial\"; did you mean "
         "light-industrial?"},
        {"[policy.a]\ncalendars = { bakfill = \"24x7\" }\n",
         "p.toml:2: policy.a.calendars.bakfill: unknown key; did you mean backfill?"},
        {calendar + "[policy.a]\ncalendars = { P1 = \"b\" }\n",
         "p.toml:5: policy.a.calendars.P1: there is no calendar \"b\"; did you mean a?"},
        {"[policy.a]\ntargets = { covrage = \"9h\" }\n",
         "p.toml:2: policy.a.targets.covrage: unknown key; did you mean coverage?"},
        {"[policy.a]\n[policy.a.targets]\ncoverage = \"9\"\n",
         "p.toml:3: policy.a.targets.coverage: \"9\": expected working time such as 16h"},
        {"[policy.a]\ntargets = { coverage = 9 }\n",
         "p.toml:2: policy.a.targets.coverage: expected a text in quotes"},
        {"[policy.a]\nsupplier_cap = 0\n",
         "p.toml:2: policy.a.supplier_cap: expected a whole number from 1 to 500"},
        {"[policy.a]\nguarantee = 367\n",
         "p.toml:2: policy.a.guarantee: expected a whole number from 0 to 366"},
        {"[policy.a]\nrtr_days = 367\n",
         "p.toml:2: policy.a.rtr_days: expected a whole number from 0 to 366"},
        {"[policy.a]\nclaim_days = 3661\n",
         "p.toml:2: policy.a.claim_days: expected a whole number from 0 to 3660"},
        {"[policy.a]\nmin_suppliers = 0\n",
         "p.toml:2: policy.a.min_suppliers: expected a whole number from 1 to 20"},
        {"[policy.a]\nwarn_percent = 100\n",
         "p.toml:2: policy.a.warn_percent: expected a whole number from 1 to 99"},
        {"[policy.a]\nwarn_percent = 95\n",
         "p.toml:2: policy.a.warn_percent: expected the urging (90 %) to come after the warning"},
        {"[policy.a]\nalert = \"off\"\n", "p.toml:2: policy.a.alert: expected a section"},
        {"[policy.a]\nalert = { slates = \"off\" }\n",
         "p.toml:2: policy.a.alert.slates: unknown key; did you mean slate?"},
        {"[policy.a]\nalert = { slate = \"loud\" }\n",
         "p.toml:2: policy.a.alert.slate: expected one of \"dm\" \"digest\" \"off\""},
        {"[policy.a]\nalert = { slate = true }\n",
         "p.toml:2: policy.a.alert.slate: expected a text in quotes"},
        {"[policy.a]\nladder = [\"boss\"]\n",
         "p.toml:2: policy.a.ladder: expected \"account_manager\" and \"operations\", each once"},
        {"[policy.a]\nladder = [\"hiring_manager\"]\n", "p.toml:2: policy.a.ladder: expected"},
        {"[policy.a]\nladder = [\"operations\", \"operations\"]\n",
         "p.toml:2: policy.a.ladder: expected"},
        {"[policy.a]\nladder = \"operations\"\n",
         "p.toml:2: policy.a.ladder: expected a list of texts"},
        {"[policy.a]\npause_reasons = [\"rain\"]\n",
         "p.toml:2: policy.a.pause_reasons: expected reasons of a hold: budget, hm_away"},
        {"[policy.a]\npause_reasons = []\n",
         "p.toml:2: policy.a.pause_reasons: expected one reason at least"},
        {"[policy.a]\nlate_entry = 11\n",
         "p.toml:2: policy.a.late_entry: expected a whole number from 0 to 10"},
        {"[policy.a]\nreopen = 0\n",
         "p.toml:2: policy.a.reopen: expected a whole number from 1 to 366"},
        {"[policy.a]\nrevive = 367\n",
         "p.toml:2: policy.a.revive: expected a whole number from 1 to 366"},
        {"[policy.a]\ncame_late = 11\n",
         "p.toml:2: policy.a.came_late: expected a whole number from 1 to 10"},
        {"[policy.a]\nlong_hold = \"10bd\"\n",
         "p.toml:2: policy.a.long_hold: expected a whole number from 1 to 260"},
        {"[policy.a]\nacknowledge = 6\n",
         "p.toml:2: policy.a.acknowledge: expected a whole number from 1 to 5"},
        {"[policy.a]\nwait = -1\n",
         "p.toml:2: policy.a.wait: expected a whole number from 1 to 60"},
        {"[policy.a]\nraised_floor_percent = 0\n",
         "p.toml:2: policy.a.raised_floor_percent: expected a whole number from 1 to 100"},
        {"[policy.a]\nend_notice = 0\n",
         "p.toml:2: policy.a.end_notice: expected a whole number from 1 to 366"},
        {"[policy.a]\nassumed_held = 25\n",
         "p.toml:2: policy.a.assumed_held: expected a whole number from 1 to 24"},
        {"[policy.a]\ncandidate_moves = 11\n",
         "p.toml:2: policy.a.candidate_moves: expected a whole number from 0 to 10"},
        {"[policy.a]\ncheck_ins = [5, 1]\n",
         "p.toml:2: policy.a.check_ins: expected a list of at most twelve whole numbers"},
        {"[policy.a]\ncheck_ins = [0]\n", "p.toml:2: policy.a.check_ins: expected"},
        {"[policy.a]\ncheck_ins = [1, 70000]\n", "p.toml:2: policy.a.check_ins: expected"},
        {"[policy.a]\ncheck_ins = [\"1\"]\n", "p.toml:2: policy.a.check_ins: expected"},
        {"[policy.a]\ncheck_ins = 5\n", "p.toml:2: policy.a.check_ins: expected"},
        {"[policy.a]\nclient = \"x\"\n[policy.b]\nclient = \"X\"\n",
         "p.toml:3: policy.b: is for the same requisitions as policy.a"},
    };
    for (const auto& one : all) {
        const auto said = refusal(one.text);
        EXPECT_TRUE(said.starts_with(one.said)) << one.text << "said: " << said;
    }
}

TEST(Policies, AFileOfAnySizeHasItsAnswer) {
    std::string days = "[calendar.a]\nzone = \"UTC\"\nweek = { mon = \"24h\" }\nholidays = [";
    for (int i = 0; i < 4000; ++i) {
        days += std::to_string(1970 + i / 28 % 200) + "-02-" + (i % 28 < 9 ? "0" : "") +
                std::to_string(1 + i % 28) + ", ";
    }
    EXPECT_TRUE(refusal(days + "]\n").starts_with("p.toml:4: calendar.a.holidays: too many days"));
    std::string many;
    for (int i = 0; i < 501; ++i) {
        many += "[policy.p" + std::to_string(i) + "]\nclient = \"c" + std::to_string(i) + "\"\n";
    }
    EXPECT_NE(refusal(many).find("one too many: expected at most 500"), std::string::npos);
    EXPECT_FALSE(refusal("x = " + std::string(100'000, '[')).empty());
    EXPECT_FALSE(refusal("[policy.a]\nclient = \"\xff\"\n").empty());
    const auto file = testing::TempDir() + "large-policies.toml";
    std::ofstream(file) << std::string(1024 * 1024 + 1, '\n');
    EXPECT_EQ(
        load_policies(file).error().detail,
        file + ": is larger than a policies file may be, 1024 KiB"
    );
    EXPECT_EQ(
        load_policies(testing::TempDir()).error().detail,
        testing::TempDir() + ": cannot be read; give the path of a policies file"
    );
}

}  // namespace
}  // namespace fillrate::config
