// Ids of new directory records, made from their names: readable, and never taken twice.
#pragma once

#include "handlers/handler.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// The record ids to try for something of this name, best first: "acorn", "acorn-2", ...
[[nodiscard]] std::vector<std::string> ids_for(std::string_view name, int most = 9);

/// The first of the ids that nothing has; empty when all are taken.
template <class IsFree>
[[nodiscard]] std::string first_free(const std::vector<std::string>& ids, IsFree is_free) {
    const auto found = std::find_if(ids.begin(), ids.end(), std::move(is_free));
    return found == ids.end() ? std::string{} : *found;
}

/// Names of the records `kind` + each id; a decision loads them all and takes the first that is
/// absent, which it thereby guards.
[[nodiscard]] std::optional<need> missing_candidates(
    const snapshot& seen,
    std::string_view kind,
    std::string_view name
);
/// The first free id; empty when none of the candidates is.
[[nodiscard]] std::string free_id(
    const snapshot& seen,
    std::string_view kind,
    std::string_view name
);

}  // namespace fillrate::handlers
