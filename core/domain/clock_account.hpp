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
    bool running = true;                           ///< else it stood still
    domain::party party = domain::party::program;  ///< whose turn it was
    instant from{};
    std::optional<instant> to{};  ///< nothing: it goes on
    seconds working{0};           ///< working time inside; up to `now` while it goes on
    std::string calendar{};       ///< that measures it
    std::string policy{};         ///< it was held against
    seconds target{0};            ///< of that, for the priority it had
    std::string reason{};         ///< why it stood still, as given with what made it
    friend bool operator==(const clock_segment&, const clock_segment&) = default;
};

/// One cycle of a clock.
struct clock_account {
    clock last{};
    std::vector<clock_segment> segments{};  ///< oldest first
};

/// Every cycle of every clock the history tells of: clocks in the order they first began, their
/// cycles oldest first; what was taken back does not count. One on a calendar the book does not
/// know is left out.
[[nodiscard]] std::vector<clock_account> account_for_clocks(
    const std::vector<event>& history,
    const policy_book& book,
    instant now
);

/// FILL of a requisition that was opened again: its rounds added up, and from the first release to
/// the last answer (DOMAIN.md 4.6 "Reopened").
struct rounds_account {
    std::size_t rounds = 1;
    seconds net{0};
    seconds gross{0};
    friend bool operator==(const rounds_account&, const rounds_account&) = default;
};

/// Of each round what was measured for the openings it began with. Nothing before the first round.
[[nodiscard]] std::optional<rounds_account> add_up_rounds(
    const std::vector<event>& history,
    const std::vector<clock_account>& accounts,
    const policy_book& book,
    instant now
);

/// Working time of the segments in which it ran.
[[nodiscard]] seconds used_in(const clock_account& account) noexcept;

}  // namespace fillrate::domain
