// Coverage rate, fill rate, and the days it takes to submit, to fill and to start (DOMAIN.md 2).
#pragma once

#include "core/base/time_zone.hpp"
#include "core/domain/ended_openings.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace fillrate::handlers {

/// Of the open ones among these, how many have somebody in play; and how many openings were filled,
/// of all that were filled or closed unfilled, with those of what ended. Openings that still look
/// for somebody are neither, and what the client took off is apart. Empty: none is
/// open, and nothing ended.
[[nodiscard]] std::string rates_text(
    std::span<const domain::requisition* const> told,
    std::span<const domain::ended_entry> ended
);

/// The medians in calendar days of the site, of these and of those that ended. Empty: nothing is
/// known yet.
[[nodiscard]] std::string times_text(
    std::span<const domain::requisition* const> told,
    std::span<const domain::requisition* const> ended
);

/// By the calendar of the wall, where the work is.
[[nodiscard]] std::int64_t days_between(const time_zone& zone, instant from, instant to);

}  // namespace fillrate::handlers
