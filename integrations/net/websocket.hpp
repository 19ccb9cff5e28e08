// A websocket session, client or server side, without Beast in sight. RFC 6455, no extensions.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/ports/byte_stream.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/net/header_list.hpp"
#include "integrations/net/http_messages.hpp"
#include "integrations/net/web_url.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace fillrate::net {

struct websocket_limits {
    std::size_t message = 2 * 1024 * 1024;       ///< inbound; a longer one closes with 1009
    std::size_t queued_bytes = 4 * 1024 * 1024;  ///< outbound waiting; beyond it send() refuses
    std::size_t pings_per_second = 50;           ///< inbound control frames; more closes with 1008
    std::chrono::milliseconds handshake_time{9000};
    std::chrono::milliseconds write_time{9000};  ///< for the peer to take one message
    std::chrono::milliseconds close_time{1000};  ///< for the close handshake (SLACK.md 1.4)
};

/// One reader at a time; any number of coroutines may send, write, ping and close: writes are
/// queued in order. Pings of the peer are answered while a read is pending, so always keep one
/// pending.
class websocket {
public:
    ~websocket();
    websocket(const websocket&) = delete;
    websocket& operator=(const websocket&) = delete;

    /// The next text message. Binary ones are read within the limits and dropped. Errors end the
    /// session: errc::protocol: the peer broke RFC 6455 or a limit and has been told (1002, 1007,
    /// 1008, 1009); errc::unavailable: closed by the peer (see peer_close_code) or lost;
    /// errc::cancelled: closed by us. A read that is cancelled ends the session, too: never poll
    /// with a deadline.
    [[nodiscard]] async::awaitable<result<std::string>> read();

    /// Queues one text message. errc::rate_limited when too much is waiting, errc::unavailable when
    /// closed.
    [[nodiscard]] result<void> send(std::string text);
    /// Same, and waits until it is handed to the transport.
    [[nodiscard]] async::awaitable<result<void>> write(std::string text);
    /// Queued like a write; a payload over 125 bytes is cut.
    [[nodiscard]] async::awaitable<result<void>> ping(std::string payload);
    /// Close handshake within close_time, then the connection is dropped in any case. The pending
    /// read ends.
    [[nodiscard]] async::awaitable<void> close(std::uint16_t code, std::string reason);
    /// Drops the connection without a word.
    void abort() noexcept;

    [[nodiscard]] bool is_open() const noexcept;
    /// When bytes of any kind of frame last came in: for "dead after 25 s of silence"
    /// (SLACK.md 1.5).
    [[nodiscard]] steady_instant last_inbound() const noexcept;
    /// The code of the peer's close frame, 1005 for one without code, 0 when none came.
    [[nodiscard]] std::uint16_t peer_close_code() const noexcept;

private:
    struct impl;
    explicit websocket(std::shared_ptr<impl> body);
    std::shared_ptr<impl> impl_;

    friend class websocket_factory;
};

/// Connects and shakes hands by `deadline`; redirects are not followed. `headers` may carry
/// anything but the handshake's own fields. errc as dialer::dial; errc::protocol when the answer is
/// not a websocket upgrade.
[[nodiscard]] async::awaitable<result<std::unique_ptr<websocket>>> connect_websocket(
    ports::dialer& network,
    web_url url,
    header_list headers,
    websocket_limits limits,
    steady_instant deadline
);

/// Server side, after the upgrade request was read from `connection`, with the bytes that followed
/// it.
[[nodiscard]] async::awaitable<result<std::unique_ptr<websocket>>> accept_websocket(
    std::unique_ptr<ports::byte_stream> connection,
    http_request request,
    std::string following,
    websocket_limits limits
);

}  // namespace fillrate::net
