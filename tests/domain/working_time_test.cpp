// Spans of working time, read and written.
#include "core/domain/working_time.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace fillrate::domain {
namespace {

using namespace std::chrono_literals;

TEST(WorkingTime, ReadsHoursMinutesAndBusinessDays) {
    EXPECT_EQ(parse_working_time("16h").value(), 16h);
    EXPECT_EQ(parse_working_time("90m").value(), 90min);
    EXPECT_EQ(parse_working_time("1h30m").value(), 90min);
    EXPECT_EQ(parse_working_time("0h01m").value(), 1min);
    EXPECT_EQ(parse_working_time("1000000h").value(), 1'000'000h);
    EXPECT_EQ(parse_working_time("2bd", 9h).value(), 18h);
}

TEST(WorkingTime, RefusesEverythingElse) {
    for (const auto* bad :
         {"",
          "0h",
          "0m",
          "16",
          "h",
          "-5h",
          "+5h",
          "1.5h",
          "1 h",
          "30m1h",
          "1h30",
          "5d",
          "16H",
          "1000001h",
          "1000000h1m",
          "99999999999999999999h",
          "2bd"}) {
        EXPECT_EQ(parse_working_time(bad).error().code, errc::invalid_input) << bad;
    }
    for (const auto* bad : {"0bd", "1bd2h", "9223372036854775807bd", "1000000bd"}) {
        EXPECT_EQ(parse_working_time(bad, 9h).error().code, errc::invalid_input) << bad;
    }
    EXPECT_LT(parse_working_time(std::string(100'000, '9')).error().detail.size(), 200U);
}

TEST(WorkingTime, IsWrittenInHoursAndMinutes) {
    EXPECT_EQ(format_working_time(38h), "38h00m");
    EXPECT_EQ(format_working_time(0s), "0h00m");
    EXPECT_EQ(format_working_time(5min), "0h05m");
    EXPECT_EQ(format_working_time(-125min), "-2h05m");
    EXPECT_EQ(format_working_time(1h + 7s), "1h00m07s");
}

}  // namespace
}  // namespace fillrate::domain
