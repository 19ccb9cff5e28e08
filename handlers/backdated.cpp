#include "handlers/backdated.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/when.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/names.hpp"
#include "handlers/act_subject.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/needs.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

// A weekday or date without year is read as the next one; what happened was the last one.
constexpr int most_days_looked_back = 14;
// As many histories as one decision reads.
constexpr std::size_t most_with_moment = 12;

// Who was shown a resume or a phone number changed nothing by it.
bool is_look(const domain::event& what) {
    return std::holds_alternative<domain::resume_opened>(what.data) ||
           std::holds_alternative<domain::contact_shown>(what.data);
}

// What somebody did to it; not what timers, notes, cards, questions and looks add, nor what is told
// of a shift.
bool is_act(const domain::event& what) {
    return !what.actor.empty() && !is_look(what) &&
           !std::holds_alternative<domain::noted>(what.data) &&
           !std::holds_alternative<domain::card_placed>(what.data) &&
           !std::holds_alternative<domain::clock_acknowledged>(what.data) &&
           !std::holds_alternative<domain::clock_excused>(what.data) &&
           !std::holds_alternative<domain::manager_reminded>(what.data) &&
           !std::holds_alternative<domain::consent_requested>(what.data) &&
           !std::holds_alternative<domain::shift_told>(what.data) &&
           !std::holds_alternative<domain::end_requested>(what.data) &&
           !std::holds_alternative<domain::openings_requested>(what.data) &&
           !std::holds_alternative<domain::undone>(what.data);
}

std::optional<instant> last_act(const std::vector<domain::event>& history) {
    const auto skipped = domain::undone_commands(history);
    std::optional<instant> last;
    for (const auto& what : history) {
        if (is_act(what) && !skipped.contains(what.command)) {
            last = std::max(last.value_or(what.at), what.at);
        }
    }
    return last;
}

}  // namespace

bool names_its_day(std::string_view text) {
    constexpr std::array<std::string_view, 3> fixed{"today", "tomorrow", "yesterday"};
    const auto lower = to_lower_ascii(text);
    return lower.starts_with('+') || lower.find('-') == std::string_view("2026").size() ||
           std::ranges::any_of(fixed, [&lower](std::string_view word) {
               return lower.find(word) != std::string::npos;
           });
}

namespace {

std::vector<chat::moment> moments_of(const chat::when_reading& reading) {
    if (const auto* one = std::get_if<chat::moment>(&reading)) {
        return {*one};
    }
    if (const auto* two = std::get_if<chat::two_moments>(&reading)) {
        return {two->first, two->second};
    }
    return {};
}

/// What `at:` says, or why it says nothing.
struct past_reading {
    std::optional<instant> at{};
    std::string problem{};
};

past_reading read_past(std::string_view text, instant now, const time_zone& zone) {
    const auto first = chat::parse_when(text, now, zone);
    if (const auto* wrong = std::get_if<chat::when_problem>(&first)) {
        return {std::nullopt, wrong->text};
    }
    const auto ahead = moments_of(first).front();
    if (ahead.date_only) {
        return {std::nullopt, "Give the time too, such as \"mon 14:00\"."};
    }
    const int days_back = names_its_day(text) ? 0 : most_days_looked_back;
    for (int day = 0; day <= days_back; ++day) {
        const auto as_of = now - std::chrono::hours{24} * day;
        std::optional<instant> past;
        for (const auto& each : moments_of(chat::parse_when(text, as_of, zone))) {
            if (each.at <= now) {
                past = std::max(past.value_or(each.at), each.at);
            }
        }
        if (past) {
            return {past, {}};
        }
    }
    return {std::nullopt, ahead.echo + " lies ahead; at: is for what has happened already."};
}

}  // namespace

context as_of_moment(const context& ctx, std::string_view zone_name) {
    auto then = ctx;
    const auto zone = time_zone::find(zone_name);
    const auto read = zone ? read_past(value_of(ctx, "at"), ctx.now, *zone) : past_reading{};
    then.now = read.at.value_or(ctx.now);
    return then;
}

