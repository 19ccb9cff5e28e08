// What a line may say and a short form has no field of its own for: it stands in one field as it
// would on the line, and counts as if it stood in a field each (DOMAIN.md 7.1, "missing argument
// -> modal prefilled"). So nothing that was typed before a form is lost in it.
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>

namespace fillrate::handlers {

/// The field's id.
inline constexpr std::string_view further_field = "also";

/// Adds the field to a form that has its others, with what the line or the form before it says and
/// none of them holds; an optional one that is left empty could not hold what was typed. Client,
/// site and moment have ways of their own. `hint` says what else may stand there.
void add_further_values(chat::form& form, const context& ctx, std::string hint);

/// `decide` with those values among the fields. A problem with one of them stands at the field
/// they were read from.
[[nodiscard]] outcome decide_with_further_values(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    decide_function decide
);

/// A use case whose form has the field; for the table of routes.
template <decide_function Decide>
[[nodiscard]] outcome with_further_values(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    return decide_with_further_values(ctx, seen, book, Decide);
}

}  // namespace fillrate::handlers
