// What the tests of the network share: one loop, raw sockets to misbehave with, and a scripted
// byte_stream.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/event.hpp"
#include "core/ports/byte_stream.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/net/web_url.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::net::testing {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;

/// A limit no passing test comes near; a hanging one fails instead of blocking the run.
[[nodiscard]] steady_instant soon();

/// Runs the coroutine to its end on the loop; throws when it does not end.
void run(asio::io_context& loop, async::awaitable<void> body);

/// A client that sends what it is told, byte for byte.
class raw_client {
public:
    explicit raw_client(asio::io_context& loop) : socket_(loop) {}

    [[nodiscard]] async::awaitable<void> connect(std::uint16_t port);
    /// False when the peer has closed.
    [[nodiscard]] async::awaitable<bool> send(std::string bytes);
    /// All until the peer closes.
    [[nodiscard]] async::awaitable<std::string> read_to_end();
    /// Until `mark` has come, inclusive; what came when the peer closes first.
    [[nodiscard]] async::awaitable<std::string> read_until(std::string mark);
    /// One response with its Content-Length body.
    [[nodiscard]] async::awaitable<std::string> read_response();
    [[nodiscard]] tcp::socket& socket() { return socket_; }

private:
    tcp::socket socket_;
    std::string unread_{};
};

/// What a scripted stream did and was asked to do; outlives it.
struct script {
    std::deque<std::string> inbound{};  ///< one piece per read; then eof (or silence)
    bool silent_at_end = false;         ///< reads wait for close() instead of eof
    boost::system::error_code at_end = asio::error::eof;
    std::size_t largest_write = 1U << 30U;  ///< partial writes
    std::size_t writes_until_failure = 1U << 30U;
    boost::system::error_code write_failure = asio::error::connection_reset;
    std::string written{};
    std::size_t write_calls = 0;
    bool quiet_and_open = true;
    bool closed = false;
};

/// A connection that follows a script.
[[nodiscard]] std::unique_ptr<ports::byte_stream> scripted_stream(
    asio::io_context& loop,
    std::shared_ptr<script> plot
);

/// Gives out scripted streams in order; errors when none is left.
class scripted_dialer final : public ports::dialer {
public:
    explicit scripted_dialer(asio::io_context& loop) : loop_(loop) {}

    std::shared_ptr<script> add();
    [[nodiscard]] async::awaitable<result<std::unique_ptr<ports::byte_stream>>> dial(
        ports::endpoint where,
        steady_instant deadline
    ) override;

    std::vector<ports::endpoint> dialed{};
    error failure{errc::unavailable, "nobody there"};

private:
    asio::io_context& loop_;
    std::deque<std::shared_ptr<script>> next_{};
};

/// A listening socket that serves one connection with a function, for peers that misbehave.
class raw_server {
public:
    explicit raw_server(asio::io_context& loop)
        : acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    [[nodiscard]] async::awaitable<tcp::socket> accept();

private:
    tcp::acceptor acceptor_;
};

/// "http" or "ws" URL of a loopback port, parsed with the exception for it.
[[nodiscard]] web_url loopback_url(
    const std::string& scheme,
    std::uint16_t port,
    const std::string& target
);

/// Status of a response text; 0 when there is none.
[[nodiscard]] unsigned status_of(std::string_view response);

}  // namespace fillrate::net::testing
