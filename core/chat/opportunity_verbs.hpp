// The verbs of opportunities (DOMAIN.md 0, "Words people type"). Used by verbs.cpp only.
#pragma once

#include "core/chat/verb_arguments.hpp"

#include <array>

namespace fillrate::chat::detail {

inline constexpr argument_rule next_step{
    .key = "next",
    .kind = kind::when,
    .label = "Day of the next step",
    .aliases = "on when"};
inline constexpr argument_rule pursued_by{
    .key = "with",
    .kind = kind::person,
    .label = "Who pursues it",
    .aliases = "owner"};
inline constexpr argument_rule opportunity_arguments[] = {of_client, next_step, pursued_by};
inline constexpr argument_rule opportunity_changes[] = {
    {.key = "title", .label = "Title"},
    next_step,
    pursued_by};
inline constexpr argument_rule opportunity_filter[] = {
    of_client,
    {.key = "page", .kind = kind::count, .label = "Page", .bare = true}};

inline constexpr auto opportunity_verbs = std::to_array<verb_rule>({
    {"opp",
     "add",
     "new create log",
     subject_rule::none,
     opportunity_arguments,
     tail_rule::required,
     "title",
     "opp add client:acorn \"2nd shift Jan\" next:\"dec 10\"",
     "Keep work that a client may give us."},
    {"opp",
     "list",
     "ls",
     subject_rule::none,
     opportunity_filter,
     tail_rule::none,
     "",
     "opp list",
     "What may come of it, by the day of the next step."},
    {"opp",
     "show",
     "view status see",
     subject_rule::one,
     {},
     tail_rule::none,
     "",
     "O-7",
     "Show an opportunity."},
    {"opp",
     "pursue",
     "pursuing resume",
     subject_rule::many,
     {},
     tail_rule::none,
     "",
     "O-7 pursue",
     "We work on it now; also for one that was lost."},
    {"opp",
     "won",
     "win",
     subject_rule::one,
     {},
     tail_rule::required,
     "requisition",
     "O-7 won 104",
     "It became a requisition."},
    {"opp",
     "lost",
     "lose",
     subject_rule::many,
     {},
     tail_rule::required,
     "reason",
     "O-7 lost \"filled by a rival\"",
     "Nothing comes of it."},
    {"opp",
     "set",
     "change edit update",
     subject_rule::many,
     opportunity_changes,
     tail_rule::none,
     "",
     "O-7 set next:\"dec 17\"",
     "Another day, title or person."},
    {"opp",
     "note",
     "notes comment",
     subject_rule::many,
     {},
     tail_rule::prose,
     "note",
     "O-7 note \"Kim calls on Monday\"",
     "Keep a note on it."},
    {"opp",
     "history",
     "timeline",
     subject_rule::one,
     page_arguments,
     tail_rule::none,
     "",
     "O-7 history",
     "Everything that happened to it."},
});

}  // namespace fillrate::chat::detail
