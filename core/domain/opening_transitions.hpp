// The state machine of an opening as one table (DOMAIN.md 3.2): apply() and the picture in
// docs/opening.md come from it. Nobody moves an opening itself: it follows its requisition and
// whoever is to fill it.
#pragma once

#include "core/domain/terms.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// What becomes of an opening.
enum class opening_verb {
    reserve,    ///< an offer was accepted
    fill,       ///< somebody started
    fall_off,   ///< who it was reserved for does not come
    keep_open,  ///< somebody counted without a name did not come: it is for who replaces them
    cancel,
    backfill,  ///< who filled it left within the guarantee: a further opening replaces them
    end        ///< who filled it left and is not replaced
};
inline constexpr std::size_t opening_verb_count = 7;

/// "fall_off"
[[nodiscard]] std::string_view word(opening_verb v) noexcept;

struct opening_transition {
    opening_state from;
    opening_verb what;
    opening_state to;
};

namespace detail {
using os = opening_state;
using ov = opening_verb;
inline constexpr auto opening_transitions = std::to_array<opening_transition>({
    {os::open, ov::reserve, os::reserved},
    {os::open, ov::fill, os::filled},  // counted without a name, or came late
    {os::open, ov::keep_open, os::open},
    {os::open, ov::cancel, os::cancelled},

    {os::reserved, ov::fill, os::filled},
    {os::reserved, ov::fall_off, os::open},

    {os::filled, ov::backfill, os::filled},  // the past does not change
    {os::filled, ov::end, os::ended},
});
}  // namespace detail

inline constexpr const auto& opening_transitions = detail::opening_transitions;

/// Where it leads, or nothing when it is not possible then.
[[nodiscard]] std::optional<opening_state> next_state(
    opening_state from,
    opening_verb what
) noexcept;

/// Somebody started on it, whatever became of them since.
[[nodiscard]] bool was_filled(opening_state s) noexcept;

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string opening_diagram();

}  // namespace fillrate::domain
