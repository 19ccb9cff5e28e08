// How much may be uploaded before the sweep takes away what no form named: files are kept before
// anybody says what for.
#pragma once

#include "core/base/instant.hpp"

#include <chrono>
#include <cstdint>
#include <deque>

namespace fillrate::bot {

/// Counts what was kept within a day, the time until the sweep; in memory, so a restart forgets it.
class upload_quota {
public:
    static constexpr std::uint64_t most_bytes = 200ULL * 1024 * 1024;
    static constexpr std::chrono::hours span{24};

    [[nodiscard]] bool admits(std::uint64_t bytes, wire_instant now);
    void add(std::uint64_t bytes, wire_instant now);

private:
    struct upload {
        wire_instant at{};
        std::uint64_t bytes = 0;
    };

    std::deque<upload> kept_{};
    std::uint64_t sum_ = 0;
};

}  // namespace fillrate::bot
