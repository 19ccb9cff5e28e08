// Fires due timers, in order, while this instance owns the shard. Cost is O(due), never O(all)
// (DESIGN.md 4).
#pragma once

#include "bot/engine.hpp"
#include "bot/lease_holder.hpp"
#include "core/async/event.hpp"
#include "core/base/log.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace fillrate::bot {

class scheduler {
public:
    scheduler(
        async::executor where,
        ports::store& store,
        ports::clock& clock,
        logger& log,
        engine& decides,
        lease_holder& lease
    );

    /// Until cancelled.
    [[nodiscard]] async::awaitable<void> run();
    /// A timer may be due earlier than thought, or the lease is new.
    void wake() { wake_.notify(); }

    /// The earliest pending timer, for "[next due]" of the demo.
    [[nodiscard]] async::awaitable<result<std::optional<instant>>> next_due();

    /// The same as of the last look, at most a second old.
    [[nodiscard]] std::optional<instant> known_next() const noexcept { return known_next_; }
    /// Fires everything due by now and returns; for a clock that is driven step by step.
    [[nodiscard]] async::awaitable<result<void>> fire_all_due(std::uint64_t epoch);

    [[nodiscard]] std::uint64_t fired() const noexcept { return fired_; }
    [[nodiscard]] std::uint64_t dead() const noexcept { return dead_; }

private:
    [[nodiscard]] async::awaitable<bool> fire_due(std::uint64_t epoch);
    [[nodiscard]] async::awaitable<void> fire_one(std::string member, std::uint64_t epoch);
    [[nodiscard]] async::awaitable<bool> recall_strikes(std::uint64_t epoch);
    [[nodiscard]] async::awaitable<void> strike(std::string member, std::uint64_t epoch, error why);
    [[nodiscard]] async::awaitable<void> forgive(std::string member, std::uint64_t epoch);
    [[nodiscard]] async::awaitable<steady_instant> sleep_target();

    ports::store& store_;
    ports::clock& clock_;
    logger& log_;
    engine& engine_;
    lease_holder& lease_;
    async::event wake_;
    std::map<std::string, std::int64_t> strikes_{};  ///< failures so far of timers still due
    std::optional<std::uint64_t> strikes_of_{};      ///< the epoch they were read in
    std::optional<instant> known_next_{};
    std::uint64_t fired_ = 0;
    std::uint64_t dead_ = 0;
};

}  // namespace fillrate::bot
