// A guest stays known by what they do, written down at most once a day (DOMAIN.md 9).
#include "bot/engine_asking.hpp"
#include "core/domain/guest.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"

namespace fillrate::bot {

namespace {

// Nothing when there is nothing to write; the demo's stand-in for strangers is no guest.
std::optional<domain::person> active(
    const handlers::snapshot& seen,
    const person_id& actor,
    bool foreign,
    instant now
) {
    const auto* person = seen.find<domain::person>(domain::record_name(actor));
    return person == nullptr ? std::nullopt : domain::after_activity(*person, foreign, now);
}

}  // namespace

// Comes after the answer is decided, and never spoils it: what is lost here is written next time.
async::awaitable<void> engine::note_activity(const asking& ask) {
    const auto* user = ask.loader.seen().find<domain::mapping>(ask.user_name);
    const auto id = ask.ctx.actor.id;
    const bool foreign = chat::is_from_outside(ask.request);
    const bool mapped = user != nullptr && !id.empty() && user->person == id;
    if (!mapped || !active(ask.loader.seen(), id, foreign, ask.ctx.now)) {
        co_return;
    }
    authorship by;
    by.command = command_id{"active:" + ask.id.value};
    by.actor = id;
    by.actor_name = ask.ctx.actor.name;
    by.surface = ask.request.surface;
    by.now = ask.ctx.now;
    by.outcome = "active|";
    record_loader loader(on_.store, on_.codec, by.command);
    std::vector<std::string> names{domain::record_name(id)};
    const auto loaded = co_await loader.load(std::move(names));
    auto after = loaded ? active(loader.seen(), id, foreign, by.now) : std::nullopt;
    if (!after) {
        co_return;
    }
    handlers::decision decided;
    decided.can_undo = false;
    decided.events.push_back(handlers::put(std::move(*after)));
    auto ready = prepare(decided, loader, on_.codec, by, on_.ids);
    if (ready) {
        static_cast<void>(co_await commit(std::move(*ready)));
    }
}

}  // namespace fillrate::bot
