// Putting somebody before the client: where they are shown, and who goes there by themselves
// because nothing is left to look at (DOMAIN.md 3.3, "auto-present").
#pragma once

#include "core/domain/must_haves.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>

namespace fillrate::handlers {

/// The client's room, which gets a card of whoever is presented, if it is still theirs; else null.
[[nodiscard]] const domain::conversation* client_room(
    const snapshot& seen,
    const found_submittal& one
);
/// Where whoever is presented is shown: the clients' rooms, and the managers in person.
void add_missing_readers(need& wanted, const snapshot& seen, const submittals& all);

/// Whether somebody just put forward, with these must-haves said to be met, lacks nothing that an
/// account manager would look for.
[[nodiscard]] bool lacks_nothing(
    const context& ctx,
    const domain::policy_book& book,
    const domain::submittal& made,
    const domain::requisition& req,
    const std::optional<domain::must_have_check>& musts
);

}  // namespace fillrate::handlers
