// Reason codes (DOMAIN.md 0). Any other text is free text: shown inside the
// program only, until an account manager approves it.
#pragma once

#include <span>
#include <string_view>

namespace fillrate::domain {

/// For what a requisition is put on hold; a policy may accept fewer.
[[nodiscard]] std::span<const std::string_view> hold_reasons() noexcept;

/// Why somebody was passed over: the same whether the requisition was filled, closed or cancelled.
inline constexpr std::string_view role_ended = "role_ended";

/// What a reason says beside its code: "no PLC" of "must_have: no PLC", all of one without a code.
[[nodiscard]] std::string_view free_words(std::string_view reason) noexcept;

/// A code of any of the lists of DOMAIN.md 0, or "other".
[[nodiscard]] bool is_reason_code(std::string_view text) noexcept;

}  // namespace fillrate::domain
