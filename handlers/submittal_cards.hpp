// The living card of a submittal, made only from what its readers are cleared for (DOMAIN.md 7.2,
// 9).
#pragma once

#include "core/domain/submittal_clearance.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <cstdint>
#include <string>

namespace fillrate::handlers {

/// `version` of the record the card shows: its buttons are bound to it.
[[nodiscard]] chat::message submittal_card(
    const domain::submittal_view& seen,
    const domain::requisition& req,
    std::uint64_t version,
    instant now
);

/// What these readers may do to it now, the likely act first; at most five.
[[nodiscard]] chat::button_row likely_buttons(
    const domain::submittal_view& seen,
    std::uint64_t version
);

/// One of several in a message: who, where they stand, whose turn it is, and their own buttons.
void add_candidate_line(
    chat::message& into,
    const domain::submittal_view& seen,
    const domain::requisition& req,
    std::uint64_t version,
    bool with_requisition,
    instant now
);

/// What this actor sees of it here; for private answers.
[[nodiscard]] chat::message personal_card(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one
);
/// The same for the state after a decision.
[[nodiscard]] chat::message card_after(
    const context& ctx,
    const domain::submittal& after,
    std::uint64_t version,
    const found_submittal& before
);

/// The decision of one change, with the changed card as the private answer, headed by `said`.
[[nodiscard]] decision decide_change(
    const context& ctx,
    const submittal_change& one,
    const found_submittal& before,
    std::string said
);

/// compose() of kind "card" for a submittal.
[[nodiscard]] composed compose_submittal_card(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
