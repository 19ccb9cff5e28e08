#include "handlers/next_tier.hpp"

#include "core/domain/clocks.hpp"
#include "handlers/lists.hpp"
#include "handlers/releasing.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

chosen_suppliers next_tier(const snapshot& seen, const domain::requisition& req) {
    const auto all = records_of<domain::supplier>(seen, directory_page(suppliers_list));
    chosen_suppliers picked;
    for (const auto* one : all) {
        const bool nearer = picked.tier == 0 || one->tier < picked.tier;
        if (one->tier > req.tier && nearer) {
            auto some = unasked_of_tier(one->tier, req, all);
            if (!some.empty()) {
                picked = {.to = std::move(some), .tier = one->tier};
            }
        }
    }
    return picked;
}

}  // namespace

bool lets_next_tier_in(
    const domain::requisition& req,
    std::span<const domain::clock_action> due,
    const domain::policy_book& book,
    instant now
) {
    const auto* const coverage = domain::find_clock(req.clocks, domain::clock_kind::coverage);
    if (req.tier == 0 || coverage == nullptr) {
        return false;
    }
    const auto* const policy = book.find_policy(coverage->policy);
    const bool on_it = coverage->eta && *coverage->eta > now;
    const bool follows = policy != nullptr && policy->tiers_follow && !on_it;
    // What a miss during a wait would have brought comes when the wait is over.
    const bool missed = coverage->breached.has_value();
    return follows && std::ranges::any_of(due, [missed](const domain::clock_action& action) {
               const bool moment = action.what == domain::due_kind::urge ||
                                   action.what == domain::due_kind::breach ||
                                   action.what == domain::due_kind::eta_missed ||
                                   (action.what == domain::due_kind::wait_over && missed);
               return moment && action.clock == domain::clock_kind::coverage;
           });
}

std::uint32_t next_tier_of(const snapshot& seen, const domain::requisition& req) {
    return req.tier == 0 ? 0 : next_tier(seen, req).tier;
}

std::optional<need> missing_for_next_tier(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::client* client
) {
    need wanted;
    if (!seen.pages.contains(directory_page(suppliers_list))) {
        wanted.pages.push_back(directory_page(suppliers_list));
        return wanted;
    }
    wanted.records = missing_rooms(seen, req, client, next_tier(seen, req).to);
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

void let_next_tier_in(change& one, const snapshot& seen, const domain::client* client) {
    const auto picked = next_tier(seen, one.after());
    if (!picked.to.empty()) {
        add_release(one, seen, picked, client);
    }
}

}  // namespace fillrate::handlers
