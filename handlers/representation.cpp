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

const domain::do_not_return* bar_on(
    const snapshot& seen,
    const std::vector<std::string>& ownerships
) {
    for (const auto& name : ownerships) {
        const auto* one = seen.find<domain::ownership>(name);
        if (one != nullptr && one->barred) {
            return &*one->barred;
        }
    }
    return nullptr;
}

std::optional<need> to_load(const snapshot& seen, const std::vector<std::string>& names) {
    need wanted;
    for (const auto& name : names) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

bool moves_claim(const domain::submittal& sub, domain::submittal_verb what) {
    const bool comes_back =
        what == domain::submittal_verb::revive && sub.state == domain::submittal_state::withdrawn;
    return !sub.presented && (comes_back || what == domain::submittal_verb::withdraw);
}

std::vector<domain::event> claim_after(
    const snapshot& seen,
    const domain::submittal& sub,
    domain::submittal_verb what
) {
    const bool lapses = what == domain::submittal_verb::withdraw;
    return changed_ownership(seen, sub.ownerships, [&sub, lapses](domain::ownership& of) {
        for (auto& claim : of.claims) {
            if (claim.submittal == sub.number) {
                claim.lapsed = lapses;
            }
        }
    });
}

}  // namespace fillrate::handlers
