// Runs coroutines of a test to their end on an io_context of its own, by the real clock.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "integrations/net/system_dialer.hpp"
#include "integrations/redis/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::testing {

/// The machine's clocks, undriven.
class real_clock final : public ports::clock {
public:
    [[nodiscard]] instant now() const override;
    [[nodiscard]] wire_instant wire_now() const override;
    [[nodiscard]] steady_instant steady_now() const override;
    [[nodiscard]] async::awaitable<void> sleep_until(steady_instant when) override;
    [[nodiscard]] async::awaitable<void> wait(async::event& wake, steady_instant when) override;
    [[nodiscard]] steady_instant steady_for(instant when) const override;
};

/// One loop with what adapters of the outside world need.
class loop_fixture {
public:
    loop_fixture();

    [[nodiscard]] redis::surroundings world();
    [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }
    [[nodiscard]] ports::clock& clock() noexcept { return clock_; }
    [[nodiscard]] ports::dialer& dialer() noexcept { return *dialer_; }
    [[nodiscard]] const std::vector<std::string>& log_lines() const noexcept { return lines_; }
    [[nodiscard]] steady_instant in(milliseconds span) const { return clock_.steady_now() + span; }

    /// True once what was started has ended.
    using ended = std::shared_ptr<bool>;

    /// Starts a coroutine that goes on by itself. What it uses must outlive it: wait() first.
    ended start(async::awaitable<void> body) {
        auto flag = std::make_shared<bool>(false);
        boost::asio::co_spawn(context_, std::move(body), [flag](std::exception_ptr) {
            *flag = true;
        });
        return flag;
    }
    void wait(const ended& flag) {
        spin([&flag] { return *flag; });
    }

    /// Runs the loop until the coroutine has answered. What was started goes on meanwhile.
    template <class T>
    T run(async::awaitable<T> body) {
        std::optional<T> answer;
        std::exception_ptr failure;
        boost::asio::co_spawn(context_, std::move(body), [&](std::exception_ptr thrown, T value) {
            failure = thrown;
            answer.emplace(std::move(value));
        });
        spin([&answer] { return answer.has_value(); });
        if (failure) {
            std::rethrow_exception(failure);
        }
        return std::move(*answer);
    }
    void run(async::awaitable<void> body);

private:
    template <class Done>
    void spin(Done done) {
        context_.restart();
        while (!done()) {
            context_.run_one();
        }
    }

    boost::asio::io_context context_{1};
    real_clock clock_{};
    system_random random_{};
    std::vector<std::string> lines_{};
    logger log_;
    std::unique_ptr<net::system_dialer> dialer_;
};

}  // namespace fillrate::testing
