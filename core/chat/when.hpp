// Moments as people type them: "2pm", "tomorrow 9:30", "tue 14:00 ET", "+2h", "dec 14 9am",
// "2026-12-08T09:00". Never a guess: a line with two readings gives both (DOMAIN.md 0).
#pragma once

#include "core/base/civil.hpp"
#include "core/base/instant.hpp"
#include "core/base/time_zone.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::chat {

/// One reading.
struct moment {
    instant at{};
    civil_date date{};       ///< in the zone it was read in
    bool date_only = false;  ///< no time was typed; `at` is the start of that day
    std::string echo{};      ///< "Tue 8 Dec 14:00 CST", or "Tue 8 Dec 2026" for a date only

    friend bool operator==(const moment&, const moment&) = default;
};

/// Two readings, the likelier first: "12/7", a time of today that has passed, "tue 3".
struct two_moments {
    moment first{};
    moment second{};

    friend bool operator==(const two_moments&, const two_moments&) = default;
};

struct when_problem {
    std::string text{};  ///< one sentence with an example

    friend bool operator==(const when_problem&, const when_problem&) = default;
};

using when_reading = std::variant<moment, two_moments, when_problem>;

/// Reads `text` as of `now`, on the wall clock of `zone` unless the text names another. A weekday
/// or date without year is the next one; a weekday whose time has passed is next week's.
[[nodiscard]] when_reading parse_when(std::string_view text, instant now, const time_zone& zone);

/// The same for what is still to come: of two readings one that has passed is none.
[[nodiscard]] inline when_reading parse_ahead(
    std::string_view text,
    instant now,
    const time_zone& zone
) {
    auto read = parse_when(text, now, zone);
    const auto passed = [now](const moment& one) { return !one.date_only && one.at <= now; };
    const auto* const two = std::get_if<two_moments>(&read);
    if (two == nullptr || passed(two->first) == passed(two->second)) {
        return read;
    }
    return passed(two->first) ? two->second : two->first;
}

}  // namespace fillrate::chat
