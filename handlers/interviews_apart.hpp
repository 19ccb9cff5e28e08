// Several interviews in one line: nobody sits in two of them at once (DOMAIN.md 3.5, 7.1).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// `decide` of a line about several. Refused as a whole when it would agree on two at once with the
/// same interviewer, or offer fewer times than somebody has to come to.
[[nodiscard]] outcome decide_apart(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
);

/// For the table of routes, around in_turn<>.
template <decide_function Decide>
[[nodiscard]] outcome apart(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return decide_apart(ctx, seen, book, Decide);
}

}  // namespace fillrate::handlers
