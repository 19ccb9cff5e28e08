#include "tests/support/loop_fixture.hpp"

#include "core/async/sleep.hpp"

#include <chrono>

namespace fillrate::testing {

instant real_clock::now() const {
    return instant(std::chrono::duration_cast<milliseconds>(
        std::chrono::system_clock::now().time_since_epoch()
    ));
}

wire_instant real_clock::wire_now() const {
    return wire_instant(now().time_since_epoch());
}

steady_instant real_clock::steady_now() const {
    return std::chrono::steady_clock::now();
}

async::awaitable<void> real_clock::sleep_until(steady_instant when) {
    return async::sleep_until(when);
}

async::awaitable<void> real_clock::wait(async::event& wake, steady_instant when) {
    co_await wake.wait_until(when);
}

steady_instant real_clock::steady_for(instant when) const {
    return steady_now() + (when - now());
}

loop_fixture::loop_fixture()
    : log_(
          log_format::text,
          log_level::debug,
          [this](std::string_view line) { lines_.emplace_back(line); }
      ),
      dialer_(net::system_dialer::create(context_.get_executor()).value()) {}

redis::surroundings loop_fixture::world() {
    return redis::surroundings{
        .where = context_.get_executor(),
        .network = *dialer_,
        .clock = clock_,
        .random = random_,
        .log = log_};
}

void loop_fixture::run(async::awaitable<void> body) {
    bool finished = false;
    std::exception_ptr failure;
    boost::asio::co_spawn(context_, std::move(body), [&](std::exception_ptr thrown) {
        failure = thrown;
        finished = true;
    });
    spin([&finished] { return finished; });
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace fillrate::testing
