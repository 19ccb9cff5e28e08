// Strict readers of the values people type: money, counts, changes. Each refuses with one sentence
// that says what to type instead.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string_view>

namespace fillrate::chat {

/// Minor units of `currency` (ISO 4217, the site's; DESIGN.md 2): "19.50", "19.50/h", "120,000",
/// "120k", with the currency's own sign or code if any. Refused: negative, zero, over 100 million,
/// more decimals than the currency has, another currency's sign, "19,50".
[[nodiscard]] result<std::int64_t> parse_money(
    std::string_view text,
    std::string_view currency = "USD"
);

/// A whole number within the bounds.
[[nodiscard]] result<std::uint32_t> parse_count(
    std::string_view text,
    std::uint32_t min = 1,
    std::uint32_t max = 500
);

/// "+2" and "-1" are relative, "4" is the new value.
struct count_change {
    bool relative = false;
    std::int32_t amount = 0;

    friend bool operator==(const count_change&, const count_change&) = default;
};
/// Amounts up to 500 either way; "+0" is refused.
[[nodiscard]] result<count_change> parse_change(std::string_view text);

}  // namespace fillrate::chat
