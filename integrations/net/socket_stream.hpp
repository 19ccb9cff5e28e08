// byte_stream over a connected socket of the system. Internal to integrations/net.
#pragma once

#include "core/ports/byte_stream.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <cerrno>
#include <string>
#include <sys/socket.h>
#include <utility>

namespace fillrate::net {

/// True when a socket has neither input waiting nor been closed by its peer.
[[nodiscard]] inline bool nothing_to_read(int descriptor) noexcept {
    char probe = 0;
    const auto got = ::recv(descriptor, &probe, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

/// The peer's address for logs; "unknown" when it has gone already.
[[nodiscard]] inline std::string peer_of(const boost::asio::ip::tcp::socket& socket) {
    boost::system::error_code ec;
    const auto peer = socket.remote_endpoint(ec);
    return ec ? std::string("unknown") : peer.address().to_string();
}

template <class Socket>
class socket_stream final : public ports::byte_stream {
public:
    socket_stream(Socket socket, std::string peer)
        : socket_(std::move(socket)), peer_(std::move(peer)) {}

    async::executor get_executor() override { return socket_.get_executor(); }

    async::awaitable<ports::io_result> read_some(boost::asio::mutable_buffer into) override {
        const auto [ec, bytes] = co_await socket_.async_read_some(into, async::use_tuple);
        co_return ports::io_result(ec, bytes);
    }

    async::awaitable<ports::io_result> write_some(boost::asio::const_buffer from) override {
        const auto [ec, bytes] = co_await socket_.async_write_some(from, async::use_tuple);
        co_return ports::io_result(ec, bytes);
    }

    void shutdown_send() noexcept override {
        boost::system::error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
    }

    void close() noexcept override {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    bool is_quiet_and_open() noexcept override {
        return socket_.is_open() && nothing_to_read(socket_.native_handle());
    }

    std::string peer_address() const override { return peer_; }

private:
    Socket socket_;
    std::string peer_;
};

}  // namespace fillrate::net
