// What the cycles of clocks came to (DOMAIN.md 4.6, "Attainment"). Each stands whole in the name of
// a list member, so that a report reads one list of a client and no records, and fsck checks it
// with the list.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/terms.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// Nothing while it is open, and of a cycle that was called off before it was past due.
[[nodiscard]] std::optional<clock_outcome> outcome_of(const clock& of);

/// So many a record keeps of cycles gone by; of older ones its history tells.
inline constexpr std::size_t most_past_outcomes = 256;

/// Adds what became of the clocks of `before` that are no longer among `after`: of an earlier
/// cycle, or of openings long filled.
void keep_outcomes(
    std::vector<clock_outcome>& past,
    std::span<const clock> before,
    std::span<const clock> after
);

/// Every outcome of a record, the earlier ones first.
template <class Record>
[[nodiscard]] std::vector<clock_outcome> outcomes_of(const Record& of) {
    auto all = of.past;
    for (const clock& c : of.clocks) {
        if (auto outcome = outcome_of(c)) {
            all.push_back(*outcome);
        }
    }
    return all;
}

/// The code a reason of an excuse begins with; "other" of words alone.
[[nodiscard]] std::string excuse_code(std::string_view reason);

/// "req:104|FILL|3|1|program|1764550800000|2|1|-|9", the number of a miss last where it has one;
/// an excused one has its code, "client_request", for the "-", or "x" where none was kept.
[[nodiscard]] std::string to_member(std::string_view record_name, const clock_outcome& outcome);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<clock_outcome> outcome_from(std::string_view member);

/// The promises clocks belong to (DOMAIN.md 4.2); quality has no clocks (core/domain/quality.hpp).
struct service_level {
    std::string_view name{};  ///< "Coverage"
    std::span<const clock_kind> clocks{};
};
[[nodiscard]] std::span<const service_level> service_levels() noexcept;

/// Openings count one by one, everything else once.
struct attainment {
    std::uint32_t met = 0;
    std::uint32_t missed = 0;
    std::uint32_t excused = 0;  ///< of the missed

    [[nodiscard]] std::uint32_t of() const noexcept { return met + missed; }
    [[nodiscard]] std::uint32_t net_of() const noexcept { return of() - excused; }
    friend bool operator==(const attainment&, const attainment&) = default;
};

/// Of the outcomes with one of these clocks, from one moment to before another.
[[nodiscard]] attainment tally(
    std::span<const clock_outcome> outcomes,
    std::span<const clock_kind> clocks,
    instant from,
    instant to
);

}  // namespace fillrate::domain
