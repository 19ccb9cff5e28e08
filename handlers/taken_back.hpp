// What becomes of a personal message whose reason was undone after it had been sent: the same
// message says so (DESIGN.md 2, DOMAIN.md 0: an edit notifies nobody).
#pragma once

#include "handlers/handler.hpp"

#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view taken_back_kind = "taken_back";
/// The mark of the last such message about a subject in a conversation.
inline constexpr std::string_view told_mark = "told";

/// "Taken back since: what this said about REQ-104 no longer holds."
[[nodiscard]] composed compose_taken_back(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
