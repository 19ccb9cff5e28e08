// Whether a first day has come, and how long somebody may come after it (DOMAIN.md 0, 3.3).
#pragma once

#include "core/domain/policy.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>

namespace fillrate::handlers {

/// From when on somebody who is awaited counts as not come: when START is due; in light industrial,
/// where that is when they count as late, as the site says of its shifts (DOMAIN.md 3.6, 4.3).
[[nodiscard]] instant missing_from(
    const domain::requisition& req,
    const domain::client* client,
    const domain::clock& first_day
);

/// Refuses a start before the agreed day; a no-show before they count as not come; and a start
/// after a fall-off that was no missed first day, or is older than the policy lets it be.
/// Nothing for other steps, and where no day was agreed.
[[nodiscard]] std::optional<outcome> refuse_attendance(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book,
    domain::submittal_verb what
);

}  // namespace fillrate::handlers
