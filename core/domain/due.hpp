// When a record next needs attention without anybody asking, and what has come due
// (DOMAIN.md 4.5). Pure functions of the record, so timers can be recomputed and checked.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/calendar.hpp"
#include "core/domain/event.hpp"
#include "core/domain/interview.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fillrate::domain {

/// From weakest to strongest alert.
enum class due_kind { hold_ran_out, hold_ran_long, warn, urge, breach, wait_over, eta_missed };

/// One fact that came due.
struct clock_action {
    due_kind what = due_kind::warn;
    clock_kind clock = clock_kind::coverage;  ///< unless it is of a hold
    std::uint32_t batch = 0;                  ///< of that clock
    instant at{};                             ///< when it came due
    bool alert = false;  ///< whether somebody is told: at most one of a batch, none while silenced
    payload fact{};      ///< the event that records it

    friend bool operator==(const clock_action&, const clock_action&) = default;
};

/// The earliest thing running clocks wait for: the warning, the 90 % point if nobody acknowledged,
/// the due time, the end of an acknowledgement, each once.
[[nodiscard]] std::optional<clock_action> next_clock_action(std::span<const clock> clocks);

/// When one of them was last told of, as far as their points say; nothing: none was yet.
[[nodiscard]] std::optional<instant> last_told(std::span<const clock> clocks, instant now);

/// A hold that lasts so many working days, by the policy, is asked about (DOMAIN.md 4.6).
[[nodiscard]] instant long_hold_after(instant held, std::uint32_t working_days, const calendar& on);

/// Of running clocks what next_clock_action says; the day a hold was to end, of a requisition or of
/// a maybe; the day a hold of a requisition has lasted long.
[[nodiscard]] std::optional<instant> next_due(const requisition& req);
[[nodiscard]] std::optional<instant> next_due(const submittal& sub);

/// Everything due by now, oldest first. All facts are there; only the strongest one alerts, none
/// of a clock its policy keeps to the lists, none while an acknowledgement silences, and of a chain
/// of clocks (COV, SUB1, SLATE, FILL) only the earliest that is not met. Once the facts are
/// applied, next_due is after `now`.
[[nodiscard]] std::vector<clock_action> due_actions(const requisition& req, instant now);
[[nodiscard]] std::vector<clock_action> due_actions(const submittal& sub, instant now);
/// What is due of an interview's clocks. None alerts: its reminders speak (core/domain/
/// interview_due.hpp), the last of them when FEEDBACK runs out.
[[nodiscard]] std::vector<clock_action> due_clock_actions(const interview& iv, instant now);

}  // namespace fillrate::domain
