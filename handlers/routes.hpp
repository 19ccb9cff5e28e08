// The one table of use cases. The grammar knows the words (chat/verbs.hpp); this says who decides
// what they do.
#pragma once

#include "handlers/handler.hpp"

#include <string_view>

namespace fillrate::handlers {

struct route {
    std::string_view noun{};
    std::string_view verb{};
    decide_function decide = nullptr;
    /// Whether anybody with this role may ever use it; help shows only those.
    bool (*offered_to)(const domain::actor&) = nullptr;
};

/// Null when nothing is done for these words.
[[nodiscard]] const route* find_route(std::string_view noun, std::string_view verb) noexcept;

}  // namespace fillrate::handlers
