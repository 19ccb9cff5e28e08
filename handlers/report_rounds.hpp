// What `report sla` tells of requisitions that were opened again: the rounds added up, and from the
// first release on (DOMAIN.md 4.6 "Reopened").
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// A row for each requisition whose FILL of a later round counted from one moment to before
/// another, in the loaded outcomes of `ranges`; nothing when there is none. At most a dozen: of
/// further ones `why` tells.
[[nodiscard]] std::variant<std::optional<chat::table>, need> rounds_of_reopened(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const std::vector<member_range>& ranges,
    instant from,
    instant to
);

}  // namespace fillrate::handlers
