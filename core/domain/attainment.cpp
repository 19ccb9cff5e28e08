#include "core/domain/attainment.hpp"

#include "core/base/text.hpp"
#include "core/domain/reasons.hpp"

#include <algorithm>
#include <array>

namespace fillrate::domain {

namespace {

constexpr std::array coverage_clocks{clock_kind::intake, clock_kind::coverage};
constexpr std::array submission_clocks{
    clock_kind::first_submittal,
    clock_kind::slate,
    clock_kind::screen};
constexpr std::array interview_clocks{
    clock_kind::review,
    clock_kind::scheduling,
    clock_kind::interview,
    clock_kind::feedback};
constexpr std::array placement_clocks{
    clock_kind::decision,
    clock_kind::offer,
    clock_kind::fill,
    clock_kind::start,
    clock_kind::backfill};

constexpr std::array levels{
    service_level{"Coverage", coverage_clocks},
    service_level{"Submission", submission_clocks},
    service_level{"Interviews", interview_clocks},
    service_level{"Placements", placement_clocks},
};

constexpr std::string_view excused_mark = "x";
constexpr std::string_view no_mark = "-";

bool is_same_cycle(const clock& a, const clock& b) noexcept {
    return a.kind == b.kind && a.batch == b.batch && a.cycle == b.cycle;
}

std::string mark_of(const clock_outcome& outcome) {
    const std::string_view why = outcome.excused_for;
    const auto excused = why.empty() ? excused_mark : why;
    return std::string(outcome.excused ? excused : no_mark);
}

bool is_mark(std::string_view text) noexcept {
    return text == excused_mark || text == no_mark || is_reason_code(text);
}

}  // namespace

std::string excuse_code(std::string_view reason) {
    const auto code = reason.substr(0, reason.find(": "));
    return std::string(is_reason_code(code) ? code : std::string_view("other"));
}

std::optional<clock_outcome> outcome_of(const clock& of) {
    clock_outcome outcome{.kind = of.kind, .batch = of.batch, .cycle = of.cycle};
    if (of.breached) {
        outcome.at = *of.breached;
        outcome.party = of.missed_by.value_or(of.party);
        outcome.missed = std::max(of.unfilled, 1U);
        outcome.met = of.openings;
        if (of.excused) {
            outcome.excused = true;
            outcome.excused_for = excuse_code(of.excused->reason);
        }
        outcome.number = of.missed;
        return outcome;
    }
    // Called off before it fell due, it was still kept for the openings taken by then.
    const bool kept = of.state == clock_state::met || of.openings > 0;
    if (!of.stopped || !kept) {
        return std::nullopt;
    }
    outcome.at = *of.stopped;
    outcome.party = of.party;
    outcome.met = std::max(of.openings, 1U);
    return outcome;
}

void keep_outcomes(
    std::vector<clock_outcome>& past,
    std::span<const clock> before,
    std::span<const clock> after
) {
    for (const clock& old : before) {
        const bool stays =
            std::ranges::any_of(after, [&old](const clock& c) { return is_same_cycle(c, old); });
        const auto outcome = stays ? std::nullopt : outcome_of(old);
        if (outcome) {
            past.push_back(*outcome);
        }
    }
    if (past.size() > most_past_outcomes) {
        const auto excess = past.size() - most_past_outcomes;
        past.erase(past.begin(), past.begin() + static_cast<std::ptrdiff_t>(excess));
    }
}

std::string to_member(std::string_view record_name, const clock_outcome& outcome) {
    auto member = join(
        {std::string(record_name),
         std::string(word(outcome.kind)),
         std::to_string(outcome.batch),
         std::to_string(outcome.cycle),
         std::string(word(outcome.party)),
         std::to_string(to_unix_ms(outcome.at)),
         std::to_string(outcome.met),
         std::to_string(outcome.missed),
         mark_of(outcome)},
        "|"
    );
    return outcome.number.empty() ? member
                                  : std::move(member) + '|' + std::to_string(outcome.number.value);
}

std::optional<clock_outcome> outcome_from(std::string_view member) {
    const auto parts = split(member, '|');
    const bool numbered = parts.size() == 10;
    if ((parts.size() != 9 && !numbered) || !is_mark(parts[8])) {
        return std::nullopt;
    }
    const auto kind = from_word<clock_kind>(parts[1]);
    const auto batch = parse_int<std::uint32_t>(parts[2]);
    const auto cycle = parse_int<std::uint32_t>(parts[3]);
    const auto party = from_word<domain::party>(parts[4]);
    const auto at = parse_int<std::int64_t>(parts[5]);
    const auto met = parse_int<std::uint32_t>(parts[6]);
    const auto missed = parse_int<std::uint32_t>(parts[7]);
    const auto number = numbered ? parse_int<std::uint32_t>(parts[9]) : 0;
    if (!kind || !batch || !cycle || !party || !at || !met || !missed || !number) {
        return std::nullopt;
    }
    return clock_outcome{
        .kind = *kind,
        .batch = *batch,
        .cycle = *cycle,
        .party = *party,
        .at = from_unix_ms(*at),
        .met = *met,
        .missed = *missed,
        .excused = parts[8] != no_mark,
        .excused_for = is_reason_code(parts[8]) ? std::string(parts[8]) : std::string{},
        .number = miss_number{*number}};
}

std::span<const service_level> service_levels() noexcept {
    return levels;
}

attainment tally(
    std::span<const clock_outcome> outcomes,
    std::span<const clock_kind> clocks,
    instant from,
    instant to
) {
    attainment sum;
    for (const clock_outcome& one : outcomes) {
        const bool counts =
            one.at >= from && one.at < to && std::ranges::find(clocks, one.kind) != clocks.end();
        if (counts) {
            sum.met += one.met;
            sum.missed += one.missed;
            sum.excused += one.excused ? one.missed : 0;
        }
    }
    return sum;
}

}  // namespace fillrate::domain
