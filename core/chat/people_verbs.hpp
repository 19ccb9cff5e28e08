// What people say about themselves and ask each other: away, quiet hours, questions
// (DOMAIN.md 0, 7.1). Used by verbs.cpp only.
#pragma once

#include "core/chat/verb_arguments.hpp"

#include <array>

namespace fillrate::chat::detail {

inline constexpr argument_rule away_arguments[] = {
    {.key = "who", .kind = kind::person, .label = "Who", .aliases = "person", .bare = true},
    {.key = "from", .kind = kind::when, .label = "First day", .aliases = "start since"},
    {.key = "until", .kind = kind::when, .label = "Last day", .aliases = "to til till end"},
    {.key = "cover", .kind = kind::person, .label = "Who covers", .aliases = "covered_by delegate"},
};
inline constexpr argument_rule back_arguments[] = {
    {.key = "who", .kind = kind::person, .label = "Who", .aliases = "person", .bare = true},
};
inline constexpr argument_rule ask_arguments[] = {for_supplier};

inline constexpr auto people_verbs = std::to_array<verb_rule>({
    {"me",
     "away",
     "absent ooo",
     subject_rule::none,
     away_arguments,
     tail_rule::allowed,
     "days",
     "me away 12/1-12/5 cover:@lee",
     "You are away, and who covers: what is for you goes to them."},
    {"me",
     "back",
     "",
     subject_rule::none,
     back_arguments,
     tail_rule::none,
     "",
     "me back",
     "You are here again."},
    {"me",
     "quiet",
     "quiet_hours dnd",
     subject_rule::none,
     {},
     tail_rule::required,
     "hours",
     "me quiet 18-8",
     "Hours in which I write only what cannot wait; me quiet off ends them."},
});

inline constexpr auto question_verbs = std::to_array<verb_rule>({
    {"req",
     "ask",
     "",
     subject_rule::many,
     ask_arguments,
     tail_rule::required,
     "question",
     "104 ask \"is weekend paid?\"",
     "Ask once: the answer goes to every supplier, without names."},
    {"question",
     "answer",
     "reply",
     subject_rule::one,
     on_behalf,
     tail_rule::required,
     "answer",
     "answer Q-7 \"yes, 1.5x\"",
     "Answer a supplier's question; every supplier it was released to reads it."},
    {"question",
     "drop",
     "close",
     subject_rule::one,
     {},
     tail_rule::none,
     "",
     "Q-7 drop",
     "Close a supplier's question without an answer; whoever asked is told."},
    {"question",
     "show",
     "view see",
     subject_rule::one,
     {},
     tail_rule::none,
     "",
     "Q-7",
     "Show a question and its answer."},
});

}  // namespace fillrate::chat::detail
