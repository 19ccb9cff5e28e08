// Shifts that lack people today or tomorrow, for those who look after their client: counted short,
// or not confirmed by the evening before.
#pragma once

#include "handlers/handler.hpp"

#include <cstdint>
#include <vector>

namespace fillrate::handlers {

/// So many are looked at, each with its requisition.
inline constexpr std::uint32_t most_short_shifts = 8;

/// The lists this person may read here; none outside.
[[nodiscard]] std::vector<index_page> short_shift_pages(const context& ctx);
/// Of one client.
[[nodiscard]] index_page short_shift_page(const client_id& client, instant now);

/// Their requisitions, as far as they are not loaded yet.
[[nodiscard]] need missing_for_short_shifts(
    const snapshot& seen,
    const std::vector<index_page>& pages
);

/// A line for each that is of today or later, the soonest first; none of a requisition that is on
/// hold or over.
[[nodiscard]] std::vector<chat::block> short_shift_lines(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages
);

}  // namespace fillrate::handlers
