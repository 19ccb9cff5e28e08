#include "handlers/following.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/needs.hpp"
#include "handlers/round_step.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// What one commit carries beside the requisition; nobody has more candidates in play than this.
constexpr std::uint32_t most_candidates = 120;

index_page candidates_of(requisition_number of) {
    return {domain::undecided_list(of), 0, most_candidates, false};
}

template <class Record>
std::vector<const Record*> with_live_clocks(const snapshot& seen, const index_page& page) {
    std::vector<const Record*> found;
    const auto names = seen.pages.find(page);
    if (names == seen.pages.end()) {
        return found;
    }
    for (const auto& name : names->second) {
        const auto* one = seen.find<Record>(name);
        const auto runs = [](const domain::clock& c) { return domain::is_live(c); };
        if (one != nullptr && std::ranges::any_of(one->clocks, runs)) {
            found.push_back(one);
        }
    }
    return found;
}

}  // namespace

std::optional<need> missing_followers(const snapshot& seen, const found_requisitions& of) {
    need wanted;
    for (const auto* req : of) {
        const auto more =
            missing_pages(seen, {candidates_of(req->number), unsettled_rounds(req->number)});
        load_too(wanted, more.value_or(need{}));
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

std::vector<std::string> loaded_followers(const snapshot& seen, const domain::requisition& of) {
    std::vector<std::string> names;
    for (const auto* sub : with_live_clocks<domain::submittal>(seen, candidates_of(of.number))) {
        names.push_back(domain::record_name(sub->number));
    }
    for (const auto* iv : with_live_clocks<domain::interview>(seen, unsettled_rounds(of.number))) {
        names.push_back(domain::record_name(iv->number));
    }
    return names;
}

bool follow(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const change& of,
    led_by what,
    decision& into
) {
    const auto& req = of.after();
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    for (const auto* sub : with_live_clocks<domain::submittal>(seen, candidates_of(req.number))) {
        const auto name = domain::record_name(sub->number);
        submittal_change one(ctx, name, *sub, seen.version_of(name));
        const bool known = what == led_by::priority
                               ? retarget_clocks(one, req, client, book, ctx.now)
                               : settle_clocks(one, req, nullptr, book, ctx.now);
        if (!known) {
            return false;
        }
        one.record(into);
    }
    for (const auto* iv : with_live_clocks<domain::interview>(seen, unsettled_rounds(req.number))) {
        const auto name = domain::record_name(iv->number);
        const auto* sub = seen.find<domain::submittal>(domain::record_name(iv->submittal));
        if (sub == nullptr) {
            continue;
        }
        interview_change one(ctx, name, *iv, seen.version_of(name));
        const bool known = what == led_by::priority
                               ? retarget_clocks(one, req, client, book, ctx.now)
                               : settle_clocks(one, *sub, req, nullptr, book, ctx.now);
        if (!known) {
            return false;
        }
        one.record(into);
    }
    return true;
}

}  // namespace fillrate::handlers
