// "sla preview": what "sla apply" would do, before anybody does it (DOMAIN.md 4.6, 11.3). All
// records with running clocks count, then the zones of all requisitions, with their interviews and
// shifts: the first at once, the rest some at a time, as they are moved.
#include "core/base/text.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/needs.hpp"
#include "handlers/policy_move.hpp"
#include "handlers/policy_use_cases.hpp"
#include "handlers/wording.hpp"
#include "handlers/zone_move.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::handlers {

namespace {

// With their requisitions and clients, and the zones read with the last of them, they stay below
// what one decision may load.
constexpr std::uint32_t records_per_preview = 40;
/// What was counted earlier may not be so any more.
constexpr std::chrono::hours previewed_for{24};

std::string preview_name() {
    return domain::task_record_name(domain::preview_task);
}

bool holds(const domain::person& who, domain::role wanted) {
    return std::ranges::find(who.grants, wanted, &domain::grant::role) != who.grants.end();
}

void look_at(
    domain::foreseen_moves& into,
    const context& ctx,
    const timed_record& of,
    const domain::policy_book& book
) {
    domain::foreseen_moves own;
    for (const auto& clock : moved_clocks(of, book, ctx.now)) {
        own.clocks += 1;
        if (!clock.moves_due()) {
            continue;
        }
        own.moved += 1;
        own.missed += clock.goes_overdue() ? 1U : 0U;
        own.first.push_back(
            {.record = of.name,
             .kind = clock.after.kind,
             .before = clock.before.due,
             .after = clock.after.due,
             .paused = clock.after.state == domain::clock_state::paused,
             .missed = clock.goes_overdue(),
             .unmeasured = clock.after.state == domain::clock_state::cancelled,
             .met = clock.after.state == domain::clock_state::met}
        );
    }
    own.records = own.moved > 0 ? 1U : 0U;
    domain::add_moves(into, own);
}

struct preview_part {
    domain::task_worked worked{};
    bool last = false;
};

/// How far it was counted: clocks by their place, then the zones of requisitions.
struct counted_so_far {
    std::int64_t cursor = 0;
    domain::zone_place zones{};
};

index_page clocks_to_count(const counted_so_far& from) {
    return {.set = domain::clocks_list(), .limit = records_per_preview, .from = from.cursor + 1};
}

zone_search zones_to_count(
    const counted_so_far& from,
    const snapshot& seen,
    const index_page& clocks,
    instant now
) {
    constexpr std::uint32_t requisitions = 40;
    const auto names = seen.pages.find(clocks);
    const auto timed = names == seen.pages.end() ? 0 : names->second.size();
    return {from.zones, requisitions, room_for_zones(seen, timed), now};
}

// The last clocks and the first zones are read together: rounds of loading are few.
bool clocks_end(const snapshot& seen, const index_page& page) {
    const auto names = seen.pages.find(page);
    return names == seen.pages.end() || names->second.size() < records_per_preview;
}

std::variant<preview_part, need> count_part(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const counted_so_far& from
) {
    const auto page = clocks_to_count(from);
    const bool ends = clocks_end(seen, page);
    auto found = timed_records(seen, page);
    const auto next_zones = zones_to_count(from, seen, page, ctx.now);
    auto zones = ends ? missing_zone_rows(seen, next_zones) : std::nullopt;
    if (auto* missing = std::get_if<need>(&found)) {
        load_too(*missing, zones.value_or(need{}));
        return std::move(*missing);
    }
    if (zones) {
        return std::move(*zones);
    }
    preview_part part;
    for (const auto& one : std::get<std::vector<timed_record>>(found)) {
        look_at(part.worked.foreseen, ctx, one, book);
    }
    const auto& names = seen.pages.at(page);
    part.worked.cursor = names.empty() ? from.cursor : domain::place_among_clocks(names.back());
    part.worked.zones = from.zones;
    if (ends) {
        const auto lagging = zones_in(seen, next_zones);
        part.worked.foreseen.zones = lagging.count();
        part.worked.zones = lagging.looked;
        part.last = lagging.last;
    }
    return part;
}

// A record, and with it what the next part asks for: rounds of loading are few.
need with_first_of_part(
    const std::string& record,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const counted_so_far& from
) {
    need wanted;
    wanted.records.push_back(record);
    const auto part = count_part(ctx, seen, book, from);
    if (const auto* missing = std::get_if<need>(&part)) {
        load_too(wanted, *missing);
    }
    return wanted;
}

std::string clocks_summary(const domain::foreseen_moves& all) {
    if (all.clocks == 0) {
        return "No clock would move: all that run are on the policies and calendars now loaded.";
    }
    if (all.moved == 0) {
        return "No due time would move; " + counted(all.clocks, "clock", "clocks") +
               " would only name the versions now loaded.";
    }
    return counted(all.moved, "clock", "clocks") + " of " +
           counted(all.records, "record", "records") + " would move; " +
           (all.missed == 0 ? "none would be past due at once."
                            : std::to_string(all.missed) + " would be past due at once.");
}

std::string preview_summary(const domain::foreseen_moves& all) {
    const auto zones = all.zones == 0 ? std::string{}
                                      : ' ' + counted(all.zones, "record", "records") +
                                            " would take the zone of " +
                                            (all.zones == 1 ? "its" : "their") + " site.";
    return clocks_summary(all) + zones;
}

std::string due_text(instant due, const domain::due_move& of, const std::string& zone) {
    return of.paused ? "stands still" : local_time(due, zone);
}

std::string due_after(const domain::due_move& of, const std::string& zone) {
    return of.unmeasured ? "not measured" : of.met ? "met" : due_text(of.after, of, zone);
}

// What moves first, of the requisitions that may be named here.
std::variant<chat::table, need> first_moves(
    const snapshot& seen,
    const domain::foreseen_moves& all,
    const context* named_for
) {
    std::vector<std::string> names;
    for (const auto& one : all.first) {
        names.push_back(one.record);
    }
    auto found = timed_records(seen, names);
    if (auto* missing = std::get_if<need>(&found)) {
        return std::move(*missing);
    }
    const auto& records = std::get<std::vector<timed_record>>(found);
    chat::table shown{"", {{"Of", "Clock", "Due now", "Would be due"}}};
    for (const auto& one : all.first) {
        const auto of = std::ranges::find(records, one.record, &timed_record::name);
        if (of == records.end()) {
            continue;
        }
        const auto& req = *of->req;
        if (named_for != nullptr &&
            !domain::clear(req, named_for->actor, named_for->place.binding, false).core) {
            continue;
        }
        shown.rows.push_back(
            {of->shown,
             clock_subject(one.kind),
             due_text(one.before, one, req.zone),
             due_after(one, req.zone)}
        );
    }
    return shown;
}

chat::message preview_message(
    const context& ctx,
    const domain::foreseen_moves& all,
    chat::table first,
    bool administrator
) {
    chat::message shown;
    shown.title = "Policies and calendars now loaded";
    shown.summary = preview_summary(all);
    shown.blocks.emplace_back(chat::paragraph{{chat::plain(shown.summary)}});
    if (first.rows.size() > 1) {
        const auto listed = first.rows.size() - 1;
        shown.blocks.emplace_back(std::move(first));
        if (listed < all.moved) {
            shown.blocks.emplace_back(chat::context_line{{chat::plain(
                std::to_string(listed) + " of " + std::to_string(all.moved) + " are listed."
            )}});
        }
    }
    if (all.clocks == 0 && all.zones == 0) {
        return shown;
    }
    if (!administrator) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain("An administrator applies it: "), chat::code(ctx.root + " sla apply")}});
        return shown;
    }
    auto apply = act_on(domain::task_record_name(domain::policy_task), 0, "Apply", "apply");
    apply.tone = chat::button_tone::primary;
    shown.blocks.emplace_back(chat::button_row{{std::move(apply)}});
    return shown;
}

