// What people ask to see across requisitions and candidates (DOMAIN.md 0, "Words people type").
// Used by verbs.cpp only.
#pragma once

#include "core/chat/verb_arguments.hpp"

#include <array>

namespace fillrate::chat::detail {

inline constexpr argument_rule find_arguments[] = {of_client};

inline constexpr auto overview_verbs = std::to_array<verb_rule>({
    {"me",
     "today",
     "",
     subject_rule::none,
     {},
     tail_rule::none,
     "",
     "today",
     "What happens today, and what waits for you."},
    {"me",
     "find",
     "search",
     subject_rule::none,
     find_arguments,
     tail_rule::words,
     "name",
     "find paige",
     "Find a candidate, requisition, client, supplier or person by name."},
    {"sup",
     "list",
     "ls",
     subject_rule::none,
     page_arguments,
     tail_rule::none,
     "",
     "sup",
     "The requisitions released to your firm."},
    {"client",
     "brief",
     "visit",
     subject_rule::none,
     {},
     tail_rule::words,
     "client",
     "client acorn",
     "Before a visit: whose turn it is, what is open, who is at work, what was noted."},
});

}  // namespace fillrate::chat::detail
