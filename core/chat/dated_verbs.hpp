// Which acts may be logged after they happened, with `at:` (DOMAIN.md 4.1). Used by
// verb_lookup.cpp, grammar.cpp and usual_order.cpp only.
#pragma once

#include "core/chat/verbs.hpp"

#include <array>
#include <string_view>

namespace fillrate::chat::detail {

struct dated_verbs {
    std::string_view noun{};
    std::string_view verbs{};  ///< separated by spaces
};

// Not a plan of shifts, nor that a consent is asked for: suppliers have their time to answer from
// when they are told.
inline constexpr std::array dated{
    dated_verbs{
        "req",
        "new submit return qualify release accept remove start end decline hold resume close "
        "cancel reopen set note"},
    dated_verbs{
        "sub",
        "put_forward present return resubmit shortlist hold interview select reject offer accept "
        "decline expire rescind clear move start noshow extend checkin good concern end convert "
        "withdraw revive award rtr dnr known approve disapprove set feedback note"},
    dated_verbs{
        "iv",
        "propose confirm move cancel none held noshow panel accept decline feedback note"},
    dated_verbs{"opp", "add pursue won lost set note"},
    dated_verbs{"shift", "count confirm cancel send_reserve"},
};

inline constexpr argument_rule at_moment{
    .key = "at",
    .kind = value_kind::when,
    .label = "When it happened"};

}  // namespace fillrate::chat::detail
