// "help ...", "hold help", "104 help": read before anything else of a line, by grammar.cpp only.
#pragma once

#include "core/chat/grammar.hpp"
#include "core/chat/tokens.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace fillrate::chat {

/// The command for help, or what is wrong with it; nothing when the line from token `at` on is
/// about something else.
[[nodiscard]] std::optional<parsed> read_help(
    const std::vector<token>& tokens,
    std::size_t at,
    const line_settings& settings
);

}  // namespace fillrate::chat
