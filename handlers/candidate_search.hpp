// Looking for candidates by name in the lists of a scope (DOMAIN.md 0, 9): by whole words, as far
// as the asker may know the name and the place shows the candidate.
#pragma once

#include "core/domain/submittal_clearance.hpp"
#include "handlers/find_scope.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// What has to be hashed before the lists can be named: one word of the name in every scope.
[[nodiscard]] std::vector<private_name> candidate_keys(
    const find_scope& in,
    const std::vector<std::string>& words
);
/// The lists themselves, `at_most` candidates over all; the keys are hashed.
[[nodiscard]] std::vector<index_page> candidate_pages(
    const snapshot& seen,
    const std::vector<private_name>& keys,
    std::size_t at_most
);

/// What is shown here of a candidate who is called so; nothing when the asker may not know it. Its
/// requisition and candidate are loaded.
[[nodiscard]] std::optional<domain::submittal_view> candidate_called(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& words,
    const domain::submittal& sub
);

}  // namespace fillrate::handlers
