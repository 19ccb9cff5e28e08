// The verbs of a requisition that are about those who work it or wait for it. Used by verbs.cpp
// only.
#pragma once

#include "core/chat/verb_arguments.hpp"

#include <array>

namespace fillrate::chat::detail {

inline constexpr auto supplier_verbs = std::to_array<verb_rule>({
    {"req",
     "remove",
     "take_off takeoff",
     subject_rule::many,
     remove_arguments,
     tail_rule::allowed,
     "reason",
     "104 remove quillfeather \"no answer for a week\"",
     "Take one supplier off it; what they have in play goes on."},
    {"req",
     "end",
     "ended finish",
     subject_rule::one,
     heads_left_arguments,
     tail_rule::allowed,
     "detail",
     "end 207 heads:2 quit",
     "People who are counted, not named, left."},
    {"req",
     "keep_hold",
     "",
     subject_rule::one,
     {},
     tail_rule::none,
     "",
     "104 keep_hold",
     "It has been on hold for long, and stays so.",
     "",
     true},
    {"req",
     "keep_as_is",
     "",
     subject_rule::one,
     {},
     tail_rule::none,
     "",
     "104 keep_as_is",
     "Its manager asked for something that is not done.",
     "",
     true},
});

}  // namespace fillrate::chat::detail
