// The Socket Mode client: keeps N connections, replaces each before it ends, acknowledges what is
// settled (SLACK.md 1).
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/event.hpp"
#include "core/async/scope.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/slack/receiver.hpp"
#include "integrations/slack/reconnect_policy.hpp"
#include "integrations/slack/socket_session.hpp"
#include "integrations/slack/web_api.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {

struct socket_counters {
    std::uint64_t opened = 0;  ///< connections that said hello
    std::uint64_t failed = 0;  ///< tries that did not get there
    std::uint64_t replaced = 0;
    std::uint64_t abandoned = 0;
    std::uint64_t envelopes = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t unacknowledged = 0;  ///< left to be delivered again
    std::uint64_t ignored_frames = 0;
};

class socket_mode {
public:
    struct parts {
        web_api& api;
        receiver& to;
        ports::dialer& network;
        const ports::clock& clock;
        random_source& random;
        async::scope& background;
        logger& log;
    };

    /// 1 to 4 connections, so that two instances and their replacements stay within Slack's 10.
    socket_mode(
        async::executor where,
        parts with,
        std::size_t connections,
        socket_timing timing = {}
    );
    ~socket_mode();
    socket_mode(const socket_mode&) = delete;
    socket_mode& operator=(const socket_mode&) = delete;

    /// Spawns the slots into the background scope. Once.
    void start();
    /// Opens nothing more, gives envelopes under way a moment and closes the connections (1000).
    /// What is not acknowledged by then, Slack delivers again.
    [[nodiscard]] async::awaitable<void> stop();

    /// Whether any connection is usable now.
    [[nodiscard]] bool connected() const noexcept;
    [[nodiscard]] std::size_t usable_connections() const noexcept;
    /// Since the last frame of any kind on any usable connection; the longest span when there is
    /// none.
    [[nodiscard]] milliseconds last_frame_age() const noexcept;
    /// What an operator must see to; empty when all is well.
    [[nodiscard]] std::string_view alarm() const noexcept { return alarm_; }
    [[nodiscard]] const socket_counters& counters() const noexcept { return counters_; }

private:
    struct connection;
    using connection_pointer = std::shared_ptr<connection>;
    /// One try to connect: the usable connection, or how long to wait at least before the next try.
    struct attempt {
        connection_pointer open{};
        milliseconds wait{0};
    };

    [[nodiscard]] async::awaitable<void> run_slot(unsigned index);
    [[nodiscard]] async::awaitable<void> use(connection_pointer open, backoff& waits);
    [[nodiscard]] async::awaitable<attempt> connect(unsigned index);
    [[nodiscard]] async::awaitable<result<net::web_url>> fetch_url(milliseconds& wait);
    [[nodiscard]] async::awaitable<void> read_frames(connection_pointer open);
    [[nodiscard]] async::awaitable<void> keep_time(connection_pointer open);
    [[nodiscard]] async::awaitable<void> serve(connection_pointer from, socket_action envelope);
    [[nodiscard]] async::awaitable<void> retire(connection_pointer open);
    [[nodiscard]] async::awaitable<void> pause(milliseconds span);
    void perform(const connection_pointer& open, socket_action action);
    void acknowledge(
        const connection_pointer& from,
        std::string_view envelope_id,
        std::string_view payload
    );
    [[nodiscard]] milliseconds wait_after(const api_outcome& outcome);

    async::executor where_;
    parts with_;
    socket_timing timing_;
    open_budget budget_;
    async::event stopped_;
    bool stopping_ = false;
    unsigned slots_;
    std::vector<connection_pointer> connections_{};
    std::string_view alarm_{};
    socket_counters counters_{};
};

}  // namespace fillrate::slack
