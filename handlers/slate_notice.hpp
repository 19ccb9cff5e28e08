// The slate: one message to the hiring manager with a row of buttons for each candidate put before
// them for a requisition, whether by one command or by several within ten minutes (DOMAIN.md 0).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view slate_kind = "slate";

/// Sends the manager of each of their requisitions its slate ten minutes from now, unless a later
/// presentation carries these candidates along. The managers' records have to be loaded; what was
/// refused stays as it is.
void tell_managers(
    outcome& made,
    const context& ctx,
    const snapshot& seen,
    const submittals& presented
);

/// compose() of that kind.
[[nodiscard]] composed compose_slate(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
