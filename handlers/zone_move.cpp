#include "handlers/zone_move.hpp"

#include "core/base/time_zone.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_transitions.hpp"
#include "handlers/change.hpp"
#include "handlers/leaving.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/policy_move.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fillrate::handlers {

namespace {

// Of the 200 records of one decision, some of which the engine reads by itself.
constexpr std::size_t most_zone_records = 180;
// With less room than this a part would not get on, and waits for one of its own.
constexpr std::size_t least_room = 30;

/// A requisition that is looked at, and from where on.
struct zone_row {
    const domain::requisition* req = nullptr;
    std::uint32_t interview = 0;
    std::int64_t shift = 0;
};

index_page zone_page(const zone_search& part) {
    return {
        .set = domain::every_requisition_list(),
        .limit = part.requisitions,
        .from = std::int64_t{part.after.requisition} + 1};
}

member_range interviews_of(const zone_row& row) {
    return {
        .set = domain::interview_list(row.req->number),
        .from = std::int64_t{row.interview} + 1};
}

member_range shifts_of(const zone_row& row, instant now) {
    return {
        .set = domain::shift_list(row.req->number),
        .from = std::max(to_unix_ms(now), row.shift)};
}

bool may_plan_shifts(const domain::requisition& req) {
    return req.category == domain::category::light_industrial && !looks_no_more(req);
}

std::vector<zone_row> zone_rows_in(const snapshot& seen, const zone_search& part) {
    std::vector<zone_row> rows;
    for (const auto* req : records_of<domain::requisition>(seen, zone_page(part))) {
        rows.push_back({req});
    }
    if (!rows.empty()) {
        rows.front().interview = part.after.interview;
        rows.front().shift = part.after.shift;
    }
    return rows;
}

/// What one part takes of a row, as names of records.
struct taken_row {
    zone_row row{};
    std::vector<std::string> interviews{};
    std::vector<std::string> shifts{};
    bool whole = false;  ///< there is nothing more of it
};

/// What is left of the room of one part, and of how much.
struct zone_room {
    std::size_t left = 0;
    std::size_t whole = 0;
};

const std::vector<std::string>& members_of(const snapshot& seen, const member_range& list) {
    static const std::vector<std::string> none;
    const auto found = seen.members.find(list);
    return found == seen.members.end() ? none : found->second;
}

// The first of the list, as far as there is room; whether those are all.
bool take_first(
    std::vector<std::string>& into,
    const std::vector<std::string>& list,
    zone_room& room
) {
    const auto count = std::min(room.left, list.size());
    room.left -= count;
    into.assign(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count));
    return count == list.size();
}

// The rows up to the one that there is no room for. Shifts have no order but their end, which
// several may share: only a whole part of them is cut short.
std::vector<taken_row> rows_taken(
    const snapshot& seen,
    const std::vector<zone_row>& rows,
    const zone_search& part
) {
    std::vector<taken_row> all;
    zone_room room{part.room, part.room};
    for (const auto& row : rows) {
        if (part.room < least_room || !seen.members.contains(interviews_of(row))) {
            break;
        }
        auto& one = all.emplace_back(taken_row{row});
        one.whole = take_first(one.interviews, members_of(seen, interviews_of(row)), room);
        if (one.whole && may_plan_shifts(*row.req)) {
            const auto& shifts = members_of(seen, shifts_of(row, part.now));
            const bool fits = shifts.size() <= room.left;
            one.whole = (fits || room.left == room.whole) && take_first(one.shifts, shifts, room);
        }
        if (!one.whole) {
            break;
        }
    }
    return all;
}

std::string zone_of_its_site(const domain::requisition& req, const snapshot& seen) {
    return zone_of_site(req, seen.find<domain::client>(domain::record_name(req.client)));
}

// Of the requisition with that number, which is loaded.
std::string zone_of_site_of(requisition_number number, const snapshot& seen) {
    const auto* req = seen.find<domain::requisition>(domain::record_name(number));
    return req == nullptr ? std::string{} : zone_of_its_site(*req, seen);
}

bool is_other_zone(const std::string& zone, const std::string& of_site) {
    return !of_site.empty() && zone != of_site;
}

bool keeps_other_zone(const domain::work_shift& one, const snapshot& seen) {
    const auto zone = zone_of_site_of(one.id.requisition, seen);
    return is_other_zone(one.zone, zone) && domain::is_ahead(one.state) &&
           time_zone::find(one.zone) && time_zone::find(zone);
}

void look_at_interviews(lagging_zones& into, const snapshot& seen, const taken_row& of) {
    for (const auto& name : of.interviews) {
        const auto* iv = seen.find<domain::interview>(name);
        if (iv != nullptr && is_other_zone(iv->zone, zone_of_site_of(iv->requisition, seen))) {
            into.interviews.push_back(iv);
        }
    }
}

// From which end on there are further shifts, after the last that was taken. Others may end with
// it: it is left for the next part, unless it would be all of this one.
std::int64_t end_of_taken(const snapshot& seen, const taken_row& of) {
    const domain::work_shift* first = nullptr;
    const domain::work_shift* last = nullptr;
    for (const auto& name : of.shifts) {
        const auto* one = seen.find<domain::work_shift>(name);
        first = first == nullptr ? one : first;
        last = one == nullptr ? last : one;
    }
    return last == nullptr ? of.row.shift
                           : to_unix_ms(last->ends) + (first->ends == last->ends ? 1 : 0);
}

