#include "handlers/representation.hpp"

#include "core/domain/names.hpp"

#include <algorithm>

namespace fillrate::handlers {

private_name candidate_key(const supplier_id& supplier, const person_keys& keys) {
    return {"candidate", supplier.value, keys.email.empty() ? keys.phone : keys.email};
}

std::vector<private_name> ownership_keys(const client_id& client, const person_keys& keys) {
    std::vector<private_name> names;
    if (!keys.email.empty()) {
        names.push_back({"email", client.value, keys.email});
    }
    if (!keys.phone.empty()) {
        names.push_back({"phone", client.value, keys.phone});
    }
    return names;
}

std::vector<std::string> ownership_names(
    const snapshot& seen,
    const client_id& client,
    const person_keys& keys
) {
    std::vector<std::string> names;
    for (const auto& key : ownership_keys(client, keys)) {
        names.push_back(domain::ownership_record_name(seen.hashes.at(key)));
    }
    return names;
}

const domain::claim_to_represent* standing_claim(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition,
    instant now
) {
    const domain::claim_to_represent* best = nullptr;
    for (const auto& name : ownerships) {
        const auto* one = seen.find<domain::ownership>(name);
        const auto* claim =
            one == nullptr ? nullptr : domain::standing_claim(*one, supplier, requisition, now);
        if (claim != nullptr && (best == nullptr || domain::wins_over(claim->confirmed, *best))) {
            best = claim;
        }
    }
    return best;
}

const domain::claim_to_represent* own_claim(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition
) {
    for (const auto& name : ownerships) {
        const auto* one = seen.find<domain::ownership>(name);
        if (one == nullptr) {
            continue;
        }
        const auto found = std::ranges::find_if(one->claims, [&](const auto& claim) {
            return claim.supplier == supplier && claim.requisition == requisition;
        });
        if (found != one->claims.end()) {
            return &*found;
        }
    }
    return nullptr;
}

}  // namespace fillrate::handlers
