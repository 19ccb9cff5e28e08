// A candidate called by name where the code would stand: "paige present", "present paige turner"
// (DOMAIN.md 0). Who that is, and whether there is such a person, is not known here. Used by
// parse.cpp only.
#pragma once

#include "core/chat/grammar.hpp"
#include "core/chat/tokens.hpp"

#include <optional>

namespace fillrate::chat {

/// The command with `called` set and no subject; nothing when no words of the line can be a name.
[[nodiscard]] std::optional<command> read_called(
    const token_list& line,
    const line_settings& settings
);

}  // namespace fillrate::chat
