// Among what somebody may look for something by name in a place: the clients and suppliers they
// look after, cut to what the place is for (DOMAIN.md 9). Across clients only operations may
// search, and only in a direct message.
#pragma once

#include "handlers/handler.hpp"

#include <vector>

namespace fillrate::handlers {

struct find_scope {
    bool whole_firm = false;  ///< operations in a direct message
    bool directory = false;   ///< suppliers and people too
    bool cut = false;         ///< there are more clients of theirs than are looked through
    std::vector<client_id> clients{};
    std::vector<supplier_id> suppliers{};  ///< whose candidates are looked among

    [[nodiscard]] bool empty() const noexcept {
        return !whole_firm && clients.empty() && suppliers.empty();
    }
    [[nodiscard]] bool has(const client_id& client) const;
};

/// `rooms_of`: the loaded clients, for people of every client: in a client's own room they mean it.
[[nodiscard]] find_scope scope_here(
    const context& ctx,
    const std::vector<const domain::client*>& rooms_of,
    const domain::client* named
);

/// Whether a role of the person reaches the client at all.
[[nodiscard]] bool reaches(const domain::actor& who, const client_id& client);

}  // namespace fillrate::handlers
