// `report sla`: of the due times of a week, how many were kept, for each promise and each clock,
// and in whose court the others were (DOMAIN.md 4.6, 8). Openings count one by one.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/attainment.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/quality.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/left_out.hpp"
#include "handlers/lists.hpp"
#include "handlers/missed_times.hpp"
#include "handlers/report_rounds.hpp"
#include "handlers/report_scope.hpp"
#include "handlers/report_sharing.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace fillrate::handlers {

namespace {

using domain::attainment;
using domain::clock_outcome;

/// With fewer there is no percentage: it would tell of one or two of them (DOMAIN.md 4.4).
constexpr std::uint32_t least_for_percentage = 10;
constexpr int weeks_of_a_year = 53;
constexpr std::string_view week_subject = "week:";

/// From Monday to Monday in the firm's zone.
struct reported_week {
    instant before{};  ///< where the week before it begins
    instant from{};
    instant to{};
    int number = 1;  ///< as ISO 8601 counts
    std::string shown{};
};

int week_number(civil_date monday) {
    // A week belongs to the year of its Thursday.
    const auto thursday = std::chrono::sys_days{monday} + std::chrono::days{3};
    const civil_date day{thursday};
    const auto first = std::chrono::sys_days{day.year() / std::chrono::January / 1};
    return static_cast<int>((thursday - first).count() / 7) + 1;
}

reported_week week_ago(instant now, const std::string& zone_name, int weeks) {
    const auto zone = time_zone::find(zone_name).value();
    const auto today = std::chrono::sys_days{zone.to_local(now).civil.date};
    const auto since_monday = std::chrono::weekday{today} - std::chrono::Monday;
    const auto monday = today - since_monday - std::chrono::days{7 * weeks};
    const auto starts = [&zone](std::chrono::sys_days day) {
        return zone.to_instant({civil_date{day}, seconds{0}});
    };
    reported_week week;
    week.before = starts(monday - std::chrono::days{7});
    week.from = starts(monday);
    week.to = starts(monday + std::chrono::days{7});
    week.number = week_number(civil_date{monday});
    week.shown = "Week " + std::to_string(week.number) + ", " +
                 until_text(week.from, zone_name, now) + " to " +
                 until_text(starts(monday + std::chrono::days{6}), zone_name, now);
    return week;
}

// From the line, or from [Share here].
std::string typed_week(const context& ctx) {
    const auto& subjects = ctx.command.subjects;
    if (!subjects.empty() && subjects.front().starts_with(week_subject)) {
        return subjects.front().substr(week_subject.size());
    }
    return to_lower_ascii(value_of(ctx, "week"));
}

// "last", "this", or the number of one that has begun within a year.
std::optional<reported_week> week_called(const context& ctx, std::string_view text) {
    const auto& zone = ctx.organisation.default_zone;
    if (text.empty() || text == "last") {
        return week_ago(ctx.now, zone, 1);
    }
    if (text == "this") {
        return week_ago(ctx.now, zone, 0);
    }
    const auto number = parse_int<int>(text);
    for (int weeks = 0; number && weeks < weeks_of_a_year; ++weeks) {
        const auto week = week_ago(ctx.now, zone, weeks);
        if (week.number == *number) {
            return week;
        }
    }
    return std::nullopt;
}

std::optional<reported_week> read_week(const context& ctx, field_problems& problems) {
    const auto text = typed_week(ctx);
    auto week = week_called(ctx, text);
    if (!week) {
        problems.add(
            "week",
            '"' + displayable(text) +
                "\" is no week of the last year: write last, this, or its number.",
            "report sla week:last"
        );
    }
    return week;
}

// Whose weeks this person reads here.
std::vector<const domain::client*> clients_of_weeks(const context& ctx, const snapshot& seen) {
    auto own = readable_clients(ctx, seen);
    std::erase_if(own, [&ctx](const auto* each) { return !looks_after(ctx.actor, each->id); });
    return is_inside(ctx) ? own : std::vector<const domain::client*>{};
}

left_out left_out_of_week(
    const context& ctx,
    const snapshot& seen,
    const std::optional<reported_week>& week
) {
    const auto quality = ctx.now - domain::quality_window;
    return left_out_since(seen, week ? std::min(week->before, quality) : quality);
}

std::vector<member_range> outcomes_since(
    const std::vector<const domain::client*>& clients,
    instant from
) {
    std::vector<member_range> ranges;
    for (const auto* each : clients) {
        ranges.push_back({domain::outcome_list(each->id), to_unix_ms(from)});
    }
    return ranges;
}

void load_members(need& into, const snapshot& seen, std::vector<member_range> ranges) {
    for (auto& range : ranges) {
        if (!seen.members.contains(range)) {
            into.members.push_back(std::move(range));
        }
    }
}

std::vector<clock_outcome> read_outcomes(const std::vector<std::string>& members) {
    std::vector<clock_outcome> all;
    for (const auto& member : members) {
        if (auto one = domain::outcome_from(member)) {
            all.push_back(std::move(*one));
        }
    }
    return all;
}

std::string kept_text(std::uint32_t kept, std::uint32_t of) {
    return of == 0 ? "-" : share_text(kept, of, of >= least_for_percentage);
}

/// Rows of the table; what is excused is for operations alone (DOMAIN.md 9).
class attainment_table {
public:
    attainment_table(
        const std::vector<clock_outcome>& all,
        const reported_week& week,
        bool shows_excused
    )
        : all_(all), week_(week), shows_excused_(shows_excused) {
        rows_.rows.push_back({"Promise", "Kept", "Week before"});
        if (shows_excused_) {
            rows_.rows.front().emplace_back("Without excused");
        }
    }

