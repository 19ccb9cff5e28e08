#include "integrations/net/async_stream.hpp"

namespace fillrate::net {

async::awaitable<ports::io_result> read_metered(traffic* line, asio::mutable_buffer into) {
    if (!line->early.empty()) {
        const std::size_t taken = asio::buffer_copy(into, asio::buffer(line->early));
        line->early.erase(0, taken);
        co_return ports::io_result(error_code(), taken);
    }
    const ports::io_result got = co_await line->stream->read_some(into);
    if (got.bytes > 0) {
        line->last = std::chrono::steady_clock::now();
        line->since_progress += got.bytes;
        if (line->since_progress > line->most_without_progress) {
            line->flooded = true;
            co_return ports::io_result(asio::error::message_size, 0);
        }
    }
    co_return got;
}

async::awaitable<ports::io_result> write_limited(traffic* line, asio::const_buffer from) {
    line->stuck.arm(line->write_time);
    const ports::io_result put = co_await line->stream->write_some(from);
    line->stuck.disarm();
    co_return put;
}

async::awaitable<ports::io_result> leave(ports::byte_stream* stream) {
    constexpr std::chrono::milliseconds linger_time{1000};
    co_await linger_close(*stream, linger_time);
    co_return ports::io_result();
}

}  // namespace fillrate::net
