// A line about several: decided for one after the other, each as those before it leave the records,
// and all of it is one decision or none (DOMAIN.md 0, 7.1).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// `decide` for each subject of the line. Refused as a whole with the first that cannot, by name;
/// what is not in the line is asked for of one only, so for several the refusal says it.
[[nodiscard]] outcome decide_in_turn(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
);

/// A use case of one subject that takes a list of them; for the table of routes.
template <decide_function Decide>
[[nodiscard]] outcome in_turn(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return decide_in_turn(ctx, seen, book, Decide);
}

}  // namespace fillrate::handlers
