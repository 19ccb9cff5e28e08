#include "core/async/sleep.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace fillrate::async {

awaitable<void> sleep_until(steady_instant when) {
    asio::steady_timer timer(co_await asio::this_coro::executor, when);
    co_await timer.async_wait(use_tuple);
}

awaitable<void> sleep_for(std::chrono::steady_clock::duration span) {
    return sleep_until(std::chrono::steady_clock::now() + span);
}

}  // namespace fillrate::async
