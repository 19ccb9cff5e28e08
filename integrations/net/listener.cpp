#include "integrations/net/listener.hpp"

#include "integrations/net/socket_stream.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <utility>

namespace fillrate::net {

namespace {
using boost::asio::ip::tcp;
using boost::system::error_code;
}  // namespace

struct listener::impl {
    explicit impl(async::executor where) : acceptor(std::move(where)) {}

    [[nodiscard]] error_code bind(const tcp::endpoint& at) {
        error_code ec;
        acceptor.open(at.protocol(), ec);
        if (!ec) {
            acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
        }
        if (!ec) {
            acceptor.bind(at, ec);
        }
        if (!ec) {
            acceptor.listen(boost::asio::socket_base::max_listen_connections, ec);
        }
        if (!ec) {
            port = acceptor.local_endpoint(ec).port();
        }
        return ec;
    }

    tcp::acceptor acceptor;
    std::uint16_t port = 0;
};

listener::listener(std::unique_ptr<impl> body) : impl_(std::move(body)) {}

listener::~listener() = default;

result<std::unique_ptr<listener>> listener::open(
    async::executor where,
    const std::string& address,
    std::uint16_t port
) {
    const std::string literal = address == "localhost" ? "127.0.0.1" : address;
    error_code ec;
    const auto parsed = boost::asio::ip::make_address(literal, ec);
    if (ec) {
        return error(errc::invalid_input, address + " is not an IP address to listen on");
    }
    auto body = std::make_unique<impl>(std::move(where));
    ec = body->bind(tcp::endpoint(parsed, port));
    if (ec) {
        const std::string place = address + ":" + std::to_string(port);
        return error(errc::unavailable, "cannot listen on " + place + ": " + ec.message());
    }
    return std::unique_ptr<listener>(new listener(std::move(body)));
}

std::uint16_t listener::port() const noexcept {
    return impl_->port;
}

async::awaitable<result<std::unique_ptr<ports::byte_stream>>> listener::accept() {
    for (;;) {
        auto [ec, socket] = co_await impl_->acceptor.async_accept(async::use_tuple);
        if (ec == boost::asio::error::connection_aborted) {
            continue;
        }
        if (ec == boost::asio::error::operation_aborted) {
            co_return error(errc::cancelled);
        }
        if (ec) {
            co_return error(errc::unavailable, "accept: " + ec.message());
        }
        socket.set_option(tcp::no_delay(true), ec);
        std::string peer = peer_of(socket);
        co_return std::make_unique<socket_stream<tcp::socket>>(std::move(socket), std::move(peer));
    }
}

void listener::close() noexcept {
    error_code ignored;
    impl_->acceptor.close(ignored);
}

}  // namespace fillrate::net
