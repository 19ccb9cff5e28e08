// The accepting side of TCP.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/result.hpp"
#include "core/ports/byte_stream.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace fillrate::net {

class listener {
public:
    /// `address` is an IP literal or "localhost" (127.0.0.1); port 0 takes any free one.
    /// errc::unavailable with the reason, for instance an occupied port.
    [[nodiscard]] static result<std::unique_ptr<listener>> open(
        async::executor where,
        const std::string& address,
        std::uint16_t port
    );
    ~listener();
    listener(const listener&) = delete;
    listener& operator=(const listener&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// errc::cancelled after close(); errc::unavailable when the system is out of descriptors: try
    /// again later.
    [[nodiscard]] async::awaitable<result<std::unique_ptr<ports::byte_stream>>> accept();
    void close() noexcept;

private:
    struct impl;
    explicit listener(std::unique_ptr<impl> body);
    std::unique_ptr<impl> impl_;
};

}  // namespace fillrate::net
