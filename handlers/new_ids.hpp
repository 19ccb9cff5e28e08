// Ids of new directory records, made from their names: readable, and never taken twice.
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// The record ids to try for something of this name, best first: "acorn", "acorn-2", ...
[[nodiscard]] std::vector<std::string> ids_for(std::string_view name);

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
