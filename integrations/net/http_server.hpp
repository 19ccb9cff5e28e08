// The HTTP/1.1 server: strict framing, bounded everything, one handler. Beast stays behind this
// header.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/result.hpp"
#include "core/ports/byte_stream.hpp"
#include "integrations/net/http_messages.hpp"
#include "integrations/net/websocket.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace fillrate::net {

/// The bounds of RELIABILITY.md N016-N028; every one may be lowered by a test.
struct http_limits {
    std::size_t head = 8 * 1024;               ///< request line and fields together
    std::size_t target = 4 * 1024;             ///< path and query
    std::size_t fields = 100;                  ///< header fields
    std::size_t body = 1024 * 1024;            ///< bytes after removing chunks
    std::size_t chunk_framing = 64 * 1024;     ///< bytes of chunk sizes, extensions and trailers
    std::size_t chunk_framing_run = 8 * 1024;  ///< of them between two pieces of content
    std::size_t connections = 1024;  ///< beyond it the longest idle one goes, or the new one
    std::size_t requests = 1000;     ///< per connection
    std::chrono::milliseconds head_time{
        9000};  ///< from the first byte wanted to the last of the head
    std::chrono::milliseconds body_time{9000};    ///< for the whole body
    std::chrono::milliseconds write_time{9000};   ///< for the peer to take the whole response
    std::chrono::milliseconds idle_time{30000};   ///< between requests of one connection
    std::chrono::milliseconds linger_time{1000};  ///< after a refusal, so that the peer can read it
    std::size_t least_rate = 64 * 1024;  ///< bytes a second that a peer must manage beyond the
                                         ///< first megabyte, either way
    std::size_t uploads = 4;             ///< bodies longer than `body` at the same time
};

/// What happens to a websocket upgrade. On any other path an upgrade is answered with 400.
struct websocket_route {
    std::string path = "/ws";
    /// Looks at Origin, session and the like before the handshake; false answers 403. Empty admits
    /// all.
    std::function<bool(const http_request&)> admit{};
    /// Owns the session; the connection ends when it returns.
    std::function<async::awaitable<void>(http_request, std::shared_ptr<websocket>)> handle{};
    websocket_limits limits{};
};

/// Counted since the start, for metrics and tests.
struct http_counters {
    std::uint64_t accepted = 0;
    std::uint64_t requests = 0;       ///< handed to the handler
    std::uint64_t refused = 0;        ///< answered by the framing checks
    std::uint64_t timed_out = 0;      ///< connections closed by a time limit
    std::uint64_t over_capacity = 0;  ///< connections closed because of the connection cap
    std::uint64_t handler_failures = 0;
};

/// Runs on one thread. The handler must bound its own time; an exception from it is answered with
/// 500.
class http_server {
public:
    /// `on_failure` gets one log-safe line for a handler that threw.
    http_server(
        async::executor where,
        http_limits limits,
        http_handler handler,
        std::function<void(std::string_view)> on_failure = {}
    );
    /// Drops what is still open. Call stop() first for a graceful end.
    ~http_server();
    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    /// Before listen().
    void serve_websockets(websocket_route route);

    /// Before listen(): a POST to this path may bring up to so many bytes at once, not in chunks.
    /// `admit` looks at the head before the body is read; false answers 403. Empty admits all.
    void take_uploads(
        std::string path,
        std::size_t most,
        std::function<bool(const http_request&)> admit = {}
    );

    /// Binds an IP literal or "localhost" and starts accepting. Port 0 takes any free one; answers
    /// the port bound.
    [[nodiscard]] result<std::uint16_t> listen(const std::string& address, std::uint16_t port);

    /// Serves one connection that came from elsewhere, to its end.
    [[nodiscard]] async::awaitable<void> serve(std::unique_ptr<ports::byte_stream> connection);

    /// Stops accepting, closes idle connections, lets requests under way finish and websockets say
    /// goodbye (1001); after `grace` drops the rest. Returns when all connections have ended: true
    /// when none had to be dropped.
    [[nodiscard]] async::awaitable<bool> stop(std::chrono::milliseconds grace);

    [[nodiscard]] std::size_t open_connections() const noexcept;
    [[nodiscard]] const http_counters& counters() const noexcept;

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

}  // namespace fillrate::net
