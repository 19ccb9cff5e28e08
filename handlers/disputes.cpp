#include "handlers/disputes.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/needs.hpp"
#include "handlers/representation.hpp"
#include "handlers/round_step.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

bool can_lose(const domain::submittal& sub) {
    return domain::next_step(sub, submittal_verb::lose) != nullptr;
}

bool holds_offer_or_opening(const domain::submittal& sub) {
    return !can_lose(sub) && (domain::holds_opening(sub.state) ||
                              domain::next_step(sub, submittal_verb::offer) != nullptr);
}

// The submittals of the claims, by record name, that are meant.
template <class Meant>
std::vector<std::string> claimed_as(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    Meant meant
) {
    std::set<std::string> names;
    for (const auto& name : ownerships) {
        if (const auto* all = seen.find<domain::ownership>(name)) {
            for (const auto& claim : all->claims) {
                if (meant(claim)) {
                    names.insert(domain::record_name(claim.submittal));
                }
            }
        }
    }
    return {names.begin(), names.end()};
}

// Who may represent them, and the interviews that a rival may have.
std::optional<need> missing_claims(const snapshot& seen, const domain::submittal& sub) {
    auto wanted = to_load(seen, sub.ownerships).value_or(need{});
    if (auto page = unsettled_rounds(sub.requisition); !seen.pages.contains(page)) {
        wanted.pages.push_back(std::move(page));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

std::variant<submittals, outcome> find_claimed(const context& ctx, const snapshot& seen) {
    auto found = find_submittals(ctx, seen);
    auto* const early = std::get_if<outcome>(&found);
    auto* const waits = early == nullptr ? nullptr : std::get_if<need>(early);
    const auto& subjects = ctx.command.subjects;
    const auto* sub = subjects.empty() ? nullptr : seen.find<domain::submittal>(subjects.front());
    if (sub == nullptr || (early != nullptr && waits == nullptr)) {
        return found;
    }
    auto claims = missing_claims(seen, *sub);
    if (!claims) {
        return found;
    }
    if (waits != nullptr) {
        std::ranges::move(waits->records, std::back_inserter(claims->records));
    }
    return outcome(std::move(*claims));
}

std::vector<std::string> rival_names(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition,
    bool standing
) {
    return claimed_as(seen, ownerships, [&](const domain::claim_to_represent& claim) {
        return claim.supplier != supplier && claim.requisition == requisition &&
               claim.lapsed != standing;
    });
}

std::vector<std::string> lapsed_rivals(const snapshot& seen, const domain::submittal& sub) {
    return rival_names(seen, sub.ownerships, sub.supplier, sub.requisition, false);
}

bool is_contested_again(const snapshot& seen, const domain::submittal& sub) {
    return std::ranges::any_of(lapsed_rivals(seen, sub), [&seen](const std::string& name) {
        const auto* rival = seen.find<domain::submittal>(name);
        return rival != nullptr && rival->disputed;
    });
}

std::vector<std::string> rivals_elsewhere(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition,
    bool standing
) {
    return claimed_as(seen, ownerships, [&](const domain::claim_to_represent& claim) {
        return claim.supplier != supplier && claim.requisition != requisition &&
               claim.lapsed != standing;
    });
}

need missing_elsewhere(const snapshot& seen, const domain::submittal& sub) {
    need wanted;
    for (auto& name :
         rivals_elsewhere(seen, sub.ownerships, sub.supplier, sub.requisition, false)) {
        const auto* other = seen.find<domain::submittal>(name);
        if (other != nullptr && other->disputed) {
            load_record(wanted, seen, domain::record_name(other->requisition));
        }
        load_record(wanted, seen, std::move(name));
    }
    return wanted;
}

submittals contesting_elsewhere(const snapshot& seen, const found_submittal& one) {
    const auto& sub = *one.sub;
    submittals contesting;
    for (const auto& name :
         rivals_elsewhere(seen, sub.ownerships, sub.supplier, sub.requisition, false)) {
        const auto* other = seen.find<domain::submittal>(name);
        const auto* req =
            other == nullptr
                ? nullptr
                : seen.find<domain::requisition>(domain::record_name(other->requisition));
        // Whom somebody claims there as well is decided there.
        const bool alone =
            req != nullptr &&
            rival_names(seen, other->ownerships, other->supplier, req->number, true).empty();
        if (alone && other->disputed) {
            contesting.push_back({other, req, one.client, nullptr, nullptr});
        }
    }
    return contesting;
}

std::optional<need> missing_rivals(
    const snapshot& seen,
    const domain::requisition& req,
    const std::vector<std::string>& names
) {
    auto wanted = to_load(seen, names).value_or(need{});
    if (const auto owner = domain::record_name(req.owner);
        !req.owner.empty() && !seen.loaded(owner)) {
        wanted.records.push_back(owner);
    }
    for (const auto& name : seen.pages.at(unsettled_rounds(req.number))) {
        const auto* round = seen.find<domain::interview>(name);
        const bool theirs =
            round != nullptr &&
            std::ranges::find(names, domain::record_name(round->submittal)) != names.end();
        if (theirs) {
            std::ranges::move(missing_guests(seen, *round), std::back_inserter(wanted.records));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

submittals rivals_in(
    const snapshot& seen,
    const std::vector<std::string>& names,
    const found_submittal& of
) {
    submittals rivals;
    for (const auto& name : names) {
        if (const auto* rival = seen.find<domain::submittal>(name)) {
            rivals.push_back({rival, of.req, of.client, nullptr, last_round(seen, *rival)});
        }
    }
    return rivals;
}

claim_verdict judge_claim(
    const domain::claim_to_represent* other,
    const std::optional<instant>& consent,
    const submittals& rivals
) {
    if (other == nullptr) {
        return claim_verdict::stands;
    }
    if (!consent) {
        return claim_verdict::yields;
    }
    const bool bound = std::ranges::any_of(rivals, [](const auto& rival) {
        return holds_offer_or_opening(*rival.sub);
    });
    return other->confirmed || bound ? claim_verdict::disputed : claim_verdict::stands;
}

void put_out(slate_step& step, const submittals& rivals) {
    for (const auto& rival : rivals) {
        if (can_lose(*rival.sub)) {
            step.lose(rival);
        }
    }
}

void mark_disputed(slate_step& step, const submittals& rivals) {
    for (const auto& rival : rivals) {
        if (domain::is_undecided(rival.sub->state) && !rival.sub->disputed) {
            step.mark(rival, domain::claim_disputed{}, {});
        }
    }
}

void lapse_claims(domain::ownership& of, const submittals& rivals) {
    for (auto& claim : of.claims) {
        const bool lost = std::ranges::any_of(rivals, [&claim](const auto& rival) {
            return rival.sub->number == claim.submittal;
        });
        claim.lapsed = claim.lapsed || lost;
    }
}

}  // namespace fillrate::handlers
