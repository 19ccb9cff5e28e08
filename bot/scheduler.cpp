#include "bot/scheduler.hpp"

#include <algorithm>
#include <optional>

namespace fillrate::bot {

namespace {

constexpr std::uint32_t page = 100;
constexpr std::string_view strike_set = "timer_strikes";
constexpr std::int64_t strikes_until_dead = 3;
/// Other instances commit timers without telling us: look at least this often.
constexpr milliseconds longest_sleep{1000};

bool is_timers_own_fault(errc code) {
    return code == errc::internal || code == errc::protocol || code == errc::invalid_input;
}

}  // namespace

scheduler::scheduler(
    async::executor where,
    ports::store& store,
    ports::clock& clock,
    logger& log,
    engine& decides,
    lease_holder& lease
)
    : store_(store), clock_(clock), log_(log), engine_(decides), lease_(lease), wake_(where) {}

async::awaitable<result<std::optional<instant>>> scheduler::next_due() {
    ports::range_query query;
    query.set = std::string(timer_set);
    query.limit = 1;
    const auto first = co_await store_.range(query);
    if (!first) {
        co_return first.error();
    }
    std::optional<instant> due;
    if (!first->empty()) {
        due = from_unix_ms(first->front().score);
    }
    known_next_ = due;
    co_return due;
}

async::awaitable<void> scheduler::fire_one(std::string member, std::uint64_t epoch) {
    const auto fired = co_await engine_.fire(member, epoch);
    if (fired) {
        ++fired_;
        co_await forgive(std::move(member), epoch);
        co_return;
    }
    const auto why = fired.error();
    if (why.code == errc::fenced) {
        lease_.fenced();
    } else if (is_timers_own_fault(why.code)) {
        co_await strike(std::move(member), epoch, why);
    }
}

// Strikes are in the store, so a process that took over counts on from where the last one stopped.
async::awaitable<bool> scheduler::recall_strikes(std::uint64_t epoch) {
    if (strikes_of_ == epoch) {
        co_return true;
    }
    ports::range_query query;
    query.set = std::string(strike_set);
    query.limit = page;
    const auto known = co_await store_.range(query);
    if (!known) {
        co_return false;
    }
    strikes_.clear();
    for (const auto& member : *known) {
        strikes_.emplace(member.name, member.score);
    }
    strikes_of_ = epoch;
    co_return true;
}

async::awaitable<void> scheduler::forgive(std::string member, std::uint64_t epoch) {
    if (!strikes_.contains(member)) {
        co_return;
    }
    ports::commit_batch batch;
    batch.epoch = epoch;
    batch.members.push_back({std::string(strike_set), member, std::nullopt, false});
    const auto forgotten = co_await store_.commit(batch);
    if (forgotten) {
        strikes_.erase(member);
    }
}

// A timer that cannot be decided must not stop its neighbours: three strikes and it is set aside,
// with an alarm.
async::awaitable<void> scheduler::strike(std::string member, std::uint64_t epoch, error why) {
    const auto count = strikes_[member] + 1;
    const bool out = count >= strikes_until_dead;
    log_.error("timer failed", {{"timer", member}, {"strike", count}, {"detail", why.detail}});
    ports::commit_batch batch;
    batch.epoch = epoch;
    if (out) {
        batch.members.push_back({std::string(strike_set), member, std::nullopt, false});
        batch.members.push_back({std::string(timer_set), member, std::nullopt, false});
        batch.members.push_back(
            {std::string(dead_timer_set), member, to_unix_ms(clock_.now()), false}
        );
    } else {
        batch.members.push_back({std::string(strike_set), member, count, false});
    }
    const auto kept = co_await store_.commit(batch);
    if (!kept || kept->what != ports::commit_result::status::committed) {
        co_return;
    }
    strikes_[member] = count;
    if (out) {
        ++dead_;
        strikes_.erase(member);
        log_.error("timer set aside as dead", {{"timer", member}});
    }
}

// True when there may be more.
async::awaitable<bool> scheduler::fire_due(std::uint64_t epoch) {
    const bool recalled = co_await recall_strikes(epoch);
    if (!recalled) {
        co_return false;
    }
    ports::range_query query;
    query.set = std::string(timer_set);
    query.to = to_unix_ms(clock_.now());
    query.limit = page;
    const auto due = co_await store_.range(query);
    if (!due) {
        co_return false;
    }
    const auto before = fired_ + dead_;
    for (const auto& member : *due) {
        const auto held = lease_.epoch();
        if (held != epoch) {
            co_return false;
        }
        co_await fire_one(member.name, epoch);
    }
    co_return due->size() == page&& fired_ + dead_ > before;
}

async::awaitable<result<void>> scheduler::fire_all_due(std::uint64_t epoch) {
    const auto dead_before = dead_;
    bool more = true;
    while (more) {
        more = co_await fire_due(epoch);
    }
    if (dead_ != dead_before || !strikes_.empty()) {
        co_return error(errc::internal, "a timer could not be decided");
    }
    co_return result<void>{};
}

async::awaitable<steady_instant> scheduler::sleep_target() {
    const auto latest = clock_.steady_now() + longest_sleep;
    const auto due = co_await next_due();
    if (!due || !*due) {
        co_return latest;
    }
    // A timer that failed stays due: it is looked at again after the pause, not in a tight loop.
    const auto at = clock_.steady_for(**due);
    co_return at <= clock_.steady_now() ? latest : std::min(latest, at);
}

async::awaitable<void> scheduler::run() {
    for (;;) {
        const auto epoch = lease_.epoch();
        bool more = false;
        if (epoch) {
            more = co_await fire_due(*epoch);
        }
        if (!more) {
            const auto until = co_await sleep_target();
            co_await clock_.wait(wake_, until);
        }
    }
}

}  // namespace fillrate::bot
