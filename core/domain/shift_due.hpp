// When a shift next needs attention without anybody asking, and what has come due (DOMAIN.md 3.6):
// the ladder of questions to suppliers, the cut-off, the floor that has not counted. Pure functions
// of the record, so reminders move and die with their subject.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/shift.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace fillrate::domain {

struct shift_action {
    shift_due what = shift_due::ask_early;
    instant at{};
    /// Whether somebody is told: of rungs that came due together only the last, and nothing that
    /// comes too far behind.
    bool alert = false;

    friend bool operator==(const shift_action&, const shift_action&) = default;
};

/// The last rung: from then on who is in reserve is called for what is missing.
inline constexpr std::chrono::hours last_call{4};

[[nodiscard]] std::optional<instant> next_due(const work_shift& of);

/// Everything due by now, oldest first. Once recorded as shift_reminded, next_due is after `now`.
[[nodiscard]] std::vector<shift_action> due_actions(const work_shift& of, instant now);

/// 18:00 of the day before; of what is planned so near an hour for the suppliers to answer. Nothing
/// when that is after the beginning.
[[nodiscard]] std::optional<instant> cut_off_of(
    civil_date day,
    instant starts,
    const time_zone& zone,
    instant planned
);

}  // namespace fillrate::domain
