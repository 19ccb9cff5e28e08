// The state machine of a shift as one table (DOMAIN.md 3.6): guards, apply() and the picture in
// docs/shift.md come from it.
#pragma once

#include "core/domain/shift.hpp"

#include <array>
#include <optional>
#include <string>

namespace fillrate::domain {

struct shift_transition {
    shift_state from;
    shift_verb what;
    shift_state to;
};

namespace detail {
using ss = shift_state;
using sv = shift_verb;
inline constexpr auto shift_transitions = std::to_array<shift_transition>({
    {ss::planned, sv::plan, ss::planned},
    {ss::planned, sv::confirm, ss::confirmed},  // all that were ordered
    {ss::planned, sv::cut_off, ss::unconfirmed},
    {ss::planned, sv::count, ss::counted},
    {ss::planned, sv::call_off, ss::called_off},

    {ss::confirmed, sv::plan, ss::planned},
    {ss::confirmed, sv::fall_short, ss::planned},  // fewer come, or more are ordered
    {ss::confirmed, sv::count, ss::counted},
    {ss::confirmed, sv::call_off, ss::called_off},

    {ss::unconfirmed, sv::plan, ss::planned},
    {ss::unconfirmed, sv::confirm, ss::confirmed},
    {ss::unconfirmed, sv::count, ss::counted},
    {ss::unconfirmed, sv::call_off, ss::called_off},

    {ss::counted, sv::count, ss::counted},  // corrected

    {ss::called_off, sv::plan, ss::planned},
});
}  // namespace detail

inline constexpr const auto& shift_transitions = detail::shift_transitions;

/// Where the step leads, or nothing when it is not possible now.
[[nodiscard]] std::optional<shift_state> next_state(const work_shift& of, shift_verb what) noexcept;

/// It is still to be counted.
[[nodiscard]] bool is_ahead(shift_state s) noexcept;
/// Suppliers have not confirmed all that were ordered.
[[nodiscard]] bool awaits_heads(shift_state s) noexcept;

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string shift_diagram();

}  // namespace fillrate::domain
