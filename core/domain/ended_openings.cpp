#include "core/domain/ended_openings.hpp"

#include "core/base/text.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

std::uint32_t count_taken_off(const requisition& req) noexcept {
    return static_cast<std::uint32_t>(std::ranges::count_if(req.openings, [](const opening& one) {
        return one.state == opening_state::cancelled && !one.asked_again;
    }));
}

std::optional<ended_entry> ended_entry_of(const requisition& req) {
    if (!has_ended(req) || !req.ended || !req.released) {
        return std::nullopt;
    }
    const auto openings = count_openings(req);
    // Whoever we found for those still open is only not recorded.
    const auto found = is_filled_by_us(req) ? openings.open : 0;
    return ended_entry{
        .number = req.number,
        .filled = openings.filled + found,
        .unfilled = openings.open - found,
        .taken_off = count_taken_off(req)};
}

std::string to_member(const ended_entry& entry) {
    return join(
        {std::to_string(entry.number.value),
         std::to_string(entry.filled),
         std::to_string(entry.unfilled),
         std::to_string(entry.taken_off)},
        "|"
    );
}

std::optional<ended_entry> ended_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    if (parts.size() != 4) {
        return std::nullopt;
    }
    const auto number = parse_int<std::uint32_t>(parts[0]);
    const auto filled = parse_int<std::uint32_t>(parts[1]);
    const auto unfilled = parse_int<std::uint32_t>(parts[2]);
    const auto taken_off = parse_int<std::uint32_t>(parts[3]);
    if (!number || !filled || !unfilled || !taken_off) {
        return std::nullopt;
    }
    return ended_entry{
        .number = requisition_number{*number},
        .filled = *filled,
        .unfilled = *unfilled,
        .taken_off = *taken_off};
}

}  // namespace fillrate::domain
