#include "integrations/net/stream_tools.hpp"

#include <boost/asio/steady_timer.hpp>

#include <array>
#include <utility>

namespace fillrate::net {

async::awaitable<ports::io_result> write_all(
    ports::byte_stream& to,
    boost::asio::const_buffer from
) {
    ports::io_result total;
    while (from.size() > 0) {
        const ports::io_result step = co_await to.write_some(from);
        total.bytes += step.bytes;
        if (step.error) {
            total.error = step.error;
            break;
        }
        from += step.bytes;
    }
    co_return total;
}

async::awaitable<void> linger_close(ports::byte_stream& stream, std::chrono::milliseconds span) {
    constexpr std::size_t most_swallowed = 16 * 1024 * 1024;
    watchdog limit(stream.get_executor(), [&stream] { stream.close(); });
    limit.arm(span);
    stream.shutdown_send();
    std::array<char, 4096> scrap;
    std::size_t swallowed = 0;
    while (swallowed < most_swallowed) {
        const ports::io_result step = co_await stream.read_some(boost::asio::buffer(scrap));
        if (step.error) {
            break;
        }
        swallowed += step.bytes;
    }
    stream.close();
}

struct watchdog::state {
    state(async::executor where, std::function<void()> action)
        : timer(std::move(where)), bite(std::move(action)) {}

    static void start(const std::shared_ptr<state>& self) {
        self->timer.expires_at(self->limit);
        self->waiting = true;
        self->timer.async_wait([self](const boost::system::error_code& ec) {
            if (!ec) {
                self->wake(self);
            }
        });
    }

    void wake(const std::shared_ptr<state>& self) {
        waiting = false;
        if (limit == steady_instant::max() || !bite) {
            return;
        }
        if (std::chrono::steady_clock::now() < limit) {
            start(self);
            return;
        }
        bitten = true;
        std::exchange(bite, nullptr)();
    }

    boost::asio::steady_timer timer;
    std::function<void()> bite;
    steady_instant limit = steady_instant::max();
    bool waiting = false;
    bool bitten = false;
};

watchdog::watchdog(async::executor where, std::function<void()> bite)
    : state_(std::make_shared<state>(std::move(where), std::move(bite))) {}

watchdog::~watchdog() {
    state_->bite = nullptr;
    state_->timer.cancel();
}

void watchdog::arm(steady_instant limit) {
    state_->limit = limit;
    if (!state_->waiting || limit < state_->timer.expiry()) {
        state::start(state_);
    }
}

void watchdog::arm(std::chrono::milliseconds span) {
    arm(std::chrono::steady_clock::now() + span);
}

void watchdog::disarm() noexcept {
    state_->limit = steady_instant::max();
}

bool watchdog::has_bitten() const noexcept {
    return state_->bitten;
}

}  // namespace fillrate::net
