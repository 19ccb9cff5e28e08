// Which requisitions a command is about, and whether the actor may do it to them now.
#pragma once

#include "core/domain/transitions.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

using found_requisitions = std::vector<const domain::requisition*>;

/// The requisitions named (or implied by the thread), all known to the actor; else what to answer
/// or load.
[[nodiscard]] std::variant<found_requisitions, outcome> find_requisitions(
    const context& ctx,
    const snapshot& seen
);

/// Nothing when the actor may do it and the state allows it; else the refusal. A pressed button
/// whose act is already done is answered so, with the present card.
[[nodiscard]] std::optional<outcome> refuse_transition(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    domain::verb what
);

/// The same for acts that are no transition (acknowledge, history).
[[nodiscard]] std::optional<outcome> refuse_permission(
    const context& ctx,
    const domain::requisition& req,
    domain::permission what,
    std::string_view act
);

}  // namespace fillrate::handlers
