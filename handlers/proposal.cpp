#include "handlers/proposal.hpp"

#include "core/domain/names.hpp"
#include "handlers/candidate_names.hpp"
#include "handlers/disputes.hpp"
#include "handlers/needs.hpp"
#include "handlers/presenting.hpp"
#include "handlers/round_step.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

std::vector<std::string> claimed_elsewhere(
    const snapshot& seen,
    const domain::requisition& req,
    const proposal& made
) {
    const auto ownerships = ownership_names(seen, req.client, made.keys);
    return made.consent ? rival_names(seen, ownerships, made.supplier, req.number, true)
                        : std::vector<std::string>{};
}

bool is_guarded(const proposal& made) {
    return !made.supplier.empty() && !made.on_behalf;
}

std::optional<need> missing_by_name(
    const snapshot& seen,
    const domain::requisition& req,
    const proposal& made
) {
    const auto who = candidate_key(made.supplier, made.keys);
    if (seen.hashes.contains(who)) {
        return std::nullopt;
    }
    need wanted;
    wanted.hashes = ownership_keys(req.client, made.keys);
    wanted.hashes.push_back(who);
    std::ranges::copy(
        name_keys(made.who.name, req.client, made.supplier),
        std::back_inserter(wanted.hashes)
    );
    wanted.submittal_number = true;
    load_record(wanted, seen, domain::record_name(req.client));
    if (!made.supplier.empty()) {
        load_record(wanted, seen, domain::record_name(made.supplier));
    }
    if (is_guarded(made)) {
        load_record(wanted, seen, domain::neutral_record_name(req.client, made.supplier));
    }
    if (!req.owner.empty()) {
        load_record(wanted, seen, domain::record_name(req.owner));
    }
    wanted.pages.push_back(unsettled_rounds(req.number));
    return wanted;
}

std::optional<need> missing_for(
    const snapshot& seen,
    const domain::requisition& req,
    const proposal& made
) {
    const auto who = candidate_key(made.supplier, made.keys);
    need wanted;
    load_record(wanted, seen, domain::record_name(candidate_id{seen.hashes.at(who)}));
    for (auto& name : ownership_names(seen, req.client, made.keys)) {
        load_record(wanted, seen, std::move(name));
    }
    const auto* firm = seen.find<domain::supplier>(domain::record_name(made.supplier));
    if (firm != nullptr && !firm->conversation.empty()) {
        load_record(wanted, seen, domain::record_name(firm->conversation));
    }
    if (made.at_once) {
        found_submittal shown;
        shown.req = &req;
        shown.client = seen.find<domain::client>(domain::record_name(req.client));
        add_missing_readers(wanted, seen, {shown});
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    auto others = claimed_elsewhere(seen, req, made);
    auto own = own_submittals(
        seen,
        ownership_names(seen, req.client, made.keys),
        made.supplier,
        req.number
    );
    std::ranges::move(own, std::back_inserter(others));
    return missing_rivals(seen, req, others);
}

}  // namespace fillrate::handlers
