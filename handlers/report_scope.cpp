#include "handlers/report_scope.hpp"

#include "core/domain/cohort.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/lists.hpp"
#include "handlers/report_sharing.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

bool manages(const domain::actor& who, const client_id& client) {
    return std::ranges::any_of(who.grants, [&client](const domain::grant& grant) {
        return grant.role == domain::role::hiring_manager && grant.client == client;
    });
}

template <class Id>
member_range window_of(const context& ctx, const Id& id) {
    return {domain::cohort_list(id), to_unix_ms(ctx.now - domain::quality_window)};
}

}  // namespace

std::vector<const domain::client*> readable_clients(const context& ctx, const snapshot& seen) {
    const auto& readers = ctx.place.binding;
    std::vector<const domain::client*> some;
    for (const auto* each : records_of<domain::client>(seen, directory_page(clients_list))) {
        const bool here = is_inside(ctx) || (readers.who == domain::binding::kind::client &&
                                             readers.id == each->id.value);
        const bool may = looks_after(ctx.actor, each->id) || manages(ctx.actor, each->id);
        if (here && may) {
            some.push_back(each);
        }
    }
    return some;
}

std::vector<const domain::supplier*> readable_suppliers(
    const context& ctx,
    const std::vector<const domain::supplier*>& all
) {
    const auto own = ctx.actor.supplier();
    const auto& readers = ctx.place.binding;
    const bool owner =
        ctx.actor.has(domain::role::operations) || ctx.actor.has(domain::role::account_manager);
    std::vector<const domain::supplier*> some;
    for (const auto* each : all) {
        const bool theirs = each->id == own;
        const bool here = is_inside(ctx) || (readers.who == domain::binding::kind::supplier &&
                                             readers.id == each->id.value);
        if (here && (owner || theirs)) {
            some.push_back(each);
        }
    }
    return some;
}

const domain::client* client_asked_for(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const domain::client*>& some,
    field_problems& problems
) {
    const auto* const of_room = client_of_room(ctx, seen);
    if (tail_of(ctx, "name").empty()) {
        const bool theirs = std::ranges::find(some, of_room) != some.end();
        return theirs ? of_room : some.size() == 1 ? some.front() : nullptr;
    }
    const auto match = read_tail_name(ctx, "client", names_of(some), problems);
    const auto found =
        !match ? some.end()
               : std::ranges::find(some, match->id, [](const auto* c) { return c->id.value; });
    return found == some.end() ? nullptr : *found;
}

outcome numbers_not_readable(const context& ctx, std::string_view whose) {
    return refuse(
        ctx,
        "Numbers of " + std::string(whose) + " are not yours to read in this place.",
        "req list mine"
    );
}

member_range cohort_of(const context& ctx, const client_id& of) {
    return window_of(ctx, of);
}
member_range cohort_of(const context& ctx, const supplier_id& of) {
    return window_of(ctx, of);
}

chat::context_line quality_line(
    const context& ctx,
    const snapshot& seen,
    const std::vector<const domain::client*>& clients,
    const left_out& out
) {
    std::vector<domain::cohort_entry> entries;
    for (const auto* each : clients) {
        auto theirs = read_entries(seen, cohort_of(ctx, each->id), domain::cohort_entry_from);
        std::ranges::move(theirs, std::back_inserter(entries));
    }
    std::erase_if(entries, [&out](const auto& one) {
        return out.records.contains(domain::record_name(one.number));
    });
    const auto figure = domain::quality_of(entries, ctx.now).front();
    return {{chat::plain(
        "Quality: " + std::string(figure.target->name) + ' ' + share_text(figure) +
        " in 90 days, " + shown_verdict(figure) + '.'
    )}};
}

std::uint32_t percent(std::uint32_t hits, std::uint32_t of) noexcept {
    return (200 * hits + of) / (2 * of);
}

std::string share_text(std::uint32_t hits, std::uint32_t of, bool tells) {
    auto text = std::to_string(hits) + '/' + std::to_string(of);
    if (tells && of > 0) {
        text += ", " + std::to_string(percent(hits, of)) + " %";
    }
    return text;
}

std::string share_text(const domain::quality_figure& figure) {
    return share_text(figure.hits, figure.of, figure.said != domain::quality_verdict::too_few);
}

std::string_view shown_verdict(domain::quality_verdict said) noexcept {
    switch (said) {
        case domain::quality_verdict::too_few:
            return "not enough data";
        case domain::quality_verdict::good:
            return "good";
        case domain::quality_verdict::at_risk:
            return "at risk";
        case domain::quality_verdict::missed:
            return "missed";
    }
    return {};
}

std::string shown_verdict(const domain::quality_figure& figure) {
    std::string text(shown_verdict(figure.said));
    if (domain::is_below_floor(figure)) {
        text += ", and under the floor of " + std::to_string(figure.target->floor) + " %";
    }
    return text;
}

}  // namespace fillrate::handlers
