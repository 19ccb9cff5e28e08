// The living card of a requisition, made only from what its readers are cleared for (DOMAIN.md 7.2,
// 9).
#pragma once

#include "core/chat/message.hpp"
#include "core/domain/clearance.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace fillrate::handlers {

/// `version` of the record the card shows: its buttons are bound to it.
[[nodiscard]] chat::message requisition_card(
    const domain::requisition_view& seen,
    std::uint64_t version,
    instant now
);

/// A button that does `verb` to the record of that name as it was at `version`.
[[nodiscard]] chat::button act_on(
    std::string subject,
    std::uint64_t version,
    std::string label,
    std::string verb
);
/// The same for a requisition.
[[nodiscard]] chat::button act_on(
    const domain::requisition_view& seen,
    std::uint64_t version,
    std::string label,
    std::string verb
);

/// What these readers may do to it now, the likely act first; at most five.
[[nodiscard]] chat::button_row likely_buttons(
    const domain::requisition_view& seen,
    std::uint64_t version
);

/// Heads what outside people read with who is speaking: "From Robin Quill, Acme Staffing"
/// (DOMAIN.md 0).
void name_speaker(chat::message& card, const context& ctx, const domain::requisition& req);

/// What a card shows beside the requisition itself: the shift that runs or comes next, and who of
/// its people is away.
[[nodiscard]] std::optional<need> missing_beside_card(
    const snapshot& seen,
    const domain::requisition& req,
    instant now
);
/// What this actor sees of it here; for private answers.
[[nodiscard]] chat::message personal_card(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);
/// The same for the state after a decision.
[[nodiscard]] chat::message card_after(
    const context& ctx,
    const domain::requisition& req,
    std::uint64_t version
);

/// compose() of kind "card".
[[nodiscard]] composed compose_card(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
