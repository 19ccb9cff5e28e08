// A clock that stands still until the test moves it; nothing that waits on it ever waits in real
// time.
#pragma once

#include "core/async/event.hpp"
#include "core/ports/clock.hpp"

#include <chrono>

namespace fillrate::testing {

class manual_clock final : public ports::clock {
public:
    explicit manual_clock(async::executor where) : moved_(where) {}

    [[nodiscard]] instant now() const override { return from_unix_ms(1796054400000); }
    [[nodiscard]] wire_instant wire_now() const override {
        return wire_instant{milliseconds{1796054400000}};
    }
    [[nodiscard]] steady_instant steady_now() const override { return steady_; }
    [[nodiscard]] boost::asio::awaitable<void> sleep_until(steady_instant when) override {
        while (steady_ < when) {
            co_await moved_.wait();
        }
    }
    /// Returns early, as the port allows, when the time came first.
    [[nodiscard]] boost::asio::awaitable<void> wait(async::event& wake, steady_instant when)
        override {
        if (steady_ < when) {
            waiting_ = &wake;
            co_await wake.wait();
            waiting_ = nullptr;
        }
    }
    [[nodiscard]] steady_instant steady_for(instant) const override { return steady_; }

    void advance(milliseconds by) {
        steady_ += by;
        moved_.notify();
        if (waiting_ != nullptr) {
            waiting_->notify();
        }
    }

private:
    steady_instant steady_{std::chrono::hours(1)};
    async::event moved_;
    async::event* waiting_ = nullptr;
};

}  // namespace fillrate::testing
