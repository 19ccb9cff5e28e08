// "sla apply": clocks that run get the policies and calendars now loaded, some records per commit;
// then one word to everybody whose requisitions it put past due (DOMAIN.md 4.6, DESIGN.md 2).
#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
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

constexpr std::uint32_t records_per_commit = 10;
// A commit takes 1,024 changes; an event brings up to three.
constexpr std::size_t most_events_per_commit = 250;
// After so many of clocks the zones wait for the next commit: each may bring cards as well.
constexpr std::size_t most_events_before_zones = 150;

std::string task_name() {
    return domain::task_record_name(domain::policy_task);
}

domain::event of_task(const context& ctx, domain::payload data) {
    return event_of_task(ctx, domain::policy_task, std::move(data));
}

std::string zone_of(const context& ctx) {
    return ctx.organisation.default_zone;
}

/// What one commit does, beside its events.
struct part {
    domain::task_worked worked{};
    bool last = false;
};

void count_overdue(part& into, const timed_record& of, const std::vector<moved_clock>& moved) {
    for (const auto& clock : moved) {
        into.worked.missed += clock.goes_overdue() ? 1U : 0U;
        const bool told = domain::alert_of(clock.after) == domain::clock_alert::dm;
        if (clock.goes_overdue() && told && !of.req->owner.empty()) {
            domain::add_counts(into.worked.overdue, {{of.req->owner, 1}});
        }
    }
}

part work(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<timed_record>& records,
    decision& into
) {
    part done;
    for (const auto& one : records) {
        if (into.events.size() >= most_events_per_commit) {
            return done;
        }
        const auto moved = moved_clocks(one, book, ctx.now);
        const bool lags = lags_site(seen, one);
        if (!moved.empty() || lags) {
            move_clocks(ctx, seen, one, moved, into);
        }
        done.worked.corrected += lags ? 1U : 0U;
        done.worked.moved +=
            static_cast<std::uint32_t>(std::ranges::count_if(moved, &moved_clock::moves_due));
        done.worked.cursor = domain::place_among_clocks(one.name);
        count_overdue(done, one, moved);
    }
    done.last = true;
    return done;
}

// Owners with something past due, and whoever began it.
std::vector<person_id> people_to_tell(const domain::task& after) {
    std::vector<person_id> people{after.by};
    for (const auto& one : after.overdue) {
        if (one.owner != after.by) {
            people.push_back(one.owner);
        }
    }
    return people;
}

std::optional<need> missing_people(const snapshot& seen, const std::vector<person_id>& people) {
    need wanted;
    for (const auto& id : people) {
        auto name = domain::record_name(id);
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

void tell_of_end(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const std::vector<person_id>& people
) {
    for (const auto& id : people) {
        const auto* person = seen.find<domain::person>(domain::record_name(id));
        if (person == nullptr || person->direct.empty()) {
            continue;
        }
        chat::outgoing item;
        item.conversation = person->direct;
        item.kind = std::string(applied_kind);
        item.subject = task_name();
        item.readers = {chat::audience::kind::person, id.value};
        item.how = chat::delivery_class::alert;
        item.not_before_ms = to_unix_ms(ctx.now);
        into.messages.push_back(std::move(item));
    }
}

outcome ended(
    const context& ctx,
    const domain::task& after,
    const snapshot& seen,
    decision into,
    bool stopped
) {
    const auto people = people_to_tell(after);
    if (auto wanted = missing_people(seen, people)) {
        return std::move(*wanted);
    }
    into.events.push_back(of_task(ctx, domain::task_ended{stopped}));
    tell_of_end(into, ctx, seen, people);
    return into;
}

index_page clocks_to_move(const domain::task& task) {
    return {.set = domain::clocks_list(), .limit = records_per_commit, .from = task.cursor + 1};
}

// What has no clock: as many requisitions, interviews and shifts as one commit takes.
zone_search zones_to_correct(
    const domain::task& task,
    const snapshot& seen,
    const index_page& clocks,
    instant now
) {
    constexpr std::uint32_t requisitions = 20;
    constexpr std::size_t others = 40;
    const auto names = seen.pages.find(clocks);
    const auto timed = names == seen.pages.end() ? 0 : names->second.size();
    return {task.zones, requisitions, std::min(others, room_for_zones(seen, timed)), now};
}

// The last clocks and the first zones are worked together.
bool moves_end(const snapshot& seen, const index_page& page) {
    const auto names = seen.pages.find(page);
    return names == seen.pages.end() || names->second.size() < records_per_commit;
}

// Past names whose record is gone as well, however many there are.
void go_on_after(part& done, const std::vector<std::string>& listed, const domain::task& task) {
    if (done.last && !listed.empty()) {
        done.worked.cursor = domain::place_among_clocks(listed.back());
    }
    done.worked.cursor = std::max(done.worked.cursor, task.cursor);
}

std::string sum_of(const domain::task& task) {
    const auto moved = task.moved == 0   ? std::string("no clock had to move")
                       : task.moved == 1 ? std::string("1 clock moved")
                                         : std::to_string(task.moved) + " clocks moved";
    const auto zones = task.corrected == 0 ? std::string{}
                                           : ", " + counted(task.corrected, "record", "records") +
                                                 " took the zone of " +
                                                 (task.corrected == 1 ? "its" : "their") + " site";
    return moved +
           (task.missed == 0 ? ", none went past due"
                             : ", " + std::to_string(task.missed) + " went past due") +
           zones;
}

}  // namespace

bool still_runs(const domain::task& task, instant now) {
    return task.running && now - task.changed < stalled_after;
}

std::optional<outcome> refuse_preview(const context& ctx) {
    if (ctx.actor.has(domain::role::administrator) || ctx.actor.has(domain::role::operations)) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "What a change of policies and calendars does to clocks is for operations and "
        "administrators.",
        "me"
    );
}

