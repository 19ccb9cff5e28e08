// The value of a button or form, `action|subject|version|mac16`: stateless and at most 150 bytes
// (DESIGN.md 5). This file writes and splits the text; the engine makes and checks the MAC.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::chat {

inline constexpr std::size_t max_action_name = 24;
inline constexpr std::size_t max_action_value = 150;
/// Characters of the MAC at the end, base64url.
inline constexpr std::size_t action_mac_length = 16;

/// The part the MAC covers, `action|subject|version`. invalid_input when the name is not
/// [a-z_]{1,24}, the subject not empty and not `kind:id` of [A-Za-z0-9._:-], or the sealed value
/// would be too long.
[[nodiscard]] result<std::string> encode_action(
    std::string_view name,
    std::string_view subject,
    std::uint64_t version
);

/// A received value taken apart; nothing of it is trusted until the MAC over `covered` is checked.
struct sealed_action {
    std::string name{};
    std::string subject{};
    std::uint64_t version = 0;
    std::string mac{};
    std::string covered{};  ///< exactly what encode_action gave

    friend bool operator==(const sealed_action&, const sealed_action&) = default;
};

/// Strict: any text that encode_action plus "|" plus 16 base64url characters would not give is
/// invalid_input.
[[nodiscard]] result<sealed_action> split_action(std::string_view value);

}  // namespace fillrate::chat
