// Decisions that nobody typed: due timers and loaded data.
#include "bot/aggregates.hpp"
#include "bot/engine_asking.hpp"
#include "core/domain/names.hpp"

namespace fillrate::bot {

namespace {

// A timer whose subject moved on, or that already fired: only the member is left to remove.
prepared_commit remove_stale_timer(const std::string& member) {
    prepared_commit ready;
    ready.batch.members.push_back({std::string(timer_set), member, std::nullopt, false});
    return ready;
}

bool is_current(
    const handlers::snapshot& seen,
    const std::string& name,
    const std::string& member
) {
    if (const auto* person = seen.find<domain::person>(name)) {
        const auto timer = guest_timer(name, *person);
        return timer && timer->first == member;
    }
    const auto found = seen.all().find(name);
    const auto timer = found == seen.all().end() ? std::nullopt : timer_of(found->second.value);
    return timer && timer->due && timer_member(name, timer->generation) == member;
}

}  // namespace

async::awaitable<result<void>> engine::apply(handlers::decision decided, authorship by) {
    record_loader loader(on_.store, on_.codec, by.command);
    std::vector<std::string> names;
    for (const auto& what : decided.events) {
        names.push_back(what.subject);
    }
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    if (loader.earlier_outcome()) {
        co_return result<void>{};
    }
    auto ready = prepare(decided, loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await commit_or_conflict(std::move(*ready));
    co_return done;
}

async::awaitable<result<handlers::decision>> engine::decide_timer(
    record_loader& loader,
    const std::string& name,
    const authorship& by
) {
    handlers::context ctx;
    ctx.id = by.command;
    ctx.now = by.now;
    ctx.surface = by.surface;
    ctx.root = options_.root;
    if (const auto* organisation =
            loader.seen().find<domain::organisation>(domain::organisation_record_name())) {
        ctx.organisation = *organisation;
    }
    for (int round = 0; round <= max_decision_rounds; ++round) {
        auto outcome = handlers::decide_due(ctx, name, loader.seen(), on_.book);
        if (auto* decided = std::get_if<handlers::decision>(&outcome)) {
            const auto numbered = co_await loader.number_misses(*decided);
            if (!numbered) {
                co_return numbered.error();
            }
            co_return std::move(*decided);
        }
        auto* wanted = std::get_if<handlers::need>(&outcome);
        if (wanted == nullptr) {
            break;
        }
        const auto satisfied = co_await loader.satisfy(std::move(*wanted));
        if (!satisfied) {
            co_return satisfied.error();
        }
    }
    co_return error(errc::internal, "no decision for the timer of " + name);
}

async::awaitable<result<void>> engine::fire(std::string member, std::uint64_t epoch) {
    const auto name = member.substr(0, member.rfind('#'));
    authorship by;
    by.command = command_id{"timer:" + member};
    by.surface = "timer";
    by.now = on_.clock.now();
    by.epoch = epoch;
    by.outcome = "timer|" + name;
    record_loader loader(on_.store, on_.codec, by.command);
    std::vector<std::string> names{name, domain::organisation_record_name()};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const bool current = is_current(loader.seen(), name, member);
    prepared_commit ready = remove_stale_timer(member);
    if (current && !loader.earlier_outcome()) {
        auto decided = co_await decide_timer(loader, name, by);
        if (!decided) {
            co_return decided.error();
        }
        decided->can_undo = false;
        auto prepared = prepare(*decided, loader, on_.codec, by, on_.ids);
        if (!prepared) {
            co_return prepared.error();
        }
        if (!prepared->wakes_timers) {
            co_return error(errc::internal, "timer " + member + " fired and is still due");
        }
        ready = std::move(*prepared);
    }
    ready.batch.epoch = epoch;
    const auto done = co_await commit_or_conflict(std::move(ready));
    co_return done;
}

}  // namespace fillrate::bot