void look_at_shifts(lagging_zones& into, const snapshot& seen, const taken_row& of) {
    const auto end = end_of_taken(seen, of);
    for (const auto& name : of.shifts) {
        const auto* one = seen.find<domain::work_shift>(name);
        const bool taken = one != nullptr && (of.whole || to_unix_ms(one->ends) < end);
        if (taken && keeps_other_zone(*one, seen)) {
            into.shifts.push_back(one);
        }
    }
}

// All of it was taken, or nothing of what is listed is there any more.
bool is_done(const snapshot& seen, const taken_row& of) {
    return of.whole || (!of.shifts.empty() && end_of_taken(seen, of) == of.row.shift);
}

domain::zone_place place_after(const snapshot& seen, const taken_row& of, domain::zone_place from) {
    if (is_done(seen, of)) {
        return {.requisition = of.row.req->number.value};
    }
    const auto last =
        of.interviews.empty() ? std::nullopt : domain::parse_interview_name(of.interviews.back());
    from.interview = last ? last->value : of.row.interview;
    from.shift = end_of_taken(seen, of);
    return from;
}

bool is_changed_by(const decision& made, const std::string& name) {
    return std::ranges::any_of(made.events, [&name](const domain::event& one) {
        return one.subject == name;
    });
}

template <class Record>
bool correct_zone(
    const context& ctx,
    const snapshot& seen,
    const Record& of,
    std::string zone,
    decision& into
) {
    const auto name = domain::record_name(of.number);
    if (is_changed_by(into, name)) {
        return false;
    }
    change_of<Record> one(ctx, name, of, seen.version_of(name));
    one.add(domain::requisition_changed{.zone = std::move(zone)});
    one.finish(into);
    return true;
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

void correct_shift(
    const context& ctx,
    const snapshot& seen,
    const domain::work_shift& of,
    decision& into
) {
    const auto zone = zone_of_site_of(of.id.requisition, seen);
    const auto from = time_zone::find(of.zone);
    const auto to = time_zone::find(zone);
    if (!from || !to) {
        return;
    }
    const auto name = domain::record_name(of.id);
    shift_change again(ctx, name, of, seen.version_of(name));
    again.add(moved_plan(of, zone, *from, *to));
    again.record(into);
}

void want_lists_of(const zone_row& row, const snapshot& seen, instant now, need& wanted) {
    load_record(wanted, seen, domain::record_name(row.req->client));
    std::vector<member_range> lists{interviews_of(row)};
    if (may_plan_shifts(*row.req)) {
        lists.push_back(shifts_of(row, now));
    }
    std::ranges::copy_if(lists, std::back_inserter(wanted.members), [&seen](const auto& list) {
        return !seen.members.contains(list);
    });
}

std::optional<need> if_anything(need wanted) {
    const bool nothing = wanted.records.empty() && wanted.pages.empty() && wanted.members.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

std::size_t room_for_zones(const snapshot& seen, std::size_t with_clocks) {
    const auto is_counted = [](const auto& one) {
        return !one.first.starts_with("iv:") && !one.first.starts_with("shift:");
    };
    const auto others =
        with_clocks + static_cast<std::size_t>(std::ranges::count_if(seen.all(), is_counted));
    return most_zone_records - std::min(most_zone_records, others);
}

std::optional<need> missing_zone_rows(const snapshot& seen, const zone_search& part) {
    need wanted;
    const auto page = zone_page(part);
    if (!seen.pages.contains(page)) {
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto rows = zone_rows_in(seen, part);
    for (const auto& row : rows) {
        want_lists_of(row, seen, part.now, wanted);
    }
    for (const auto& row : rows_taken(seen, rows, part)) {
        for (const auto* names : {&row.interviews, &row.shifts}) {
            for (const auto& name : *names) {
                load_record(wanted, seen, name);
            }
        }
    }
    return if_anything(std::move(wanted));
}

std::uint32_t lagging_zones::count() const noexcept {
    return static_cast<std::uint32_t>(requisitions.size() + interviews.size() + shifts.size());
}

lagging_zones zones_in(const snapshot& seen, const zone_search& part) {
    lagging_zones found;
    found.looked = part.after;
    const auto rows = zone_rows_in(seen, part);
    const auto taken = rows_taken(seen, rows, part);
    for (const auto& one : taken) {
        const auto& req = *one.row.req;
        look_at_interviews(found, seen, one);
        look_at_shifts(found, seen, one);
        found.looked = place_after(seen, one, found.looked);
        if (!is_done(seen, one)) {
            return found;
        }
        if (is_other_zone(req.zone, zone_of_its_site(req, seen))) {
            found.requisitions.push_back(&req);
        }
    }
    if (taken.size() < rows.size()) {
        return found;
    }
    // Past names whose record is gone as well.
    const auto& listed = seen.pages.at(zone_page(part));
    const auto end = listed.empty() ? std::nullopt : domain::parse_requisition_name(listed.back());
    found.looked.requisition = std::max(found.looked.requisition, end ? end->value : 0);
    found.last = listed.size() < part.requisitions;
    return found;
}

std::uint32_t correct_zones(
    const context& ctx,
    const snapshot& seen,
    const lagging_zones& all,
    decision& into
) {
    std::uint32_t corrected = 0;
    for (const auto* req : all.requisitions) {
        corrected += correct_zone(ctx, seen, *req, zone_of_its_site(*req, seen), into) ? 1U : 0U;
    }
    for (const auto* iv : all.interviews) {
        auto zone = zone_of_site_of(iv->requisition, seen);
        corrected += correct_zone(ctx, seen, *iv, std::move(zone), into) ? 1U : 0U;
    }
    for (const auto* shift : all.shifts) {
        correct_shift(ctx, seen, *shift, into);
        ++corrected;
    }
    return corrected;
}

}  // namespace fillrate::handlers
