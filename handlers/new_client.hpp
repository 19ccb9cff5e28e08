// The client that `req new` makes along with its first requisition.
#pragma once

#include "handlers/asking.hpp"

#include <variant>

namespace fillrate::handlers {

/// The client and its one site as the form gives them, or what has to be loaded first; of no use
/// where there are problems.
[[nodiscard]] std::variant<domain::client, outcome> read_new_client(
    const context& ctx,
    const snapshot& seen,
    field_problems& problems
);

/// Adds the client itself, and the role on it of the account manager who made it.
void put_new_client(decision& into, const context& ctx, const snapshot& seen, domain::client made);

}  // namespace fillrate::handlers
