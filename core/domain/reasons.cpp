#include "core/domain/reasons.hpp"

#include <algorithm>
#include <array>
#include <span>

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
constexpr std::array<std::string_view, 9> of_reject{
    "must_have",
    "experience",
    "rate",
    "availability",
    "commute",
    "interview",
    "internal_candidate",
    "req_changed",
    "other"};
constexpr std::array<std::string_view, 7> of_withdraw{
    "other_offer",
    "counter_offer",
    "rate",
    "commute",
    "start_date",
    "unreachable",
    "other"};
constexpr std::array<std::string_view, 9> of_end{
    "completed",
    "quit",
    "no_call_no_show",
    "attendance",
    "performance",
    "safety",
    "client_cut",
    "converted",
    "other"};
constexpr std::array<std::string_view, 5> of_excuse{
    "client_request",
    "client_away",
    "site_closed",
    "data_error",
    "other"};
}  // namespace

std::span<const std::string_view> hold_reasons() noexcept {
    return of_hold;
}

std::string_view free_words(std::string_view reason) noexcept {
    constexpr std::string_view between = ": ";
    const auto end = reason.find(between);
    if (!is_reason_code(reason.substr(0, end))) {
        return reason;
    }
    return end == std::string_view::npos ? std::string_view{} : reason.substr(end + between.size());
}

bool is_reason_code(std::string_view text) noexcept {
    const auto has = [text](std::span<const std::string_view> codes) {
        return std::ranges::find(codes, text) != codes.end();
    };
    return has(of_hold) || has(of_close) || has(of_decline) || has(of_reject) || has(of_withdraw) ||
           has(of_end) || has(of_excuse) || text == role_ended;
}

}  // namespace fillrate::domain
