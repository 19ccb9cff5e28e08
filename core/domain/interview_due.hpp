// When an interview next needs attention without anybody asking, and what has come due (DOMAIN.md
// 0, 5). Pure functions of the record, so reminders move and die with their subject.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/interview.hpp"

#include <optional>
#include <vector>

namespace fillrate::domain {

struct interview_action {
    interview_due what = interview_due::soon;
    instant at{};
    /// Whether somebody is told: of what came due together only the last of its kind, and nothing
    /// that would remind of what is over.
    bool alert = false;

    friend bool operator==(const interview_action&, const interview_action&) = default;
};

[[nodiscard]] std::optional<instant> next_due(const interview& iv);

/// Everything due by now, oldest first. Once recorded as interview_reminded (and what it brings
/// about: see outcome_of), next_due is after `now`.
[[nodiscard]] std::vector<interview_action> due_actions(const interview& iv, instant now);

/// The step that the clock takes by itself, if any: expire when every time has passed, held when
/// nobody said whether it took place.
[[nodiscard]] std::optional<interview_verb> outcome_of(interview_due what) noexcept;

}  // namespace fillrate::domain
