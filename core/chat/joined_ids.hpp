// "S-301,S-302", "104,105": ids written without a space between them mean what they mean with one.
#pragma once

#include "core/chat/tokens.hpp"

#include <string_view>

namespace fillrate::chat {

/// The line with a token for each id of such a list, everything else as it stood. Bare numbers are
/// a list only beside the word they belong to: "1,200" of a sentence or a rate stays a number.
[[nodiscard]] token_list with_ids_apart(const token_list& line, std::string_view root);

}  // namespace fillrate::chat
