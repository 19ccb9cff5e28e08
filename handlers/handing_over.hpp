// A requisition that gets another owner: they are told with what is due, and the alerts that the
// owner before them had say with whom it is now (DOMAIN.md 3.1, "open alerts move with it").
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"

#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view handed_over_kind = "handed_over";

/// `of` has another owner than `before` had; both, its candidates and interviews are loaded.
void hand_over(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const change& of,
    const person_id& before
);
[[nodiscard]] composed compose_handed_over(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
