// One event as one sentence, cut to what its readers are cleared for (DOMAIN.md 9). Thread lines
// and history use it.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// Nothing when these readers are not told of it. `req` gives names and the zone.
[[nodiscard]] std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::requisition& req,
    const domain::clearance& allowed
);

}  // namespace fillrate::handlers