    void add(std::string name, std::span<const domain::clock_kind> clocks) {
        const auto now = domain::tally(all_, clocks, week_.from, week_.to);
        const auto before = domain::tally(all_, clocks, week_.before, week_.from);
        auto& row = rows_.rows.emplace_back(std::vector<std::string>{
            std::move(name),
            kept_text(now.met, now.of()),
            kept_text(before.met, before.of())});
        if (shows_excused_) {
            row.push_back(kept_text(now.met, now.net_of()));
        }
    }

    void add_level(const domain::service_level& level) {
        add(std::string(level.name), level.clocks);
        for (const auto kind : level.clocks) {
            const std::array one{kind};
            if (domain::tally(all_, one, week_.before, week_.to).of() > 0) {
                add("· " + clock_subject(kind), one);
            }
        }
    }

    [[nodiscard]] chat::table take() { return std::move(rows_); }

private:
    const std::vector<clock_outcome>& all_;
    const reported_week& week_;
    bool shows_excused_;
    chat::table rows_{};
};

// In whose court it was when it fell due: a clock is never held against the wrong side.
std::string courts_text(const std::vector<clock_outcome>& all, const reported_week& week) {
    using domain::party;
    constexpr std::array shown{
        std::pair{party::client, std::string_view("the client")},
        std::pair{party::supplier, std::string_view("suppliers")},
        std::pair{party::program, std::string_view("us")},
        std::pair{party::candidate, std::string_view("candidates")}};
    std::vector<std::string> parts;
    std::uint32_t missed = 0;
    for (const auto& [who, name] : shown) {
        std::uint32_t theirs = 0;
        for (const auto& one : all) {
            const bool counts = one.party == who && one.at >= week.from && one.at < week.to;
            theirs += counts ? one.missed : 0;
        }
        missed += theirs;
        if (theirs > 0) {
            parts.push_back(std::string(name) + ' ' + std::to_string(theirs));
        }
    }
    if (missed == 0) {
        return "Nothing was missed.";
    }
    const auto ones =
        missed == 1 ? std::string("missed one") : std::to_string(missed) + " missed ones";
    return "Whose turn it was when the " + ones + " fell due: " + join(parts, ", ") + '.';
}

// Why misses were excused; for operations alone (DOMAIN.md 4.6, 9).
std::string excused_text(const std::vector<clock_outcome>& all, const reported_week& week) {
    std::map<std::string, std::uint32_t> reasons;
    std::uint32_t excused = 0;
    for (const auto& one : all) {
        if (one.excused && one.at >= week.from && one.at < week.to) {
            excused += one.missed;
            reasons[one.excused_for] += one.missed;
        }
    }
    std::vector<std::string> parts;
    for (const auto& [code, misses] : reasons) {
        const auto why = code.empty() ? std::string("no reason was kept") : shown_reason(code);
        parts.push_back(why + ' ' + std::to_string(misses));
    }
    return excused == 0
               ? "Nothing was excused."
               : "Excused " + std::to_string(excused) + " of them: " + join(parts, ", ") + '.';
}

std::string whose_title(const std::vector<const domain::client*>& clients) {
    return clients.size() == 1
               ? displayable(clients.front()->name)
               : counted(static_cast<std::uint32_t>(clients.size()), "client", "clients");
}

// The clients in question: the named one, that of the room, or all of this person's.
std::vector<const domain::client*> clients_asked_for(
    const context& ctx,
    const std::vector<const domain::client*>& own,
    const domain::client* of_room,
    field_problems& problems
) {
    if (tail_of(ctx, "name").empty()) {
        const bool theirs = std::ranges::find(own, of_room) != own.end();
        return theirs ? std::vector{of_room} : own;
    }
    const auto match = read_tail_name(ctx, "client", names_of(own), problems);
    if (!match) {
        return {};
    }
    return {*std::ranges::find(own, match->id, [](const auto* c) { return c->id.value; })};
}

chat::message attainment_message(
    const context& ctx,
    const std::vector<const domain::client*>& clients,
    const reported_week& week,
    const std::vector<clock_outcome>& all,
    chat::context_line quality,
    bool shows_excused
) {
    attainment_table rows(all, week, shows_excused);
    attainment whole;
    for (const auto& level : domain::service_levels()) {
        rows.add_level(level);
        const auto part = domain::tally(all, level.clocks, week.from, week.to);
        whole.met += part.met;
        whole.missed += part.missed;
    }
    chat::message said;
    said.title = "SLA of " + whose_title(clients) + ", " + "week " + std::to_string(week.number);
    said.summary = std::to_string(whole.met) + " of " + std::to_string(whole.of()) +
                   " due times were kept in week " + std::to_string(week.number) + '.';
    said.blocks.emplace_back(rows.take());
    said.blocks.emplace_back(chat::paragraph{{chat::plain(courts_text(all, week))}});
    if (shows_excused) {
        said.blocks.emplace_back(chat::paragraph{{chat::plain(excused_text(all, week))}});
    }
    said.blocks.emplace_back(std::move(quality));
    said.blocks.emplace_back(chat::context_line{{chat::plain(
        week.shown + ", as of " + local_time(ctx.now, ctx.organisation.default_zone) +
        ". A miss counts when it was due; openings count one by one."
    )}});
    return said;
}

// The rows behind a week: "report:sla:48:acorn"; all of this person's clients are "*".
constexpr std::string_view every_client = "*";
constexpr std::string_view week_rows = "sla:";

struct asked_rows {
    std::string week{};
    std::string client{};
};

std::optional<asked_rows> rows_asked_for(std::string_view subject) {
    const auto prefix = std::string(rows_subject) + std::string(week_rows);
    if (!subject.starts_with(prefix)) {
        return std::nullopt;
    }
    const auto parts = split(subject.substr(prefix.size()), ':');
    return parts.size() == 2
               ? std::optional{asked_rows{std::string(parts[0]), std::string(parts[1])}}
               : std::nullopt;
}

std::string rows_of_week(
    const reported_week& week,
    const std::vector<const domain::client*>& clients
) {
    const auto whose = clients.size() == 1 ? clients.front()->id.value : std::string(every_client);
    return std::string(week_rows) + std::to_string(week.number) + ':' + whose;
}

std::string_view promise_of(domain::clock_kind kind) {
    for (const auto& level : domain::service_levels()) {
        if (std::ranges::find(level.clocks, kind) != level.clocks.end()) {
            return level.name;
        }
    }
    return {};
}

/// One row an outcome; what is excused is for operations alone, as in the table of the week.
class outcome_rows {
public:
    outcome_rows(const std::string& zone, bool shows_excused)
        : zone_(time_zone::find(zone).value()), shows_excused_(shows_excused) {
        rows_.rows.push_back(
            {"Client",
             "Of",
             "Promise",
             "Clock",
             "Round",
             "Turn",
             "Counted",
             "Kept",
             "Missed",
             "Number"}
        );
        if (shows_excused_) {
            rows_.rows.front().emplace_back("Excused");
        }
    }

