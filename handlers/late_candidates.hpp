// What somebody's late list says of candidates and interviews, besides requisitions.
#pragma once

#include "core/chat/message.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <variant>

namespace fillrate::handlers {

/// Those whose clock ran out longest ago, of the requisitions that are this person's (operations:
/// of all), as far as the place may show them; nothing when there are none.
[[nodiscard]] std::variant<std::optional<chat::table>, need> late_candidates(
    const context& ctx,
    const snapshot& seen
);

}  // namespace fillrate::handlers
