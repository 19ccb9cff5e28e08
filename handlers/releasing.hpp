// Showing a requisition to suppliers, by whoever's hand: whom it may go to, where their cards live
// (DOMAIN.md 3.1, 9).
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fillrate::handlers {

using suppliers = std::vector<const domain::supplier*>;

/// Not suspended, and for roles of this category.
[[nodiscard]] bool serves(const domain::supplier& one, const domain::requisition& req);
/// What a supplier said to it, or null when it was not asked.
[[nodiscard]] const domain::coverage* answer_of(
    const domain::requisition& req,
    const supplier_id& id
);
/// Why they may not accept or put anybody forward: they were taken off it. `own`: the asker is one
/// of theirs.
[[nodiscard]] std::optional<outcome> refuse_taken_off(
    const context& ctx,
    const domain::requisition& req,
    const domain::coverage& of,
    bool own
);
/// Why they take on nothing new: their firm is suspended; or its record, to be loaded first.
[[nodiscard]] std::optional<outcome> refuse_suspended(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::coverage& of,
    bool own
);
/// Those of a tier who may be asked and were not. Who declined is asked again only by name.
[[nodiscard]] suppliers unasked_of_tier(
    std::uint32_t tier,
    const domain::requisition& req,
    const suppliers& all
);

/// To whom a requisition goes.
struct chosen_suppliers {
    suppliers to{};
    bool inside = false;     ///< to our own recruiters as well
    std::uint32_t tier = 0;  ///< the last of the tiers it went to; 0: they were named
};

/// The conversations that get a card and were not loaded yet.
[[nodiscard]] std::vector<std::string> missing_rooms(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::client* client,
    const suppliers& to
);

/// The event, its line, and the cards in the rooms that are loaded.
void add_release(
    change& one,
    const snapshot& seen,
    const chosen_suppliers& picked,
    const domain::client* client
);

}  // namespace fillrate::handlers
