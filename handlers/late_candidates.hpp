// What somebody's late list says of candidates and interviews, besides requisitions; and of the
// offers that wait for operations, since nothing else goes on with those candidates.
#pragma once

#include "core/chat/message.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <variant>

namespace fillrate::handlers {

struct late_page {
    std::optional<chat::table> table{};
    bool more = false;                           ///< the lists go on after it
    std::optional<chat::paragraph> approvals{};  ///< on the first page, for operations
};

/// Those whose clock ran out longest ago, of the requisitions that are this person's (operations:
/// of all), as far as the place may show them; no table when there are none. Pages count from 1.
[[nodiscard]] std::variant<late_page, need> late_candidates(
    const context& ctx,
    const snapshot& seen,
    std::uint32_t page
);

}  // namespace fillrate::handlers
