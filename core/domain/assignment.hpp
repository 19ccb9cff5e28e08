// Somebody at work: when the manager is asked how it goes, when the end is spoken of, and whether
// who leaves is replaced (DOMAIN.md 0, 3.2). Pure functions of the record, so that its timer can be
// recomputed and checked.
#pragma once

#include "core/base/civil.hpp"
#include "core/base/instant.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/event.hpp"
#include "core/domain/policy.hpp"
#include "core/domain/submittal.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// From the first day on, with or without an end. `rules`: on which days is asked, and how long
/// before it the end is spoken of; of what ends sooner, the day before.
[[nodiscard]] assignment begun(
    civil_date start,
    const std::optional<civil_date>& end,
    const time_zone& zone,
    instant now,
    const policy& rules
);
/// The same until another day; its end will be spoken of again.
[[nodiscard]] assignment ending_on(
    assignment of,
    civil_date end,
    const time_zone& zone,
    instant now,
    const policy& rules
);

/// The check-in that an answer is for: the last one asked without an answer, else the next; null
/// when all are answered.
[[nodiscard]] const check_in* open_check_in(const assignment& of) noexcept;

/// When somebody has to be asked; nothing unless they are at work.
[[nodiscard]] std::optional<instant> assignment_due(const submittal& sub);

/// One question that came due.
struct assignment_action {
    assignment_asked fact{};
    instant at{};
    bool alert = true;  ///< of several check-ins that came due while nobody looked, the last
    friend bool operator==(const assignment_action&, const assignment_action&) = default;
};
/// Everything due by now, oldest first. Once the facts are applied, assignment_due is after `now`.
[[nodiscard]] std::vector<assignment_action> assignment_actions(const submittal& sub, instant now);

/// Whether at most so many days passed since the first one.
[[nodiscard]] bool inside_guarantee(
    const submittal& sub,
    std::uint32_t days,
    const time_zone& zone,
    instant now
);
/// Whether who ends for this reason leaves somebody to be found again: not at the end of the work,
/// nor when the client took them on or cut the role.
[[nodiscard]] bool leaves_a_gap(std::string_view reason) noexcept;

}  // namespace fillrate::domain
