// How an absence looks: to who covers, above what is passed on, on a card, in `me`.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// A whole day is named itself, not by the midnight after it.
std::string last_day(const domain::absence& of, instant now) {
    const auto zone = time_zone::find(of.zone);
    const bool whole = zone && zone->to_local(of.until).civil.since_midnight == seconds{0};
    if (!whole) {
        return local_time(of.until, of.zone, now);
    }
    const auto day =
        date_of(days_since_epoch(zone->to_local(of.until).civil.date) - std::chrono::days{1});
    return until_text(zone->to_instant({day, seconds{0}}), of.zone, now);
}

std::string until_last_day(const domain::absence& of, instant now) {
    return " away until " + last_day(of, now);
}

}  // namespace

std::string days_text(const domain::absence& of, instant now) {
    const auto first = until_text(of.from, of.zone, now);
    const auto last = last_day(of, now);
    return first == last ? "on " + first : "from " + first + " to " + last;
}

void name_absent(chat::message& said, const domain::person* away, instant now) {
    if (away == nullptr) {
        return;
    }
    const auto* absence = domain::absence_at(*away, now);
    const auto whom =
        "For " + displayable(away->name) +
        (absence == nullptr ? std::string(".") : "," + until_last_day(*absence, now) + '.');
    said.summary = whom + ' ' + said.summary;
    said.blocks.insert(said.blocks.begin(), chat::context_line{{chat::plain(whom)}});
}

std::string clock_text(std::uint32_t minute) {
    const auto two = [](std::uint32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ':' + two(minute % 60);
}

std::optional<std::string> own_settings(const domain::person& who, instant now) {
    std::vector<std::string> parts;
    if (who.away && who.away->until > now) {
        parts.push_back(
            "You are away " + days_text(*who.away, now) +
            (who.away->cover.empty() ? "; nobody covers."
                                     : "; " + displayable(who.away->cover_name) + " covers.")
        );
    }
    for (const auto& one : who.stands_in) {
        if (one.from <= now && now < one.until) {
            parts.push_back("You stand in for " + displayable(one.name) + '.');
        }
    }
    if (who.quiet) {
        parts.push_back(
            "Quiet hours from " + clock_text(who.quiet->from) + " to " +
            clock_text(who.quiet->until) + ", " + displayable(who.quiet->zone) + '.'
        );
    }
    return parts.empty() ? std::nullopt : std::optional{join(parts, " ")};
}

composed compose_absence(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    if (!seen.loaded(item.subject)) {
        need wanted;
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* who = seen.find<domain::person>(item.subject);
    if (who == nullptr) {
        return std::monostate{};
    }
    const bool own = who->id.value == ctx.place.binding.id;
    const bool lasts = who->away && who->away->until > ctx.now;
    const bool covers = lasts && who->away->cover.value == ctx.place.binding.id;
    const auto name = displayable(who->name);
    chat::message said;
    if (own && lasts) {
        said.summary = *own_settings(*who, ctx.now) + " Operations said so.";
    } else if (covers) {
        said.summary = name + " is away " + days_text(*who->away, ctx.now) +
                       ", and you cover: what is for " + first_name(who->name) +
                       " comes to you, as far as your own roles reach.";
    } else if (!own) {
        said.summary = name + " does not need you to cover any more.";
    } else {
        return std::monostate{};
    }
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

std::optional<need> missing_people_of(const snapshot& seen, const domain::requisition& req) {
    need wanted;
    for (const auto& id : {req.owner, req.hiring_manager}) {
        auto name = domain::record_name(id);
        if (!id.empty() && !seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

void add_absences(
    chat::message& card,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::clearance& allowed,
    instant now
) {
    const auto add = [&](const person_id& id) {
        const auto* who = seen.find<domain::person>(domain::record_name(id));
        const auto* absence = who == nullptr ? nullptr : domain::absence_at(*who, now);
        if (absence == nullptr) {
            return;
        }
        auto text = displayable(who->name) + " is" + until_last_day(*absence, now);
        text += absence->cover.empty() ? "." : "; " + displayable(absence->cover_name) + " covers.";
        card.blocks.emplace_back(chat::context_line{{chat::plain(std::move(text))}});
    };
    add(req.owner);
    // Suppliers go through the account manager, not around.
    if (allowed.notes || allowed.client_clocks) {
        add(req.hiring_manager);
    }
}

}  // namespace fillrate::handlers
