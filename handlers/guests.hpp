// Guests whose mapping is about to lapse: who is asked, and [Still with them] (DOMAIN.md 0, 9).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// The timer of a person: whoever looks after the guest is asked, once for this end.
[[nodiscard]] outcome decide_guest_due(
    const context& ctx,
    const domain::person& guest,
    const snapshot& seen
);
/// The question; nothing when it has been answered, or the guest has done something since.
[[nodiscard]] composed compose_lapsing(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
