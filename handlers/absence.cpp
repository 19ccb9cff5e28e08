#include "handlers/absence.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/absence_days.hpp"
#include "handlers/absence_form.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/lists.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/set_up.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::string_view away_example = "me away 12/1-12/5 cover:@lee";

/// Whose absence it is and what hangs on it.
struct absentee {
    const domain::person* who = nullptr;
    std::string zone{};
};

std::vector<index_page> people_pages_for(const context& ctx) {
    std::vector<index_page> pages{directory_page(everybody_list)};
    for (const auto* key : {"who", "cover"}) {
        if (const auto typed = value_of(ctx, key); !typed.empty()) {
            pages.push_back(namesakes_page("person", typed));
        }
    }
    return pages;
}

std::vector<const domain::person*> people_on(
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    std::vector<const domain::person*> found;
    for (const auto& page : pages) {
        for (const auto* one : records_of<domain::person>(seen, page)) {
            if (std::ranges::find(found, one) == found.end()) {
                found.push_back(one);
            }
        }
    }
    return found;
}

const client_id* client_managed_by(const domain::person& who) {
    const auto managed = std::ranges::find_if(who.grants, [](const domain::grant& g) {
        return g.role == domain::role::hiring_manager;
    });
    return managed == who.grants.end() ? nullptr : &managed->client;
}

// Everybody by name and, where the person works with one client, that client.
std::optional<need> missing_for_absence(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& names
) {
    need wanted;
    for (const auto& name : names) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    for (auto& page : people_pages_for(ctx)) {
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(std::move(page));
        }
    }
    return wanted.records.empty() && wanted.pages.empty() ? std::nullopt
                                                          : std::optional{std::move(wanted)};
}

// A manager's days are those of their site, everybody else's those of the firm.
std::string zone_of(const context& ctx, const snapshot& seen, const domain::person& who) {
    const auto* of = client_managed_by(who);
    const auto* client =
        of == nullptr ? nullptr : seen.find<domain::client>(domain::record_name(*of));
    if (client == nullptr) {
        return ctx.organisation.default_zone;
    }
    for (const auto& grant : who.grants) {
        for (const auto& site : client->sites) {
            const bool here = grant.site.empty() || grant.site == site.id;
            if (grant.client == client->id && here && !site.zone.empty()) {
                return site.zone;
            }
        }
    }
    return ctx.organisation.default_zone;
}

// The actor, or whom operations name.
std::variant<absentee, outcome> find_absentee(
    const context& ctx,
    const snapshot& seen,
    std::string_view example
) {
    const auto own = domain::record_name(ctx.actor.id);
    if (auto wanted = missing_for_absence(ctx, seen, {own})) {
        return outcome(std::move(*wanted));
    }
    const auto* who = seen.find<domain::person>(own);
    if (!value_of(ctx, "who").empty()) {
        const auto people = people_on(seen, people_pages_for(ctx));
        const bool operates = ctx.actor.has(domain::role::operations);
        field_problems problems;
        const auto match =
            operates ? read_name(ctx, "who", "person", names_of(people), problems) : std::nullopt;
        if (operates && !match) {
            return problems.answer(ctx, example);
        }
        if (!operates && value_of(ctx, "who") != ctx.actor.id.value) {
            return refuse(
                ctx,
                "Only operations can say that somebody else is away or back.",
                away_example
            );
        }
        who = match ? seen.find<domain::person>(domain::record_name(person_id{match->id})) : who;
    }
    if (who == nullptr) {
        return refuse(ctx, "You are not in the directory, so nothing can be kept for you.", "help");
    }
    const auto* client = client_managed_by(*who);
    if (client != nullptr && !seen.loaded(domain::record_name(*client))) {
        need wanted;
        wanted.records.push_back(domain::record_name(*client));
        return outcome(std::move(wanted));
    }
    return absentee{who, zone_of(ctx, seen, *who)};
}

bool overlap(const domain::absence& a, const domain::absence& b) {
    return a.from < b.until && b.from < a.until;
}

// Whoever is outside learns of nobody but those who may cover; inside it is said what is missing.
void refuse_cover(
    const context& ctx,
    const snapshot& seen,
    const absentee& of,
    const std::vector<const domain::person*>& people,
    field_problems& problems
) {
    field_problems ignored;
    const auto match = speaks_from_outside(ctx.actor)
                           ? std::nullopt
                           : read_name(ctx, "cover", "person", names_of(people), ignored);
    const auto* named =
        match ? seen.find<domain::person>(domain::record_name(person_id{match->id})) : nullptr;
    const auto missing = named == nullptr ? std::nullopt : domain::left_uncovered(*of.who, *named);
    if (!missing) {
        return;
    }
    problems = {};
    problems.add(
        "cover",
        displayable(named->name) + " cannot cover: they would have to be " +
            role_text(*missing, seen) + ", or operations."
    );
}

