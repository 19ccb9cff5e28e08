#include "handlers/short_shifts.hpp"

#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/agenda.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/shift.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// A shift that ended since may still be of today.
constexpr std::chrono::hours longest_day{24};

index_page short_page(std::string set, instant now) {
    return {std::move(set), 0, most_short_shifts, false, to_unix_ms(now - longest_day)};
}

}  // namespace

std::vector<index_page> short_shift_pages(const context& ctx) {
    std::vector<index_page> pages;
    if (!is_inside(ctx)) {
        return pages;
    }
    for (const auto& grant : ctx.actor.grants) {
        const bool owns = grant.role == domain::role::account_manager;
        if (grant.role == domain::role::operations || (owns && grant.client.empty())) {
            return {short_page(domain::short_shift_list(), ctx.now)};
        }
        if (owns) {
            pages.push_back(short_shift_page(grant.client, ctx.now));
        }
    }
    const auto clients = std::max<std::size_t>(pages.size(), 1);
    for (auto& page : pages) {
        page.limit = std::max(most_short_shifts / static_cast<std::uint32_t>(clients), 1U);
    }
    return pages;
}

index_page short_shift_page(const client_id& client, instant now) {
    return short_page(domain::short_shift_list(client), now);
}

need missing_for_short_shifts(const snapshot& seen, const std::vector<index_page>& pages) {
    need wanted;
    for (const auto& name : names_on(seen, pages)) {
        const auto* one = seen.find<domain::work_shift>(name);
        auto of = one == nullptr ? std::string{} : domain::record_name(one->id.requisition);
        if (!of.empty() && !seen.loaded(of)) {
            wanted.records.push_back(std::move(of));
        }
    }
    return wanted;
}

std::vector<chat::block> short_shift_lines(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    std::vector<chat::block> lines;
    for (const auto& name : names_on(seen, pages)) {
        const auto* one = seen.find<domain::work_shift>(name);
        if (one == nullptr || !looks_after(ctx.actor, one->client) ||
            one->id.date < local_day(ctx.now, one->zone)) {
            continue;
        }
        const auto* req = seen.find<domain::requisition>(domain::record_name(one->id.requisition));
        if (req == nullptr || !takes_shifts(*req)) {
            continue;
        }
        lines.emplace_back(chat::paragraph{
            {chat::bold(
                 shown_id(one->id.requisition) + ' ' + displayable(one->title) + ", " +
                 shift_hours(*one)
             ),
             chat::plain(": " + shift_status(*one) + '.')}});
    }
    return lines;
}

}  // namespace fillrate::handlers
