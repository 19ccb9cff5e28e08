// Which acts may be logged after they happened, with `at:` (DOMAIN.md 4.1). Used by verb_lookup.cpp
// only.
#pragma once

#include "core/chat/verbs.hpp"

#include <array>
#include <string_view>

namespace fillrate::chat::detail {

struct dated_verbs {
    std::string_view noun{};
    std::string_view verbs{};  ///< separated by spaces
};

// Not a release: suppliers' time begins when they are told, not when somebody meant to tell them.
// Not the count of a shift: it belongs to its shift and day, whenever it is typed.
inline constexpr std::array dated{
    dated_verbs{
        "req",
        "submit return qualify accept start decline hold resume close cancel reopen"},
    dated_verbs{
        "sub",
        "present return resubmit shortlist hold interview select reject offer accept decline "
        "expire rescind clear move start noshow end convert withdraw revive"},
    dated_verbs{"iv", "confirm move cancel none held noshow accept decline feedback"},
};

inline constexpr argument_rule at_moment{
    .key = "at",
    .kind = value_kind::when,
    .label = "When it happened"};

}  // namespace fillrate::chat::detail
