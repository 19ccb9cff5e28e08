// The state machine of one supplier's answer to a requisition as one table (DOMAIN.md 2, 3.1):
// apply() and the picture in docs/answer.md come from it. Who may take a step is said by the table
// of the requisition, whose verbs these are.
#pragma once

#include "core/domain/transitions.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

struct answer_transition {
    coverage::answer from;
    verb what;
    coverage::answer to;
};

namespace detail {
using said = coverage::answer;
inline constexpr auto answer_transitions = std::to_array<answer_transition>({
    {said::asked, verb::release, said::asked},  // asked already
    {said::asked, verb::accept, said::accepted},
    {said::asked, verb::decline, said::declined},
    {said::asked, verb::remove, said::removed},
    {said::asked, verb::reopen, said::asked},

    {said::accepted, verb::release, said::accepted},  // the answer stands
    {said::accepted, verb::accept, said::accepted},   // with other heads
    {said::accepted, verb::decline, said::declined},
    {said::accepted, verb::remove, said::removed},
    {said::accepted, verb::reopen, said::asked},

    {said::declined, verb::release, said::asked},
    {said::declined, verb::accept, said::accepted},
    {said::declined, verb::decline, said::declined},  // for another reason
    {said::declined, verb::remove, said::removed},
    {said::declined, verb::reopen, said::asked},

    {said::removed, verb::release, said::asked},
});
}  // namespace detail

inline constexpr const auto& answer_transitions = detail::answer_transitions;

/// "accepted"
[[nodiscard]] std::string_view word(coverage::answer a) noexcept;
/// Where it leads, or nothing when it is not possible then.
[[nodiscard]] std::optional<coverage::answer> next_state(coverage::answer from, verb what) noexcept;

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string answer_diagram();

}  // namespace fillrate::domain
