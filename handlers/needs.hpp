// What has to be loaded first, asked for at once: rounds of loading are few.
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// The pages that are not loaded yet; nothing when all are.
[[nodiscard]] std::optional<need> missing_pages(
    const snapshot& seen,
    const std::vector<index_page>& pages
);
/// The record too, unless it is loaded.
void load_record(need& into, const snapshot& seen, std::string name);
/// What has to be loaded for this too; of two single events the first, since the other is asked for
/// again.
void load_too(need& into, const need& more);

}  // namespace fillrate::handlers
