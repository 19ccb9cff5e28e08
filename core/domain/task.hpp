// Work over more records than one commit may hold: the deciding record first, then so many at a
// time, with a timer that is due until nothing is left (DESIGN.md 2). A value; only apply() changes
// it.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/terms.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// So many clocks of somebody's requisitions went past due with the work.
struct overdue_count {
    person_id owner{};
    std::uint32_t clocks = 0;
    friend bool operator==(const overdue_count&, const overdue_count&) = default;
};

/// A due time that would move.
struct due_move {
    std::string record{};  ///< the clock's: "req:104", "sub:311"
    clock_kind kind = clock_kind::coverage;
    instant before{};
    instant after{};
    bool paused = false;      ///< it stands still, so neither is said
    bool missed = false;      ///< it would be past due at once
    bool unmeasured = false;  ///< the policy to come does without it
    bool met = false;         ///< it asks for no more than is there
    friend bool operator==(const due_move&, const due_move&) = default;
};

/// What a preview counts before anything is moved (DOMAIN.md 4.6, 11.3).
struct foreseen_moves {
    std::uint32_t clocks = 0;       ///< that get other versions
    std::uint32_t moved = 0;        ///< those of them whose due time moves with that
    std::uint32_t missed = 0;       ///< those of them that would be past due at once
    std::uint32_t records = 0;      ///< of those that move
    std::uint32_t zones = 0;        ///< records that would take the zone of their site
    std::vector<due_move> first{};  ///< at most most_first_moves: missed ones, then by due time
    friend bool operator==(const foreseen_moves&, const foreseen_moves&) = default;
};
inline constexpr std::size_t most_first_moves = 20;

/// How far the zones of requisitions were looked at, with their interviews and the shifts ahead.
struct zone_place {
    std::uint32_t requisition = 0;  ///< the last one that is done
    std::uint32_t interview = 0;    ///< of the next one: the last that is done
    std::int64_t shift = 0;  ///< likewise: shifts that end before are done; Unix milliseconds
    friend bool operator==(const zone_place&, const zone_place&) = default;
};

// Payloads of domain/event.hpp. Fields are only ever added.

/// `version` is what is applied; the work stops when something else is in force.
struct task_begun {
    std::string version{};
    person_id by{};
    std::string by_name{};
    friend bool operator==(const task_begun&, const task_begun&) = default;
};
/// What one commit did.
struct task_worked {
    std::int64_t cursor = 0;  ///< the place of the last record in clocks_list()
    std::uint32_t moved = 0;  ///< clocks
    std::vector<overdue_count> overdue{};
    foreseen_moves foreseen{};  ///< of a preview, which moves nothing
    zone_place zones{};
    std::uint32_t missed = 0;     ///< clocks that went past due
    std::uint32_t corrected = 0;  ///< records that took the zone of their site
    friend bool operator==(const task_worked&, const task_worked&) = default;
};
struct task_ended {
    bool stopped = false;  ///< before its end: something else is in force now
    friend bool operator==(const task_ended&, const task_ended&) = default;
};

/// The one of its name, begun again for every further piece of work.
struct task {
    std::string name{};        ///< "policies"
    std::uint32_t events = 0;  ///< how many events it has; the ordinal of its last one
    std::string version{};
    person_id by{};
    std::string by_name{};
    bool running = false;
    bool stopped = false;
    std::int64_t cursor = 0;
    std::uint32_t commits = 0;
    std::uint32_t moved = 0;
    std::vector<overdue_count> overdue{};
    foreseen_moves foreseen{};
    instant begun{};
    instant changed{};
    zone_place zones{};
    std::uint32_t missed = 0;
    std::uint32_t corrected = 0;

    // Kept by the engine, not by events: the one timer of this aggregate.
    std::uint32_t timer_generation = 0;
    std::optional<instant> timer_due{};

    friend bool operator==(const task&, const task&) = default;
};

/// Policies and calendars now loaded are applied to clocks that run (DOMAIN.md 4.6).
inline constexpr std::string_view policy_task = "policies";
/// What that would do is counted, and nothing moves.
inline constexpr std::string_view preview_task = "preview";

/// Adds the counts of `more`, by owner.
void add_counts(std::vector<overdue_count>& to, const std::vector<overdue_count>& more);

/// Adds what another part of the records would move.
void add_moves(foreseen_moves& to, const foreseen_moves& more);

/// Due at once while it runs. Every commit moves it by a millisecond, so that the next one has a
/// timer of its own.
[[nodiscard]] std::optional<instant> next_due(const task& of);

}  // namespace fillrate::domain
