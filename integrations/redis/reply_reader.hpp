// Bytes from Redis to replies. The peer is not trusted: depth, elements and size are bounded, and
// nothing is allocated for what was only announced (RELIABILITY.md N084).
#pragma once

#include "core/base/result.hpp"
#include "integrations/redis/reply.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace fillrate::redis {

/// Bytes of one whole reply, framing included.
inline constexpr std::size_t max_reply_bytes = 1024 * 1024;
/// Values of one whole reply, nested ones included.
inline constexpr std::size_t max_reply_elements = 8192;
/// Arrays within arrays; FUNCTION LIST needs five.
inline constexpr std::size_t max_reply_depth = 5;

/// Feed it what arrived, then take replies until there is none. After an error (always
/// errc::protocol) it answers nothing but that error: the connection is to be closed.
class reply_reader {
public:
    reply_reader();
    ~reply_reader();
    reply_reader(reply_reader&&) noexcept;
    reply_reader& operator=(reply_reader&&) noexcept;

    void feed(std::string_view bytes);
    [[nodiscard]] result<std::optional<reply>> next();

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace fillrate::redis
