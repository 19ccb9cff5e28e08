// A message that a reaction asks to keep: a note of whoever asked, once, and never more than a note
// (DOMAIN.md 7.1).
#include "bot/engine_asking.hpp"
#include "bot/typed_tail.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/understood.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::bot {

namespace {

// What others react with is between them.
bool notes_by_reaction(const domain::actor& who) {
    using domain::role;
    constexpr std::array ours{role::account_manager, role::recruiter, role::operations};
    return std::ranges::any_of(ours, [&who](role each) { return who.has(each); });
}

// The message in quotes, with who wrote it.
chat::command quoting_note(const chat::noted_message& said) {
    auto tail = tail_of(said.runs);
    chat::command command;
    command.noun = "req";
    command.verb = "note";
    command.implied = true;
    command.mentioned = std::move(tail.mentioned);
    if (said.author.empty()) {
        command.tail = '"' + tail.text + '"';
    } else {
        command.tail = '@' + said.author + " wrote: \"" + tail.text + '"';
        command.mentioned.insert(command.mentioned.begin(), said.author);
    }
    return command;
}

}  // namespace

async::awaitable<result<chat::reply>> engine::note_message(asking& ask) {
    if (!notes_by_reaction(ask.ctx.actor)) {
        chat::reply silent;
        co_return silent;
    }
    if (ask.loader.earlier_outcome()) {
        co_return co_await already_done(ask, *ask.loader.earlier_outcome());
    }
    const auto& said = std::get<chat::noted_message>(ask.request.what);
    ask.ctx.command = quoting_note(said);
    const auto named = co_await resolve_mentions(ask);
    if (!named) {
        co_return named.error();
    }
    const auto thread = co_await resolve_thread(ask);
    if (!thread) {
        co_return thread.error();
    }
    auto& command = ask.ctx.command;
    if (command.subjects.empty()) {
        chat::typed_line line;
        line.runs = said.runs;
        if (auto subject = chat::only_named_subject(line); !subject.empty()) {
            command.noun = chat::noun_of_subject(subject);
            command.subjects.push_back(std::move(subject));
        }
    }
    co_return co_await run(ask);
}

}  // namespace fillrate::bot
