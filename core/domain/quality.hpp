// Quality: ratios of what became of presented candidates, and when a ratio says anything at all
// (DOMAIN.md 4.4).
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/cohort.hpp"
#include "core/domain/terms.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// Candidates presented so long ago and since.
inline constexpr std::chrono::days quality_window{90};

enum class quality_measure {
    submittal_to_interview,
    interview_to_offer,
    offer_to_acceptance,
    must_have_rejects,
    first_day_show,
    retention,
    shift_fill,  ///< of shifts, as the next: shift_numbers.hpp
    shift_no_show
};

enum class quality_verdict { too_few, good, at_risk, missed };

/// What a measure is held against. Percent.
struct quality_target {
    quality_measure what = quality_measure::submittal_to_interview;
    std::optional<domain::category> of{};  ///< nothing: alike for every category
    std::string_view name{};               ///< "Submittal to interview"
    std::uint32_t percent = 0;
    bool at_least = true;     ///< else at most
    std::uint32_t least = 0;  ///< with fewer there is no verdict
    std::uint32_t floor = 0;  ///< under it a miss is a grave one; 0: there is none
};
[[nodiscard]] std::span<const quality_target> quality_targets() noexcept;

struct quality_figure {
    const quality_target* target = nullptr;  ///< never null; of quality_targets()
    std::uint32_t hits = 0;
    std::uint32_t of = 0;
    quality_verdict said = quality_verdict::too_few;

    friend bool operator==(const quality_figure&, const quality_figure&) = default;
};

/// One figure per target, in their order. Entries before the window, and those nobody can have
/// decided on yet, do not count.
[[nodiscard]] std::vector<quality_figure> quality_of(
    std::span<const cohort_entry> entries,
    instant now
);

/// The 80 % Wilson score interval of a share, from 0 to 1; `of` is at least 1.
struct share_interval {
    double low = 0;
    double high = 1;
};
[[nodiscard]] share_interval wilson_80(std::uint32_t hits, std::uint32_t of) noexcept;

/// Missed only when the whole interval misses; at risk when the share itself does.
[[nodiscard]] quality_verdict judged(
    const quality_target& target,
    std::uint32_t hits,
    std::uint32_t of
) noexcept;

/// The whole interval lies under the floor of the target; never with fewer than tell anything.
[[nodiscard]] bool is_below_floor(const quality_figure& figure) noexcept;

}  // namespace fillrate::domain
