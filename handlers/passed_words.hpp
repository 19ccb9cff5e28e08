// Free text of a decision goes to the supplier only when the account manager sends it; the reason's
// code goes by itself (DOMAIN.md 0, "Noise and fairness").
#pragma once

#include "core/domain/event.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_steps.hpp"
#include "handlers/submittal_subject.hpp"

#include <string>
#include <string_view>

namespace fillrate::handlers {

/// Asks the account manager whether the words of a decision go to the supplier.
inline constexpr std::string_view held_words_kind = "held_words";

/// Whether the words of the step's reason go along: what our own people say of somebody they turn
/// down or send back is meant for the supplier.
[[nodiscard]] bool goes_with_words(
    const context& ctx,
    const found_submittal& one,
    const step_rule& rule
);

/// Whether the account manager is to be asked about the words of this reason.
[[nodiscard]] bool holds_words(
    const context& ctx,
    const found_submittal& one,
    const step_rule& rule,
    std::string_view reason
);

/// compose() of held_words_kind.
[[nodiscard]] composed compose_held_words(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
