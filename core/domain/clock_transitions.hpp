// The state machine of a clock as one table (DOMAIN.md 4.1): the arithmetic of clocks.hpp and the
// picture in docs/clock.md come from it. Every cycle is a clock of its own. Being late is no state
// but a mark beside it, which nothing but a breach that was none takes away.
#pragma once

#include "core/domain/terms.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// What becomes of a clock. Nobody does it: it follows from the state of what the clock is for.
enum class clock_verb {
    pause,
    resume,
    breach,  ///< its time ran out
    meet,
    cancel
};
inline constexpr std::size_t clock_verb_count = 5;

struct clock_transition {
    clock_state from;
    clock_verb what;
    clock_state to;
};

namespace detail {
using cs = clock_state;
using cv = clock_verb;
inline constexpr auto clock_transitions = std::to_array<clock_transition>({
    {cs::running, cv::pause, cs::paused},
    {cs::running, cv::breach, cs::running},  // only a mark; time that stands still does not run out
    {cs::running, cv::meet, cs::met},
    {cs::running, cv::cancel, cs::cancelled},

    {cs::paused, cv::resume, cs::running},
    {cs::paused, cv::meet, cs::met},
    {cs::paused, cv::cancel, cs::cancelled},
});
}  // namespace detail

inline constexpr const auto& clock_transitions = detail::clock_transitions;

[[nodiscard]] std::string_view word(clock_verb v) noexcept;  ///< "pause"
/// Where it leads, or nothing when it is not possible then.
[[nodiscard]] std::optional<clock_state> next_state(clock_state from, clock_verb what) noexcept;

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string clock_diagram();

}  // namespace fillrate::domain