// How the first part is answered: with everything, or with the promise of the rest.
std::optional<need> answer_preview(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const preview_part& part
) {
    if (!part.last) {
        into.reply.what = sentence(
            ctx,
            "What would move is being counted, over all records. You are told when it is done.",
            "sla"
        );
        return std::nullopt;
    }
    into.events.push_back(event_of_task(ctx, domain::preview_task, domain::task_ended{}));
    auto first = first_moves(seen, part.worked.foreseen, &ctx);
    if (auto* missing = std::get_if<need>(&first)) {
        return std::move(*missing);
    }
    into.reply.what = preview_message(
        ctx,
        part.worked.foreseen,
        std::move(std::get<chat::table>(first)),
        ctx.actor.has(domain::role::administrator)
    );
    return std::nullopt;
}

void tell_previewed(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::task& task
) {
    const auto* person = seen.find<domain::person>(domain::record_name(task.by));
    if (person == nullptr || person->direct.empty()) {
        return;
    }
    chat::outgoing item;
    item.conversation = person->direct;
    item.kind = std::string(previewed_kind);
    item.subject = preview_name();
    item.readers = {chat::audience::kind::person, task.by.value};
    item.how = chat::delivery_class::alert;
    item.not_before_ms = to_unix_ms(ctx.now);
    into.messages.push_back(std::move(item));
}

}  // namespace

