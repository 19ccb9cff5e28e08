// Short ways to write calendars and times in tests.
#pragma once

#include "core/domain/calendar.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace fillrate::domain {

/// A spec from pairs such as {"mon-fri", "08:00-17:00"}.
inline calendar_spec spec_of(
    std::string_view zone,
    std::initializer_list<std::pair<std::string_view, std::string_view>> week,
    std::initializer_list<std::string_view> holidays = {},
    std::initializer_list<std::pair<std::string_view, std::string_view>> special = {}
) {
    calendar_spec spec{.name = "test", .zone = std::string(zone)};
    for (const auto& [days, windows] : week) {
        const auto set = parse_week_key(days).value();
        for (std::size_t day = 0; day < set.size(); ++day) {
            if (set.test(day)) {
                spec.week.at(day) = parse_windows(windows).value();
            }
        }
    }
    for (const auto date : holidays) {
        spec.holidays.push_back(parse_date(date).value());
    }
    for (const auto& [date, windows] : special) {
        spec.special[parse_date(date).value()] = parse_windows(windows).value();
    }
    return spec;
}

}  // namespace fillrate::domain
