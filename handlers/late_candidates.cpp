#include "handlers/late_candidates.hpp"

#include "core/base/text.hpp"
#include "core/domain/matters.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t most_late = 20;

/// A candidate, or an interview of theirs, with its clock that ran out first.
struct late_one {
    std::string id{};
    const domain::submittal* sub = nullptr;
    const domain::requisition* req = nullptr;
    const domain::clock* overdue = nullptr;
};

const domain::clock* first_overdue(const std::vector<domain::clock>& clocks) {
    const domain::clock* first = nullptr;
    for (const auto& c : clocks) {
        const bool counts = c.breached && !c.stopped;
        if (counts && (first == nullptr || *c.breached < *first->breached)) {
            first = &c;
        }
    }
    return first;
}

// Of one record of the lists what it says of whom; records that it hangs on may still be missing.
late_one late_in(const snapshot& seen, const std::string& name) {
    late_one one;
    if (const auto* iv = seen.find<domain::interview>(name)) {
        one.id = shown_id(iv->number);
        one.sub = seen.find<domain::submittal>(domain::record_name(iv->submittal));
        one.req = seen.find<domain::requisition>(domain::record_name(iv->requisition));
        one.overdue = first_overdue(iv->clocks);
    } else if (const auto* sub = seen.find<domain::submittal>(name)) {
        one.id = shown_id(sub->number);
        one.sub = sub;
        one.req = seen.find<domain::requisition>(domain::record_name(sub->requisition));
        one.overdue = first_overdue(sub->clocks);
    }
    return one;
}

std::vector<std::string> what_it_hangs_on(const snapshot& seen, const std::string& name) {
    if (const auto* iv = seen.find<domain::interview>(name)) {
        return {domain::record_name(iv->submittal), domain::record_name(iv->requisition)};
    }
    const auto* sub = seen.find<domain::submittal>(name);
    return sub == nullptr ? std::vector<std::string>{}
                          : std::vector{domain::record_name(sub->requisition)};
}

// Round one: the lists; round two: what their members hang on.
std::optional<need> missing_late(const snapshot& seen, const std::vector<index_page>& pages) {
    need wanted;
    for (const auto& page : pages) {
        const auto names = seen.pages.find(page);
        if (names == seen.pages.end()) {
            wanted.pages.push_back(page);
            continue;
        }
        for (const auto& name : names->second) {
            for (auto& needed : what_it_hangs_on(seen, name)) {
                if (!seen.loaded(needed)) {
                    wanted.records.push_back(std::move(needed));
                }
            }
        }
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// To operations, where anything of every client may be read.
bool tells_approvals(const context& ctx, std::uint32_t page) {
    using kind = domain::binding::kind;
    const auto readers = ctx.place.binding.who;
    return page == 1 && ctx.actor.has(domain::role::operations) &&
           (readers == kind::internal || readers == kind::direct);
}

std::optional<chat::paragraph> approvals_line(const context& ctx, const snapshot& seen) {
    constexpr std::size_t most_named = 10;
    std::vector<std::string> ids;
    for (const auto& member : seen.members.at(approval_range())) {
        const auto entry = domain::matter_entry_from(member);
        const auto number = entry ? domain::parse_submittal_name(entry->record) : std::nullopt;
        if (number) {
            ids.push_back(shown_id(*number));
        }
    }
    if (ids.empty()) {
        return std::nullopt;
    }
    const auto first = ids.front();
    if (ids.size() > most_named) {
        const auto more = ids.size() - most_named;
        ids.resize(most_named);
        ids.push_back(std::to_string(more) + " more");
    }
    return chat::paragraph{
        {chat::plain("Offers that wait for your approval: " + join(ids, ", ") + ". "),
         chat::code(ctx.root + ' ' + first + " approve")}};
}

bool is_listed(const context& ctx, const late_one& one) {
    if (one.sub == nullptr || one.req == nullptr || one.overdue == nullptr) {
        return false;
    }
    return settles_for(ctx.actor, *one.req) &&
           domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, false).screening;
}

}  // namespace

std::variant<late_page, need> late_candidates(
    const context& ctx,
    const snapshot& seen,
    std::uint32_t page
) {
    // Several clients share the rows.
    const auto sets = std::max<std::size_t>(late_candidate_pages(ctx.actor, most_late).size(), 1);
    const auto share = std::max<std::uint32_t>(most_late / static_cast<std::uint32_t>(sets), 1);
    auto pages = late_candidate_pages(ctx.actor, share);
    for (auto& each : pages) {
        each.offset = (page - 1) * share;
    }
    const bool approves = tells_approvals(ctx, page);
    auto wanted = missing_late(seen, pages).value_or(need{});
    if (approves && !seen.members.contains(approval_range())) {
        wanted.members.push_back(approval_range());
    }
    if (!wanted.pages.empty() || !wanted.records.empty() || !wanted.members.empty()) {
        return wanted;
    }
    std::vector<late_one> all;
    late_page made;
    made.approvals = approves ? approvals_line(ctx, seen) : std::nullopt;
    for (const auto& each : pages) {
        const auto& names = seen.pages.at(each);
        made.more = made.more || names.size() == share;
        for (const auto& name : names) {
            if (auto one = late_in(seen, name); is_listed(ctx, one)) {
                all.push_back(std::move(one));
            }
        }
    }
    if (all.empty()) {
        return made;
    }
    std::ranges::sort(all, {}, [](const auto& one) { return *one.overdue->breached; });
    auto& table = made.table.emplace();
    table.caption = "Candidates and interviews past a due time, " + std::to_string(all.size()) +
                    (page > 1 ? " more" : "");
    table.rows.push_back({"Code", "Candidate", "For", "Since"});
    for (const auto& one : all) {
        const auto waiting = waiting_text(*one.overdue, one.req->zone, ctx.now);
        table.rows.push_back(
            {one.id,
             displayable(one.sub->initials),
             shown_id(one.req->number) + ' ' + displayable(one.req->title) +
                 for_whom(*one.req, ctx.actor),
             clock_subject(one.overdue->kind) + " was due " +
                 local_time(*one.overdue->breached, one.req->zone) +
                 (waiting.empty() ? "" : "; " + waiting) +
                 (one.overdue->missed.empty() ? "" : ", " + shown_id(one.overdue->missed))}
        );
    }
    return made;
}

}  // namespace fillrate::handlers
