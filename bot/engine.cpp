#include "bot/engine.hpp"

#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "bot/file_links.hpp"
#include "bot/undo_offer.hpp"
#include "core/chat/said_line.hpp"
#include "core/chat/subject.hpp"
#include "core/domain/names.hpp"
#include "handlers/long_words.hpp"
#include "handlers/routes.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr int max_conflicts = 5;
constexpr std::size_t max_hints = 4096;
constexpr milliseconds retry_pause{40};

bool may_try_again(errc code) {
    return code == errc::unavailable || code == errc::unknown_outcome || code == errc::timeout;
}

void keep_line(chat::form& of, const chat::command& command, const std::string& root) {
    if (command.arguments.empty() && command.tail.empty()) {
        return;
    }
    const auto line = chat::to_line(command);
    if (auto again = chat::line_button({}, line)) {
        of.retype = std::move(again->act);
    } else {
        of.typed = root + ' ' + line;
    }
}

std::string subject_text(const chat::command& command) {
    return command.subjects.empty() ? std::string{} : command.subjects.front();
}

}  // namespace

engine::engine(parts on, engine_options options, wakers wake)
    : on_(std::move(on)), options_(std::move(options)), wake_(std::move(wake)), turns_(on_.where) {}

async::awaitable<chat::reply> engine::handle(const chat::request& request) {
    ++counted_.commands;
    asking ask(*this, request);
    const auto deadline = on_.clock.steady_now() + options_.patience;
    int conflicts = 0;
    error last(errc::internal);
    co_await queue_up(ask);
    for (;;) {
        auto done = co_await attempt(ask);
        if (done) {
            remember(ask);
            co_await note_activity(ask);
            co_return sealed(ask, std::move(*done));
        }
        last = done.error();
        ask.loader.forget();
        if (last.code == errc::conflict && ++conflicts < max_conflicts) {
            ++counted_.conflicts;
            co_await take_turn(ask, last.detail);
            continue;
        }
        if (!may_try_again(last.code) || on_.clock.steady_now() >= deadline) {
            break;
        }
        co_await on_.clock.sleep_until(on_.clock.steady_now() + retry_pause);
    }
    ++counted_.failures;
    on_.log.error(
        "command failed",
        {{"command", ask.id.value},
         {"why", last.code},
         {"detail", last.detail},
         {"surface", request.surface}}
    );
    const bool retryable = may_try_again(last.code) || last.code == errc::conflict;
    co_return retryable ? answers::not_saved(last)
                        : answers::failed_for_all(last, ask.ctx.command, options_.root);
}

// Who lost against a command of this very instance need not lose again: the losers go one by one,
// and whoever comes later waits behind them. Other instances are met by the versions alone.
async::awaitable<void> engine::take_turn(asking& ask, std::string subject) {
    if (ask.turn.name() != subject) {
        ask.turn.give_up();
        ask.turn = co_await turns_.take(std::move(subject));
    }
}

async::awaitable<void> engine::queue_up(asking& ask) {
    for (const auto& subject : ask.typed_subjects) {
        if (turns_.taken(subject)) {
            co_await take_turn(ask, subject);
            co_return;
        }
    }
}

std::vector<std::string> engine::guess(const asking& ask) const {
    const auto hint = hints_.find(ask.user_name + ask.channel_name);
    auto names = hint == hints_.end() ? std::vector<std::string>{} : hint->second;
    if (!ask.thread_name.empty()) {
        names.push_back(ask.thread_name);
    }
    return names;
}

void engine::remember(const asking& ask) {
    if (hints_.size() >= max_hints) {
        hints_.clear();
    }
    std::vector<std::string> names;
    for (const auto& [name, entry] : ask.loader.seen().all()) {
        const auto kind = domain::parse_record_name(name);
        const bool stays = kind && kind->kind < domain::record_kind::requisition;
        if (stays && names.size() < 16) {
            names.push_back(name);
        }
    }
    hints_[ask.user_name + ask.channel_name] = std::move(names);
}

