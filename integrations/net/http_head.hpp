// The strict look at a request's head before any parser sees it: pure functions over bytes, made to
// be fuzzed. They are needed because Beast of Boost 1.81 accepts framings that two servers in a row
// may read differently (RELIABILITY.md 1.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fillrate::net {

struct head_limits {
    std::size_t block = 8 * 1024;
    std::size_t target = 4 * 1024;
    std::size_t fields = 100;
    std::uint64_t body = 1024 * 1024;
};

enum class body_framing { none, length, chunked };

/// The outcome of check_request_head: status 0 and how to go on, or the status to refuse with (then
/// close).
struct head_verdict {
    unsigned status = 0;
    std::string_view reason{};  ///< static text, log-safe
    body_framing framing = body_framing::none;
    std::uint64_t length = 0;
    bool keep_alive = true;
    bool expects_continue = false;
    bool wants_websocket = false;
};

/// `block` runs from the method to the final CRLF CRLF. RELIABILITY.md N016-N018, N023-N026.
[[nodiscard]] head_verdict check_request_head(
    std::string_view block,
    const head_limits& limits
) noexcept;

/// For a head that has not ended yet: the status that is certain already, or 0. Refuses what is not
/// HTTP/1.x (TLS, HTTP/2, HTTP/0.9) at the first bytes and what is too long at the limit.
[[nodiscard]] unsigned check_partial_head(
    std::string_view so_far,
    const head_limits& limits
) noexcept;

/// A request target taken apart. status 0, or 400/404 as RELIABILITY.md N026 and N029 want.
struct request_target {
    unsigned status = 0;
    std::string_view path{};
    std::string_view query{};
};

/// `host` is the Host field; an absolute target must name the same. Paths with dot segments, empty
/// segments, percent-encoding, ';' or backslash are unknown here: no route of ours needs them.
[[nodiscard]] request_target check_target(std::string_view target, std::string_view host) noexcept;

[[nodiscard]] bool is_token(std::string_view text) noexcept;
/// Visible ASCII, space and tab only.
[[nodiscard]] bool is_field_value(std::string_view text) noexcept;

}  // namespace fillrate::net
