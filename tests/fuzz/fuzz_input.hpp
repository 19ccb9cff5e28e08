// What every fuzz target starts with: the bytes as text, and a check that stays on in every build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace fillrate::fuzz {

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// An oracle of a target: a false one is a finding.
inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace fillrate::fuzz