async::awaitable<result<chat::reply>> engine::attempt(asking& ask) {
    const auto resolved = co_await resolve_and_meet(ask);
    if (!resolved) {
        co_return resolved.error();
    }
    if (std::holds_alternative<chat::presence>(ask.request.what)) {
        chat::reply silent;
        co_return silent;
    }
    if (std::holds_alternative<chat::noted_message>(ask.request.what)) {
        co_return co_await note_message(ask);
    }
    if (!ask.ctx.actor.known()) {
        co_return co_await claim(ask);
    }
    const bool unbound = ask.ctx.place.binding.who == domain::binding::kind::unbound;
    if (unbound && !options_.guest.empty() && !ask.request.place.channel.empty()) {
        const auto welcomed = co_await welcome_channel(ask);
        if (!welcomed) {
            co_return welcomed.error();
        }
    }
    if (ask.loader.earlier_outcome()) {
        co_return co_await already_done(ask, *ask.loader.earlier_outcome());
    }
    auto said = understand(ask);
    if (said) {
        co_return std::move(*said);
    }
    auto unknown = co_await resolve_named(ask);
    if (!unknown) {
        co_return unknown.error();
    }
    if (*unknown) {
        note_refusal(ask);
        co_return std::move(**unknown);
    }
    const auto thread = co_await resolve_thread(ask);
    if (!thread) {
        co_return thread.error();
    }
    const auto last = co_await resolve_last(ask);
    if (!last) {
        co_return last.error();
    }
    if (ask.ctx.command.noun == "me" && ask.ctx.command.verb == "undo") {
        co_return co_await undo(ask);
    }
    const bool pasted =
        ask.ctx.from_form && ask.ctx.command.noun == "admin" && ask.ctx.command.verb == "import";
    if (pasted) {
        co_return co_await import_pasted(ask);
    }
    co_return co_await run(ask);
}

async::awaitable<result<handlers::outcome>> engine::decide(
    asking& ask,
    handlers::decide_function function
) {
    if (auto refused = handlers::refuse_long_words(ask.ctx)) {
        co_return std::move(*refused);
    }
    for (int round = 0; round <= max_decision_rounds; ++round) {
        auto outcome = function(ask.ctx, ask.loader.seen(), on_.book);
        auto* wanted = std::get_if<handlers::need>(&outcome);
        if (wanted == nullptr) {
            if (auto* decided = std::get_if<handlers::decision>(&outcome)) {
                const auto numbered = co_await ask.loader.number_misses(*decided);
                if (!numbered) {
                    co_return numbered.error();
                }
            }
            co_return std::move(outcome);
        }
        if (wanted->requisition_numbers > 0 && next_number_ != 0) {
            ask.loader.use_number(std::exchange(next_number_, 0));
        }
        const auto satisfied = co_await ask.loader.satisfy(std::move(*wanted));
        if (!satisfied) {
            co_return satisfied.error();
        }
    }
    co_return error(errc::internal, "a decision asked for records too often");
}

async::awaitable<result<ports::commit_result>> engine::commit(prepared_commit ready) {
    auto done = co_await on_.store.commit(ready.batch);
    if (done && done->what == ports::commit_result::status::committed) {
        ++counted_.commits;
        if (ready.wakes_outbox && wake_.outbox) {
            wake_.outbox();
        }
        if (ready.wakes_timers && wake_.timers) {
            wake_.timers();
        }
    }
    co_return done;
}

async::awaitable<result<void>> engine::commit_or_conflict(prepared_commit ready) {
    const auto done = co_await commit(std::move(ready));
    if (!done) {
        co_return done.error();
    }
    switch (done->what) {
        case ports::commit_result::status::committed:
        case ports::commit_result::status::duplicate:
            break;
        case ports::commit_result::status::conflict:
            co_return error(errc::conflict, done->outcome);
        case ports::commit_result::status::fenced:
            co_return error(errc::fenced);
    }
    co_return result<void>{};
}

// The audit line of what somebody tried and may not (N088).
void engine::note_refusal(const asking& ask) {
    ++counted_.refusals;
    const auto& command = ask.ctx.command;
    on_.log.info(
        "refused",
        {{"actor", ask.ctx.actor.id.value},
         {"what", command.noun + ' ' + command.verb},
         {"subject", subject_text(command)},
         {"surface", ask.request.surface}}
    );
}

