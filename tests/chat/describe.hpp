// A parsed line as one short text, so that tables of lines stay readable.
#pragma once

#include "core/chat/grammar.hpp"

#include <string>

namespace fillrate::chat {

/// "req hold [104 105] reason=budget until='dec 7' | text", "?unknown_word: 104 hold".
/// 'x' quoted, @x by name, <x> by platform id; "(implied)" for the subject of the place.
std::string describe(const parsed& p);

}  // namespace fillrate::chat
