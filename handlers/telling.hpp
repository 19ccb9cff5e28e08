// One event as one sentence, cut to what its readers are cleared for (DOMAIN.md 9). Thread lines
// and history use it.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// Nothing when these readers are not told of it. `req` gives names and the zone.
[[nodiscard]] std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::requisition& req,
    const domain::clearance& allowed
);

/// "Robin is on it, by Mon 30 Nov 13:30 CST."; of a wait until when, and why. For those inside.
[[nodiscard]] std::string on_it_text(
    const domain::event& what,
    const domain::clock_acknowledged& on_it,
    std::string_view zone
);
[[nodiscard]] std::string eta_missed_text(const domain::eta_missed& missed);

}  // namespace fillrate::handlers
