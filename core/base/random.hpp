// Where unpredictability comes from, so that a test can make it predictable.
#pragma once

#include "core/base/instant.hpp"

#include <cstdint>
#include <random>
#include <span>
#include <string>

namespace fillrate {

/// A source of random bytes. The system's for tokens and ids, a seeded one for simulation.
class random_source {
public:
    virtual ~random_source() = default;
    virtual void fill(std::span<unsigned char> out) = 0;

    [[nodiscard]] std::uint64_t next();
    /// Uniform in [0, bound); 0 when bound is 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
};

/// The kernel's generator (getrandom).
class system_random final : public random_source {
public:
    void fill(std::span<unsigned char> out) override;
};

/// Repeatable from a seed.
class seeded_random final : public random_source {
public:
    explicit seeded_random(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<unsigned char> out) override;

private:
    std::mt19937_64 engine_;
};

/// 26 characters of Crockford base 32: 48 bits of milliseconds, 80 random bits; sorts by time.
[[nodiscard]] std::string make_ulid(std::int64_t unix_ms, random_source& random);

}  // namespace fillrate
