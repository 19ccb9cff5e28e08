#include "handlers/clock_moves.hpp"

#include "core/domain/clocks.hpp"
#include "handlers/answers.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::handlers {

namespace {

domain::site site_of(const domain::requisition& req, const domain::client* client) {
    domain::site where{.id = req.site, .name = req.site_name, .zone = req.zone};
    if (client != nullptr) {
        const auto found = std::ranges::find(client->sites, req.site, &domain::site::id);
        if (found != client->sites.end()) {
            where.calendar = found->calendar;
        }
    }
    return where;
}

domain::clock moved(domain::clock live, movement how, const domain::calendar& on, instant now) {
    switch (how) {
        case movement::pause:
            return domain::pause(std::move(live), on, now);
        case movement::resume:
            return domain::resume(std::move(live), on, now);
        case movement::cancel:
            return domain::cancel(std::move(live), on, now);
    }
    return live;
}

void set_if_changed(change& of, const domain::clock& before, domain::clock after) {
    if (after != before) {
        of.add(domain::clock_set{std::move(after)});
    }
}

}  // namespace

result<clock_face> face_for(
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book
) {
    auto reference = book.calendar_for(site_of(req, client), book.choose(req).calendar);
    if (!reference) {
        return reference.error();
    }
    const auto* on = book.find_calendar(*reference);
    if (on == nullptr) {
        return error{errc::not_found, "there is no calendar " + *reference};
    }
    return clock_face{std::move(*reference), on};
}

void start_coverage(
    change& to,
    const clock_face& face,
    const domain::policy_book& book,
    instant now
) {
    const auto& req = to.after();
    to.add(domain::clock_set{
        domain::start_coverage(req, book.choose(req), *face.on, face.reference, now)});
}

bool move_clocks(change& of, movement how, const domain::policy_book& book, instant now) {
    const auto clocks = of.after().clocks;
    for (const auto& clock : clocks) {
        if (!domain::is_live(clock)) {
            continue;
        }
        const auto* on = book.find_calendar(clock.calendar);
        if (on == nullptr) {
            return false;
        }
        set_if_changed(of, clock, moved(clock, how, *on, now));
    }
    return true;
}

bool retarget_clocks(change& of, const domain::policy_book& book, instant now) {
    const auto clocks = of.after().clocks;
    for (const auto& clock : clocks) {
        const auto* policy = book.find_policy(clock.policy);
        if (!domain::is_live(clock) || policy == nullptr) {
            continue;
        }
        const auto* on = book.find_calendar(clock.calendar);
        if (on == nullptr) {
            return false;
        }
        set_if_changed(of, clock, domain::retarget(clock, *policy, of.after().priority, *on, now));
    }
    return true;
}

bool settle_coverage(
    change& of,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto* found = domain::find_clock(of.after(), domain::clock_kind::coverage);
    if (found == nullptr) {
        return true;
    }
    const auto clock = *found;
    const auto* policy = book.find_policy(clock.policy);
    const auto minimum =
        policy == nullptr ? book.choose(of.after()).min_suppliers : policy->min_suppliers;
    if (domain::is_live(clock)) {
        if (!domain::coverage_met(of.after(), minimum)) {
            return true;
        }
        const auto* on = book.find_calendar(clock.calendar);
        if (on == nullptr) {
            return false;
        }
        of.add(domain::clock_set{domain::meet(clock, *on, now)});
        return true;
    }
    if (domain::coverage_lost(of.after())) {
        const auto face = face_for(of.after(), client, book);
        if (!face) {
            return false;
        }
        start_coverage(of, *face, book, now);
    }
    return true;
}

outcome unknown_calendar(const context& ctx, const domain::requisition& req) {
    return refuse(
        ctx,
        "The calendar that the clock of " + shown_id(req.number) +
            " runs on is not known here, so nothing was changed. An administrator has to put it "
            "back into the policies.",
        std::to_string(req.number.value)
    );
}

}  // namespace fillrate::handlers
