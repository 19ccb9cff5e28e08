// What the clock says about a shift: the ladder to suppliers, the cut-off to the owner, the count
// to the floor (DOMAIN.md 3.6).
#pragma once

#include "handlers/shift.hpp"

#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view shift_ask_kind = "shift_ask";      ///< to a supplier
inline constexpr std::string_view shift_short_kind = "shift_short";  ///< to the owner
inline constexpr std::string_view shift_floor_kind = "shift_floor";  ///< to who counts

/// A due timer of a shift, together with its neighbours that are due as well.
[[nodiscard]] outcome decide_shift_due(
    const context& ctx,
    const domain::work_shift& of,
    const snapshot& seen
);

/// compose() of those kinds.
[[nodiscard]] composed compose_shift(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
