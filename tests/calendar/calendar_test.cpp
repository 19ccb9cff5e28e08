#include "core/domain/calendar.hpp"

#include "tests/calendar/calendar_fixture.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::domain {
namespace {

using namespace std::chrono_literals;

struct local_calendar {
    calendar value;

    explicit local_calendar(calendar_spec spec)
        : value(calendar::compile(std::move(spec)).value()) {}

    [[nodiscard]] instant at(std::string_view text) const {
        return value.zone().parse(text).value();
    }
    [[nodiscard]] std::string add(std::string_view start, seconds working) const {
        return value.zone().format_iso(value.add(at(start), working));
    }
    [[nodiscard]] seconds between(std::string_view a, std::string_view b) const {
        return value.between(at(a), at(b));
    }
    [[nodiscard]] std::string next_open(std::string_view t) const {
        return value.zone().format_iso(value.next_open(at(t)));
    }
};

local_calendar chicago() {
    return local_calendar(spec_of("America/Chicago", {{"mon-fri", "08:00-17:00"}}, {"2026-11-26"}));
}

// DOMAIN.md 4.7 item 1
TEST(golden, release_before_thanksgiving) {
    const auto office = chicago();
    EXPECT_EQ(office.add("2026-11-25T15:30", 8h), "2026-11-27T14:30-06:00");
    EXPECT_EQ(office.add("2026-11-25T15:30", 12h), "2026-11-30T09:30-06:00");
    EXPECT_EQ(office.add("2026-11-25T15:30", 16h), "2026-11-30T13:30-06:00");
    const local_calendar long_weekend(
        spec_of("America/Chicago", {{"mon-fri", "08:00-17:00"}}, {"2026-11-26", "2026-11-27"})
    );
    EXPECT_EQ(long_weekend.add("2026-11-25T15:30", 16h), "2026-12-01T13:30-06:00");
}

// DOMAIN.md 4.7 item 2
TEST(golden, hold_keeps_the_remaining_time) {
    const auto office = chicago();
    const auto used = office.between("2026-11-30T09:00", "2026-11-30T13:00");
    EXPECT_EQ(used, 4h);
    EXPECT_EQ(office.add("2026-12-02T10:00", 16h - used), "2026-12-03T13:00-06:00");
}

// DOMAIN.md 4.7 item 3
TEST(golden, raised_priority) {
    const auto office = chicago();
    EXPECT_EQ(office.between("2026-11-30T09:00", "2026-11-30T16:00"), 7h);
    EXPECT_EQ(office.add("2026-11-30T16:00", 8h - 7h), "2026-11-30T17:00-06:00");
    EXPECT_EQ(office.add("2026-11-30T16:00", 2h), "2026-12-01T09:00-06:00");
    EXPECT_EQ(office.between("2026-11-30T09:00", "2026-12-01T11:00"), 11h);
    EXPECT_EQ(office.add("2026-12-01T11:00", 2h), "2026-12-01T13:00-06:00");
}

// DOMAIN.md 4.7 item 4
TEST(golden, nights_of_the_clock_change) {
    const local_calendar always(spec_of("America/Chicago", {{"mon-sun", "24h"}}));
    EXPECT_EQ(always.add("2027-03-13T22:00", 8h), "2027-03-14T07:00-05:00");
    EXPECT_EQ(always.add("2026-10-31T22:00", 8h), "2026-11-01T05:00-06:00");
    const local_calendar nights(spec_of("America/Chicago", {{"mon-sun", "22:00-06:00"}}));
    EXPECT_EQ(nights.between("2027-03-13T20:00", "2027-03-14T12:00"), 7h);
    EXPECT_EQ(nights.between("2026-10-31T20:00", "2026-11-01T12:00"), 9h);
    EXPECT_EQ(nights.between("2026-11-10T20:00", "2026-11-11T12:00"), 8h);
}

// DOMAIN.md 4.7 item 5
TEST(golden, feedback_over_a_weekend) {
    const local_calendar office(spec_of("America/New_York", {{"mon-fri", "09:00-18:00"}}));
    EXPECT_EQ(office.add("2026-12-04T16:30", 8h), "2026-12-07T15:30-05:00");
}

// DOMAIN.md 4.7 item 6
TEST(golden, reopened_cycles) {
    const auto office = chicago();
    EXPECT_EQ(
        office.between("2026-11-30T09:00", "2026-12-02T17:00") +
            office.between("2026-12-07T09:00", "2026-12-08T12:00"),
        38h
    );
    EXPECT_EQ(office.between("2026-11-30T09:00", "2026-12-08T12:00"), 57h);
}

TEST(calendar, a_due_time_on_closing_stays_at_closing) {
    const auto office = chicago();
    EXPECT_EQ(office.add("2026-11-30T09:00", 8h), "2026-11-30T17:00-06:00");
    EXPECT_EQ(office.add("2026-11-30T17:00", 9h), "2026-12-01T17:00-06:00");
    EXPECT_EQ(office.add("2026-12-04T17:00", 1s), "2026-12-07T08:00:01-06:00");
}

TEST(calendar, nothing_to_work_is_due_at_once_even_when_closed) {
    const auto office = chicago();
    EXPECT_EQ(office.add("2026-11-28T12:00", 0s), "2026-11-28T12:00-06:00");
    EXPECT_EQ(office.add("2026-11-28T12:00", -5h), "2026-11-28T12:00-06:00");
}

TEST(calendar, opening_hours) {
    const local_calendar split(
        spec_of("America/Chicago", {{"mon-fri", "08:00-12:00 13:00-17:00"}}, {"2026-11-26"})
    );
    const auto open = [&](std::string_view t) { return split.value.is_open(split.at(t)); };
    EXPECT_FALSE(open("2026-11-25T07:59"));
    EXPECT_TRUE(open("2026-11-25T08:00"));
    EXPECT_FALSE(open("2026-11-25T12:00"));
    EXPECT_TRUE(open("2026-11-25T13:00"));
    EXPECT_FALSE(open("2026-11-25T17:00"));
    EXPECT_FALSE(open("2026-11-26T10:00"));
    EXPECT_EQ(split.next_open("2026-11-25T09:30"), "2026-11-25T09:30-06:00");
    EXPECT_EQ(split.next_open("2026-11-25T12:00"), "2026-11-25T13:00-06:00");
    EXPECT_EQ(split.next_open("2026-11-25T17:00"), "2026-11-27T08:00-06:00");
}

TEST(calendar, special_days_replace_and_holidays_beat_them) {
    const local_calendar office(spec_of(
        "America/Chicago",
        {{"mon-fri", "08:00-17:00"}},
        {"2026-12-25", "2026-12-31"},
        {{"2026-12-24", "08:00-12:00"},
         {"2026-12-26", "10:00-11:00"},
         {"2026-12-31", "08:00-12:00"}}
    ));
    EXPECT_EQ(office.between("2026-12-24T00:00", "2026-12-25T00:00"), 4h);
    EXPECT_EQ(office.between("2026-12-25T00:00", "2026-12-26T00:00"), 0h);
    EXPECT_EQ(office.between("2026-12-26T00:00", "2026-12-27T00:00"), 1h);
    EXPECT_EQ(office.between("2026-12-31T00:00", "2027-01-01T00:00"), 0h);
}

TEST(calendar, a_night_belongs_to_the_day_it_starts_on) {
    const local_calendar nights(
        spec_of("America/Chicago", {{"mon-fri", "22:00-06:00"}}, {"2026-11-26"})
    );
    EXPECT_EQ(nights.between("2026-11-26T00:00", "2026-11-26T12:00"), 6h);  // Wednesday's night
    EXPECT_EQ(nights.between("2026-11-26T12:00", "2026-11-27T12:00"), 0h);  // none on the holiday
    EXPECT_EQ(
        nights.between("2026-11-28T00:00", "2026-11-28T12:00"),
        6h
    );  // Friday's into Saturday
    EXPECT_EQ(
        nights.between("2026-12-31T12:00", "2027-01-01T12:00"),
        8h
    );  // over the turn of the year
}

TEST(calendar, windows_inside_skipped_and_repeated_hours) {
    const local_calendar early(spec_of("America/Chicago", {{"sun", "02:15-02:45 05:00-06:00"}}));
    EXPECT_EQ(early.between("2027-03-14T00:00", "2027-03-14T12:00"), 1h);
    EXPECT_EQ(early.next_open("2027-03-14T00:00"), "2027-03-14T05:00-05:00");
    const local_calendar partly(spec_of("America/Chicago", {{"sun", "02:30-04:00"}}));
    EXPECT_EQ(partly.next_open("2027-03-14T00:00"), "2027-03-14T03:00-05:00");
    const local_calendar repeated(spec_of("America/Chicago", {{"sun", "01:00-01:30"}}));
    EXPECT_EQ(repeated.between("2026-11-01T00:00", "2026-11-01T12:00"), 30min);
    const local_calendar across(spec_of("America/Chicago", {{"sun", "01:30-02:00"}}));
    EXPECT_EQ(across.between("2026-11-01T00:00", "2026-11-01T12:00"), 90min);
}

TEST(calendar, milliseconds_are_kept) {
    const auto office = chicago();
    const auto start = office.at("2026-11-30T09:00") + 250ms;
    EXPECT_EQ(office.value.add(start, 8h), office.at("2026-12-01T08:00") + 250ms);
    EXPECT_EQ(office.value.between(start, start + 1749ms), 1s);
    EXPECT_EQ(office.value.between(start + 1749ms, start), -1s);
}

TEST(calendar, one_business_day) {
    const auto day = [](std::initializer_list<std::pair<std::string_view, std::string_view>> week) {
        return calendar::compile(spec_of("UTC", week)).value().business_day();
    };
    EXPECT_EQ(day({{"mon-fri", "08:00-17:00"}, {"sat", "08:00-12:00"}}), 9h);
    EXPECT_EQ(day({{"mon-sun", "24h"}}), 24h);
    EXPECT_EQ(day({{"mon-fri", "22:00-06:00"}}), 8h);
    EXPECT_EQ(day({{"mon", "08:00-10:00"}, {"tue", "08:00-12:00"}, {"wed", "08:00-10:00"}}), 2h);
    EXPECT_EQ(day({{"mon-tue", "08:00-10:00"}, {"wed-thu", "08:00-12:00"}}), 4h);
}

TEST(calendar, questions_in_any_order_give_the_same_answers) {
    const auto forwards = chicago();
    const auto backwards = chicago();
    const auto fresh = [](std::string_view t) { return chicago().next_open(t); };
    std::vector<std::string> times;
    for (int year = 1975; year <= 2070; year += 5) {
        times.push_back(std::to_string(year) + "-06-01T07:00");
    }
    const auto origin = "2026-06-01T08:00";
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto& later = times[i];
        const auto& earlier = times[times.size() - 1 - i];
        EXPECT_EQ(forwards.next_open(later), fresh(later));
        EXPECT_EQ(backwards.next_open(earlier), fresh(earlier));
        EXPECT_EQ(backwards.between(origin, earlier), chicago().between(origin, earlier));
    }
    for (const auto& t : times) {
        EXPECT_EQ(forwards.between(origin, t), backwards.between(origin, t));
        EXPECT_EQ(forwards.between(t, origin), -forwards.between(origin, t));
    }
}

TEST(calendar, the_far_ends_of_time) {
    const auto office = chicago();
    const auto end = from_unix_ms(7'258'118'400'000);
    const auto now = office.at("2026-11-30T09:00");
    EXPECT_EQ(office.value.add(now, seconds::max()), end);
    EXPECT_EQ(office.value.next_open(instant::max()), instant::max());
    EXPECT_EQ(office.value.add(instant::max(), 1h), instant::max());
    EXPECT_FALSE(office.value.is_open(instant::min()));
    EXPECT_EQ(office.value.next_open(instant::min()), office.at("1970-01-01T08:00"));
    EXPECT_GT(office.value.between(instant::min(), instant::max()), 0s);
}

}  // namespace
}  // namespace fillrate::domain
