// Whoever is of another workspace than the one a room is reached through is met before anything of
// theirs is decided: what is posted there hangs on whose people read it (DOMAIN.md 0, 9).
#include "bot/engine_asking.hpp"
#include "core/domain/names.hpp"
#include "handlers/strangers.hpp"

#include <utility>

namespace fillrate::bot {

namespace {

handlers::outsider outsider_of(const chat::request& request, const std::string& mapping) {
    handlers::outsider who;
    who.user = request.actor.id;
    who.name = request.actor.name;
    who.mapping = mapping;
    who.home = chat::foreign_workspace(request);
    who.restricted = request.actor.restricted;
    who.acts = !std::holds_alternative<chat::presence>(request.what);
    return who;
}

}  // namespace

async::awaitable<result<void>> engine::resolve_and_meet(asking& ask) {
    const auto resolved = co_await resolve(ask);
    if (!resolved) {
        co_return resolved.error();
    }
    const auto met = co_await meet_outsider(ask);
    if (!met) {
        co_return met.error();
    }
    if (*met) {
        ask.loader.forget();
        const auto again = co_await resolve(ask);
        co_return again;
    }
    co_return result<void>{};
}

async::awaitable<result<bool>> engine::meet_outsider(const asking& ask) {
    // Where strangers speak as somebody of the demo, nobody is one.
    const bool in_a_room = !ask.ctx.place.id.empty() && !ask.request.place.direct;
    const bool met_here = options_.guest.empty() && in_a_room;
    if (!met_here || !chat::is_from_outside(ask.request)) {
        co_return false;
    }
    const auto who = outsider_of(ask.request, ask.user_name);
    authorship by;
    by.command = command_id{"met:" + ask.id.value};
    by.surface = ask.request.surface;
    by.now = ask.ctx.now;
    by.outcome = "met|";
    record_loader loader(on_.store, on_.codec, by.command);
    std::vector<std::string> names{who.mapping, domain::record_name(ask.ctx.place.id)};
    const auto* mapped = ask.loader.seen().find<domain::mapping>(who.mapping);
    if (mapped != nullptr) {
        names.push_back(domain::record_name(mapped->person));
    }
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    auto decided = co_await decide_meeting(ask.ctx, who, loader);
    if (!decided) {
        co_return decided.error();
    }
    if (!*decided || loader.earlier_outcome()) {
        co_return false;
    }
    auto ready = prepare(**decided, loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await commit_or_conflict(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    on_.log.warn(
        "somebody of another workspace in a bound room",
        {{"conversation", ask.ctx.place.id.value}, {"workspace", who.home}}
    );
    co_return true;
}

async::awaitable<result<std::optional<handlers::decision>>> engine::decide_meeting(
    const handlers::context& ctx,
    const handlers::outsider& who,
    record_loader& loader
) {
    for (int round = 0; round <= max_decision_rounds; ++round) {
        auto outcome = handlers::meet_outsider(ctx, loader.seen(), who);
        auto* wanted = outcome ? std::get_if<handlers::need>(&*outcome) : nullptr;
        if (wanted == nullptr) {
            auto* decided = outcome ? std::get_if<handlers::decision>(&*outcome) : nullptr;
            std::optional<handlers::decision> made;
            if (decided != nullptr && !decided->events.empty()) {
                made = std::move(*decided);
            }
            co_return made;
        }
        const auto satisfied = co_await loader.satisfy(std::move(*wanted));
        if (!satisfied) {
            co_return satisfied.error();
        }
    }
    co_return error(errc::internal, "a decision asked for records too often");
}

}  // namespace fillrate::bot
