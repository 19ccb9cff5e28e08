// What the random walks share: how many there are, and chance that a seed repeats.
#pragma once

#include "core/domain/calendar.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>

namespace fillrate::domain::testing {

/// So many walks as a check has time for; with FILLRATE_LONG so many that a million steps are made.
/// The walk that fails names its seed, its place in the row from 1.
inline std::uint64_t count_of_walks(std::uint64_t in_a_check, std::uint64_t in_the_long_form) {
    return std::getenv("FILLRATE_LONG") != nullptr ? in_the_long_form : in_a_check;
}

/// The same hours from Monday on, in UTC: paper can count them.
inline calendar plain_calendar(
    std::string name,
    std::size_t days,
    std::chrono::hours opens,
    std::chrono::hours closes
) {
    calendar_spec spec{.name = std::move(name), .zone = "Etc/UTC"};
    for (std::size_t weekday = 0; weekday < days; ++weekday) {
        spec.week[weekday] = {window{.start = opens, .end = closes}};
    }
    return calendar::compile(std::move(spec)).value();
}
/// Of professional and of light-industrial sites (DOMAIN.md 4.3).
inline calendar utc_calendar() {
    return plain_calendar("utc", 5, std::chrono::hours{8}, std::chrono::hours{17});
}
inline calendar dock_calendar() {
    return plain_calendar("dock", 6, std::chrono::hours{5}, std::chrono::hours{21});
}

class chance {
public:
    explicit chance(std::uint64_t seed) : random_(seed) {}

    /// 0 .. below - 1
    std::uint32_t draw(std::uint32_t below) {
        return std::uniform_int_distribution<std::uint32_t>(0, below - 1)(random_);
    }
    template <class Range>
    auto pick(const Range& from) {
        return from[draw(static_cast<std::uint32_t>(std::size(from)))];
    }

private:
    std::mt19937_64 random_;
};

}  // namespace fillrate::domain::testing
