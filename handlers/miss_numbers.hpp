// Every miss gets a number as it is told of, by which people answer it: B-9 (DOMAIN.md 7.1).
#pragma once

#include "core/domain/due.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <vector>

namespace fillrate::handlers {

/// How many of these are misses whose numbers are still to be reserved.
[[nodiscard]] std::uint32_t missing_miss_numbers(
    const snapshot& seen,
    const std::vector<domain::clock_action>& actions
);

/// Clocks that other policies put past due have no due action: of these the numbers still to be
/// reserved, and giving them once they are.
[[nodiscard]] std::uint32_t missing_latched_numbers(
    const snapshot& seen,
    const std::vector<domain::event>& events
);
void number_latched(std::vector<domain::event>& events, const snapshot& seen);

/// Gives the reserved numbers, in order.
class miss_numbering {
public:
    explicit miss_numbering(const snapshot& seen) : next_{seen.reserved_miss} {}

    /// The fact of a due action; of a miss with its number.
    [[nodiscard]] domain::payload numbered(domain::payload fact);

private:
    miss_number next_{};
};

}  // namespace fillrate::handlers