// Those with the roles, whether or not they are here then.
std::vector<const domain::person*> able_to_cover(
    const absentee& of,
    std::vector<const domain::person*> people
) {
    std::erase_if(people, [&of](const domain::person* each) {
        return each->id == of.who->id || domain::left_uncovered(*of.who, *each).has_value();
    });
    return people;
}

bool can_be_here(const domain::person& who, const domain::absence& days) {
    return !who.direct.empty() && !(who.away && overlap(*who.away, days));
}

// The typed line with somebody who can cover; with nobody where nobody can, as one may be away too.
std::string line_with_another(
    const context& ctx,
    const snapshot& seen,
    const absentee& of,
    const domain::absence& days
) {
    for (const auto* one : able_to_cover(of, people_on(seen, people_pages_for(ctx)))) {
        if (can_be_here(*one, days)) {
            return corrected(ctx, "cover", one->name);
        }
    }
    auto without = ctx.command;
    std::erase_if(without.arguments, [](const auto& each) { return each.key == "cover"; });
    return chat::to_line(without);
}

const domain::person* read_cover(
    const context& ctx,
    const snapshot& seen,
    const absentee& of,
    const domain::absence& days,
    field_problems& problems
) {
    const auto people = people_on(seen, people_pages_for(ctx));
    const auto able = able_to_cover(of, people);
    const auto match = read_name(ctx, "cover", "person who may cover", names_of(able), problems);
    if (!match) {
        refuse_cover(ctx, seen, of, people, problems);
        return nullptr;
    }
    const auto* cover = seen.find<domain::person>(domain::record_name(person_id{match->id}));
    if (cover->direct.empty()) {
        problems.add("cover", displayable(cover->name) + " cannot be written to directly.");
        return nullptr;
    }
    if (cover->away && overlap(*cover->away, days)) {
        problems.add(
            "cover",
            displayable(cover->name) + " is away too, " + days_text(*cover->away, ctx.now) + '.'
        );
        return nullptr;
    }
    return cover;
}

chat::outgoing told_of(const domain::person& absent, const domain::person& reader, instant now) {
    chat::outgoing item;
    item.kind = absence_kind;
    item.subject = domain::record_name(absent.id);
    item.conversation = reader.direct;
    item.readers = {chat::audience::kind::person, reader.id.value};
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(now);
    return item;
}

/// People as they are after the command, each put once.
class people_after {
public:
    explicit people_after(instant now) : now_(now) {}

    domain::person& of(const domain::person& before) {
        const auto known = std::ranges::find(all_, before.id, &domain::person::id);
        return known == all_.end() ? all_.emplace_back(before) : *known;
    }
    void stop_covering(const domain::person& cover, const person_id& absent) {
        std::erase_if(of(cover).stands_in, [&](const domain::stand_in& one) {
            return one.who == absent || one.until <= now_;
        });
    }
    void finish(decision& into) {
        for (auto& one : all_) {
            into.events.push_back(put(std::move(one)));
        }
    }

private:
    instant now_;
    std::vector<domain::person> all_{};
};

const domain::person* former_cover(const snapshot& seen, const domain::person& who) {
    return who.away && !who.away->cover.empty()
               ? seen.find<domain::person>(domain::record_name(who.away->cover))
               : nullptr;
}

std::optional<need> missing_former_cover(const snapshot& seen, const domain::person& who) {
    if (!who.away || who.away->cover.empty() || seen.loaded(domain::record_name(who.away->cover))) {
        return std::nullopt;
    }
    need wanted;
    wanted.records.push_back(domain::record_name(who.away->cover));
    return wanted;
}

// Whom they were to cover in the meantime.
std::string uncovered_text(const domain::person& who, const domain::absence& days) {
    std::vector<std::string> names;
    for (const auto& covered : who.stands_in) {
        if (covered.from < days.until && days.from < covered.until) {
            names.push_back(displayable(covered.name));
        }
    }
    return names.empty() ? std::string{}
                         : " Nobody covers " + join(names, " and ") +
                               " on the days of both: messages wait in their own conversation "
                               "until another cover is named.";
}

outcome ask_days(
    const context& ctx,
    const snapshot& seen,
    const absentee& of,
    const time_zone& in
) {
    auto able = able_to_cover(of, people_on(seen, people_pages_for(ctx)));
    std::erase_if(able, [](const domain::person* each) { return each->direct.empty(); });
    return open_form(away_form(ctx, *of.who, names_of(able), in));
}

