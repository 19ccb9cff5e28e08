// What becomes of the shifts ahead when their requisition changes (DOMAIN.md 3.6): heads of a
// supplier that no longer works it do not count, and after a hold suppliers are asked anew.
#pragma once

#include "handlers/handler.hpp"
#include "handlers/subject.hpp"

#include <optional>

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

}  // namespace fillrate::handlers
