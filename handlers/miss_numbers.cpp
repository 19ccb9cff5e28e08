#include "handlers/miss_numbers.hpp"

#include <algorithm>

namespace fillrate::handlers {

std::uint32_t missing_miss_numbers(
    const snapshot& seen,
    const std::vector<domain::clock_action>& actions
) {
    const auto misses =
        std::ranges::count(actions, domain::due_kind::breach, &domain::clock_action::what);
    return seen.reserved_miss == 0 ? static_cast<std::uint32_t>(misses) : 0;
}

domain::payload miss_numbering::numbered(domain::payload fact) {
    if (auto* missed = std::get_if<domain::clock_breached>(&fact)) {
        missed->number = next_;
        ++next_.value;
    }
    return fact;
}

}  // namespace fillrate::handlers
