// A candidate called by name in a command (DOMAIN.md 0): whom it may mean, and asking when there
// are several. The guard is that of `find`: what is not there and what may not be seen read alike.
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// Somebody the name may mean.
struct called_candidate {
    submittal_number number{};
    std::string label{};  ///< "S-311 Paige Turner, REQ-104"; in a shared place initials
};

/// Whom a name may mean.
struct called_candidates {
    std::vector<called_candidate> found{};
    /// False where more stand under the name than were read: then one found is not the only one.
    bool complete = true;

    [[nodiscard]] bool unique() const noexcept { return complete && found.size() == 1; }
};

/// Everybody the command's name may mean for this person here: those in play, or without any of
/// those all. At most 4 rounds of needs.
[[nodiscard]] std::variant<need, called_candidates> find_called(
    const context& ctx,
    const snapshot& seen
);

/// Asks which of those found is meant: a button each; at least one is found.
[[nodiscard]] outcome ask_which_candidate(const context& ctx, const called_candidates& all);

}  // namespace fillrate::handlers
