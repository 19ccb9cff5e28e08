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

}  // namespace fillrate::handlers
