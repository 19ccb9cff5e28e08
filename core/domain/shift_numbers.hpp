// What one counted shift counts for in the numbers of DOMAIN.md 4.4 ("LI daily"). It stands whole
// in the name of a list member, as what a candidate counts for does (cohort.hpp).
#pragma once

#include "core/domain/quality.hpp"
#include "core/domain/shift.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

struct shift_entry {
    shift_id id{};
    client_id client{};
    supplier_id supplier{};  ///< whose heads they all were; empty: of several, or of nobody
    instant starts{};
    std::uint32_t ordered = 0;
    std::uint32_t expected = 0;  ///< see expected_heads()
    std::uint32_t present = 0;
    std::uint32_t no_show = 0;

    friend bool operator==(const shift_entry&, const shift_entry&) = default;
};

/// Nothing before it is counted.
[[nodiscard]] std::optional<shift_entry> shift_entry_of(const work_shift& of);

/// "207.2026-11-30.2nd|1796047200000|12|10|9|1|shiftbridge|dockside"
[[nodiscard]] std::string to_member(const shift_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<shift_entry> shift_entry_from(std::string_view member);

/// shift_fill = present / ordered and no_show = no-shows / confirmed of the shifts in the window,
/// in heads. With fewer shifts than this there is no verdict.
inline constexpr std::uint32_t least_shifts = 10;
[[nodiscard]] std::vector<quality_figure> shift_quality_of(
    std::span<const shift_entry> entries,
    instant now
);

}  // namespace fillrate::domain
