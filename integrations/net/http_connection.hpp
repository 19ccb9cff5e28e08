// What the HTTP server knows of one open connection. Internal to integrations/net.
#pragma once

#include "core/base/instant.hpp"
#include "core/ports/byte_stream.hpp"
#include "integrations/net/stream_tools.hpp"
#include "integrations/net/websocket.hpp"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace fillrate::net {

/// The bytes read and not yet used, in a buffer that is allocated once per connection.
class inbound_buffer {
public:
    explicit inbound_buffer(std::size_t capacity) : bytes_(capacity, '\0') {}

    [[nodiscard]] std::string_view unread() const noexcept {
        return std::string_view(bytes_).substr(begin_, end_ - begin_);
    }
    void consume(std::size_t n) noexcept { begin_ += n; }
    /// Where the next read goes; what unread() gave before is no longer valid.
    [[nodiscard]] boost::asio::mutable_buffer room() {
        if (begin_ > 0) {
            std::copy(
                bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
                bytes_.begin() + static_cast<std::ptrdiff_t>(end_),
                bytes_.begin()
            );
            end_ -= begin_;
            begin_ = 0;
        }
        return boost::asio::buffer(bytes_.data() + end_, bytes_.size() - end_);
    }
    void filled(std::size_t n) noexcept { end_ += n; }

private:
    std::string bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

/// Lives in the coroutine that serves it.
struct http_connection {
    http_connection(std::unique_ptr<ports::byte_stream> s, std::size_t buffer_size)
        : stream(std::move(s)),
          limit(stream->get_executor(), [this] { drop(); }),
          peer(stream->peer_address()),
          inbound(buffer_size) {}

    void drop() noexcept {
        if (stream) {
            stream->close();
        }
        if (const auto session = upgraded.lock()) {
            session->abort();
        }
    }

    std::unique_ptr<ports::byte_stream> stream;  ///< null once a websocket has taken it over
    watchdog limit;
    std::string peer;
    inbound_buffer inbound;
    std::string outbound{};
    std::size_t served = 0;
    bool idle = true;  ///< no byte of a request has come
    steady_instant idle_since = std::chrono::steady_clock::now();
    std::weak_ptr<websocket> upgraded{};
};

}  // namespace fillrate::net
