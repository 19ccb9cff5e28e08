// A connection as everything above it sees it: bytes in, bytes out. Production gives sockets and
// TLS, tests a script.
#pragma once

#include "core/async/awaitable.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <string>

namespace fillrate::ports {

/// What one read or write did. End of stream is boost::asio::error::eof.
struct io_result {
    boost::system::error_code error{};
    std::size_t bytes = 0;

    io_result() = default;
    io_result(boost::system::error_code e, std::size_t n) : error(e), bytes(n) {}
};

/// At most one read and one write at a time; a read and a write may overlap. Operations react to
/// cancellation. For one thread. Destroy it only when no operation is under way (close() first,
/// then await their end).
class byte_stream {
public:
    virtual ~byte_stream() = default;

    [[nodiscard]] virtual async::executor get_executor() = 0;
    /// At least one byte, or an error.
    [[nodiscard]] virtual async::awaitable<io_result> read_some(boost::asio::mutable_buffer into
    ) = 0;
    /// At least one byte, or an error. An error with 0 bytes means that nothing usable left this
    /// machine.
    [[nodiscard]] virtual async::awaitable<io_result> write_some(boost::asio::const_buffer from
    ) = 0;
    /// Says that no more will be written, as far as the transport can; reading goes on.
    virtual void shutdown_send() noexcept = 0;
    /// Drops the connection; operations under way end with operation_aborted. May be called again.
    virtual void close() noexcept = 0;
    /// For a pooled connection about to be reused: false when the peer has closed it or sent bytes
    /// nobody asked for.
    [[nodiscard]] virtual bool is_quiet_and_open() noexcept = 0;
    /// The peer's address without port, or "unix"; for logs and per-address limits.
    [[nodiscard]] virtual std::string peer_address() const = 0;

protected:
    byte_stream() = default;
    byte_stream(const byte_stream&) = delete;
    byte_stream& operator=(const byte_stream&) = delete;
};

}  // namespace fillrate::ports
