// The next tier of suppliers is let in by the clock when coverage runs short of time (DOMAIN.md 2,
// "Release / tier"; 3.1).
#pragma once

#include "core/domain/due.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace fillrate::handlers {

/// Whether one of these is the moment: coverage at its 90 % point or due, nobody on it, of a
/// requisition that went out by tier, under a policy that lets tiers follow by themselves.
[[nodiscard]] bool lets_next_tier_in(
    const domain::requisition& req,
    std::span<const domain::clock_action> due,
    const domain::policy_book& book,
    instant now
);

/// The next tier that has somebody to ask, of one that went out by tier; 0: there is none. The
/// directory of suppliers is loaded.
[[nodiscard]] std::uint32_t next_tier_of(const snapshot& seen, const domain::requisition& req);

/// The suppliers, then the rooms of those who are next; `client` may be null.
[[nodiscard]] std::optional<need> missing_for_next_tier(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::client* client
);

/// Releases to the next tier that has somebody to ask; nothing when there is none.
void let_next_tier_in(change& one, const snapshot& seen, const domain::client* client);

}  // namespace fillrate::handlers
