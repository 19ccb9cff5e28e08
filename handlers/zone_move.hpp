// "sla apply" takes the corrected zone of a site to what has no running clock as well:
// requisitions and interviews, over ones included, and the shifts ahead, which keep their times of
// the day (DOMAIN.md 4.6). "sla preview" counts the same.
#pragma once

#include "core/domain/task.hpp"
#include "handlers/handler.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fillrate::handlers {

/// One part of the walk: so many requisitions, with their interviews and shifts as far as there is
/// room for them.
struct zone_search {
    domain::zone_place after{};
    std::uint32_t requisitions = 0;
    std::size_t room = 0;
    instant now{};
};
/// How many records one decision may still load, beside those with clocks that it looks at as well:
/// the same before and after a part of the walk is loaded.
[[nodiscard]] std::size_t room_for_zones(const snapshot& seen, std::size_t with_clocks);

/// What has to be loaded for it.
[[nodiscard]] std::optional<need> missing_zone_rows(const snapshot& seen, const zone_search& part);

/// Those in it that keep another zone than their site has; pointers into the snapshot.
struct lagging_zones {
    std::vector<const domain::requisition*> requisitions{};
    std::vector<const domain::interview*> interviews{};
    std::vector<const domain::work_shift*> shifts{};
    domain::zone_place looked{};  ///< how far this part went
    bool last = false;            ///< there is nothing after it

    [[nodiscard]] std::uint32_t count() const noexcept;
};
[[nodiscard]] lagging_zones zones_in(const snapshot& seen, const zone_search& part);

/// Corrects them, but for records that `into` changes already. How many it corrected.
[[nodiscard]] std::uint32_t correct_zones(
    const context& ctx,
    const snapshot& seen,
    const lagging_zones& all,
    decision& into
);

}  // namespace fillrate::handlers
