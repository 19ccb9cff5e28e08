// Who may represent a candidate at a client: the ownership records behind their e-mail and phone,
// and what a submittal does to them (DOMAIN.md 3.4).
#pragma once

#include "core/domain/candidate.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/handler.hpp"

#include <string>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// What a person is recognised by.
struct person_keys {
    std::string email{};  ///< normal form
    std::string phone{};
};

/// The supplier's own record of this person.
[[nodiscard]] private_name candidate_key(const supplier_id& supplier, const person_keys& keys);
/// What the ownership records are named after: one per key, scoped to the client.
[[nodiscard]] std::vector<private_name> ownership_keys(
    const client_id& client,
    const person_keys& keys
);
/// The names of those records; their hashes are loaded.
[[nodiscard]] std::vector<std::string> ownership_names(
    const snapshot& seen,
    const client_id& client,
    const person_keys& keys
);

/// Another supplier's claim that stands against `supplier`, the strongest of all these records, or
/// null. They are loaded.
[[nodiscard]] const domain::claim_to_represent* standing_claim(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition,
    instant now
);
/// The supplier's own claim for this very requisition, standing or not, or null.
[[nodiscard]] const domain::claim_to_represent* own_claim(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition
);

/// The ownership records after `change` was applied to the claims of each, as events. Both of two
/// racers write them, so absence is guarded.
template <class Change>
[[nodiscard]] std::vector<domain::event> changed_ownership(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    Change apply
) {
    std::vector<domain::event> events;
    for (const auto& name : ownerships) {
        const auto* known = seen.find<domain::ownership>(name);
        auto after = known == nullptr ? domain::ownership{} : *known;
        apply(after.claims);
        events.push_back(put_as(name, std::move(after)));
    }
    return events;
}

}  // namespace fillrate::handlers
