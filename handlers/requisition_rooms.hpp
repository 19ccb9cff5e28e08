// Where the card of a new requisition lives: the internal room of its client, else that of the
// organisation (DOMAIN.md 0, "Where things live").
#pragma once

#include "handlers/change.hpp"

#include <string>
#include <vector>

namespace fillrate::handlers {

/// Names of the rooms to load before place_cards().
[[nodiscard]] std::vector<std::string> rooms_to_load(
    const context& ctx,
    const domain::client& client
);

/// In the client's room, and in the internal one the command was typed in.
void place_cards(
    const context& ctx,
    const snapshot& seen,
    const domain::client& client,
    change& one
);

}  // namespace fillrate::handlers
