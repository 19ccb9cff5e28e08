// The words of a vocabulary, in the order of its enumerators. Used by the sources that define
// from_word only.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace fillrate::domain {

/// The enumerator that stands at the place of the word; nothing for any other text.
template <class Enum, std::size_t N>
[[nodiscard]] std::optional<Enum> word_in(
    const std::array<std::string_view, N>& table,
    std::string_view text
) noexcept {
    const auto* const found = std::ranges::find(table, text);
    return found == table.end() ? std::nullopt
                                : std::optional{static_cast<Enum>(found - table.begin())};
}

}  // namespace fillrate::domain
