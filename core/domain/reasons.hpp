// Reason codes (DOMAIN.md 0). Any other text is free text: shown inside the
// program only, until an account manager approves it.
#pragma once

#include <span>
#include <string_view>

namespace fillrate::domain {

[[nodiscard]] std::span<const std::string_view> hold_reasons() noexcept;
/// Of closing and cancelling.
[[nodiscard]] std::span<const std::string_view> close_reasons() noexcept;
[[nodiscard]] std::span<const std::string_view> supplier_decline_reasons() noexcept;

[[nodiscard]] std::span<const std::string_view> reject_reasons() noexcept;
/// Of withdrawals and declined offers.
[[nodiscard]] std::span<const std::string_view> withdraw_reasons() noexcept;
[[nodiscard]] std::span<const std::string_view> end_reasons() noexcept;
/// Of a missed due time.
[[nodiscard]] std::span<const std::string_view> excuse_reasons() noexcept;

/// Why somebody was passed over: the same whether the requisition was filled, closed or cancelled.
inline constexpr std::string_view role_ended = "role_ended";

/// What a reason says beside its code: "no PLC" of "must_have: no PLC", all of one without a code.
[[nodiscard]] std::string_view free_words(std::string_view reason) noexcept;

/// Any of the codes above, or "other".
[[nodiscard]] bool is_reason_code(std::string_view text) noexcept;

}  // namespace fillrate::domain
