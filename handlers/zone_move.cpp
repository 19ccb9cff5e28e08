#include "handlers/zone_move.hpp"

#include "core/base/time_zone.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_transitions.hpp"
#include "handlers/change.hpp"
#include "handlers/leaving.hpp"
#include "handlers/lists.hpp"
#include "handlers/policy_move.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

// With the clocks of the same commit they stay below the 200 records of one decision.
constexpr std::uint32_t zones_per_commit = 20;
constexpr std::uint32_t shifts_per_commit = 80;
constexpr std::uint32_t zones_per_count = 40;

index_page zone_page(std::uint32_t after, std::uint32_t limit = zones_per_commit) {
    return {
        .set = domain::every_requisition_list(),
        .limit = limit,
        .from = std::int64_t{after} + 1};
}

index_page shifts_to_correct(const domain::requisition& req, instant now) {
    return {
        .set = domain::shift_list(req.number),
        .limit = shifts_per_commit,
        .from = to_unix_ms(now)};
}

bool may_plan_shifts(const domain::requisition& req) {
    return req.category == domain::category::light_industrial && !looks_no_more(req);
}

void want_client_of(const domain::requisition& req, const snapshot& seen, need& wanted) {
    auto client = domain::record_name(req.client);
    if (!seen.loaded(client)) {
        wanted.records.push_back(std::move(client));
    }
}

std::string zone_of_its_site(const domain::requisition& req, const snapshot& seen) {
    return zone_of_site(req, seen.find<domain::client>(domain::record_name(req.client)));
}

bool runs_a_clock(const domain::requisition& req) {
    return std::ranges::any_of(req.clocks, [](const auto& c) { return domain::is_live(c); });
}

std::optional<need> if_anything(need wanted) {
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// Those of the page up to the first that may have shifts, which are read with it.
std::vector<const domain::requisition*> rows_of_part(const snapshot& seen, std::uint32_t after) {
    auto rows = records_of<domain::requisition>(seen, zone_page(after));
    const auto with_shifts =
        std::ranges::find_if(rows, [](const auto* req) { return may_plan_shifts(*req); });
    if (with_shifts != rows.end()) {
        rows.erase(with_shifts + 1, rows.end());
    }
    return rows;
}

bool is_changed_by(const decision& made, const std::string& name) {
    return std::ranges::any_of(made.events, [&name](const domain::event& one) {
        return one.subject == name;
    });
}

// The same wall clock in both zones.
domain::shift_planned moved_plan(
    const domain::work_shift& of,
    const std::string& zone,
    const time_zone& from,
    const time_zone& to
) {
    const auto moved = [&from, &to](instant at) { return to.to_instant(from.to_local(at).civil); };
    domain::shift_planned plan;
    plan.id = of.id;
    plan.client = of.client;
    plan.client_name = of.client_name;
    plan.zone = zone;
    plan.title = of.title;
    plan.ordered = of.ordered;
    plan.starts = moved(of.starts);
    plan.ends = moved(of.ends);
    plan.patience = of.patience;
    plan.confirm_by = of.confirm_by ? std::optional{moved(*of.confirm_by)} : std::nullopt;
    plan.corrects_zone = true;
    return plan;
}

void correct_shifts(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const std::string& zone,
    decision& into
) {
    const auto to = time_zone::find(zone);
    for (const auto* one : records_of<domain::work_shift>(seen, shifts_to_correct(req, ctx.now))) {
        const auto from = time_zone::find(one->zone);
        if (one->zone == zone || !domain::is_ahead(one->state) || !from || !to) {
            continue;
        }
        const auto name = domain::record_name(one->id);
        shift_change again(ctx, name, *one, seen.version_of(name));
        again.add(moved_plan(*one, zone, *from, *to));
        again.record(into);
    }
}

}  // namespace

std::optional<need> missing_zone_rows(const snapshot& seen, std::uint32_t after, instant now) {
    need wanted;
    const auto page = zone_page(after);
    if (!seen.pages.contains(page)) {
        wanted.pages.push_back(page);
        return wanted;
    }
    for (const auto* req : rows_of_part(seen, after)) {
        want_client_of(*req, seen, wanted);
        auto shifts = shifts_to_correct(*req, now);
        if (may_plan_shifts(*req) && !seen.pages.contains(shifts)) {
            wanted.pages.push_back(std::move(shifts));
        }
    }
    return if_anything(std::move(wanted));
}

zone_part correct_zones(
    const context& ctx,
    const snapshot& seen,
    std::uint32_t after,
    decision& into
) {
    const auto rows = rows_of_part(seen, after);
    for (const auto* req : rows) {
        const auto zone = zone_of_its_site(*req, seen);
        const auto name = domain::record_name(req->number);
        if (req->zone != zone && !is_changed_by(into, name)) {
            change one(ctx, name, *req, seen.version_of(name));
            one.add(domain::requisition_changed{.zone = zone});
            one.finish(into);
        }
        if (may_plan_shifts(*req)) {
            correct_shifts(ctx, seen, *req, zone, into);
        }
    }
    const auto page = zone_page(after);
    const bool whole = rows.size() == records_of<domain::requisition>(seen, page).size();
    const bool ends = rows.empty() || seen.pages.at(page).size() < zones_per_commit;
    return {.last = rows.empty() ? after : rows.back()->number.value, .done = whole && ends};
}

std::optional<need> missing_zones_to_count(const snapshot& seen, std::uint32_t after) {
    need wanted;
    const auto page = zone_page(after, zones_per_count);
    if (!seen.pages.contains(page)) {
        wanted.pages.push_back(page);
    }
    for (const auto* req : records_of<domain::requisition>(seen, page)) {
        want_client_of(*req, seen, wanted);
    }
    return if_anything(std::move(wanted));
}

counted_zones count_zones(const snapshot& seen, std::uint32_t after) {
    const auto page = zone_page(after, zones_per_count);
    const auto rows = records_of<domain::requisition>(seen, page);
    counted_zones counted;
    counted.looked = {
        .last = rows.empty() ? after : rows.back()->number.value,
        .done = rows.empty() || seen.pages.at(page).size() < zones_per_count};
    for (const auto* req : rows) {
        const bool lags = req->zone != zone_of_its_site(*req, seen);
        counted.lagging += lags && !runs_a_clock(*req) ? 1U : 0U;
    }
    return counted;
}

}  // namespace fillrate::handlers
