#include "core/base/random.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/random.h>
#include <system_error>

namespace fillrate {

std::uint64_t random_source::next() {
    std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
    fill(bytes);
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), bytes.size());
    return value;
}

std::uint64_t random_source::below(std::uint64_t bound) {
    if (bound == 0) {
        return 0;
    }
    const std::uint64_t unbiased = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t value = next();
    while (value >= unbiased) {
        value = next();
    }
    return value % bound;
}

void system_random::fill(std::span<unsigned char> out) {
    while (!out.empty()) {
        const auto got = ::getrandom(out.data(), out.size(), 0);
        if (got < 0 && errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "getrandom");
        }
        if (got > 0) {
            out = out.subspan(static_cast<std::size_t>(got));
        }
    }
}

void seeded_random::fill(std::span<unsigned char> out) {
    for (auto& byte : out) {
        byte = static_cast<unsigned char>(engine_());
    }
}

std::string make_ulid(std::int64_t unix_ms, random_source& random) {
    static constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text(26, '0');
    auto time = static_cast<std::uint64_t>(unix_ms);
    for (std::size_t i = 10; i-- > 0; time >>= 5) {
        text[i] = alphabet[time & 31];
    }
    std::array<unsigned char, 16> bytes{};
    random.fill(bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text[10 + i] = alphabet[bytes[i] & 31];
    }
    return text;
}

}  // namespace fillrate
