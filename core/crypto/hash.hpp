// SHA-256, HMAC-SHA256 and comparison in constant time.
#pragma once

#include <array>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace fillrate::crypto {

/// 32 bytes. `std::string_view` of them: as_bytes(); text: hex_encode(as_bytes(d)).
using digest = std::array<unsigned char, 32>;

[[nodiscard]] std::string_view as_bytes(const digest& d) noexcept;
[[nodiscard]] std::string to_hex(const digest& d);

[[nodiscard]] digest sha256(std::string_view bytes);
/// The first bytes of sha256 as lower-case hex, for content names.
[[nodiscard]] std::string short_hash(std::string_view bytes, std::size_t hex_digits);

/// True if equal; takes the same time wherever they differ. The lengths are not secret.
[[nodiscard]] bool equal_constant_time(std::string_view a, std::string_view b) noexcept;

/// A key ready to sign: the keyed context is set up once and re-initialised per message. Not for
/// use by two threads at the same time.
class hmac_key {
public:
    explicit hmac_key(std::string_view key);
    ~hmac_key();
    hmac_key(hmac_key&&) noexcept;
    hmac_key& operator=(hmac_key&&) noexcept;

    /// HMAC-SHA256 (RFC 2104) of the message.
    [[nodiscard]] digest sign(std::string_view message) const;
    /// Of the parts one after the other, without copying them together. The parts are not
    /// delimited.
    [[nodiscard]] digest sign(std::initializer_list<std::string_view> parts) const;
    /// Whether `mac`, or as many leading bytes of it as are given (at least 12), is the message's.
    [[nodiscard]] bool verify(std::string_view message, std::string_view mac) const;

private:
    struct context;
    std::unique_ptr<context> context_;
};

}  // namespace fillrate::crypto
