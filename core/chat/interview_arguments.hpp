// What the verbs of interviews take. Used by verbs.cpp only.
#pragma once

#include "core/chat/verb_arguments.hpp"

namespace fillrate::chat::detail {

inline constexpr argument_rule panel{
    .key = "panel",
    .kind = kind::person,
    .label = "Who interviews",
    .aliases = "interviewers with required",
    .repeatable = true,
    .bare = true,
    .unsure = "optional"};
inline constexpr argument_rule optional_panel{
    .key = "optional",
    .kind = kind::person,
    .label = "Who may come",
    .repeatable = true};
inline constexpr argument_rule quorum{
    .key = "quorum",
    .kind = kind::count,
    .label = "Verdicts needed"};
inline constexpr argument_rule length{.key = "len", .label = "Length", .aliases = "length for_min"};
inline constexpr argument_rule place{.key = "place", .label = "Place", .aliases = "room where"};
inline constexpr argument_rule link{.key = "link", .label = "Link", .aliases = "url video"};

inline constexpr argument_rule interview_arguments[] = {
    {.key = "how", .kind = kind::choice, .label = "How", .choices = "interview_way", .bare = true},
    panel,
    optional_panel,
    quorum,
    length,
    place,
    link,
    for_person,
};
inline constexpr argument_rule times_arguments[] = {length, place, link, for_person};
inline constexpr argument_rule confirm_arguments[] = {length, place, link, for_either};
inline constexpr argument_rule move_arguments[] = {
    {.key = "by",
     .kind = kind::choice,
     .label = "Who moves it",
     .aliases = "because_of",
     .choices = "side"},
    {.key = "why", .label = "Why", .aliases = "reason cause"},
    length,
    place,
    link,
    for_either,
};
inline constexpr argument_rule absentee_arguments[] = {
    {.key = "who",
     .kind = kind::choice,
     .label = "Who did not come",
     .choices = "absentee",
     .required = true,
     .bare = true},
    for_either,
};
inline constexpr argument_rule panel_arguments[] = {
    panel,
    optional_panel,
    quorum,
    {.key = "remove",
     .kind = kind::person,
     .label = "Who does not",
     .aliases = "without",
     .repeatable = true},
    for_person,
};
inline constexpr argument_rule answer_arguments[] = {for_person};
inline constexpr argument_rule feedback_arguments[] = {
    {.key = "verdict",
     .kind = kind::choice,
     .label = "Verdict",
     .choices = "verdict",
     .required = true,
     .bare = true},
    {.key = "of", .kind = kind::person, .label = "Whose", .aliases = "for", .bare = true},
};

}  // namespace fillrate::chat::detail