async::awaitable<result<chat::reply>> engine::run(asking& ask) {
    const auto* route = handlers::find_route(ask.ctx.command.noun, ask.ctx.command.verb);
    if (route == nullptr) {
        co_return error(
            errc::internal,
            "no route for " + ask.ctx.command.noun + ' ' + ask.ctx.command.verb
        );
    }
    auto outcome = co_await decide(ask, route->decide);
    if (!outcome) {
        co_return outcome.error();
    }
    if (auto* answer = std::get_if<handlers::answer>(&*outcome)) {
        if (answer->refused) {
            note_refusal(ask);
        }
        co_return std::move(answer->reply);
    }
    auto decided = std::get<handlers::decision>(std::move(*outcome));
    if (auto missing = missing_file(ask, decided)) {
        co_return std::move(*missing);
    }
    authorship by;
    by.command = ask.id;
    by.actor = ask.ctx.actor.id;
    by.actor_name = ask.ctx.actor.name;
    by.surface = ask.request.surface;
    by.now = ask.ctx.now;
    const auto subject =
        decided.events.empty() ? subject_text(ask.ctx.command) : decided.events.front().subject;
    by.outcome = ask.ctx.command.verb + '|' + subject;
    auto ready = prepare(decided, ask.loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const bool fetches = order_fetch(ready->batch, ask, decided.events);
    offer_undo(decided.reply, *ready, ask.ctx);
    const auto done = co_await commit(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    switch (done->what) {
        case ports::commit_result::status::committed: {
            if (fetches) {
                wake_.fetch();
            }
            break;
        }
        case ports::commit_result::status::duplicate:
            co_return co_await already_done(ask, done->outcome);
        case ports::commit_result::status::conflict:
            co_return error(errc::conflict, done->outcome);
        case ports::commit_result::status::fenced:
            co_return error(errc::fenced);
    }
    co_return std::move(decided.reply);
}

async::awaitable<result<chat::reply>> engine::already_done(asking& ask, std::string outcome) {
    ++counted_.duplicates;
    if (std::holds_alternative<chat::noted_message>(ask.request.what)) {
        co_return answers::private_text("Nothing changed: that message was noted before.");
    }
    const auto bar = outcome.find('|');
    const auto subject = bar == std::string::npos ? std::string{} : outcome.substr(bar + 1);
    const auto noun = chat::noun_of_subject(subject);
    const auto* route = noun.empty() ? nullptr : handlers::find_route(noun, "show");
    if (route == nullptr) {
        co_return answers::private_text("Already done.");
    }
    ask.ctx.command = chat::command{};
    ask.ctx.command.noun = noun;
    ask.ctx.command.verb = "show";
    ask.ctx.command.subjects = {subject};
    ask.ctx.from_form = false;
    ask.ctx.from_button = false;
    auto shown = co_await decide(ask, route->decide);
    if (!shown) {
        co_return shown.error();
    }
    auto* answer = std::get_if<handlers::answer>(&*shown);
    if (answer == nullptr) {
        co_return answers::private_text("Already done.");
    }
    if (auto* card = std::get_if<chat::message>(&answer->reply.what)) {
        card->summary = "Already done. " + card->summary;
    }
    co_return std::move(answer->reply);
}

chat::reply engine::sealed(const asking& ask, chat::reply reply) const {
    if (!ask.ctx.place.stranger.empty()) {
        reply.who = chat::reply::visibility::only_you;
    }
    if (auto* text = std::get_if<chat::message>(&reply.what)) {
        on_.seal.seal(*text, audience_class(ask.ctx.place.binding));
        give_links(*text, options_.files, ask.ctx.actor.id, ask.request.platform == "web");
    } else if (auto* form = std::get_if<chat::form>(&reply.what)) {
        if (std::holds_alternative<chat::typed_line>(ask.request.what)) {
            keep_line(*form, ask.ctx.command, options_.root);
        }
        on_.seal.seal(*form, "person:" + ask.ctx.actor.id.value);
    }
    return reply;
}

}  // namespace fillrate::bot
