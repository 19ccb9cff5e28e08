// The grammar is forgiving about order (DOMAIN.md 7.1): what people say in another order or with
// fewer words is put as the reader of a line expects it, before its meaning is looked at.
#pragma once

#include "core/chat/tokens.hpp"

#include <string_view>

namespace fillrate::chat {

/// The line with keys that stand before the verb behind it ("104 until:mon hold"), the word shift
/// before the name of one ("207 2nd 9/12"), a count of so many as one word ("9 of 12"), and "my
/// reqs" as the list it asks for. A line that is none of these stays as it is.
[[nodiscard]] token_list in_usual_order(token_list line, std::string_view root);

}  // namespace fillrate::chat