namespace {

std::string without_moment(const context& ctx) {
    auto line = ctx.command;
    std::erase_if(line.arguments, [](const auto& each) { return each.key == "at"; });
    return chat::to_line(line);
}

std::optional<outcome> refuse_moment(
    const context& ctx,
    const act_subject& of,
    const std::vector<domain::event>& history,
    const late_entry& allowed,
    instant then
) {
    const bool alone = ctx.command.subjects.size() < 2;
    const auto told = local_time(then, of.zone);
    // A note changes nothing that happened since.
    const auto last = ctx.command.verb == "note" ? std::nullopt : last_act(history);
    if (last && then < *last) {
        return refuse_fields(
            ctx,
            {{"at",
              "The last thing on record of " + (alone ? "it" : of.typed) + " is of " +
                  local_time(*last, of.zone) + ", so this cannot have happened on " + told + '.'}},
            of.typed + " history"
        );
    }
    if (is_too_far_back(allowed, then, ctx.now)) {
        return refuse_fields(
            ctx,
            {{"at",
              (alone ? "" : of.typed + ": ") + told + too_far_back_text(allowed, "logged") +
                  " Log it as of now, and say when it was in a note."}},
            of.name.empty() ? without_moment(ctx) : of.typed + " note \"...\""
        );
    }
    return std::nullopt;
}

// Without a requisition its days are those of one at that site, else at the client's first.
domain::requisition as_if_at(const act_subject& of, const domain::client* client) {
    domain::requisition there;
    there.client = of.client;
    there.zone = of.zone;
    there.category = of.category;
    if (client != nullptr) {
        there.client_name = client->name;
        const auto site = std::ranges::find_if(client->sites, [&of](const domain::site& each) {
            return of.site.empty() ? each.zone == of.zone : each.id == of.site;
        });
        if (site != client->sites.end()) {
            there.site = site->id;
            there.site_name = site->name;
        }
    }
    return there;
}

outcome refuse_calendar(const context& ctx, const act_subject& of) {
    return of.req != nullptr
               ? unknown_calendar(ctx, *of.req)
               : refuse(
                     ctx,
                     "No calendar of its client is known here, so it cannot be said how long ago "
                     "that was. Log it as of now.",
                     without_moment(ctx)
                 );
}

// What `at:` means for one of them, by the clock of its site.
std::variant<instant, outcome> moment_for(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const act_subject& of
) {
    const auto* client = seen.find<domain::client>(domain::record_name(of.client));
    const auto there = of.req == nullptr ? as_if_at(of, client) : *of.req;
    const auto face = face_for(there, client, book);
    const auto zone = time_zone::find(of.zone);
    if (!face || !zone) {
        return refuse_calendar(ctx, of);
    }
    const auto read = read_past(value_of(ctx, "at"), ctx.now, *zone);
    if (!read.at) {
        return refuse_fields(ctx, {{"at", read.problem}}, without_moment(ctx));
    }
    const auto history = seen.histories.find(of.name);
    const bool made_by_it = history == seen.histories.end();
    const late_entry allowed{*face->on, book.choose(there).late_entry_days};
    auto refused = refuse_moment(
        ctx,
        of,
        made_by_it ? std::vector<domain::event>{} : history->second,
        allowed,
        *read.at
    );
    return refused ? std::variant<instant, outcome>(std::move(*refused)) : *read.at;
}

outcome refuse_two_clocks(
    const context& ctx,
    const act_subjects& all,
    instant first,
    const act_subject& other,
    instant there
) {
    auto line = ctx.command;
    for (const auto& of : all) {
        if (of.zone != all.front().zone) {
            std::erase(line.subjects, of.name);
        }
    }
    return refuse_fields(
        ctx,
        {{"at",
          other.typed + " is at a site with another clock: that is " +
              local_time(there, other.zone) + " there, and " + local_time(first, all.front().zone) +
              " for " + all.front().typed + ". Log those of one clock at a time."}},
        chat::to_line(line)
    );
}

// One moment for all of them: what is logged in one line happened at once.
std::variant<instant, outcome> moment_of_all(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const act_subjects& all
) {
    std::optional<instant> then;
    for (const auto& of : all) {
        auto read = moment_for(ctx, seen, book, of);
        const auto* const moment = std::get_if<instant>(&read);
        if (moment == nullptr) {
            return read;
        }
        if (then && *then != *moment) {
            return refuse_two_clocks(ctx, all, *then, of, *moment);
        }
        then = *moment;
    }
    return *then;
}

// Their histories, and whose they are; nothing when all is loaded.
std::optional<need> missing_histories(const snapshot& seen, const act_subjects& all) {
    need wanted;
    for (const auto& of : all) {
        if (seen.histories.contains(of.name)) {
            continue;
        }
        wanted.histories.push_back(of.name);
        wanted.records.push_back(domain::record_name(of.client));
        if (of.req != nullptr && !of.req->owner.empty()) {
            wanted.records.push_back(domain::record_name(of.req->owner));
        }
    }
    return wanted.histories.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// What the act itself needs is loaded with its history: rounds of loading are few.
void load_along(need& into, const outcome& act) {
    if (const auto* const more = std::get_if<need>(&act)) {
        load_too(into, *more);
    }
}

// From then on is from now on: what was to wait waits as long as ever.
void send_from_now(decision& decided, instant then, instant now) {
    for (auto& item : decided.messages) {
        if (item.not_before_ms != 0) {
            item.not_before_ms += to_unix_ms(now) - to_unix_ms(then);
        }
    }
}

}  // namespace

void say_as_of(chat::reply& reply, instant then, std::string_view zone) {
    if (auto* text = std::get_if<chat::message>(&reply.what)) {
        text->blocks.emplace_back(chat::context_line{
            {chat::plain("Logged as of " + local_time(then, zone) + '.')}});
    }
}

namespace {

// A form that asks for the rest keeps the moment.
void keep_moment(chat::reply& reply, const std::string& typed) {
    if (auto* form = std::get_if<chat::form>(&reply.what)) {
        form->fields.push_back(line_field("at", "When it happened", typed));
    }
}

// As of the moment of `at:`, which is one for all of them.
outcome decide_then(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide,
    const act_subjects& all
) {
    auto read = moment_of_all(ctx, seen, book, all);
    if (auto* refused = std::get_if<outcome>(&read)) {
        return std::move(*refused);
    }
    auto then = ctx;
    then.now = std::get<instant>(read);
    then.told_at = ctx.now;
    auto made = decide(then, seen, book);
    if (auto* decided = std::get_if<decision>(&made)) {
        send_from_now(*decided, then.now, ctx.now);
        replace_alerts(*decided, seen, ctx.now);
        say_as_of(decided->reply, then.now, all.front().zone);
    } else if (auto* said = std::get_if<answer>(&made)) {
        keep_moment(said->reply, value_of(ctx, "at"));
    }
    return made;
}

// Where it is made says whose clock the moment is of.
outcome make_then(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    auto made = decide(ctx, seen, book);
    if (auto* said = std::get_if<answer>(&made)) {
        keep_moment(said->reply, value_of(ctx, "at"));
    }
    const auto* decided = std::get_if<decision>(&made);
    const auto subject = decided == nullptr ? std::nullopt : subject_made(*decided);
    return subject ? decide_then(ctx, seen, book, decide, {*subject}) : std::move(made);
}

}  // namespace

std::optional<outcome> refuse_many_moments(const context& ctx, std::size_t named) {
    if (named <= most_with_moment || value_of(ctx, "at").empty()) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "With at: at most " + std::to_string(most_with_moment) + " at a time, not " +
            std::to_string(named) + ": each has a history that is read for it.",
        without_moment(ctx)
    );
}

