// Who may represent a candidate at a client: the ownership records behind their e-mail and phone,
// and what a submittal does to them (DOMAIN.md 3.4).
#pragma once

#include "core/domain/candidate.hpp"
#include "core/domain/submittal.hpp"
#include "handlers/asking.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/handler.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
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

/// How long a claim holds for other requisitions of the client of `req`, by its policy.
[[nodiscard]] std::chrono::days claim_window(
    const domain::policy_book& book,
    const domain::requisition& req
);
/// Another supplier's claim that stands against `supplier`, the strongest of all these records, or
/// null. They are loaded.
[[nodiscard]] const domain::claim_to_represent* standing_claim(
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    const domain::requisition& req,
    instant now
);
/// The submittals, by record name, in which the supplier itself claims the person for this very
/// requisition, standing or not.
[[nodiscard]] std::vector<std::string> own_submittals(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition
);

/// Who is in play here, waits for a decision or can be brought back is not put forward once more.
/// Those submittals are loaded.
[[nodiscard]] std::optional<outcome> refuse_twice(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier
);

/// That the client does not want the person again, or null.
[[nodiscard]] const domain::do_not_return* bar_on(
    const snapshot& seen,
    const std::vector<std::string>& ownerships
);

/// That the client knew the person before, however long ago the contact was; or null.
[[nodiscard]] const domain::known_to_client* known_on(
    const snapshot& seen,
    const std::vector<std::string>& ownerships
);
/// Whether such a contact counts still: it lies within the window of claims (DOMAIN.md 3.4).
[[nodiscard]] bool is_known(
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<std::string>& ownerships,
    const domain::requisition& req,
    instant now
);

/// The day of `key` on which the candidate consented; a problem when it is none, lies ahead or is
/// more than a year ago.
[[nodiscard]] std::optional<instant> read_consent(
    const context& ctx,
    std::string_view key,
    const domain::requisition& req,
    field_problems& problems
);
/// Where the policy asks for a consent, nobody is presented without one that holds (DOMAIN.md 3.3).
[[nodiscard]] std::optional<outcome> refuse_without_consent(
    const context& ctx,
    const domain::policy_book& book,
    const domain::submittal& sub,
    const domain::requisition& req
);

/// Those of the records that have to be loaded first; nothing when all are.
[[nodiscard]] std::optional<need> to_load(
    const snapshot& seen,
    const std::vector<std::string>& names
);

/// Whether the step touches who represents them: a withdrawal before the client saw them gives the
/// claim up, a revival takes it up again, whoever won it over meanwhile (DOMAIN.md 3.4).
[[nodiscard]] bool moves_claim(const domain::submittal& sub, domain::submittal_verb what);
/// The ownership records after such a step, as events.
[[nodiscard]] std::vector<domain::event> claim_after(
    const snapshot& seen,
    const domain::submittal& sub,
    domain::submittal_verb what
);

/// The ownership records after `apply` was applied to each, as events. Both of two
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
        apply(after);
        events.push_back(put_as(name, std::move(after)));
    }
    return events;
}

}  // namespace fillrate::handlers
