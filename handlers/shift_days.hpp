// A line about one shift on several days: "shift 207 2nd confirm 8 on:mon..fri" (DOMAIN.md 0, 3.6).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// `decide` for the shift of each day that `on:` names, all of it or none; of a range those that
/// are planned. Anything else than several days is left to `decide`.
[[nodiscard]] outcome decide_each_day(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
);

/// A use case of one shift that takes several days; for the table of routes.
template <decide_function Decide>
[[nodiscard]] outcome each_day(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    return decide_each_day(ctx, seen, book, Decide);
}

}  // namespace fillrate::handlers
