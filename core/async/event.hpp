// How one coroutine wakes another: a flag that can be waited for.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"

#include <memory>

namespace fillrate::async {

/// Wakes loops. notify() wakes every coroutine that waits now; if none does, the next wait returns
/// at once, so a loop that rechecks its condition after each wait never misses a change. For one
/// thread.
class event {
public:
    explicit event(executor where);
    ~event();
    event(const event&) = delete;
    event& operator=(const event&) = delete;

    void notify();

    /// Returns when notified or when the waiting coroutine is cancelled.
    [[nodiscard]] awaitable<void> wait();
    /// True when notified, false when the deadline passed (or the coroutine was cancelled).
    [[nodiscard]] awaitable<bool> wait_until(steady_instant deadline);

private:
    struct state;
    // Shared with the waits, which may be torn down after the event when an io_context ends.
    std::shared_ptr<state> state_;
};

}  // namespace fillrate::async