std::optional<outcome> refuse_unseen(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book
) {
    const auto* counted_then = seen.find<domain::task>(preview_name());
    if (counted_then != nullptr && still_runs(*counted_then, ctx.now)) {
        return refuse(
            ctx,
            "What this would move is still being counted. Who asked for that is told when it is "
            "done.",
            "sla"
        );
    }
    const bool seen_lately = counted_then != nullptr && !counted_then->running &&
                             !counted_then->stopped && counted_then->version == book.in_force() &&
                             ctx.now - counted_then->changed <= previewed_for;
    if (seen_lately) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "Nobody looked within the last day at what the policies and calendars now loaded would "
        "move. See it first, then apply it.",
        "sla preview"
    );
}

outcome policy_preview(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (auto refused = refuse_preview(ctx)) {
        return std::move(*refused);
    }
    if (!seen.loaded(preview_name())) {
        return with_first_of_part(preview_name(), ctx, seen, book, {});
    }
    const auto* before = seen.find<domain::task>(preview_name());
    if (before != nullptr && still_runs(*before, ctx.now)) {
        return refuse(
            ctx,
            "This is being counted already; " + first_name(before->by_name) +
                " is told when it is done.",
            "sla"
        );
    }
    auto counted_now = count_part(ctx, seen, book, {});
    if (auto* missing = std::get_if<need>(&counted_now)) {
        return std::move(*missing);
    }
    const auto& part = std::get<preview_part>(counted_now);
    decision decided;
    decided.can_undo = false;
    const auto happens = [&](domain::payload data) {
        decided.events.push_back(event_of_task(ctx, domain::preview_task, std::move(data)));
    };
    if (before != nullptr && before->running) {
        happens(domain::task_ended{true});
    }
    happens(domain::task_begun{book.in_force(), ctx.actor.id, ctx.actor.name});
    happens(part.worked);
    if (auto missing = answer_preview(decided, ctx, seen, part)) {
        return std::move(*missing);
    }
    return decided;
}

outcome decide_preview_due(
    const context& ctx,
    const domain::task& task,
    const snapshot& seen,
    const domain::policy_book& book
) {
    const auto asker = domain::record_name(task.by);
    if (!seen.loaded(asker)) {
        return with_first_of_part(asker, ctx, seen, book, {task.cursor, task.zones});
    }
    decision decided;
    decided.can_undo = false;
    const bool stopped = book.in_force() != task.version;
    bool last = stopped;
    if (!stopped) {
        auto counted_now = count_part(ctx, seen, book, {task.cursor, task.zones});
        if (auto* missing = std::get_if<need>(&counted_now)) {
            return std::move(*missing);
        }
        const auto& part = std::get<preview_part>(counted_now);
        decided.events.push_back(event_of_task(ctx, domain::preview_task, part.worked));
        last = part.last;
    }
    if (last) {
        decided.events.push_back(
            event_of_task(ctx, domain::preview_task, domain::task_ended{stopped})
        );
        tell_previewed(decided, ctx, seen, task);
    }
    return decided;
}

composed compose_previewed(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto reader = domain::record_name(person_id{item.readers.id});
    if (!seen.loaded(item.subject) || !seen.loaded(reader)) {
        need wanted;
        wanted.records = {item.subject, reader};
        return wanted;
    }
    const auto* task = seen.find<domain::task>(item.subject);
    const auto* person = seen.find<domain::person>(reader);
    const bool administrator = person != nullptr && holds(*person, domain::role::administrator);
    const bool may_see =
        administrator || (person != nullptr && holds(*person, domain::role::operations));
    if (task == nullptr || task->running || !may_see) {
        return std::monostate{};
    }
    if (task->stopped) {
        return sentence(
            ctx,
            "Other policies or calendars were loaded while it was counted what would move.",
            "sla preview"
        );
    }
    // All that is running is theirs to see, in their own conversation.
    auto first = first_moves(seen, task->foreseen, nullptr);
    if (auto* missing = std::get_if<need>(&first)) {
        return std::move(*missing);
    }
    return preview_message(
        ctx,
        task->foreseen,
        std::move(std::get<chat::table>(first)),
        administrator
    );
}

}  // namespace fillrate::handlers
