#include "core/domain/opening_transitions.hpp"

#include "core/domain/diagram.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

constexpr std::array<std::string_view, opening_verb_count>
    opening_words{"reserve", "fill", "fall_off", "keep_open", "cancel", "backfill", "end"};

}  // namespace

std::string_view word(opening_verb v) noexcept {
    return opening_words[static_cast<std::size_t>(v)];
}

std::optional<opening_state> next_state(opening_state from, opening_verb what) noexcept {
    const auto* const row = std::ranges::find_if(opening_transitions, [&](const auto& t) {
        return t.from == from && t.what == what;
    });
    return row == opening_transitions.end() ? std::nullopt : std::optional{row->to};
}

bool was_filled(opening_state s) noexcept {
    return s == opening_state::filled || s == opening_state::ended;
}

std::string opening_diagram() {
    return "stateDiagram-v2\n    [*] --> open : new\n" + arrows_of(opening_transitions);
}

}  // namespace fillrate::domain
