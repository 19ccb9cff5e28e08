// `me undo`: loads what the last command touched and takes it back.
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "bot/undo.hpp"
#include "bot/undo_offer.hpp"
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/wording.hpp"

#include <optional>

namespace fillrate::bot {

namespace {

// What a supplier's command did to another firm's candidate is nothing they read of.
bool is_rivals(const handlers::snapshot& seen, const domain::actor& who, const std::string& name) {
    if (!who.has(domain::role::supplier_contact)) {
        return false;
    }
    const auto* sub = seen.find<domain::submittal>(name);
    const auto* round = seen.find<domain::interview>(name);
    return (sub != nullptr && sub->supplier != who.supplier()) ||
           (round != nullptr && round->supplier != who.supplier());
}

// "hold of REQ-104, REQ-108": the verb, and everything with a number that it changed.
std::string described(
    const undo_record& last,
    const handlers::snapshot& seen,
    const domain::actor& who
) {
    std::vector<std::string> ids;
    for (const auto& image : last.records) {
        if (is_rivals(seen, who, image.name)) {
            continue;
        }
        if (const auto number = domain::parse_requisition_name(image.name)) {
            ids.push_back(handlers::shown_id(*number));
        } else if (const auto sub = domain::parse_submittal_name(image.name)) {
            ids.push_back(handlers::shown_id(*sub));
        } else if (const auto iv = domain::parse_interview_name(image.name)) {
            ids.push_back(handlers::shown_id(*iv));
        } else if (const auto opp = domain::parse_opportunity_name(image.name)) {
            ids.push_back(handlers::shown_id(*opp));
        } else if (const auto shift = domain::parse_shift_name(image.name)) {
            ids.push_back(handlers::shown_shift(*shift));
        }
    }
    const auto verb = last.label.substr(0, last.label.find('|'));
    return ids.empty() ? verb : verb + " of " + join(ids, ", ");
}

// None when there is nothing to take back.
async::awaitable<result<std::optional<undo_record>>> last_command_of(
    person_id who,
    record_loader& loader
) {
    const auto name = undo_name(who);
    std::vector<std::string> names{name};
    const auto first = co_await loader.prefetch(std::move(names));
    if (!first) {
        co_return first.error();
    }
    const auto json = loader.own_record(name);
    if (!json) {
        co_return json.error();
    }
    std::optional<undo_record> last;
    if (!json->empty()) {
        auto read = undo_from_json(*json);
        if (!read) {
            co_return read.error();
        }
        last = std::move(*read);
    }
    co_return last;
}

// What it touched, what became of that since, and what waits to be sent of it.
async::awaitable<result<void>> load_touched(const undo_record& last, record_loader& loader) {
    std::vector<std::string> touched;
    std::vector<std::string> notices;
    for (const auto& image : last.records) {
        touched.push_back(image.name);
    }
    for (const auto& id : last.notices) {
        notices.push_back(notice_name(id));
    }
    for (const auto& one : last.told) {
        notices.push_back(notice_name(one.id));
    }
    const auto records = co_await loader.load(std::move(touched));
    if (!records) {
        co_return records.error();
    }
    auto moved = moved_since(last, loader.seen());
    for (auto& subject : moved) {
        handlers::need wanted;
        wanted.history_of = std::move(subject);
        const auto read = co_await loader.satisfy(std::move(wanted));
        if (!read) {
            co_return read.error();
        }
    }
    const auto queued = co_await loader.prefetch(std::move(notices));
    co_return queued;
}

// Whether the clock alone changed it after that command.
async::awaitable<bool> is_moved_by_clock(
    std::string name,
    command_id after,
    record_loader& loader
) {
    handlers::need wanted;
    wanted.history_of = name;
    const auto read = co_await loader.satisfy(std::move(wanted));
    const auto& histories = loader.seen().histories;
    const auto history = histories.find(name);
    if (!read || history == histories.end()) {
        co_return false;
    }
    bool since = false;
    for (auto it = history->second.rbegin(); it != history->second.rend(); ++it) {
        if (it->command == after) {
            co_return since;
        }
        if (it->surface != "timer") {
            co_return false;
        }
        since = true;
    }
    co_return false;
}

authorship undoing(
    const undo_record& last,
    const command_id& id,
    const handlers::context& ctx,
    const std::string& surface
) {
    authorship by;
    by.command = id;
    by.actor = ctx.actor.id;
    by.actor_name = ctx.actor.name;
    by.surface = surface;
    by.now = ctx.now;
    by.outcome = "undo|" + (last.records.empty() ? std::string{} : last.records.front().name);
    return by;
}

}  // namespace

async::awaitable<result<chat::reply>> engine::undo(asking& ask) {
    const auto last = co_await last_command_of(ask.ctx.actor.id, ask.loader);
    if (!last) {
        co_return last.error();
    }
    if (!*last) {
        co_return answers::nothing_to_undo(options_.root);
    }
    const auto& taken_back = **last;
    // A button takes back what it was drawn for, and nothing later.
    const auto& pressed_for = ask.ctx.command.subjects;
    if (!pressed_for.empty() && pressed_for.front() != undo_subject(taken_back.command)) {
        co_return answers::not_the_last_change(options_.root);
    }
    const auto loaded = co_await load_touched(taken_back, ask.loader);
    if (!loaded) {
        co_return loaded.error();
    }
    const auto label = described(taken_back, ask.loader.seen(), ask.ctx.actor);
    const auto by = undoing(taken_back, ask.id, ask.ctx, ask.request.surface);
    auto ready = prepare_undo(taken_back, ask.loader, on_.codec, by, on_.ids);
    if (!ready) {
        // Its messages are gone too where another press took it back meanwhile.
        record_loader again(on_.store, on_.codec, command_id{});
        const auto still = co_await last_command_of(ask.ctx.actor.id, again);
        if (still && !*still) {
            co_return answers::nothing_to_undo(options_.root);
        }
        const auto why = ready.error();
        bool by_clock = false;
        if (why.code == errc::conflict) {
            by_clock = co_await is_moved_by_clock(why.detail, taken_back.command, again);
        }
        if (by_clock) {
            const bool hidden = is_rivals(ask.loader.seen(), ask.ctx.actor, why.detail);
            const auto id = hidden ? std::string{} : handlers::shown_record(why.detail);
            co_return answers::moved_on_by_itself(id, options_.root);
        }
        co_return answers::cannot_undo(why, options_.root);
    }
    const auto done = co_await commit_or_conflict(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    co_return answers::undone(label);
}

}  // namespace fillrate::bot
