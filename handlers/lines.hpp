// compose() of kind "line": one event as one line in a card's thread.
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <span>

namespace fillrate::handlers {

[[nodiscard]] composed compose_line(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// The event an item tells of, as long as it is not loaded.
[[nodiscard]] std::optional<event_place> missing_event(
    const chat::outgoing& item,
    const snapshot& seen
);
/// What a message about a submittal is made of, as long as it is not loaded: the submittal, the
/// event it tells of, requisition and candidate and, in person, who reads it.
[[nodiscard]] std::optional<need> missing_for_submittal(
    const chat::outgoing& item,
    const snapshot& seen,
    const domain::binding& readers
);
/// The event an item tells of: null when there is none, or it was taken back since.
[[nodiscard]] const domain::event* event_of(const chat::outgoing& item, const snapshot& seen);
/// A warning whose clock has gone a step further on record since: that step's message says it, as
/// several would be composed alike from the state they meet (DOMAIN.md 4.1, after downtime). Or one
/// whose clock somebody is on by now.
[[nodiscard]] bool is_overtaken(const domain::event& told, std::span<const domain::clock> clocks);

}  // namespace fillrate::handlers
