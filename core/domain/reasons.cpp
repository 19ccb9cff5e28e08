#include "core/domain/reasons.hpp"

#include <algorithm>
#include <array>

namespace fillrate::domain {

namespace {
constexpr std::array<std::string_view, 6>
    of_hold{"budget", "hm_away", "scope_change", "reorg", "duplicate", "other"};
constexpr std::array<std::string_view, 6> of_close{
    "filled_by_us",
    "filled_internally",
    "filled_by_other",
    "budget",
    "duplicate",
    "other"};
constexpr std::array<std::string_view, 6>
    of_decline{"capacity", "rate", "skill", "location", "terms", "other"};
}  // namespace

std::span<const std::string_view> hold_reasons() noexcept {
    return of_hold;
}
std::span<const std::string_view> close_reasons() noexcept {
    return of_close;
}
std::span<const std::string_view> supplier_decline_reasons() noexcept {
    return of_decline;
}

bool is_reason_code(std::string_view text) noexcept {
    const auto has = [text](std::span<const std::string_view> codes) {
        return std::ranges::find(codes, text) != codes.end();
    };
    return has(of_hold) || has(of_close) || has(of_decline);
}

}  // namespace fillrate::domain
