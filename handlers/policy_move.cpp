#include "handlers/policy_move.hpp"

#include "core/domain/clock_rules.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::handlers {

namespace {

/// Its clocks, its requisition's name and its client's; no clocks when it is none of ours.
struct hanging {
    std::string shown{};
    const std::vector<domain::clock>* clocks = nullptr;
    std::string req{};
    std::string client{};
};

hanging hanging_of(const snapshot& seen, const std::string& name) {
    if (const auto* req = seen.find<domain::requisition>(name)) {
        return {shown_id(req->number), &req->clocks, name, domain::record_name(req->client)};
    }
    if (const auto* sub = seen.find<domain::submittal>(name)) {
        return {
            shown_id(sub->number),
            &sub->clocks,
            domain::record_name(sub->requisition),
            domain::record_name(sub->client)};
    }
    if (const auto* iv = seen.find<domain::interview>(name)) {
        return {
            shown_id(iv->number),
            &iv->clocks,
            domain::record_name(iv->requisition),
            domain::record_name(iv->client)};
    }
    return {};
}

template <class Record>
change_of<Record> moved_record(
    const context& ctx,
    const snapshot& seen,
    const timed_record& of,
    const Record& before
) {
    return {ctx, of.name, before, seen.version_of(of.name)};
}

template <class Record>
void set_moved(change_of<Record>& one, const std::vector<moved_clock>& moved) {
    for (const auto& clock : moved) {
        one.add(domain::clock_set{clock.after});
    }
}

bool is_same_cycle(const domain::clock& a, const domain::clock& b) {
    return a.kind == b.kind && a.batch == b.batch && a.cycle == b.cycle;
}

// A first day that lies ahead is agreed by the clock on the wall of the site.
domain::clock at_agreed_start(
    domain::clock live,
    const domain::submittal* sub,
    const domain::calendar& on,
    instant now
) {
    const auto agreed = sub != nullptr && live.kind == domain::clock_kind::start
                            ? domain::agreed_start(*sub, on)
                            : std::nullopt;
    if (agreed && live.started > now) {
        live.started = live.since = std::chrono::floor<seconds>(*agreed);
    }
    return live;
}

// What is met by the terms it gets was not missed by them.
domain::clock without_new_miss(domain::clock met, const domain::clock& before) {
    const bool only_by_them = !before.breached && met.breached != before.due;
    if (met.state == domain::clock_state::met && only_by_them) {
        met.breached.reset();
    }
    return met;
}

// Other terms may ask for no more than is there, such as fewer suppliers: that meets the clock.
void settle_moved(
    std::vector<moved_clock>& moved,
    domain::requisition corrected,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    for (auto& clock : corrected.clocks) {
        const auto own = std::ranges::find_if(moved, [&clock](const moved_clock& one) {
            return is_same_cycle(one.before, clock);
        });
        clock = own == moved.end() ? clock : own->after;
    }
    auto settled = settled_clocks(corrected, client, book, now);
    if (!settled) {
        return;  // a calendar is gone: they stay as they were moved
    }
    for (auto& clock : *settled) {
        const auto own = std::ranges::find_if(moved, [&clock](const moved_clock& one) {
            return is_same_cycle(one.before, clock);
        });
        if (own == moved.end()) {
            moved.push_back({clock, clock});
            const auto before = std::ranges::find_if(corrected.clocks, [&clock](const auto& one) {
                return is_same_cycle(one, clock);
            });
            moved.back().before = before == corrected.clocks.end() ? clock : *before;
        } else {
            own->after = without_new_miss(std::move(clock), own->before);
        }
    }
}

}  // namespace

domain::event event_of_task(const context& ctx, std::string_view task, domain::payload data) {
    domain::event what;
    what.subject = domain::task_record_name(task);
    what.at = ctx.now;
    what.data = std::move(data);
    return what;
}

