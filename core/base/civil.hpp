// Civil dates and wall-clock times without a zone: what people write, read and put into
// configuration.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/result.hpp"

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace fillrate {

/// A day of the proleptic Gregorian calendar, ordered by time.
using civil_date = std::chrono::year_month_day;

/// A wall-clock reading: a date and the time since that date's midnight. Times of 24 h and more (or
/// below 0) are allowed and mean the following (or preceding) days, so "06:00 of the next day" is
/// 30 h.
struct civil_time {
    civil_date date{};
    seconds since_midnight{0};

    friend auto operator<=>(const civil_time&, const civil_time&) = default;
    friend bool operator==(const civil_time&, const civil_time&) = default;
};

/// The civil date of a count of days since 1970-01-01, and back. `date` must be ok().
[[nodiscard]] constexpr std::chrono::days days_since_epoch(civil_date date) noexcept {
    return std::chrono::sys_days{date}.time_since_epoch();
}
[[nodiscard]] constexpr civil_date date_of(std::chrono::days since_epoch) noexcept {
    return civil_date{std::chrono::sys_days{since_epoch}};
}

/// "2026-11-26", years 1900 to 2199, real dates only.
[[nodiscard]] result<civil_date> parse_date(std::string_view text);
/// "2026-11-26".
[[nodiscard]] std::string format_date(civil_date date);
/// "Mon" ... "Sun".
[[nodiscard]] std::string_view short_weekday(civil_date date) noexcept;
/// "Jan" ... "Dec".
[[nodiscard]] std::string_view short_month(civil_date date) noexcept;
/// A signed offset from UTC as "-06:00".
[[nodiscard]] std::string format_offset(seconds offset);

}  // namespace fillrate
