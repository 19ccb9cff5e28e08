// Every miss gets a number as it is recorded, by which people answer it: B-9 (DOMAIN.md 7.1).
#pragma once

#include "core/base/strong.hpp"
#include "core/domain/event.hpp"

#include <cstdint>
#include <vector>

namespace fillrate::handlers {

/// How many misses these record that nobody can name yet: those of due timers, and those of acts
/// and other policies that found a clock past due before its timer did.
[[nodiscard]] std::uint32_t unnumbered_misses(const std::vector<domain::event>& events);

/// Gives each of them the next number from `first` on, in order; however often a clock is set after
/// it was missed, it is one miss.
void number_misses(std::vector<domain::event>& events, miss_number first);

}  // namespace fillrate::handlers
