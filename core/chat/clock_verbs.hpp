// The verbs of clocks (DOMAIN.md 4.5, 4.6, 7.1). Used by verbs.cpp only.
#pragma once

#include "core/chat/verb_arguments.hpp"

#include <array>

namespace fillrate::chat::detail {

inline constexpr argument_rule excuse_arguments[] = {
    {.key = "clock",
     .kind = kind::choice,
     .label = "Which clock",
     .choices = "clock",
     .bare = true},
    reason_from("excuse_reason"),
};

inline constexpr argument_rule wait_arguments[] = {
    {.key = "until", .kind = kind::when, .label = "Until", .aliases = "til till", .required = true},
};

inline constexpr auto clock_verbs = std::to_array<verb_rule>({
    {"req",
     "wait",
     "waiting",
     subject_rule::one,
     wait_arguments,
     tail_rule::allowed,
     "reason",
     "sla wait 104 until:\"dec 7\" \"client on holiday\"",
     "Say why and until when nothing can be done; its alerts wait, its clock runs on."},
    {"req",
     "excuse",
     "excused",
     subject_rule::one,
     excuse_arguments,
     tail_rule::allowed,
     "detail",
     "sla excuse 104 cov client_request",
     "A missed due time is not held against anybody; the miss stays on record."},
    {"sub",
     "excuse",
     "excused",
     subject_rule::one,
     excuse_arguments,
     tail_rule::allowed,
     "detail",
     "sla excuse S-311 review client_away",
     "The same for a candidate's clock."},
    {"iv",
     "excuse",
     "excused",
     subject_rule::one,
     excuse_arguments,
     tail_rule::allowed,
     "detail",
     "sla excuse I-52 feedback client_away",
     "The same for an interview's clock."},
    {"sla",
     "show",
     "",
     subject_rule::none,
     page_arguments,
     tail_rule::none,
     "",
     "sla",
     "What is past a due time, or else what comes next."},
    {"sla",
     "preview",
     "",
     subject_rule::none,
     {},
     tail_rule::none,
     "",
     "sla preview",
     "What the policies and calendars now loaded would change for running clocks."},
    {"sla",
     "apply",
     "",
     subject_rule::none,
     {},
     tail_rule::none,
     "",
     "sla apply",
     "Move running clocks to the policies and calendars now loaded."},
});

}  // namespace fillrate::chat::detail
