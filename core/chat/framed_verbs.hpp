// Verbs that may stand before a code and another verb, as nouns of DOMAIN.md 7.1 do: "offer S-311
// accept", "start S-311 noshow".
#pragma once

#include "core/chat/verbs.hpp"

#include <string_view>

namespace fillrate::chat {

/// The verb that `word` means after the code of a line that began with `frame`; null when none.
[[nodiscard]] const verb_rule* verb_framed_by(const verb_rule& frame, std::string_view word);

}  // namespace fillrate::chat
