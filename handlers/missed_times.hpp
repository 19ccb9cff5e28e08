// The due times that were missed in a span, each by its number, so that what a report counts can be
// asked for (DOMAIN.md 7.1, 8).
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// The first dozen of these outcomes, members of outcome_list(), that fell due from one moment to
/// before another, in that order, and how many more there are; nothing when none was missed. For
/// those inside.
[[nodiscard]] std::optional<chat::paragraph> missed_times(
    const context& ctx,
    const std::vector<std::string>& outcomes,
    instant from,
    instant to
);

}  // namespace fillrate::handlers
