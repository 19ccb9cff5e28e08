// What a change of a requisition's details says, cut to what its readers are cleared for
// (DOMAIN.md 9). History, thread lines and the answer to "set" say it alike.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"
#include "handlers/handler.hpp"

#include <string>

namespace fillrate::handlers {

/// "openings 14, start 2026-12-04"; empty when these readers may see none of it.
[[nodiscard]] std::string listed_changes(
    const domain::requisition_changed& to,
    const domain::requisition& req,
    const domain::clearance& allowed
);

/// "REQ-104 is changed: bill 85.00 USD/h.", as far as it may be read where it was typed; of `rate:`
/// at least which one it means (DOMAIN.md 0).
[[nodiscard]] std::string said_of_change(
    const context& ctx,
    const domain::requisition& after,
    const domain::requisition_changed& to
);

}  // namespace fillrate::handlers
