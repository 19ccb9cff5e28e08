// The HTTP/1.1 client. Its errors say whether the request may have reached the peer, because a
// caller that resends on a guess posts twice. Beast stays behind this header.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/result.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/net/header_list.hpp"
#include "integrations/net/web_url.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace fillrate::net {

struct http_client_limits {
    std::size_t response = 1024 * 1024;  ///< body bytes
    std::size_t response_head = 16 * 1024;
    std::size_t idle_per_endpoint = 4;  ///< kept connections
    std::chrono::milliseconds idle_time{
        20000};  ///< a kept connection older than this is not reused
};

/// Host, Content-Length, Connection and User-Agent are the client's own.
struct outgoing_request {
    std::string method = "GET";
    web_url url{};
    header_list headers{};
    std::string body{};
    std::size_t most_response = 0;  ///< body bytes taken of this answer, where that is more
};

/// Any status, also 3xx (never followed) and 5xx: what it means is the caller's matter.
struct incoming_response {
    unsigned status = 0;
    header_list headers{};
    std::string body{};
};

/// True when not one byte of the request can have been acted on: it may be sent again. False for
/// errc::unknown_outcome: the request, or a part of it, went out and no whole answer came back.
[[nodiscard]] bool certainly_not_sent(const error& failure) noexcept;

class http_client {
public:
    explicit http_client(ports::dialer& network, http_client_limits limits = {});
    ~http_client();
    http_client(const http_client&) = delete;
    http_client& operator=(const http_client&) = delete;

    /// One exchange by `deadline`, connecting included. Not sent: errc::invalid_input (refused by
    /// us), unavailable, forbidden (address), timeout. Maybe sent: errc::unknown_outcome, also for
    /// an answer cut, broken or too long.
    [[nodiscard]] async::awaitable<result<incoming_response>> send(
        outgoing_request request,
        steady_instant deadline
    );

    [[nodiscard]] std::size_t idle_connections() const noexcept;
    void close_idle() noexcept;

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

}  // namespace fillrate::net
