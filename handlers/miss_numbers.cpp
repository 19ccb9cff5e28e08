#include "handlers/miss_numbers.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace fillrate::handlers {

std::uint32_t missing_miss_numbers(
    const snapshot& seen,
    const std::vector<domain::clock_action>& actions
) {
    const auto misses =
        std::ranges::count(actions, domain::due_kind::breach, &domain::clock_action::what);
    return seen.reserved_miss == 0 ? static_cast<std::uint32_t>(misses) : 0;
}

namespace {

/// One miss, however often the clock is set after it.
using latched_miss = std::tuple<std::string, domain::clock_kind, std::uint32_t, std::uint32_t>;

domain::clock* latched_in(domain::payload& fact) {
    auto* set = std::get_if<domain::clock_set>(&fact);
    const bool lacks = set != nullptr && set->value.breached && set->value.missed.empty();
    return lacks ? &set->value : nullptr;
}

std::map<latched_miss, miss_number> give_numbers(
    std::vector<domain::event>& events,
    miss_number next
) {
    std::map<latched_miss, miss_number> given;
    for (auto& each : events) {
        if (auto* of = latched_in(each.data)) {
            const auto [at, added] =
                given.try_emplace({each.subject, of->kind, of->batch, of->cycle}, next);
            next.value += added ? 1 : 0;
            of->missed = at->second;
        }
    }
    return given;
}

}  // namespace

std::uint32_t missing_latched_numbers(
    const snapshot& seen,
    const std::vector<domain::event>& events
) {
    auto some = events;
    const auto misses = give_numbers(some, miss_number{1}).size();
    return seen.reserved_miss == 0 ? static_cast<std::uint32_t>(misses) : 0;
}

void number_latched(std::vector<domain::event>& events, const snapshot& seen) {
    static_cast<void>(give_numbers(events, miss_number{seen.reserved_miss}));
}

domain::payload miss_numbering::numbered(domain::payload fact) {
    if (auto* missed = std::get_if<domain::clock_breached>(&fact)) {
        missed->number = next_;
        ++next_.value;
    }
    return fact;
}

}  // namespace fillrate::handlers
