// A tokenized line as a command. Used by grammar.cpp and the files that look at a line once more.
#pragma once

#include "core/chat/grammar.hpp"
#include "core/chat/tokens.hpp"

namespace fillrate::chat {

[[nodiscard]] parsed read_line(const token_list& line, const line_settings& settings);

}  // namespace fillrate::chat
