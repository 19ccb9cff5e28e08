// A conversation with Redis one step at a time, for what is done once: greeting a connection,
// deploying, stopping an orphan.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/ports/byte_stream.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/redis/redis_url.hpp"
#include "integrations/redis/reply_reader.hpp"
#include "integrations/redis/request.hpp"

#include <memory>
#include <vector>

namespace fillrate::redis {

/// Sends the request and waits for all its replies. Put a deadline around it. unavailable when
/// nothing left, unknown_outcome when the replies were lost, protocol when they are none.
[[nodiscard]] async::awaitable<result<std::vector<reply>>> exchange(
    ports::byte_stream& stream,
    reply_reader& reader,
    request what
);

/// An authenticated connection, for one step after the other.
class conversation {
public:
    conversation() = default;
    conversation(std::unique_ptr<ports::byte_stream> stream, std::unique_ptr<reply_reader> reader)
        : stream_(std::move(stream)), reader_(std::move(reader)) {}

    [[nodiscard]] async::awaitable<result<std::vector<reply>>> ask(request what) {
        return exchange(*stream_, *reader_, std::move(what));
    }
    [[nodiscard]] ports::byte_stream& stream() noexcept { return *stream_; }
    [[nodiscard]] reply_reader& reader() noexcept { return *reader_; }
    void close() noexcept { stream_->close(); }

private:
    std::unique_ptr<ports::byte_stream> stream_{};
    std::unique_ptr<reply_reader> reader_{};
};

/// Dials and, where there is a password, authenticates. A refused password is errc::forbidden.
[[nodiscard]] async::awaitable<result<conversation>> open_conversation(
    ports::dialer& network,
    server_address address,
    steady_instant deadline
);

}  // namespace fillrate::redis
