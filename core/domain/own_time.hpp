// A supplier's own time to its first candidate: SUB1 as the supplier reads it, from when it was
// told of the requisition, so that later tiers are measured fairly (DOMAIN.md 4.2). Read from the
// history; nothing of the program's clock shows in it.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/event.hpp"
#include "core/domain/policy.hpp"
#include "core/domain/requisition.hpp"

#include <optional>
#include <vector>

namespace fillrate::domain {

/// A stretch in which it ran.
struct own_stretch {
    instant from{};
    std::optional<instant> to{};  ///< nothing: it goes on
    seconds working{0};           ///< up to `now` while it goes on
    friend bool operator==(const own_stretch&, const own_stretch&) = default;
};

struct own_time {
    instant told{};
    std::optional<instant> ended{};  ///< somebody was put forward, or it was over for them
    bool answered = false;           ///< with a candidate; light industrial: or with heads
    bool rests = false;              ///< the requisition is on hold
    seconds used{0};                 ///< working time since told, the time on hold left out
    seconds target{0};
    std::optional<instant> due{};  ///< when the target is used up; nothing while it rests before,
                                   ///< or when it ended before
    std::vector<own_stretch> stretches{};  ///< oldest first; together they are what was used

    [[nodiscard]] bool is_over() const noexcept { return used > target; }
    friend bool operator==(const own_time&, const own_time&) = default;
};

/// By the policy and calendar of the requisition's SUB1 clock. Nothing when the supplier was not
/// told of it, or there is no such clock to take them from.
[[nodiscard]] std::optional<own_time> own_time_of(
    const std::vector<event>& history,
    const requisition& req,
    const supplier_id& supplier,
    const policy_book& book,
    instant now
);

}  // namespace fillrate::domain
