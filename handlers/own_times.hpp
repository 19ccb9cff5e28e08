// A supplier's own times to its first candidates, in a list: what `sla`, `late` and [My numbers]
// say to it instead of the program's clocks (DOMAIN.md 4.2, SUB1, supplier view).
#pragma once

#include "core/domain/own_time.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>

namespace fillrate::handlers {

/// Somebody of a supplier who has no role in the firm.
[[nodiscard]] bool reads_own_times(const domain::actor& who);

enum class own_scope {
    waiting,  ///< every open requisition for which the supplier put nobody forward
    past_due  ///< those whose time is used up
};

/// The first dozen of them, the first due first, or nothing; or what to load.
[[nodiscard]] std::variant<std::optional<chat::table>, need> own_times(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    own_scope scope
);

/// The same as an answer.
[[nodiscard]] outcome show_own_times(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    own_scope scope
);

/// "due Wed 2 Dec 10:00 CST", "stands still while it is on hold", "put forward in time".
[[nodiscard]] std::string own_outcome_text(const domain::own_time& time, const std::string& zone);

}  // namespace fillrate::handlers
