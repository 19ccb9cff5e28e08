#include "handlers/worklist.hpp"

#include "core/domain/index.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

using domain::role;

/// Of several lists together, when they are read as one.
constexpr std::uint32_t merged_size = 160;

// Managers and suppliers have no late list: what waits for them is asked for, not counted.
std::vector<std::string> late_sets(const domain::actor& who) {
    if (who.has(role::operations)) {
        return {domain::late_list()};
    }
    if (!who.has(role::account_manager)) {
        return {};
    }
    std::vector<std::string> sets{domain::late_list(who.id)};
    for (const auto& absent : who.stands_in_for) {
        sets.push_back(domain::late_list(absent));
    }
    return sets;
}

std::vector<std::string> open_sets(const domain::actor& who) {
    if (who.has(role::operations) || who.has(role::administrator)) {
        return {domain::open_list()};
    }
    std::vector<std::string> sets;
    const auto add = [&sets](std::string set) {
        if (std::ranges::find(sets, set) == sets.end()) {
            sets.push_back(std::move(set));
        }
    };
    for (const auto& grant : who.grants) {
        switch (grant.role) {
            case role::account_manager:
            case role::recruiter:
                add(grant.client.empty() ? domain::open_list() : domain::client_list(grant.client));
                break;
            case role::hiring_manager:
                add(grant.site.empty() ? domain::mine_list(who.id)
                                       : domain::client_list(grant.client));
                for (const auto& absent : who.stands_in_for) {
                    add(domain::mine_list(absent));
                }
                break;
            case role::supplier_contact:
                add(domain::supplier_list(grant.supplier));
                break;
            case role::operations:
            case role::administrator:
                break;
        }
    }
    return sets;
}

std::vector<std::string> mine_sets(const domain::actor& who) {
    const bool has_own = who.has(role::account_manager) || who.has(role::operations) ||
                         who.has(role::hiring_manager);
    if (!has_own) {
        return open_sets(who);
    }
    std::vector<std::string> sets{domain::mine_list(who.id)};
    for (const auto& absent : who.stands_in_for) {
        sets.push_back(domain::mine_list(absent));
    }
    return sets;
}

}  // namespace

std::vector<index_page> lists_for(
    const domain::actor& who,
    list_scope scope,
    std::uint32_t offset,
    std::uint32_t limit
) {
    std::vector<std::string> sets;
    switch (scope) {
        case list_scope::open:
            sets = open_sets(who);
            break;
        case list_scope::mine:
            sets = mine_sets(who);
            break;
        case list_scope::late:
            sets = late_sets(who);
            break;
    }
    std::vector<index_page> pages;
    for (auto& set : sets) {
        pages.push_back({std::move(set), offset, limit, false});
    }
    return pages;
}

std::vector<index_page> shared_lists_for(
    const domain::actor& who,
    list_scope scope,
    std::uint32_t together
) {
    auto pages = lists_for(who, scope, 0, together);
    for (auto& page : pages) {
        page.limit = std::max(together / static_cast<std::uint32_t>(pages.size()), 1U);
    }
    return pages;
}

bool stands_in_for(const domain::actor& who, const person_id& absent) {
    return std::ranges::find(who.stands_in_for, absent) != who.stands_in_for.end();
}

std::string for_whom(const domain::requisition& req, const domain::actor& who) {
    if (req.owner == who.id || req.hiring_manager == who.id) {
        return {};
    }
    const bool owner = stands_in_for(who, req.owner);
    if (!owner && !stands_in_for(who, req.hiring_manager)) {
        return {};
    }
    return ", for " + first_name(owner ? req.owner_name : req.hiring_manager_name);
}

bool settles_for(const domain::actor& who, const domain::requisition& req) {
    return who.has(role::operations) || req.owner == who.id || stands_in_for(who, req.owner);
}

std::vector<index_page> late_candidate_pages(const domain::actor& who, std::uint32_t limit) {
    std::vector<index_page> pages;
    const auto add = [&pages, limit](std::string set) {
        index_page page{std::move(set), 0, limit, false};
        if (std::ranges::find(pages, page) == pages.end()) {
            pages.push_back(std::move(page));
        }
    };
    if (who.has(role::operations)) {
        add(domain::late_candidate_list());
        return pages;
    }
    for (const auto& grant : who.grants) {
        if (grant.role == role::account_manager) {
            add(grant.client.empty() ? domain::late_candidate_list()
                                     : domain::late_candidate_list(grant.client));
        }
    }
    return pages;
}

std::variant<found_requisitions, need> listed(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    need wanted;
    std::ranges::copy_if(pages, std::back_inserter(wanted.pages), [&seen](const auto& page) {
        return !seen.pages.contains(page);
    });
    if (!wanted.pages.empty()) {
        return wanted;
    }
    found_requisitions found;
    for (const auto& page : pages) {
        for (const auto& name : seen.pages.at(page)) {
            const auto* req = seen.find<domain::requisition>(name);
            const bool shown = req != nullptr && domain::may_know(*req, ctx.actor) &&
                               domain::clear(*req, ctx.actor, ctx.place.binding, false).core;
            if (shown && std::ranges::find(found, req) == found.end()) {
                found.push_back(req);
            }
        }
    }
    return found;
}

std::variant<worklist_page, need> page_of_worklist(
    const context& ctx,
    const snapshot& seen,
    list_scope scope,
    std::uint32_t first,
    std::uint32_t count
) {
    auto pages = lists_for(ctx.actor, scope, first, count);
    if (pages.empty()) {
        return worklist_page{};
    }
    const bool merged = pages.size() > 1;
    if (merged) {
        const auto share = merged_size / static_cast<std::uint32_t>(pages.size());
        pages = lists_for(ctx.actor, scope, 0, share);
    }
    auto found = listed(ctx, seen, pages);
    if (auto* wanted = std::get_if<need>(&found)) {
        return std::move(*wanted);
    }
    worklist_page page{std::get<found_requisitions>(std::move(found)), false};
    if (!merged) {
        page.more = seen.pages.at(pages.front()).size() == count;
        return page;
    }
    auto& all = page.shown;
    std::ranges::sort(all, {}, [](const auto* req) { return req->number.value; });
    page.more = all.size() > first + count;
    const auto skipped = std::min<std::size_t>(first, all.size());
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(skipped));
    all.resize(std::min<std::size_t>(all.size(), count));
    return page;
}

}  // namespace fillrate::handlers
