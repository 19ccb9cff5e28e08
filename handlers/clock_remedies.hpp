// What an alert of a requisition's clock says beside the time: how far it is, and what to tap
// (DOMAIN.md 4.5).
#pragma once

#include "core/chat/message.hpp"
#include "core/domain/clearance.hpp"

#include <cstdint>
#include <string>

namespace fillrate::handlers {

/// "2 of 3 suppliers accepted."
[[nodiscard]] std::string state_of_play(const domain::requisition_view& v, domain::clock_kind kind);

/// Its buttons, the likely one first. `tier` is the next that can be asked; 0: none.
[[nodiscard]] chat::button_row remedies(
    const domain::requisition_view& v,
    std::uint64_t version,
    domain::clock_kind kind,
    bool missed,
    std::uint32_t tier
);

}  // namespace fillrate::handlers
