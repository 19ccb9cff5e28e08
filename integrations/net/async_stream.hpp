// A byte_stream as the stream type Beast's websocket is instantiated over, so that its templates
// are compiled once for every transport. Internal to integrations/net.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"
#include "core/ports/byte_stream.hpp"
#include "integrations/net/stream_tools.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::net {

namespace asio = boost::asio;
using boost::system::error_code;

/// What passes over one connection: for the silence rule, against floods that never complete a
// message, and against a peer that stops reading while Beast answers its pings.
struct traffic {
    traffic(
        std::unique_ptr<ports::byte_stream> connection,
        std::chrono::milliseconds write_limit,
        std::size_t flood
    )
        : stream(std::move(connection)),
          stuck(stream->get_executor(), [this] { stream->close(); }),
          write_time(write_limit),
          most_without_progress(flood) {}

    std::unique_ptr<ports::byte_stream> stream;
    watchdog stuck;
    std::chrono::milliseconds write_time;
    std::size_t most_without_progress;
    std::size_t since_progress = 0;  // inbound bytes since the last message or control frame
    bool flooded = false;
    std::string early{};  // inbound bytes that were read along with the upgrade request
    steady_instant last = std::chrono::steady_clock::now();
};

[[nodiscard]] async::awaitable<ports::io_result> read_metered(
    traffic* line,
    asio::mutable_buffer into
);
[[nodiscard]] async::awaitable<ports::io_result> write_limited(
    traffic* line,
    asio::const_buffer from
);
/// linger_close as an operation.
[[nodiscard]] async::awaitable<ports::io_result> leave(ports::byte_stream* stream);

/// Runs an awaitable as an asynchronous operation in Beast's style; cancellation is passed on.
template <class Handler>
void run_for(
    const async::executor& on,
    async::awaitable<ports::io_result> operation,
    Handler handler
) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    auto done = [handler =
                     std::move(handler)](std::exception_ptr thrown, ports::io_result got) mutable {
        const error_code ec = thrown ? error_code(asio::error::operation_aborted) : got.error;
        std::move(handler)(ec, got.bytes);
    };
    asio::co_spawn(on, std::move(operation), asio::bind_cancellation_slot(slot, std::move(done)));
}

// What Beast's websocket stream is instantiated over: our byte_stream in the shape of an
// AsyncStream.
class async_stream {
public:
    using executor_type = async::executor;

    explicit async_stream(std::unique_ptr<traffic> line) : line_(std::move(line)) {}

    [[nodiscard]] executor_type get_executor() const { return line_->stream->get_executor(); }
    [[nodiscard]] ports::byte_stream& base() const noexcept { return *line_->stream; }
    [[nodiscard]] traffic& line() const noexcept { return *line_; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        auto start = [](auto handler, async_stream* self, asio::mutable_buffer into) {
            auto reading = read_metered(self->line_.get(), into);
            run_for(self->get_executor(), std::move(reading), std::move(handler));
        };
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            std::move(start),
            token,
            this,
            first_of<asio::mutable_buffer>(buffers)
        );
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        auto start = [](auto handler, async_stream* self, asio::const_buffer from) {
            auto writing = write_limited(self->line_.get(), from);
            run_for(self->get_executor(), std::move(writing), std::move(handler));
        };
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            std::move(start),
            token,
            this,
            gather(buffers)
        );
    }

private:
    template <class Buffer, class Buffers>
    static Buffer first_of(const Buffers& buffers) {
        const auto end = asio::buffer_sequence_end(buffers);
        for (auto at = asio::buffer_sequence_begin(buffers); at != end; ++at) {
            const Buffer one(*at);
            if (one.size() > 0) {
                return one;
            }
        }
        return Buffer();
    }

    // A frame's header and a short payload leave in one write, hence in one packet.
    template <class Buffers>
    asio::const_buffer gather(const Buffers& buffers) {
        constexpr std::size_t most = 16 * 1024;
        if (asio::buffer_size(buffers) > most) {
            return first_of<asio::const_buffer>(buffers);
        }
        gathered_.resize(asio::buffer_size(buffers));
        asio::buffer_copy(asio::buffer(gathered_), buffers);
        return asio::buffer(gathered_);
    }

    // Behind a pointer because Beast may move this object, while operations under way keep the
    // address.
    std::unique_ptr<traffic> line_;
    std::vector<char> gathered_{};
};

}  // namespace fillrate::net
