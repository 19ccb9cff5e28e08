#include "handlers/clock_moves.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/clock_rules.hpp"
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
            where.patience = found->patience;
        }
    }
    return where;
}

// A priority may have a policy of its own, or a calendar; else, and where that calendar is gone by
// now, a clock stays on the versions it began with.
result<domain::clock_terms> terms_after(
    const domain::clock& clock,
    const domain::policy& present,
    const domain::calendar& on,
    domain::priority urgency,
    const std::optional<domain::clock_terms>& chosen,
    const domain::policy_book& book
) {
    domain::clock_terms same{present, urgency, clock.calendar, on};
    if (!chosen) {
        return same;
    }
    same.late_after = chosen->late_after;
    if (chosen->chosen.name != present.name) {
        return domain::terms_of_running(*chosen, clock, book);
    }
    if (present.priority_calendars.empty()) {
        return same;
    }
    const domain::clock_terms
        base{present, urgency, chosen->calendar, chosen->on, chosen->zone, chosen->late_after};
    auto moved = domain::terms_of_running(base, clock, book);
    const bool other = moved && domain::name_of(moved->calendar) != domain::name_of(clock.calendar);
    return other ? std::move(moved) : same;
}

// Of light industrial, what the site says itself goes before the policy (DOMAIN.md 3.6).
std::optional<seconds> late_after_at(const domain::requisition& req, const domain::client* client) {
    const auto own = req.category == domain::category::light_industrial
                         ? site_of(req, client).patience
                         : std::nullopt;
    return own ? std::optional<seconds>{minutes{own->delayed_after}} : std::nullopt;
}

template <class Record>
bool retarget_all(
    change_of<Record>& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto chosen = terms_for(req, client, book);
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
        const auto to = terms_after(clock, *policy, *on, req.priority, chosen, book);
        if (!to) {
            return false;
        }
        auto moved = domain::retarget(clock, *to, *on, now);
        if (moved == clock) {
            continue;
        }
        const bool untrue = domain::was_moved_in_time(clock, moved);
        of.add(domain::clock_set{std::move(moved)});
        if (untrue) {
            of.add(domain::breach_withdrawn{clock.kind, clock.batch, clock.cycle});
        }
    }
    return true;
}

// What stands still on hold says why, also where the hold itself is told of another record.
std::string reason_to_wait(const domain::clock& of, const domain::requisition& req) {
    const bool held =
        of.state == domain::clock_state::paused && req.state == domain::requisition_state::on_hold;
    return held ? req.reason : std::string{};
}

template <class Record>
bool set_clocks(
    change_of<Record>& of,
    const domain::requisition& req,
    result<std::vector<domain::clock>> changed
) {
    if (!changed) {
        return false;
    }
    for (auto& clock : *changed) {
        const auto in_time = domain::was_in_time(clock);
        const domain::breach_withdrawn withdrawn{clock.kind, clock.batch, clock.cycle};
        auto why = reason_to_wait(clock, req);
        of.add(domain::clock_set{std::move(clock)}, std::move(why));
        if (in_time) {
            of.add(withdrawn);
        }
    }
    return true;
}

bool set_clocks(change& of, result<std::vector<domain::clock>> changed) {
    const auto as_it_stands = of.after();
    return set_clocks(of, as_it_stands, std::move(changed));
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

std::optional<domain::clock_terms> terms_for(
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book
) {
    std::optional<domain::clock_terms> terms;
    if (client == nullptr) {
        return terms;
    }
    if (const auto face = face_for(req, client, book)) {
        terms.emplace(book.choose(req), req.priority, face->reference, *face->on, req.zone);
        terms->late_after = late_after_at(req, client);
    }
    return terms;
}

bool retarget_clocks(
    change& of,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto req = of.after();
    return retarget_all(of, req, client, book, now);
}

bool retarget_clocks(
    submittal_change& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    return retarget_all(of, req, client, book, now);
}

bool retarget_clocks(
    interview_change& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    return retarget_all(of, req, client, book, now);
}

result<std::vector<domain::clock>> settled_clocks(
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    // How many suppliers are enough is a matter of the version the clock began with.
    const auto* coverage = domain::find_clock(req.clocks, domain::clock_kind::coverage);
    const auto* running = coverage == nullptr ? nullptr : book.find_policy(coverage->policy);
    const auto& chosen = running == nullptr ? book.choose(req) : *running;
    const auto terms = terms_for(req, client, book);
    return domain::settled(req.clocks, domain::clock_wishes(req, chosen), terms, book, now);
}

bool settle_clocks(
    change& of,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    return set_clocks(of, settled_clocks(of.after(), client, book, now));
}

bool settle_clocks(
    submittal_change& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto& sub = of.after();
    const auto terms = terms_for(req, client, book);
    const auto* on = terms                ? &terms->on
                     : sub.clocks.empty() ? nullptr
                                          : book.find_calendar(sub.clocks.front().calendar);
    if (on == nullptr) {
        return sub.clocks.empty();
    }
    return set_clocks(
        of,
        req,
        domain::settled(sub.clocks, domain::clock_wishes(sub, req, *on), terms, book, now)
    );
}

bool settle_clocks(
    interview_change& of,
    const domain::submittal& candidate,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto& iv = of.after();
    return set_clocks(
        of,
        req,
        domain::settled(
            iv.clocks,
            domain::clock_wishes(iv, candidate, req, book.choose(req)),
            terms_for(req, client, book),
            book,
            now
        )
    );
}

std::optional<outcome> refuse_uncounted(
    const context& ctx,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    const std::string& cannot
) {
    const auto face = face_for(req, client, book);
    if (face) {
        return std::nullopt;
    }
    const auto site = "its site " + displayable(req.site_name);
    if (time_zone::find(req.zone)) {
        return refuse(
            ctx,
            cannot + ": " + displayable(face.error().detail) + ", by which " + site +
                " works, so no clock can run. An administrator puts it back into the policies, or "
                "names another for the site.",
            ctx.actor.has(domain::role::administrator) ? "admin clients" : "req list"
        );
    }
    return refuse(
        ctx,
        cannot + ": " + site + " has " +
            (req.zone.empty() ? "no time zone"
                              : "an unknown time zone, \"" + displayable(req.zone) + '"') +
            ", so no clock can run. Say which one it is in.",
        "admin client \"" + displayable(req.client_name) + "\" site:\"" +
            displayable(req.site_name) + "\" zone:" + ctx.organisation.default_zone
    );
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
