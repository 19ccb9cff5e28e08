// What a line names without a number: `last`, people, and a candidate by name (DOMAIN.md 0, 7.1).
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "bot/undo.hpp"
#include "core/domain/names.hpp"
#include "handlers/called.hpp"

#include <algorithm>

namespace fillrate::bot {

namespace {

constexpr std::string_view last_subject = "req:last";

// The one requisition of the person's last change; several are none.
std::optional<std::string> requisition_of(const undo_record& last) {
    std::optional<std::string> found;
    for (const auto& image : last.records) {
        if (!domain::parse_requisition_name(image.name)) {
            continue;
        }
        if (found) {
            return std::nullopt;
        }
        found = image.name;
    }
    return found;
}

}  // namespace

// Without a last one the subject stays as typed, and the decision asks which is meant.
async::awaitable<result<void>> engine::resolve_last(asking& ask) {
    auto& subjects = ask.ctx.command.subjects;
    const auto typed = std::ranges::find(subjects, last_subject);
    if (typed == subjects.end()) {
        co_return result<void>{};
    }
    const auto name = undo_name(ask.ctx.actor.id);
    std::vector<std::string> names{name};
    const auto loaded = co_await ask.loader.prefetch(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto json = ask.loader.own_record(name);
    if (!json) {
        co_return json.error();
    }
    if (json->empty()) {
        co_return result<void>{};
    }
    const auto last = undo_from_json(*json);
    if (!last) {
        co_return last.error();
    }
    if (auto found = requisition_of(*last)) {
        *typed = std::move(*found);
    }
    co_return result<void>{};
}

async::awaitable<result<std::optional<chat::reply>>> engine::resolve_named(asking& ask) {
    auto unknown = co_await resolve_mentions(ask);
    if (!unknown || *unknown) {
        co_return unknown;
    }
    auto called = co_await resolve_called(ask);
    co_return called;
}

async::awaitable<result<std::string>> requisition_behind(
    record_loader& loader,
    std::string subject
) {
    if (!domain::parse_submittal_name(subject) && !domain::parse_interview_name(subject)) {
        co_return subject;
    }
    std::vector<std::string> names{subject};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* sub = loader.seen().find<domain::submittal>(subject);
    const auto* round = loader.seen().find<domain::interview>(subject);
    if (sub != nullptr) {
        subject = domain::record_name(sub->requisition);
    } else if (round != nullptr) {
        subject = domain::record_name(round->requisition);
    }
    co_return subject;
}

// The only one: the command is about them. Several, or perhaps: which? None: the line is read
// without a name in it.
async::awaitable<result<std::optional<chat::reply>>> engine::resolve_called(asking& ask) {
    std::optional<chat::reply> none;
    for (int round = 0; round <= max_decision_rounds && !ask.ctx.command.called.empty(); ++round) {
        auto found = handlers::find_called(ask.ctx, ask.loader.seen());
        if (auto* wanted = std::get_if<handlers::need>(&found)) {
            const auto satisfied = co_await ask.loader.satisfy(std::move(*wanted));
            if (!satisfied) {
                co_return satisfied.error();
            }
            continue;
        }
        const auto& all = std::get<handlers::called_candidates>(found);
        if (all.found.empty()) {
            ask.by_name = false;
            co_return understand(ask);
        }
        if (!all.unique()) {
            auto asked = handlers::ask_which_candidate(ask.ctx, all);
            co_return std::optional{std::get<handlers::answer>(std::move(asked)).reply};
        }
        ask.ctx.command.called.clear();
        ask.ctx.command.subjects = {domain::record_name(all.found.front().number)};
    }
    co_return none;
}

}  // namespace fillrate::bot