std::string zone_of_site(const domain::requisition& req, const domain::client* client) {
    if (client != nullptr) {
        const auto found = std::ranges::find(client->sites, req.site, &domain::site::id);
        if (found != client->sites.end() && !found->zone.empty()) {
            return found->zone;
        }
    }
    return req.zone;
}

std::variant<std::vector<timed_record>, need> timed_records(
    const snapshot& seen,
    const index_page& page
) {
    const auto names = seen.pages.find(page);
    if (names == seen.pages.end()) {
        need wanted;
        wanted.pages.push_back(page);
        return wanted;
    }
    return timed_records(seen, names->second);
}

std::variant<std::vector<timed_record>, need> timed_records(
    const snapshot& seen,
    const std::vector<std::string>& names
) {
    need wanted;
    std::vector<timed_record> found;
    for (const auto& name : names) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
            continue;
        }
        const auto on = hanging_of(seen, name);
        if (on.clocks == nullptr) {
            continue;
        }
        for (const auto& needed : {on.req, on.client}) {
            if (!seen.loaded(needed)) {
                wanted.records.push_back(needed);
            }
        }
        const auto* req = seen.find<domain::requisition>(on.req);
        if (req != nullptr) {
            const auto* client = seen.find<domain::client>(on.client);
            const auto* sub = seen.find<domain::submittal>(name);
            found.push_back({name, on.shown, on.clocks, req, client, sub});
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    return found;
}

std::vector<moved_clock> moved_clocks(
    const timed_record& of,
    const domain::policy_book& book,
    instant now
) {
    auto corrected = *of.req;
    corrected.zone = zone_of_site(*of.req, of.client);
    std::vector<moved_clock> moved;
    const auto terms = terms_for(corrected, of.client, book);
    if (!terms) {
        return moved;
    }
    for (const auto& clock : *of.clocks) {
        const auto own = domain::terms_of_running(*terms, clock, book);
        const auto* const on = book.find_calendar(clock.calendar);
        const bool elsewhere = own && own->calendar != clock.calendar;
        const auto live = elsewhere ? at_agreed_start(clock, of.sub, terms->on, now) : clock;
        // What a calendar that is gone measured is counted anew.
        auto after = own ? domain::transfer(live, *own, on == nullptr ? own->on : *on, now) : clock;
        if (after != clock) {
            moved.push_back({clock, std::move(after)});
        }
    }
    if (of.clocks == &of.req->clocks && !moved.empty()) {
        settle_moved(moved, std::move(corrected), of.client, book, now);
    }
    return moved;
}

bool lags_site(const snapshot& seen, const timed_record& of) {
    const auto zone = zone_of_site(*of.req, of.client);
    if (const auto* iv = seen.find<domain::interview>(of.name)) {
        return iv->zone != zone;
    }
    return of.name == domain::record_name(of.req->number) && of.req->zone != zone;
}

void move_clocks(
    const context& ctx,
    const snapshot& seen,
    const timed_record& of,
    const std::vector<moved_clock>& moved,
    decision& into
) {
    if (const auto* sub = seen.find<domain::submittal>(of.name)) {
        auto one = moved_record(ctx, seen, of, *sub);
        set_moved(one, moved);
        one.record(into);
        return;
    }
    if (const auto* iv = seen.find<domain::interview>(of.name)) {
        auto one = moved_record(ctx, seen, of, *iv);
        set_moved(one, moved);
        if (!lags_site(seen, of)) {
            one.record(into);
            return;
        }
        one.add(domain::requisition_changed{.zone = zone_of_site(*of.req, of.client)});
        one.finish(into);  // its cards show other times of the day
        return;
    }
    auto one = moved_record(ctx, seen, of, *of.req);
    if (lags_site(seen, of)) {
        one.add(domain::requisition_changed{.zone = zone_of_site(*of.req, of.client)});
    }
    set_moved(one, moved);
    one.finish(into);
}

}  // namespace fillrate::handlers
