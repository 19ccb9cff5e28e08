// How many candidates of a requisition are where, kept up as each comes in or moves on (DOMAIN.md
// 3.3). Pure.
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>

namespace fillrate::domain {

/// One more when it holds since now, one less when it no longer does.
void count_if_changed(std::uint32_t& of, bool before, bool after) noexcept;
/// After a candidate came in or moved on.
void count_candidate(slate& of, const slate_moved& moved);

}  // namespace fillrate::domain
