// A clock that explains itself: segment by segment, with the calendar and policy it ran on
// (DOMAIN.md 7.1 "sla REQ-104 why", 11.2).
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/event.hpp"
#include "core/domain/policy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

/// One stretch of a clock's life.
struct clock_segment {
    bool running = true;  ///< else it stood still
    domain::party party = domain::party::program;
    instant from{};
    std::optional<instant> to{};  ///< nothing: it goes on
    seconds working{0};           ///< working time inside; up to `now` while it goes on
    std::string calendar{};       ///< that measures it
    friend bool operator==(const clock_segment&, const clock_segment&) = default;
};

struct clock_account {
    clock last{};
    std::vector<clock_segment> segments{};  ///< of its last cycle, oldest first
};

/// Every clock the history tells of, in the order they first began; what was taken back does not
/// count. A clock on a calendar the book does not know is left out.
[[nodiscard]] std::vector<clock_account> account_for_clocks(
    const std::vector<event>& history,
    const policy_book& book,
    instant now
);

}  // namespace fillrate::domain
