#include "handlers/following.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/clock_moves.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// What one commit carries beside the requisition; nobody has more candidates in play than this.
constexpr std::uint32_t most_followers = 120;

index_page followers_page(requisition_number of) {
    return {domain::undecided_list(of), 0, most_followers, false};
}

}  // namespace

std::optional<need> missing_followers(const snapshot& seen, const found_requisitions& of) {
    need wanted;
    for (const auto* req : of) {
        auto page = followers_page(req->number);
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

bool follow(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const change& of,
    led_by what,
    decision& into
) {
    const auto page = seen.pages.find(followers_page(of.after().number));
    if (page == seen.pages.end()) {
        return true;
    }
    const auto runs = [](const domain::clock& c) { return domain::is_live(c); };
    for (const auto& name : page->second) {
        const auto* sub = seen.find<domain::submittal>(name);
        if (sub == nullptr || !std::ranges::any_of(sub->clocks, runs)) {
            continue;
        }
        submittal_change one(ctx, name, *sub, seen.version_of(name));
        const bool known = what == led_by::priority
                               ? retarget_clocks(one, of.after().priority, book, ctx.now)
                               : settle_clocks(one, of.after(), nullptr, book, ctx.now);
        if (!known) {
            return false;
        }
        one.record(into);
    }
    return true;
}

}  // namespace fillrate::handlers
