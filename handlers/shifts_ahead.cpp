#include "handlers/shifts_ahead.hpp"

#include "core/base/time_zone.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_due.hpp"
#include "core/domain/shift_transitions.hpp"
#include "handlers/lists.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::work_shift;

// Over all requisitions of a command, under the 200 records of a decision with what else it loads.
constexpr std::size_t shifts_taken_along = 80;

index_page page_of_share(
    const domain::requisition& req,
    std::size_t most,
    std::size_t sharing,
    instant now
) {
    const auto share = most / std::max<std::size_t>(sharing, 1);
    return {
        domain::shift_list(req.number),
        0,
        static_cast<std::uint32_t>(std::max<std::size_t>(share, 1)),
        false,
        to_unix_ms(now)};
}

index_page all_ahead_page(const domain::requisition& req, std::size_t sharing, instant now) {
    return page_of_share(req, shifts_taken_along, sharing, now);
}

// Less room: those who are passed over come along.
index_page coming_page(const domain::requisition& req, std::size_t sharing, instant now) {
    return page_of_share(req, most_called_off, sharing, now);
}

bool is_coming(const work_shift& of, instant now) {
    return of.starts > now && domain::is_ahead(of.state);
}

bool has_shifts(const domain::requisition& req) {
    return req.category == domain::category::light_industrial;
}

std::vector<const work_shift*> shifts_of_load(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
) {
    std::vector<const work_shift*> all;
    for (const auto* req : of) {
        const auto some = records_of<work_shift>(seen, all_ahead_page(*req, of.size(), now));
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

// The cut-off of a shift that is planned again now.
std::optional<instant> fresh_cut_off(const work_shift& of, instant now) {
    const auto zone = time_zone::find(of.zone);
    const auto day = parse_date(of.id.date);
    return zone && day ? domain::cut_off_of(*day, of.starts, *zone, now) : std::nullopt;
}

domain::shift_planned same_plan(const work_shift& of, std::optional<instant> confirm_by) {
    domain::shift_planned again;
    again.id = of.id;
    again.client = of.client;
    again.client_name = of.client_name;
    again.zone = of.zone;
    again.title = of.title;
    again.ordered = of.ordered;
    again.starts = of.starts;
    again.ends = of.ends;
    again.patience = of.patience;
    again.confirm_by = confirm_by;
    return again;
}

}  // namespace

std::optional<need> missing_shifts_ahead(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
) {
    need wanted;
    for (const auto* req : of) {
        auto page = all_ahead_page(*req, of.size(), now);
        if (has_shifts(*req) && !seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

bool are_all_shifts_loaded(const snapshot& seen, const found_requisitions& of, instant now) {
    return std::ranges::none_of(of, [&](const auto* req) {
        const auto page = all_ahead_page(*req, of.size(), now);
        const auto names = seen.pages.find(page);
        return names != seen.pages.end() && names->second.size() == page.limit;
    });
}

void take_back_heads(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of,
    const supplier_id& supplier,
    decision& into
) {
    for (const auto* one : shifts_of_load(seen, of, ctx.now)) {
        const auto said =
            std::ranges::find(one->confirmed, supplier, &domain::shift_confirmation::supplier);
        const bool counts = said != one->confirmed.end() && said->heads > 0;
        if (!counts || one->starts <= ctx.now || !domain::is_ahead(one->state)) {
            continue;
        }
        const auto name = domain::record_name(one->id);
        shift_change without(ctx, name, *one, seen.version_of(name));
        without.add(domain::shift_confirmed{supplier, said->name, 0});
        without.record(into);
    }
}

void plan_shifts_anew(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of,
    decision& into
) {
    for (const auto* one : shifts_of_load(seen, of, ctx.now)) {
        const bool passed_over =
            one->starts > ctx.now && domain::awaits_heads(one->state) && one->reminded != 0;
        const auto confirm_by = fresh_cut_off(*one, ctx.now);
        // Too near for another cut-off it stays the owner's.
        if (!passed_over || (one->state == domain::shift_state::unconfirmed && !confirm_by)) {
            continue;
        }
        const auto name = domain::record_name(one->id);
        shift_change again(ctx, name, *one, seen.version_of(name));
        again.add(same_plan(*one, confirm_by));
        again.record(into);
    }
}

std::optional<need> missing_coming_shifts(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
) {
    need wanted;
    for (const auto* req : of) {
        auto page = coming_page(*req, of.size(), now);
        if (has_shifts(*req) && !seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    return wanted.pages.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

bool are_more_shifts_coming(const snapshot& seen, const found_requisitions& of, instant now) {
    return std::ranges::any_of(of, [&](const auto* req) {
        const auto page = coming_page(*req, of.size(), now);
        const auto some = records_of<work_shift>(seen, page);
        return some.size() == page.limit &&
               std::ranges::any_of(some, [now](const auto* one) { return is_coming(*one, now); });
    });
}

std::uint32_t call_off_shifts(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of,
    change& ended,
    const std::string& reason,
    decision& into
) {
    domain::shift_told news;
    news.what = domain::shift_verb::call_off;
    news.days = 0;
    for (const auto* one :
         records_of<work_shift>(seen, coming_page(ended.after(), of.size(), ctx.now))) {
        if (!is_coming(*one, ctx.now)) {
            continue;
        }
        const auto name = domain::record_name(one->id);
        shift_change off(ctx, name, *one, seen.version_of(name));
        off.add(domain::shift_called_off{}, reason);
        off.record(into);
        if (news.days == 0) {
            news.name = one->id.name;
            news.date = one->id.date;
        }
        ++news.days;
    }
    const auto count = news.days;
    if (count > 0) {
        ended.add(std::move(news));
        ended.tell({.client = true, .suppliers = true});
    }
    return count;
}

}  // namespace fillrate::handlers
