// What every user of a byte_stream needs: write all of it, leave politely, and a time limit that
// closes it.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"
#include "core/ports/byte_stream.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace fillrate::net {

/// Writes the whole buffer; `bytes` says how much went out before an error.
[[nodiscard]] async::awaitable<ports::io_result> write_all(
    ports::byte_stream& to,
    boost::asio::const_buffer from
);

/// Closes so that the peer can still read what was sent: says "no more", swallows what it is still
/// sending for at most `span`, then drops the connection. A plain close with unread input would
/// reset it and lose our answer.
[[nodiscard]] async::awaitable<void> linger_close(
    ports::byte_stream& stream,
    std::chrono::milliseconds span
);

/// Calls `bite` once when the limit passes. Moving the limit costs a clock read: the timer is only
/// touched when the limit comes nearer, so it can be armed per request.
class watchdog {
public:
    watchdog(async::executor where, std::function<void()> bite);
    ~watchdog();
    watchdog(const watchdog&) = delete;
    watchdog& operator=(const watchdog&) = delete;

    void arm(steady_instant limit);
    void arm(std::chrono::milliseconds span);
    void disarm() noexcept;
    [[nodiscard]] bool has_bitten() const noexcept;

private:
    struct state;
    std::shared_ptr<state> state_;
};

}  // namespace fillrate::net