    void add(const domain::client& of, const std::string& member, const reported_week& week) {
        const auto one = domain::outcome_from(member);
        if (!one || one->at < week.from || one->at >= week.to) {
            return;
        }
        auto& row = rows_.rows.emplace_back(std::vector<std::string>{
            of.name,
            shown_record(std::string_view(member).substr(0, member.find('|'))),
            std::string(promise_of(one->kind)),
            std::string(domain::word(one->kind)),
            std::to_string(one->cycle),
            std::string(domain::word(one->party)),
            zone_.format_iso(one->at),
            std::to_string(one->met),
            std::to_string(one->missed),
            one->number.empty() ? std::string{} : shown_id(one->number)});
        if (shows_excused_) {
            const auto why = one->excused_for.empty() ? std::string("yes") : one->excused_for;
            row.push_back(one->excused ? why : std::string("no"));
        }
    }

    [[nodiscard]] chat::table take() { return std::move(rows_); }

private:
    time_zone zone_;
    bool shows_excused_;
    chat::table rows_{};
};

}  // namespace

outcome report_sla(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const auto page = directory_page(clients_list);
    field_problems problems;
    const auto week = read_week(ctx, problems);
    const auto out = left_out_of_week(ctx, seen, week);
    if (!seen.pages.contains(page)) {
        auto wanted = out.missing;
        wanted.pages.push_back(page);
        return wanted;
    }
    const auto own = clients_of_weeks(ctx, seen);
    if (own.empty()) {
        return numbers_not_readable(ctx, "clients");
    }
    const auto* const of_room = client_of_room(ctx, seen);
    const auto clients = clients_asked_for(ctx, own, of_room, problems);
    if (!week || !problems.empty()) {
        return problems.answer(ctx, "report sla");
    }
    const sharing by{"share_sla", std::string(week_subject) + std::to_string(week->number)};
    const bool of_this_room = clients == std::vector{of_room};
    if (is_shared(ctx, by) && !of_this_room) {
        return numbers_not_readable(ctx, "clients");
    }
    const auto ranges = outcomes_since(clients, week->before);
    auto wanted = out.missing;
    for (const auto* each : clients) {
        load_members(wanted, seen, {cohort_of(ctx, each->id)});
    }
    if (load_members(wanted, seen, ranges); !wanted.members.empty()) {
        return wanted;
    }
    const bool operations = ctx.actor.has(domain::role::operations) && !is_shared(ctx, by);
    auto rounds = rounds_of_reopened(ctx, seen, book, ranges, week->from, week->to);
    if (auto* missing = std::get_if<need>(&rounds)) {
        return std::move(*missing);
    }
    const auto counted_here = counted_outcomes(seen, ranges, out);
    auto said = attainment_message(
        ctx,
        clients,
        *week,
        read_outcomes(counted_here),
        quality_line(ctx, seen, clients, out),
        operations
    );
    if (auto missed = missed_times(ctx, counted_here, week->from, week->to)) {
        said.blocks.emplace_back(std::move(*missed));
    }
    if (auto& table = std::get<std::optional<chat::table>>(rounds)) {
        said.blocks.emplace_back(std::move(*table));
    }
    if (!is_shared(ctx, by)) {
        add_rows_link(ctx, said, rows_of_week(*week, clients));
    }
    return reply_here(ctx, std::move(said), by, of_this_room);
}

