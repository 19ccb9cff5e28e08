#include "core/domain/answer_transitions.hpp"

#include "core/domain/diagram.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

constexpr std::array<std::string_view, 4> answer_words{"asked", "accepted", "declined", "removed"};

}  // namespace

std::string_view word(coverage::answer a) noexcept {
    return answer_words[static_cast<std::size_t>(a)];
}

std::optional<coverage::answer> next_state(coverage::answer from, verb what) noexcept {
    const auto* const row = std::ranges::find_if(answer_transitions, [&](const auto& t) {
        return t.from == from && t.what == what;
    });
    return row == answer_transitions.end() ? std::nullopt : std::optional{row->to};
}

std::string answer_diagram() {
    return "stateDiagram-v2\n    [*] --> asked : release\n" + arrows_of(answer_transitions);
}

}  // namespace fillrate::domain
