#include "handlers/agenda.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::role;

void add_set(std::vector<std::string>& to, std::string set) {
    if (std::ranges::find(to, set) == to.end()) {
        to.push_back(std::move(set));
    }
}

std::vector<index_page> shared_pages(std::vector<std::string> sets, std::uint32_t limit) {
    std::vector<index_page> pages;
    const auto share = limit / std::max<std::uint32_t>(static_cast<std::uint32_t>(sets.size()), 1);
    for (auto& set : sets) {
        pages.push_back({std::move(set), 0, std::max(share, 1U), false});
    }
    return pages;
}

bool is_for_all(const domain::grant& g) {
    const bool program = g.role == role::account_manager || g.role == role::recruiter;
    return g.role == role::operations || (program && g.client.empty());
}

bool is_of_client(const domain::grant& g) {
    return !g.client.empty() && (g.role == role::account_manager || g.role == role::recruiter ||
                                 g.role == role::hiring_manager);
}

}  // namespace

std::vector<index_page> interview_pages(const domain::actor& who, std::uint32_t limit) {
    if (std::ranges::any_of(who.grants, is_for_all)) {
        return shared_pages({domain::agenda_list()}, limit);
    }
    std::vector<std::string> sets{domain::agenda_list(who.id)};
    for (const auto& grant : who.grants) {
        if (is_of_client(grant)) {
            add_set(sets, domain::agenda_list(grant.client));
        } else if (grant.role == role::supplier_contact) {
            add_set(sets, domain::agenda_list(grant.supplier));
        }
    }
    return shared_pages(std::move(sets), limit);
}

std::vector<index_page> day_pages(const domain::actor& who, std::uint32_t limit) {
    if (std::ranges::any_of(who.grants, is_for_all)) {
        return shared_pages({domain::days_list()}, limit);
    }
    std::vector<std::string> sets;
    for (const auto& grant : who.grants) {
        if (is_of_client(grant)) {
            add_set(sets, domain::days_list(grant.client));
        } else if (grant.role == role::supplier_contact) {
            add_set(sets, domain::days_list(grant.supplier));
        }
    }
    return shared_pages(std::move(sets), limit);
}

std::vector<std::string> names_on(const snapshot& seen, const std::vector<index_page>& pages) {
    std::vector<std::string> names;
    for (const auto& page : pages) {
        for (const auto& name : seen.pages.at(page)) {
            if (std::ranges::find(names, name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

std::string local_day(instant at, std::string_view zone) {
    return format_date(time_zone::find(zone).value().to_local(at).civil.date);
}

chat::paragraph interview_line(const context& ctx, const found_interview& one) {
    const auto v = domain::view(
        *one.iv,
        one.who,
        domain::clear(one.context(), ctx.actor, ctx.place.binding, one.shows_suppliers())
    );
    chat::paragraph line;
    if (v.start) {
        line.text.push_back(moment(*v.start, v.zone, ctx.now));
        line.text.push_back(chat::plain(" · "));
    }
    line.text.push_back(chat::bold(
        shown_id(v.number) + ' ' + shown_id(v.submittal) + ' ' + displayable(v.shown_name)
    ));
    auto rest = ", round " + std::to_string(v.round) + ", " + shown_id(one.req->number) + ' ' +
                displayable(one.req->title);
    if (!v.place.empty()) {
        rest += ", " + displayable(v.place);
    }
    line.text.push_back(chat::plain(rest));
    return line;
}

std::optional<chat::paragraph> day_line(
    const context& ctx,
    const snapshot& seen,
    const domain::submittal& sub
) {
    const auto* req = seen.find<domain::requisition>(domain::record_name(sub.requisition));
    if (req == nullptr || !domain::may_know(sub, *req, ctx.actor)) {
        return std::nullopt;
    }
    const auto* who = seen.find<domain::candidate>(domain::record_name(sub.candidate));
    const auto v =
        domain::view(sub, who, domain::clear(sub, *req, ctx.actor, ctx.place.binding, false));
    if (!v.allowed.core) {
        return std::nullopt;
    }
    const auto day = domain::day_ahead(sub);
    const bool begins = sub.state != domain::submittal_state::started;
    const bool past = day < local_day(ctx.now, req->zone);
    chat::paragraph line;
    line.text.push_back(chat::plain(shown_day(day, ctx.now) + " · "));
    line.text.push_back(chat::bold(shown_id(v.number) + ' ' + displayable(v.shown_name)));
    line.text.push_back(chat::plain(
        std::string(
            begins ? (past ? " was to start" : " starts") : (past ? " was to end" : " ends")
        ) +
        ", " + shown_id(req->number) + ' ' + displayable(req->title)
    ));
    return line;
}

}  // namespace fillrate::handlers
