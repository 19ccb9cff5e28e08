// A message as plain lines: for tests, logs and platforms without cards.
#pragma once

#include "core/chat/message.hpp"

#include <string>

namespace fillrate::chat {

/// Title, then the blocks; buttons as "[Label]". Invisible characters are stripped.
[[nodiscard]] std::string to_plain_text(const message& m);
[[nodiscard]] std::string to_plain_text(const rich_text& text);

}  // namespace fillrate::chat
