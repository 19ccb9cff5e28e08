// Rows of requisitions that are open already: since when, and to whom they were shown (DOMAIN.md
// 4.6 "Bulk import of old reqs").
#pragma once

#include "handlers/import_draft.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// What the cells `released_at` and `suppliers` say of a requisition that is open.
struct row_release {
    instant at{};
    std::vector<domain::coverage> suppliers{};
    std::vector<domain::card_place> rooms{};  ///< where the suppliers' cards will live
    bool inside = false;                      ///< our own recruiters work it
};

/// A problem when the row says another state.
void check_row_state(import_cells& cells, std::string_view state);

/// Of a new one, in the zone of its site. Nothing: it is in intake, a cell is wrong, or the row
/// waits.
[[nodiscard]] std::optional<row_release> read_release(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const std::string& zone,
    bool rated
);

/// The way from intake to open, as of then. A clock counts from the release where nothing of it
/// would be due yet; every other one begins with the import, so none is late because it is old.
/// False when a calendar is not known.
[[nodiscard]] bool go_to_open(
    change& one,
    import_draft& draft,
    const domain::client& client,
    const row_release& release
);

/// Problems at the cells that say something else of a known one than what is.
void compare_release(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const domain::requisition& req
);

}  // namespace fillrate::handlers
