// What was typed, as the tail of a command.
#pragma once

#include "core/chat/request.hpp"

#include <string>
#include <vector>

namespace fillrate::bot {

/// People are in the text by their platform ids, "@U1", and listed in their order.
struct typed_tail {
    std::string text{};
    std::vector<std::string> mentioned{};
};

[[nodiscard]] typed_tail tail_of(const std::vector<chat::text_run>& runs);

}  // namespace fillrate::bot
