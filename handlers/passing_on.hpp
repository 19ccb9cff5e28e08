// Words of managers and suppliers that are no command and name no requisition: kept as a note on
// the room or, said directly, on the person, and passed on to whoever looks after them. Never an
// error, never a guess (DOMAIN.md 0).
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view passed_on_kind = "passed_on";

/// A manager of the client or a contact of a supplier, with no role in the firm.
[[nodiscard]] bool speaks_from_outside(const domain::actor& who);

/// "Passed to Robin." with a way to what the asker has here. `owner` is a shown name; empty:
/// whoever it is.
[[nodiscard]] chat::message passed_to(const context& ctx, std::string_view owner);

/// What somebody outside noted on a candidate or interview stands in the requisition's thread too,
/// for its owner; the reply says so.
void pass_to_owner(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    std::string text
);

/// A note without a requisition: on the only one that lives here for this person, else passed on.
[[nodiscard]] outcome note_without_requisition(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
);

/// A note whose subject was not found, or takes none: an error for a typed note; words that were no
/// command are passed on all the same.
[[nodiscard]] outcome or_passed_on(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    outcome refused
);

/// Tells who looks after them what was said, by whom and where.
[[nodiscard]] composed compose_passed_on(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