outcome policy_apply(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (!ctx.actor.has(domain::role::administrator)) {
        return refuse(
            ctx,
            "Only an administrator applies policies and calendars to clocks that run.",
            refuse_preview(ctx) ? "me" : "sla preview"
        );
    }
    const auto name = task_name();
    const auto preview = domain::task_record_name(domain::preview_task);
    if (!seen.loaded(name) || !seen.loaded(preview)) {
        need wanted;
        wanted.records = {name, preview};
        return wanted;
    }
    if (auto refused = refuse_unseen(ctx, seen, book)) {
        return std::move(*refused);
    }
    const auto* before = seen.find<domain::task>(name);
    const bool runs = before != nullptr && before->running;
    if (runs && still_runs(*before, ctx.now)) {
        return refuse(
            ctx,
            "This is being done already, since " + local_time(before->begun, zone_of(ctx)) +
                " by " + first_name(before->by_name) + "; so far " + sum_of(*before) + '.',
            "sla preview"
        );
    }
    decision decided;
    decided.can_undo = false;
    if (runs) {
        decided.events.push_back(of_task(ctx, domain::task_ended{true}));
    }
    decided.events.push_back(
        of_task(ctx, domain::task_begun{book.in_force(), ctx.actor.id, ctx.actor.name})
    );
    decided.reply.what = sentence(
        ctx,
        "Clocks that run are moved to the policies and calendars now loaded. You are told when it "
        "is done.",
        "sla preview"
    );
    return decided;
}

outcome decide_task_due(
    const context& ctx,
    const domain::task& task,
    const snapshot& seen,
    const domain::policy_book& book
) {
    if (task.name == domain::preview_task) {
        return decide_preview_due(ctx, task, seen, book);
    }
    decision decided;
    decided.can_undo = false;
    if (book.in_force() != task.version) {
        return ended(ctx, task, seen, std::move(decided), true);
    }
    const auto page = clocks_to_move(task);
    auto found = timed_records(seen, page);
    const bool ends = moves_end(seen, page);
    const auto next_zones = zones_to_correct(task, seen, page, ctx.now);
    auto zones = ends ? missing_zone_rows(seen, next_zones) : std::nullopt;
    if (auto* missing = std::get_if<need>(&found)) {
        load_too(*missing, zones.value_or(need{}));
        return std::move(*missing);
    }
    if (zones) {
        return std::move(*zones);
    }
    auto done = work(ctx, seen, book, std::get<std::vector<timed_record>>(found), decided);
    go_on_after(done, seen.pages.at(page), task);
    done.worked.zones = task.zones;
    done.last = done.last && ends && decided.events.size() <= most_events_before_zones;
    if (done.last) {
        const auto lagging = zones_in(seen, next_zones);
        done.worked.corrected += correct_zones(ctx, seen, lagging, decided);
        done.worked.zones = lagging.looked;
        done.last = lagging.last;
    }
    auto fact = of_task(ctx, done.worked);
    const auto after = domain::apply(task, fact);
    decided.events.push_back(std::move(fact));
    return done.last ? ended(ctx, after, seen, std::move(decided), false)
                     : outcome(std::move(decided));
}

composed compose_applied(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    if (!seen.loaded(item.subject)) {
        need wanted;
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* task = seen.find<domain::task>(item.subject);
    if (task == nullptr || task->running) {
        return std::monostate{};
    }
    chat::message said;
    const auto own =
        std::ranges::find(task->overdue, person_id{item.readers.id}, &domain::overdue_count::owner);
    std::string_view next = "sla";
    if (item.readers.id == task->by.value) {
        next = task->stopped ? "sla preview" : next;
        said.summary =
            task->stopped
                ? "Other policies or calendars were loaded meanwhile, so the "
                  "change stopped: so far " +
                      sum_of(*task) + '.'
                : "The policies and calendars now loaded are applied: " + sum_of(*task) + '.';
    } else if (own != task->overdue.end()) {
        said.summary = "Policies or calendars changed, and with that " +
                       counted(own->clocks, "clock", "clocks") +
                       " of your requisitions went past due.";
        said.tone = chat::tone::warning;
    } else {
        return std::monostate{};
    }
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("See "), chat::code(ctx.root + ' ' + std::string(next))}});
    return said;
}

}  // namespace fillrate::handlers
