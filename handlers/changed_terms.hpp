// What a change of a requisition's terms says now, cut to what its readers are cleared for
// (DOMAIN.md 3.1, 9). The history, thread lines and the answer to the change use it.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"

#include <string>

namespace fillrate::handlers {

/// "openings 6, priority P1"; empty when these readers may see nothing of it. `req` gives the
/// currency.
[[nodiscard]] std::string changed_terms(
    const domain::requisition_changed& to,
    const domain::requisition& req,
    const domain::clearance& allowed
);

}  // namespace fillrate::handlers
