// The living card of an interview, made only from what its readers are cleared for (DOMAIN.md 5,
// 7.2, 9).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"

#include <cstdint>
#include <string>

namespace fillrate::handlers {

/// `version` of the record the card shows: its buttons are bound to it.
[[nodiscard]] chat::message interview_card(
    const domain::interview_view& seen,
    const domain::interview_context& of,
    std::uint64_t version,
    instant now
);

/// What these readers may do to it now, the likely act first; at most five.
[[nodiscard]] chat::button_row likely_buttons(
    const domain::interview_view& seen,
    std::uint64_t version,
    instant now
);

/// What this actor sees of it here; for private answers.
[[nodiscard]] chat::message personal_card(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one
);
/// The same for the state after a decision.
[[nodiscard]] chat::message card_after(
    const context& ctx,
    const domain::interview& after,
    std::uint64_t version,
    const found_interview& before
);

/// compose() of kind "card" for an interview.
[[nodiscard]] composed compose_interview_card(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
