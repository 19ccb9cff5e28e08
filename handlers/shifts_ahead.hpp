// What becomes of the shifts ahead when their requisition changes (DOMAIN.md 3.6): heads of a
// supplier that no longer works it do not count, after a hold suppliers are asked anew, and what
// ends takes its shifts along.
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/subject.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace fillrate::handlers {

/// The pages with the shifts ahead of those that have any, as far as they are not loaded yet.
[[nodiscard]] std::optional<need> missing_shifts_ahead(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
);

/// Whether nothing is left beyond what was loaded of them.
[[nodiscard]] bool are_all_shifts_loaded(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
);

/// Of every loaded shift that has not begun the supplier has no heads any more; `of` are those of
/// the load.
void take_back_heads(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of,
    const supplier_id& supplier,
    decision& into
);

/// Plans those again that still lack heads and whose due points passed, perhaps while nobody was
/// told: with a cut-off that leaves suppliers time to answer. `of` are those of the load.
void plan_shifts_anew(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of,
    decision& into
);

/// So many shifts are called off in the step in which their requisitions end.
inline constexpr std::uint32_t most_called_off = 40;

/// The pages with the shifts that end with their requisitions, as far as they are not loaded yet.
[[nodiscard]] std::optional<need> missing_coming_shifts(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
);
/// Whether they have further shifts to come, more than one step calls off.
[[nodiscard]] bool are_more_shifts_coming(
    const snapshot& seen,
    const found_requisitions& of,
    instant now
);
/// Calls off the loaded shifts of `ended`, one of those of the load, that have not begun, and lets
/// its rooms know: who confirmed heads hears of it. Says how many.
std::uint32_t call_off_shifts(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of,
    change& ended,
    const std::string& reason,
    decision& into
);

}  // namespace fillrate::handlers
