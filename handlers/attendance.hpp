// Whether a first day has come, and how long somebody may come after it (DOMAIN.md 0, 3.3).
#pragma once

#include "core/domain/policy.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>

namespace fillrate::handlers {

/// Refuses a start before the agreed day; a no-show before the time that a start may be off has
/// passed; and a start after a fall-off that was no missed first day, or is more than two working
/// days of the site old. Nothing for other steps, and where no day was agreed.
[[nodiscard]] std::optional<outcome> refuse_attendance(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book,
    domain::submittal_verb what
);

}  // namespace fillrate::handlers
