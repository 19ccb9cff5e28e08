// What becomes of a card whose subject was undone, and of a personal message whose reason was,
// after they had been sent: the same message says so (DESIGN.md 2, DOMAIN.md 0: an edit notifies
// nobody).
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view taken_back_kind = "taken_back";
/// The mark of the last such message about a subject in a conversation.
inline constexpr std::string_view told_mark = "told";

/// What stands in the place of the card of a record that is no more: "S-311 was taken back."
[[nodiscard]] chat::message taken_back_card(const std::string& subject);

/// "Taken back since: what this said about REQ-104 no longer holds."
[[nodiscard]] composed compose_taken_back(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
