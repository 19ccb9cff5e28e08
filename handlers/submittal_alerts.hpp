// What candidates' clocks say without being asked: the manager's word that is waited for, a first
// day that has come (DOMAIN.md 4.5, 0 "Noise and fairness").
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// A due timer of a submittal.
[[nodiscard]] outcome decide_submittal_due(
    const context& ctx,
    const domain::submittal& sub,
    const snapshot& seen,
    const domain::policy_book& book
);

/// compose() of kind "alert" for a submittal.
[[nodiscard]] composed compose_submittal_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
