#include "core/domain/quality.hpp"

#include <array>
#include <cmath>

namespace fillrate::domain {

namespace {

using measure = quality_measure;

constexpr auto targets = std::to_array<quality_target>({
    {measure::submittal_to_interview, std::nullopt, "Submittal to interview", 33, true, 10, 20},
    {measure::interview_to_offer, std::nullopt, "Interview to offer", 33, true, 5},
    {measure::offer_to_acceptance, std::nullopt, "Offer to acceptance", 85, true, 10},
    {measure::must_have_rejects, std::nullopt, "Rejected for a must-have", 15, false, 10},
    {measure::first_day_show, std::nullopt, "Shown on the first day", 95, true, 10},
    {measure::retention, category::professional, "Stayed 30 days, professional", 95, true, 10},
    {measure::retention,
     category::light_industrial,
     "Stayed 30 days, light industrial",
     85,
     true,
     10},
});

/// How often an entry counts for a measure, and how often as a hit.
struct vote {
    std::uint32_t counts = 0;
    std::uint32_t hits = 0;
};

vote asked_once(bool counts, bool hit) noexcept {
    return {counts ? 1U : 0U, counts && hit ? 1U : 0U};
}

// Every offer that was decided on counts, not only the last one to somebody (DOMAIN.md 4.4).
vote offers_of(const cohort_entry& entry) noexcept {
    const auto last = asked_once(entry.offer_decided, entry.offer_accepted);
    return {last.counts + entry.earlier_offers, last.hits};
}

vote vote_of(measure what, const cohort_entry& entry, instant now) {
    switch (what) {
        case measure::submittal_to_interview:
            return asked_once(true, entry.interviewed);
        case measure::interview_to_offer:
            return asked_once(entry.interviewed, entry.offered);
        case measure::offer_to_acceptance:
            return offers_of(entry);
        case measure::must_have_rejects:
            return asked_once(entry.decided, entry.lacked_must_have);
        case measure::first_day_show:
            return asked_once(entry.due_to_start, entry.showed);
        case measure::retention:
            return asked_once(
                entry.began && *entry.began + retention_window <= now,
                !entry.left_early
            );
        case measure::shift_fill:
        case measure::shift_no_show:
            break;
    }
    return {};
}

bool is_ripe(const cohort_entry& entry, instant now) {
    return entry.presented + quality_window >= now && (!entry.matures || *entry.matures <= now);
}

}  // namespace

std::span<const quality_target> quality_targets() noexcept {
    return targets;
}

std::vector<quality_figure> quality_of(std::span<const cohort_entry> entries, instant now) {
    std::vector<quality_figure> figures;
    for (const auto& target : targets) {
        quality_figure figure{.target = &target};
        for (const auto& entry : entries) {
            const bool asked = is_ripe(entry, now) && (!target.of || *target.of == entry.category);
            const auto [counts, hits] = asked ? vote_of(target.what, entry, now) : vote{};
            figure.of += counts;
            figure.hits += hits;
        }
        figure.said = judged(target, figure.hits, figure.of);
        figures.push_back(figure);
    }
    return figures;
}

share_interval wilson_80(std::uint32_t hits, std::uint32_t of) noexcept {
    constexpr double z = 1.2815515655446004;  // 90 % quantile of the normal distribution
    const double n = of;
    const double share = hits / n;
    const double spread = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double centre = share + z * z / (2 * n);
    const double scale = 1 + z * z / n;
    return {(centre - spread) / scale, (centre + spread) / scale};
}

quality_verdict judged(
    const quality_target& target,
    std::uint32_t hits,
    std::uint32_t of
) noexcept {
    if (of < target.least) {
        return quality_verdict::too_few;
    }
    const double wanted = target.percent / 100.0;
    const double share = static_cast<double>(hits) / of;
    const auto likely = wilson_80(hits, of);
    const bool misses = target.at_least ? share < wanted : share > wanted;
    const bool surely = target.at_least ? likely.high < wanted : likely.low > wanted;
    return surely   ? quality_verdict::missed
           : misses ? quality_verdict::at_risk
                    : quality_verdict::good;
}

bool is_below_floor(const quality_figure& figure) noexcept {
    const auto& target = *figure.target;
    return figure.said == quality_verdict::missed && target.floor > 0 &&
           wilson_80(figure.hits, figure.of).high < target.floor / 100.0;
}

}  // namespace fillrate::domain
