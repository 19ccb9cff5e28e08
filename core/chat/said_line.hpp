// A button that types a line: how the bot asks which of two readings or names was meant
// (DOMAIN.md 0, 7.1). The line is read anew for whoever presses, with their rights.
#pragma once

#include "core/chat/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::chat {

/// Nothing when the line is too long to stand behind a button.
[[nodiscard]] std::optional<button> line_button(std::string label, std::string_view line);

/// The line an action types; nothing for every other action.
[[nodiscard]] std::optional<std::string> typed_line_of(
    std::string_view action_name,
    std::string_view subject
);

}  // namespace fillrate::chat
