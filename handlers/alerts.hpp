// compose() of kind "alert": a clock's warning or breach, or a hold whose day has come
// (DOMAIN.md 4.5).
#pragma once

#include "core/domain/due.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <span>

namespace fillrate::handlers {

/// The client of the requisition, operations and the people who may be told of its clocks; nothing
/// when they are loaded.
[[nodiscard]] std::optional<need> missing_directory(
    const snapshot& seen,
    const domain::requisition& req
);
/// The version of the policy that the clock runs on; of none, or one that is gone, what its
/// requisition gets now.
[[nodiscard]] const domain::policy& policy_of(
    const domain::clock* told,
    const domain::requisition& req,
    const domain::policy_book& book
);
/// Who is told in person: the owner, and one rung higher when a named time was missed: by the
/// ladder of `rules` (DOMAIN.md 4.1, 4.5). May be null.
[[nodiscard]] const domain::person* recipient(
    domain::due_kind what,
    const domain::requisition& req,
    const domain::client* client,
    const snapshot& seen,
    const domain::policy& rules
);

/// When it is said, by the clocks as they were before it. A day that begins at midnight is spoken
/// of when work begins; a warning waits for the end of two working hours after the last word about
/// the requisition or `own`, the clocks it is of (DOMAIN.md 4.5). What is past its time does not.
[[nodiscard]] instant speaking_time(
    domain::due_kind what,
    const domain::requisition& req,
    std::span<const domain::clock> own,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

[[nodiscard]] composed compose_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
