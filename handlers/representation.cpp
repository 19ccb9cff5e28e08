#include "handlers/representation.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/assignment.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <set>

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

std::chrono::days claim_window(const domain::policy_book& book, const domain::requisition& req) {
    return std::chrono::days{book.choose(req).claim_days};
}

const domain::claim_to_represent* standing_claim(
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    const domain::requisition& req,
    instant now
) {
    const auto window = claim_window(book, req);
    const domain::claim_to_represent* best = nullptr;
    for (const auto& name : ownerships) {
        const auto* one = seen.find<domain::ownership>(name);
        const auto* claim = one == nullptr
                                ? nullptr
                                : domain::standing_claim(*one, supplier, req.number, window, now);
        if (claim != nullptr && (best == nullptr || domain::wins_over(claim->confirmed, *best))) {
            best = claim;
        }
    }
    return best;
}

std::vector<std::string> own_submittals(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition
) {
    std::set<std::string> names;
    for (const auto& name : ownerships) {
        const auto* one = seen.find<domain::ownership>(name);
        if (one == nullptr) {
            continue;
        }
        for (const auto& claim : one->claims) {
            if (claim.supplier == supplier && claim.requisition == requisition) {
                names.insert(domain::record_name(claim.submittal));
            }
        }
    }
    return {names.begin(), names.end()};
}

std::optional<outcome> refuse_twice(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier
) {
    const auto revivable_days = book.choose(req).revive_days;
    const domain::submittal* out = nullptr;
    for (const auto& name : own_submittals(seen, ownerships, supplier, req.number)) {
        const auto* sub = seen.find<domain::submittal>(name);
        if (sub == nullptr) {
            continue;
        }
        const bool in_play = domain::is_live(sub->state) || domain::holds_opening(sub->state);
        if (in_play || sub->state == domain::submittal_state::duplicate) {
            const auto id = shown_id(sub->number);
            const found_submittal own{sub, &req};
            return refuse(
                ctx,
                "That person is already put forward here, as " + id +
                    (in_play ? ", which " + state_sentence(sub->state) + since_by_whom(ctx, own)
                             : std::string{}) +
                    '.',
                id
            );
        }
        out = domain::may_still_revive(*sub, revivable_days, ctx.now) ? sub : out;
    }
    if (out == nullptr) {
        return std::nullopt;
    }
    const auto id = shown_id(out->number);
    const bool brings_back = domain::may(domain::submittal_permission::own, *out, req, ctx.actor);
    return refuse(
        ctx,
        "That person was put forward here as " + id + ", which is out and can be brought back" +
            (brings_back ? "." : " by the account manager."),
        id + (brings_back ? " revive \"...\"" : " note \"...\"")
    );
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

const domain::known_to_client* known_on(
    const snapshot& seen,
    const std::vector<std::string>& ownerships
) {
    for (const auto& name : ownerships) {
        const auto* one = seen.find<domain::ownership>(name);
        if (one != nullptr && one->known) {
            return &*one->known;
        }
    }
    return nullptr;
}

bool is_known(
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<std::string>& ownerships,
    const domain::requisition& req,
    instant now
) {
    const auto window = claim_window(book, req);
    return std::ranges::any_of(ownerships, [&](const std::string& name) {
        const auto* one = seen.find<domain::ownership>(name);
        return one != nullptr && one->known &&
               domain::is_recent_contact(one->known->contact, window, now);
    });
}

std::optional<instant> read_consent(
    const context& ctx,
    std::string_view key,
    const domain::requisition& req,
    field_problems& problems
) {
    constexpr std::chrono::days oldest{366};
    const auto day = read_past_day(ctx, key, req.zone, problems);
    if (day && ctx.now - *day > oldest) {
        problems.add(
            std::string(key),
            "That is more than a year ago. Ask the candidate again, and give that day."
        );
        return std::nullopt;
    }
    return day;
}

std::optional<outcome> refuse_without_consent(
    const context& ctx,
    const domain::policy_book& book,
    const domain::submittal& sub,
    const domain::requisition& req
) {
    const auto& policy = book.choose(req);
    if (!policy.rtr_required) {
        return std::nullopt;
    }
    const auto id = shown_id(sub.number);
    const auto next = id + " rtr on:today";
    const auto client = displayable(req.client_name);
    if (!sub.represented) {
        return refuse(
            ctx,
            client + " sees nobody without the candidate's consent, and for " + id +
                " none is noted. Say on which day they agreed.",
            next
        );
    }
    const auto zone = zone_of(ctx, req);
    const auto day_of = [&zone](instant at) {
        return days_since_epoch(zone->to_local(at).civil.date);
    };
    const std::chrono::days holds{policy.rtr_days};
    if (!zone || policy.rtr_days == 0 || day_of(ctx.now) - day_of(*sub.represented) <= holds) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "The candidate's consent for " + id + " is of " + local_time(*sub.represented, req.zone) +
            ", and for " + client + " one holds " + counted(policy.rtr_days, "day", "days") +
            ". Ask them again, and say on which day.",
        next
    );
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
    return what == domain::submittal_verb::revive ||
           (what == domain::submittal_verb::withdraw && !sub.presented);
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
