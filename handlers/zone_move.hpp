// "sla apply" takes the corrected zone of a site to what has no running clock as well:
// requisitions, over ones included, and the shifts ahead, which keep their times of the day
// (DOMAIN.md 4.6).
#pragma once

#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>

namespace fillrate::handlers {

/// What has to be loaded to look at the zones of the requisitions after number `after`: so many as
/// one commit takes, with the shifts of one of them at most.
[[nodiscard]] std::optional<need> missing_zone_rows(
    const snapshot& seen,
    std::uint32_t after,
    instant now
);

struct zone_part {
    std::uint32_t last = 0;  ///< the last requisition that was looked at
    bool done = false;       ///< there are no further ones
};

/// Corrects them, but for records that `into` changes already.
[[nodiscard]] zone_part correct_zones(
    const context& ctx,
    const snapshot& seen,
    std::uint32_t after,
    decision& into
);

/// The same for a preview, which counts requisitions alone: more at once, without their shifts.
[[nodiscard]] std::optional<need> missing_zones_to_count(const snapshot& seen, std::uint32_t after);

struct counted_zones {
    zone_part looked{};
    std::uint32_t lagging = 0;  ///< keep another zone than their site has, and run no clock
};
[[nodiscard]] counted_zones count_zones(const snapshot& seen, std::uint32_t after);

}  // namespace fillrate::handlers
