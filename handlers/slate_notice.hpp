// The slate: one message to the hiring manager with a row of buttons for each candidate put before
// them for a requisition, whether by one command or by several within ten minutes (DOMAIN.md 0).
#pragma once

#include "handlers/handler.hpp"

#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view slate_kind = "slate";

/// Sends the manager the slate of the requisition ten minutes from now, unless a later presentation
/// carries these candidates along. The manager's record has to be loaded.
void tell_manager(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);

/// compose() of that kind.
[[nodiscard]] composed compose_slate(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
