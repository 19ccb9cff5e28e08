// What the bot says of itself: to a person who was added, in a channel that was bound, and to the
// administrator when it cannot post there (DOMAIN.md 0).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// One welcome per person, at the first mapping.
[[nodiscard]] composed compose_welcome(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);
/// The first message of a bound channel.
[[nodiscard]] composed compose_bound(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);
/// How to let the bot in, with [Try again].
[[nodiscard]] composed compose_invitation(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