outcome decide_as_of(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
) {
    if (value_of(ctx, "at").empty()) {
        return decide(ctx, seen, book);
    }
    if (makes_its_subject(ctx.command)) {
        return make_then(ctx, seen, book, decide);
    }
    if (auto refused = refuse_many_moments(ctx, ctx.command.subjects.size())) {
        return std::move(*refused);
    }
    auto found = subjects_of_act(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        // Of a shift the act itself would look from now.
        if (auto* wanted = std::get_if<need>(early);
            wanted != nullptr && ctx.command.noun != "shift") {
            load_along(*wanted, decide(ctx, seen, book));
        }
        return std::move(*early);
    }
    const auto& all = std::get<act_subjects>(found);
    if (auto wanted = missing_histories(seen, all)) {
        load_along(*wanted, decide(as_of_moment(ctx, all.front().zone), seen, book));
        return std::move(*wanted);
    }
    return decide_then(ctx, seen, book, decide, all);
}

bool is_too_far_back(const late_entry& allowed, instant then, instant now) {
    return allowed.on.between(then, now) > allowed.on.business_day() * allowed.days;
}

std::string too_far_back_text(const late_entry& allowed, std::string_view done) {
    if (allowed.days == 0) {
        return " has passed, and nothing is " + std::string(done) + " later here.";
    }
    return " is more than " + working_days(allowed.days) + " ago, and so far back nothing is " +
           std::string(done) + '.';
}

std::string logged_later(const domain::event& what, std::string_view zone) {
    // What follows from an act is flagged with it.
    const bool follows = std::holds_alternative<domain::clock_set>(what.data) ||
                         std::holds_alternative<domain::breach_withdrawn>(what.data);
    if (follows || what.surface == "import" || what.recorded_at - what.at < minutes{1}) {
        return {};
    }
    return " Logged " + local_time(what.recorded_at, zone) + ", happened " +
           local_time(what.at, zone) + '.';
}

}  // namespace fillrate::handlers