std::string said_of(const context& ctx, const domain::person& who, const domain::absence& days) {
    const bool own = who.id == ctx.actor.id;
    auto text = (own ? std::string("You are") : displayable(who.name) + " is") + " away " +
                days_text(days, ctx.now) + ". ";
    if (days.cover.empty()) {
        return text + "Nobody covers: messages wait in " + (own ? "your" : "their") +
               " conversation, and clocks go on.";
    }
    return text + displayable(days.cover_name) + " covers: what is for " +
           (own ? "you" : first_name(who.name)) + " goes there, and clocks go on.";
}

}  // namespace

outcome me_away(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_absentee(ctx, seen, "away @robin until:fri cover:@lee");
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& of = std::get<absentee>(found);
    if (auto wanted = missing_former_cover(seen, *of.who)) {
        return std::move(*wanted);
    }
    const bool says_when = !tail_of(ctx, "days").empty() || !value_of(ctx, "until").empty();
    const auto in = time_zone::find(of.zone);
    if (!says_when && !ctx.from_form && in) {
        return ask_days(ctx, seen, of, *in);
    }
    field_problems problems;
    auto days = read_absence(ctx, of.zone, problems);
    if (!days) {
        return problems.answer(ctx, away_example);
    }
    people_after after(ctx.now);
    decision decided;
    if (const auto* former = former_cover(seen, *of.who)) {
        after.stop_covering(*former, of.who->id);
    }
    if (!value_of(ctx, "cover").empty()) {
        const auto* cover = read_cover(ctx, seen, of, *days, problems);
        if (cover == nullptr) {
            return problems.answer(ctx, line_with_another(ctx, seen, of, *days));
        }
        days->cover = cover->id;
        days->cover_name = cover->name;
        after.stop_covering(*cover, of.who->id);
        after.of(*cover).stands_in.push_back({of.who->id, of.who->name, days->from, days->until});
        decided.messages.push_back(told_of(*of.who, *cover, ctx.now));
    }
    after.of(*of.who).away = days;
    if (of.who->id != ctx.actor.id && !of.who->direct.empty()) {
        decided.messages.push_back(told_of(*of.who, *of.who, ctx.now));
    }
    after.finish(decided);
    decided.reply.what =
        sentence(ctx, said_of(ctx, *of.who, *days) + uncovered_text(*of.who, *days), "me back");
    return decided;
}

outcome me_back(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_absentee(ctx, seen, "back @robin");
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& who = *std::get<absentee>(found).who;
    if (auto wanted = missing_former_cover(seen, who)) {
        return std::move(*wanted);
    }
    const bool own = who.id == ctx.actor.id;
    if (!who.away || who.away->until <= ctx.now) {
        return refuse(
            ctx,
            own ? "You are not away, so nothing changed."
                : displayable(who.name) + " is not away, so nothing changed.",
            away_example
        );
    }
    people_after after(ctx.now);
    decision decided;
    after.of(who).away.reset();
    if (const auto* former = former_cover(seen, who)) {
        after.stop_covering(*former, who.id);
        if (!former->direct.empty()) {
            decided.messages.push_back(told_of(who, *former, ctx.now));
        }
    }
    after.finish(decided);
    decided.reply.what = sentence(
        ctx,
        own ? "Welcome back. What is for you comes to you again."
            : displayable(who.name) + " is back: what is for them goes there again."
    );
    return decided;
}

outcome me_quiet(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_absentee(ctx, seen, "me quiet 18-8");
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& of = std::get<absentee>(found);
    if (!ctx.from_form && tail_of(ctx, "hours").empty()) {
        return open_form(quiet_form(*of.who));
    }
    auto after = *of.who;
    const bool off = ends_quiet_hours(ctx);
    if (off) {
        after.quiet.reset();
    } else {
        after.quiet = read_quiet_hours(ctx, of.zone);
        if (!after.quiet) {
            return refuse_fields(
                ctx,
                {{"until", "Name the hours as from and until, such as 18-8; off ends them."}},
                "me quiet 18-8"
            );
        }
    }
    decision decided;
    const auto settings = own_settings(after, ctx.now);
    decided.events.push_back(put(after));
    decided.reply.what = sentence(
        ctx,
        off ? "No quiet hours any more."
            : settings.value_or("") +
                  " What is not urgent waits until they end; interviews within a day do not.",
        off ? "" : "me quiet off"
    );
    return decided;
}

}  // namespace fillrate::handlers
