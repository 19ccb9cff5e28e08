// Simulated time: one line of wake-ups for everything that waits, and a clock on it for each bot
// instance. Nothing here ever looks at the machine's clock, so a seed replays exactly.
#pragma once

#include "core/async/event.hpp"
#include "core/ports/clock.hpp"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace fillrate::simulation {

/// Which bot instance waits.
using owner_id = std::uint32_t;

class timeline {
public:
    /// What happens when the moment comes.
    struct sleeper {
        owner_id owner = 0;
        boost::asio::steady_timer* timer = nullptr;
        async::event* event = nullptr;
    };
    using ticket = std::pair<steady_instant, std::uint64_t>;

    [[nodiscard]] steady_instant now() const noexcept { return now_; }
    [[nodiscard]] ticket add(steady_instant when, sleeper who);
    void remove(const ticket& which);

    [[nodiscard]] std::optional<steady_instant> next() const;
    /// Goes to the next wake-up and does it; the answer is whose it was. An instance that is
    /// stopped sleeps on instead.
    [[nodiscard]] std::optional<owner_id> wake_next();
    /// Nothing is due before `when`.
    void move_to(steady_instant when) noexcept { now_ = std::max(now_, when); }

    /// As SIGSTOP: the instance does nothing until `until`, though time goes on.
    void stop(owner_id who, steady_instant until) { stopped_[who] = until; }

private:
    void postpone(ticket from, steady_instant to);

    steady_instant now_{};
    std::uint64_t added_ = 0;
    std::map<ticket, sleeper> waiting_{};
    std::map<owner_id, steady_instant> stopped_{};
    std::map<ticket, ticket>
        postponed_{};  ///< sleepers of stopped instances: where they were and where they are
};

/// Wall clocks of one world: organisation time that a driver may move ahead, wire time that may be
/// stepped either way.
struct wall {
    std::int64_t organisation_ms = 0;  ///< at steady time zero
    std::int64_t wire_ms = 0;
};

class virtual_clock final : public ports::clock {
public:
    virtual_clock(
        timeline& time,
        const wall& shown,
        boost::asio::any_io_executor where,
        owner_id owner
    );

    [[nodiscard]] instant now() const override;
    [[nodiscard]] wire_instant wire_now() const override;
    [[nodiscard]] steady_instant steady_now() const override { return time_.now(); }
    [[nodiscard]] async::awaitable<void> sleep_until(steady_instant when) override;
    [[nodiscard]] async::awaitable<void> wait(async::event& wake, steady_instant when) override;
    [[nodiscard]] steady_instant steady_for(instant when) const override;

    [[nodiscard]] async::awaitable<void> sleep_for(milliseconds span) {
        return sleep_until(time_.now() + span);
    }
    /// This instance's wire clock against the others'.
    void step_wire(milliseconds by) noexcept { wire_step_ += by; }

private:
    timeline& time_;
    const wall& shown_;
    boost::asio::any_io_executor where_;
    owner_id owner_;
    milliseconds wire_step_{0};
};

}  // namespace fillrate::simulation
