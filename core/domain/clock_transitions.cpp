#include "core/domain/clock_transitions.hpp"

#include "core/domain/diagram.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

constexpr std::array<std::string_view, clock_verb_count> clock_verbs{
    "pause",
    "resume",
    "breach",
    "meet",
    "cancel"};

}  // namespace

std::string_view word(clock_verb v) noexcept {
    return clock_verbs[static_cast<std::size_t>(v)];
}

std::optional<clock_state> next_state(clock_state from, clock_verb what) noexcept {
    const auto* const row = std::ranges::find_if(clock_transitions, [&](const auto& t) {
        return t.from == from && t.what == what;
    });
    return row == clock_transitions.end() ? std::nullopt : std::optional{row->to};
}

std::string clock_diagram() {
    return "stateDiagram-v2\n    [*] --> running : start\n" + arrows_of(clock_transitions);
}

}  // namespace fillrate::domain
