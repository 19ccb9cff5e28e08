// What events say of clocks, whatever record they belong to. Used by the folds only: nothing else
// changes a record.
#pragma once

#include "core/domain/attainment.hpp"
#include "core/domain/event.hpp"

#include <concepts>
#include <vector>

namespace fillrate::domain {

template <class T>
concept clock_fact = std::same_as<T, clock_set> || std::same_as<T, clock_warned> ||
    std::same_as<T, clock_breached> || std::same_as<T, clock_acknowledged> ||
    std::same_as<T, eta_missed> || std::same_as<T, clock_excused> ||
    std::same_as<T, breach_withdrawn>;

/// In whose court a missed clock was when it fell due stays so, whoever has it afterwards.
void settle_miss(clock& of, party in_court);

// Each says whether the fact fits; `what` is the event that carries it.

[[nodiscard]] bool record_fact(std::vector<clock>& clocks, const clock_set& set, const event& what);
[[nodiscard]] bool record_fact(
    std::vector<clock>& clocks,
    const clock_warned& warned,
    const event& what
);
/// Missed counts at the due time, however late the timer was (DOMAIN.md 4.6).
[[nodiscard]] bool record_fact(
    std::vector<clock>& clocks,
    const clock_breached& breached,
    const event& what
);
[[nodiscard]] bool record_fact(
    std::vector<clock>& clocks,
    const clock_acknowledged& acknowledged,
    const event& what
);
[[nodiscard]] bool record_fact(
    std::vector<clock>& clocks,
    const eta_missed& missed,
    const event& what
);

/// Whether or not the clock still runs.
[[nodiscard]] bool record_fact(
    std::vector<clock>& clocks,
    const clock_excused& excused,
    const event& what
);

/// An excuse goes with it.
[[nodiscard]] bool record_fact(
    std::vector<clock>& clocks,
    const breach_withdrawn& withdrawn,
    const event& what
);

/// The same for a cycle that gave way to the next.
[[nodiscard]] bool record_fact(
    std::vector<clock_outcome>& past,
    const clock_excused& excused,
    const event& what
);
[[nodiscard]] bool record_fact(
    std::vector<clock_outcome>& past,
    const breach_withdrawn& withdrawn,
    const event& what
);

/// The fact on the clocks of a record; what a cycle that gives way to the next came to is kept.
template <class Record, clock_fact Fact>
[[nodiscard]] bool record_clock_fact(Record& of, const Fact& fact, const event& what) {
    if constexpr (std::same_as<Fact, clock_set>) {
        const auto before = of.clocks;
        const bool fits = record_fact(of.clocks, fact, what);
        keep_outcomes(of.past, before, of.clocks);
        return fits;
    } else if constexpr (std::same_as<Fact, clock_excused> || std::same_as<Fact, breach_withdrawn>) {
        return record_fact(of.clocks, fact, what) || record_fact(of.past, fact, what);
    } else {
        return record_fact(of.clocks, fact, what);
    }
}

}  // namespace fillrate::domain
