// The slate: one message to the hiring manager with a row of buttons for each candidate put before
// them for a requisition by one command, and one more for all who follow within ten minutes
// (DOMAIN.md 0).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view slate_kind = "slate";
/// Of those who followed the first within ten minutes.
inline constexpr std::string_view followers_kind = "followers";

/// Sends the manager of each of their requisitions its slate once it cannot be taken back any more,
/// and those who follow within ten minutes in one further message. The managers' records have to be
/// loaded; what was refused stays as it is.
void tell_managers(
    outcome& made,
    const context& ctx,
    const snapshot& seen,
    const submittals& presented
);

/// compose() of these kinds; nothing when another message tells of it.
[[nodiscard]] composed compose_slate(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
