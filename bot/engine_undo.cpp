// `me undo`: loads what the last command touched and takes it back.
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "bot/undo.hpp"
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/wording.hpp"

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

}  // namespace

async::awaitable<result<chat::reply>> engine::undo(asking& ask) {
    const auto name = undo_name(ask.ctx.actor.id);
    std::vector<std::string> names{name};
    const auto first = co_await ask.loader.prefetch(std::move(names));
    if (!first) {
        co_return first.error();
    }
    const auto json = ask.loader.own_record(name);
    if (!json) {
        co_return json.error();
    }
    if (json->empty()) {
        co_return answers::nothing_to_undo(options_.root);
    }
    const auto last = undo_from_json(*json);
    if (!last) {
        co_return last.error();
    }
    std::vector<std::string> touched;
    std::vector<std::string> notices;
    for (const auto& image : last->records) {
        touched.push_back(image.name);
    }
    for (const auto& id : last->notices) {
        notices.push_back(notice_name(id));
    }
    const auto records = co_await ask.loader.load(std::move(touched));
    if (!records) {
        co_return records.error();
    }
    auto moved = moved_since(*last, ask.loader.seen());
    for (auto& subject : moved) {
        handlers::need wanted;
        wanted.history_of = std::move(subject);
        const auto read = co_await ask.loader.satisfy(std::move(wanted));
        if (!read) {
            co_return read.error();
        }
    }
    const auto queued = co_await ask.loader.prefetch(std::move(notices));
    if (!queued) {
        co_return queued.error();
    }
    authorship by;
    by.command = ask.id;
    by.actor = ask.ctx.actor.id;
    by.actor_name = ask.ctx.actor.name;
    by.surface = ask.request.surface;
    by.now = ask.ctx.now;
    by.outcome = "undo|" + (last->records.empty() ? std::string{} : last->records.front().name);
    const auto label = described(*last, ask.loader.seen(), ask.ctx.actor);
    auto ready = prepare_undo(*last, ask.loader, on_.codec, by);
    if (!ready) {
        co_return answers::cannot_undo(ready.error(), options_.root);
    }
    const auto done = co_await commit(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    if (done->what == ports::commit_result::status::conflict) {
        co_return error(errc::conflict, done->outcome);
    }
    co_return answers::undone(label);
}

}  // namespace fillrate::bot
