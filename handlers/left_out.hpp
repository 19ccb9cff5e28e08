// What leaves the numbers with a requisition that ended as a duplicate: what became of its
// candidates, interviews and shifts. Reopened, it counts again (DOMAIN.md 0, reason codes).
#pragma once

#include "handlers/handler.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

struct left_out {
    /// "sub:311", "iv:52", and "req:104" for its shifts.
    std::set<std::string, std::less<>> records{};
    /// To be loaded first: until then they are not all known.
    need missing{};
};

/// What nothing from `from` on counts of.
[[nodiscard]] left_out left_out_since(const snapshot& seen, instant from);

/// The loaded outcomes of `ranges` that count, as members of outcome_list().
[[nodiscard]] std::vector<std::string> counted_outcomes(
    const snapshot& seen,
    const std::vector<member_range>& ranges,
    const left_out& out
);

}  // namespace fillrate::handlers
