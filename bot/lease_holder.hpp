// Who does the owner's work (timers, outbox, pruning): one instance at a time, fenced by a rising
// epoch (RELIABILITY.md 4.6). Contenders judge by their own steady clock that the beat stands
// still, never by a TTL.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/log.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace fillrate::bot {

/// Times of the lease protocol.
struct lease_times {
    milliseconds renew{5000};         ///< the holder beats this often
    milliseconds give_up{10000};      ///< a holder that could not renew for so long stops by itself
    milliseconds take_timers{15000};  ///< without a beat: another may work timers
    milliseconds take_sends{
        25000};  ///< and so long after the last beat: send (a send may still be under way)
    milliseconds look{1000};  ///< a contender looks this often
};

/// What one look at the lease means. Pure, so that the protocol can be tested step by step.
class lease_watch {
public:
    lease_watch(std::string instance, lease_times times)
        : instance_(std::move(instance)), times_(times) {}

    struct advice {
        enum class what { wait, swap };
        what step = what::wait;
        ports::lease wanted{};
    };
    /// `seen` was just read. A lease of our own instance id is taken back at once: nobody else
    /// bears that id.
    [[nodiscard]] advice look(const ports::lease& seen, steady_instant now);

    void renewed(const ports::lease& held, steady_instant now);
    void lost() noexcept;

    /// The epoch while held and fresh enough to act on.
    [[nodiscard]] std::optional<std::uint64_t> epoch(steady_instant now) const;
    /// Whether sends may start: the predecessor's own must have ended.
    [[nodiscard]] bool may_send(steady_instant now) const;

private:
    std::string instance_;
    lease_times times_;
    ports::lease last_seen_{};
    std::optional<steady_instant> unchanged_since_{};
    std::optional<ports::lease> held_{};
    steady_instant renewed_at_{};
    steady_instant sends_from_{};
    steady_instant others_until_{};  ///< a predecessor's last send has ended by then
};

/// Keeps the lease while it runs.
class lease_holder {
public:
    lease_holder(
        ports::store& store,
        ports::clock& clock,
        logger& log,
        std::string instance,
        lease_times times
    );

    /// Called each time the lease becomes ours.
    std::function<void(std::uint64_t epoch)> on_taken{};

    /// Until cancelled.
    [[nodiscard]] async::awaitable<void> run();
    /// Gives the lease up so that another instance need not wait.
    [[nodiscard]] async::awaitable<void> release();

    [[nodiscard]] std::optional<std::uint64_t> epoch() const;
    [[nodiscard]] bool may_send() const;
    /// A commit was refused as fenced: stop acting at once.
    void fenced() noexcept { watch_.lost(); }

private:
    [[nodiscard]] async::awaitable<void> step();

    ports::store& store_;
    ports::clock& clock_;
    logger& log_;
    lease_times times_;
    lease_watch watch_;
};

}  // namespace fillrate::bot
