// The verbs of shifts (DOMAIN.md 3.6, 7.1): parts of a requisition, known by it, a name and a day.
// Used by verbs.cpp only.
#pragma once

#include "core/chat/verb_arguments.hpp"

#include <array>

namespace fillrate::chat::detail {

inline constexpr argument_rule shift_name{
    .key = "name",
    .kind = kind::choice,
    .label = "Shift",
    .choices = "shift_name",
    .bare = true};
inline constexpr argument_rule shift_day{
    .key = "on",
    .kind = kind::when,
    .label = "Day",
    .aliases = "day date"};
inline constexpr argument_rule shift_from{
    .key = "from",
    .label = "Begins",
    .aliases = "begins starts"};
inline constexpr argument_rule shift_to{.key = "to", .label = "Ends", .aliases = "ends until"};
inline constexpr argument_rule shift_show_arguments[] = {shift_name, shift_day};
inline constexpr argument_rule shift_count_arguments[] = {
    shift_name,
    shift_day,
    {.key = "count", .kind = kind::share, .label = "Came of ordered", .bare = true},
    {.key = "ordered", .kind = kind::count, .label = "Ordered", .aliases = "order"},
    {.key = "present", .kind = kind::count, .label = "Present", .aliases = "came here"},
    {.key = "noshow",
     .kind = kind::count,
     .label = "Did not come",
     .aliases = "no_show no-show missing ncns"},
    {.key = "delayed", .kind = kind::count, .label = "Came after its beginning", .aliases = "late"},
    shift_from,
    shift_to,
    for_person,
};
inline constexpr argument_rule shift_plan_arguments[] = {
    shift_name,
    shift_day,
    {.key = "ordered", .kind = kind::count, .label = "Ordered", .aliases = "order heads"},
    shift_from,
    shift_to,
    for_person,
};
inline constexpr argument_rule shift_cancel_arguments[] = {shift_name, shift_day, for_person};
inline constexpr argument_rule shift_confirm_arguments[] = {
    shift_name,
    shift_day,
    for_supplier,
    {.key = "reserve",
     .kind = kind::count,
     .label = "In reserve, if more are needed",
     .aliases = "standby spare"},
};
inline constexpr argument_rule shift_reserve_arguments[] = {shift_name, shift_day, for_supplier};

inline constexpr auto shift_verbs = std::to_array<verb_rule>({
    {"shift",
     "show",
     "view status see",
     subject_rule::one,
     shift_show_arguments,
     tail_rule::none,
     "",
     "shift 207 2nd",
     "A shift of it, or all of them: 207 shifts.",
     "req"},
    // Before the count, which takes what was ordered too.
    {"shift",
     "plan",
     "planned",
     subject_rule::one,
     shift_plan_arguments,
     tail_rule::none,
     "",
     "shift 207 2nd ordered:12 from:14:00 to:22:00 on:mon..fri",
     "Order people for the days you name.",
     "req"},
    {"shift",
     "count",
     "counted",
     subject_rule::one,
     shift_count_arguments,
     tail_rule::none,
     "",
     "shift 207 2nd 11/12 noshow:1",
     "How many came, of how many ordered.",
     "req"},
    {"shift",
     "confirm",
     "confirmed",
     subject_rule::one,
     shift_confirm_arguments,
     tail_rule::allowed,
     "heads",
     "shift 207 2nd confirm 10 on:tomorrow",
     "So many of yours will come.",
     "req"},
    {"shift",
     "cancel",
     "drop",
     subject_rule::one,
     shift_cancel_arguments,
     tail_rule::allowed,
     "reason",
     "shift 207 2nd cancel \"line down\" on:tomorrow",
     "The shift does not take place; suppliers are told.",
     "req"},
    {"shift",
     "confirm_all",
     "",
     subject_rule::one,
     shift_show_arguments,
     tail_rule::none,
     "",
     "shift 207 2nd confirm_all",
     "All that were asked for will come.",
     "req",
     true},
    {"shift",
     "send_reserve",
     "call_reserve",
     subject_rule::one,
     shift_reserve_arguments,
     tail_rule::none,
     "",
     "shift 207 2nd send_reserve on:tomorrow",
     "Whoever you have in reserve comes, as far as people are missing.",
     "req"},
    {"req",
     "plan_shifts",
     "",
     subject_rule::one,
     shift_plan_arguments,
     tail_rule::none,
     "",
     "207 plan_shifts",
     "Order people for shifts of it.",
     "",
     true},
    {"shift",
     "all_here",
     "",
     subject_rule::one,
     shift_show_arguments,
     tail_rule::none,
     "",
     "shift 207 2nd all_here",
     "Everybody who was to come is here.",
     "req",
     true},
});

}  // namespace fillrate::chat::detail
