// compose() of kind "alert": a clock's warning or breach, or a hold whose day has come
// (DOMAIN.md 4.5).
#pragma once

#include "core/domain/due.hpp"
#include "handlers/handler.hpp"

#include <optional>

namespace fillrate::handlers {

/// The client of the requisition, operations and the people who may be told of its clocks; nothing
/// when they are loaded.
[[nodiscard]] std::optional<need> missing_directory(
    const snapshot& seen,
    const domain::requisition& req
);
/// Who is told in person: the owner, and one rung higher when a named time was missed. May be null.
[[nodiscard]] const domain::person* recipient(
    domain::due_kind what,
    const domain::requisition& req,
    const domain::client* client,
    const snapshot& seen
);

[[nodiscard]] composed compose_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
