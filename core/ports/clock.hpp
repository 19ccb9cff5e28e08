// Time as the engine sees it: two wall clocks and a steady one, all of which a test can drive
// (DESIGN.md 4).
#pragma once

#include "core/async/event.hpp"
#include "core/base/instant.hpp"

#include <boost/asio/awaitable.hpp>

namespace fillrate::ports {

class clock {
public:
    virtual ~clock() = default;

    /// Organisation time.
    [[nodiscard]] virtual instant now() const = 0;
    [[nodiscard]] virtual wire_instant wire_now() const = 0;
    [[nodiscard]] virtual steady_instant steady_now() const = 0;

    /// Returns at `when` by the steady clock, or at once when the coroutine is cancelled.
    [[nodiscard]] virtual boost::asio::awaitable<void> sleep_until(steady_instant when) = 0;

    /// Returns when `wake` is notified or at `when`, whichever is first; may also return early.
    [[nodiscard]] virtual boost::asio::awaitable<void> wait(
        async::event& wake,
        steady_instant when
    ) = 0;

    /// The steady instant at which organisation time will be `when`, were nobody to drive it.
    [[nodiscard]] virtual steady_instant steady_for(instant when) const = 0;
};

}  // namespace fillrate::ports
