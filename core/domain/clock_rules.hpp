// When clocks start, stand still, are met and end: the table of DOMAIN.md 4.2 as functions of what
// a record says now. Nothing remembers to start or stop a clock; after every change they are
// settled.
#pragma once

#include "core/domain/clocks.hpp"
#include "core/domain/interview.hpp"
#include "core/domain/submittal.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fillrate::domain {

/// What the present state asks of one clock.
struct clock_wish {
    enum class ask {
        none,  ///< a live one is cancelled
        run,
        wait,  ///< live and paused
        met    ///< a live one is met; none begins
    };
    clock_kind kind = clock_kind::coverage;
    std::uint32_t batch = 0;
    ask what = ask::none;
    domain::party party = domain::party::program;
    domain::party turn = domain::party::program;  ///< of FILL; see clock::turn
    instant from{};                   ///< a cycle that began before it gives way to a new one
    bool again = false;               ///< a new cycle begins though the last one is over
    std::optional<instant> met_at{};  ///< of a met one: when that happened, if it is told later
    bool round_the_clock = false;     ///< a new cycle is counted in real time, not in working time

    friend bool operator==(const clock_wish&, const clock_wish&) = default;
};

/// INTAKE, COV, SUB1, SLATE, and FILL or BACKFILL of every batch of openings.
[[nodiscard]] std::vector<clock_wish> clock_wishes(const requisition& req, const policy& chosen);

/// SCREEN, REVIEW, DECIDE, OFFER and START of a candidate for `of`, whose hold they share; an
/// agreed date without a time begins with the working day of `on`.
[[nodiscard]] std::vector<clock_wish> clock_wishes(
    const submittal& sub,
    const requisition& of,
    const calendar& on
);

/// SCHED, HELD and FEEDBACK of an interview, which share the hold of `of`. Only the round that its
/// candidate is in has any: a decision, or the next round, ends what the last one waited for.
[[nodiscard]] std::vector<clock_wish> clock_wishes(
    const interview& iv,
    const submittal& candidate,
    const requisition& of,
    const policy& chosen
);

/// Every new value of a clock, in the order to record them: stop before pause before start
/// (DOMAIN.md 4.1). Without terms none begins, nor one that their policy does without. Errors:
/// not_found when a live clock runs on a calendar the book does not know; as terms_of_clock for one
/// that begins.
[[nodiscard]] result<std::vector<clock>> settled(
    std::span<const clock> clocks,
    const std::vector<clock_wish>& wishes,
    const std::optional<clock_terms>& terms,
    const policy_book& book,
    instant now
);

/// The terms of one clock: on the calendar the policy names for it, or for the priority; else as
/// they are (DOMAIN.md 4.3). Errors: as policy_book::calendar_of_clock.
[[nodiscard]] result<clock_terms> terms_of_clock(
    const clock_terms& terms,
    clock_kind kind,
    const policy_book& book
);

/// What a clock that runs is held against on other terms: a start counted in real time stays so.
/// Errors: as above.
[[nodiscard]] result<clock_terms> terms_of_running(
    const clock_terms& terms,
    const clock& running,
    const policy_book& book
);

/// The same terms on the calendar that is always open, for what is counted in real time.
[[nodiscard]] clock_terms round_the_clock(const clock_terms& terms, const policy_book& book);

/// The agreed first minute: the time of day that was named, else when `on` opens that day; nothing
/// when no date is agreed.
[[nodiscard]] std::optional<instant> agreed_start(const submittal& sub, const calendar& on);

}  // namespace fillrate::domain
