// Candidates and interviews whose clocks follow their requisition: a hold, a resumption, another
// priority (DOMAIN.md 4.6).
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/subject.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// The candidates of these requisitions and their interviews, as far as they are not loaded yet.
[[nodiscard]] std::optional<need> missing_followers(
    const snapshot& seen,
    const found_requisitions& of
);

/// The names of those that are loaded and have a clock that is not over.
[[nodiscard]] std::vector<std::string> loaded_followers(
    const snapshot& seen,
    const domain::requisition& of
);

/// What the requisition did.
enum class led_by { state, priority };

/// Settles the live clocks of the requisition's candidates and interviews by its state after the
/// change, or gives them the targets of its new priority; their events go to `into`. False when a
/// calendar is unknown here.
[[nodiscard]] bool follow(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const change& of,
    led_by what,
    decision& into
);

}  // namespace fillrate::handlers
