// Arithmetic of one clock: begin, pause, resume, re-target, stop (DOMAIN.md 4.1, 4.6). Pure: a
// clock goes in, the next one comes out. Instants are cut to whole seconds on the way in and
// calendars open and close on whole seconds, so that no sequence of holds loses or gains one.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/calendar.hpp"
#include "core/domain/policy.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace fillrate::domain {

/// What a new clock is measured by. `calendar` is what policy_book::calendar_for said; `on` is that
/// calendar.
struct clock_terms {
    const policy& chosen;
    domain::priority priority = domain::priority::p2;
    std::string calendar{};
    const domain::calendar& on;
    std::string zone{};  ///< of the site; empty: that of `on`
    /// From when the site counts somebody as late on the first day; nothing: as the policy says.
    std::optional<seconds> late_after{};
};

/// A clock that runs from `at`, which may lie ahead (START). Its cycle follows that of the last one
/// of its kind and batch among `before`.
[[nodiscard]] clock start_clock(
    clock_kind kind,
    std::uint32_t batch,
    party in_court,
    const clock_terms& terms,
    instant at,
    std::span<const clock> before
);

// All of these latch a breach that was due before `now` and not yet recorded, and leave a clock
// they do not fit as it was (pausing a met one, resuming a running one).

/// While paused, `since` is when the pause began and the points stay those of the ended segment.
[[nodiscard]] clock pause(clock running, const calendar& on, instant now);
/// The working time that remained is added from `now`. An acknowledgement whose time passed during
/// the pause is forgotten: nobody missed it.
[[nodiscard]] clock resume(clock paused, const calendar& on, instant now);
[[nodiscard]] clock meet(clock live, const calendar& on, instant now);
[[nodiscard]] clock cancel(clock live, const calendar& on, instant now);

/// After a change of priority, to the terms of the new one: elapsed time carries over. Raised (a
/// shorter target): at least the policy's share of the new target remains from the change, and a
/// clock that is already late at `now` stays as it was. Lowered: the due time moves out, a breach
/// stays (DOMAIN.md 4.6). `on` is its present calendar; `target` becomes what is in force, floor
/// included. A policy that does without the clock ends it, here and below.
[[nodiscard]] clock retarget(clock live, const clock_terms& to, const calendar& on, instant now);

/// It stopped, or stands still since, before it was past due: what was logged later says so.
[[nodiscard]] bool was_in_time(const clock& missed) noexcept;
/// Its due time was moved before it had come: the change of priority was logged later.
[[nodiscard]] bool was_moved_in_time(const clock& missed, const clock& moved) noexcept;

/// On other terms, as when policies change or a holiday is added later (DOMAIN.md 4.6). On another
/// calendar what was used by `now` is kept, measured on `on`, its present one, and only what comes
/// is counted on the new one. A calendar that was put right, by a new version or for the corrected
/// zone of the site, counts from the start of the present segment on. A breach stays. Whatever has
/// passed by now is recorded with it, so that nobody is told of it one by one.
[[nodiscard]] clock transfer(clock live, const clock_terms& to, const calendar& on, instant now);

/// Working time used by now.
[[nodiscard]] seconds used(const clock& c, const calendar& on, instant now);

/// The clock of a kind and batch, or null.
[[nodiscard]] const clock* find_clock(
    std::span<const clock> clocks,
    clock_kind kind,
    std::uint32_t batch = 0
) noexcept;
/// The live clock worth a line now: of a chain the earliest that is not met, a replacement before
/// all else. Null when none is live.
[[nodiscard]] const clock* leading_clock(std::span<const clock> clocks) noexcept;
/// When it is due; of a missed one when it was missed, whatever held it up or moved it since
/// (DOMAIN.md, five decisions, 4).
[[nodiscard]] instant due_time(const clock& c) noexcept;
/// When it is warned of: at its 75 % point, or earlier for what is due soon after opening.
[[nodiscard]] instant warning_time(const clock& c) noexcept;
/// Who hears of it: as its policy says, else as is usual for its kind (DOMAIN.md 0, noise).
[[nodiscard]] clock_alert alert_of(const clock& c) noexcept;
/// Running or paused.
[[nodiscard]] bool is_live(const clock& c) noexcept;

/// The heads that suppliers working it committed and that have not started yet: of a supplier the
/// rest of its own; those counted of several together are taken from the sum.
[[nodiscard]] std::uint64_t heads_to_come(const requisition& req) noexcept;
/// The first candidate is in play; or, professional, so many parties accepted as the policy asks,
/// or as there are, an internal recruiter among them; or, light industrial, committed heads to come
/// reach the open openings, or an internal recruiter took what was released to nobody else
/// (DOMAIN.md 0, 4.2).
[[nodiscard]] bool coverage_met(const requisition& req, std::uint32_t min_suppliers) noexcept;
/// Nobody works it any more though openings are left: a met coverage clock begins again.
[[nodiscard]] bool coverage_lost(const requisition& req) noexcept;

}  // namespace fillrate::domain