outcome report_sla_rows(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto page = directory_page(clients_list);
    const auto asked = rows_asked_for(ctx.command.subjects.front());
    const auto week = asked ? week_called(ctx, asked->week) : std::nullopt;
    const auto out = left_out_of_week(ctx, seen, week);
    if (!seen.pages.contains(page)) {
        auto wanted = out.missing;
        wanted.pages.push_back(page);
        return wanted;
    }
    auto clients = clients_of_weeks(ctx, seen);
    std::erase_if(clients, [&asked](const auto* each) {
        return asked && asked->client != every_client && each->id.value != asked->client;
    });
    if (!week || clients.empty()) {
        return numbers_not_readable(ctx, "clients");
    }
    auto wanted = out.missing;
    load_members(wanted, seen, outcomes_since(clients, week->from));
    if (!wanted.members.empty()) {
        return wanted;
    }
    outcome_rows rows(ctx.organisation.default_zone, ctx.actor.has(domain::role::operations));
    for (const auto* each : clients) {
        for (const auto& member : counted_outcomes(seen, outcomes_since({each}, week->from), out)) {
            rows.add(*each, member, *week);
        }
    }
    chat::message all;
    all.title = "sla-week-" + std::to_string(week->number);
    all.blocks.emplace_back(rows.take());
    return reply_with(std::move(all));
}

}  // namespace fillrate::handlers
