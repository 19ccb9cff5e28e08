// The seats of a requisition: added, removed, reserved, filled, freed (DOMAIN.md 3.2). Used by
// apply() only: nothing else changes a requisition.
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/opening_transitions.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <string>

namespace fillrate::domain {

void add_openings(requisition& req, std::uint32_t count, instant at);
/// The youngest open ones go first. What was never released leaves no trace.
void remove_openings(requisition& req, std::uint32_t count);
void cancel_open_openings(requisition& req);
/// To so many that are not cancelled.
void set_openings(requisition& req, std::uint32_t total, instant at);
/// So many of the open ones, the youngest, are filled later by the client's wish; the rest is not.
void freeze_openings(requisition& req, std::uint32_t count);
/// The client declines replacements, the youngest first, until so many are left to find.
void keep_replacements(requisition& req, std::uint32_t count);
/// New ones when it is reopened: as many of the cancelled, the youngest first, are asked for again.
void renew_openings(requisition& req, std::uint32_t count, instant at);
/// When it is reopened: those of openings that still wait for a replacement run on.
void end_clocks_of_cycle(requisition& req, instant at);
/// Open openings without a FILL clock of their own get one together.
void begin_batch(requisition& req);

/// Moves one opening on for a submittal: a reserved one is its own, an open one is whichever comes
/// first. False when there is none, or it cannot be moved so.
bool take_opening(
    requisition& req,
    submittal_number number,
    opening_state from,
    opening_verb what,
    const event& how
);
/// Reserves one for whose offer was accepted, fills one for who began; nothing for other steps.
bool seat(requisition& req, const slate_moved& moved, const event& how);
/// Fills open ones without a name, those left by a no-show first; as many of the rest as did not
/// come, the oldest first, are for who replaces them. Kept for the numbers of first days. False
/// when there are too few.
bool start_heads(requisition& req, const heads_started& heads, const event& how);
/// The openings of those at work who are counted, the last to begin first.
[[nodiscard]] std::vector<const opening*> counted_at_work(const requisition& req);
/// So many of them are over, for this reason code; of those to be replaced theirs stay filled, and
/// further ones are open. False when there are too few, or would be too many.
bool leave_heads(requisition& req, const heads_left& left, const event& how);
/// A further one, to fill the place of who left; theirs stays filled. False when they fill none, or
/// there would be too many.
bool add_backfill(requisition& req, submittal_number left, instant at);
/// The opening reserved for it is open again, to be backfilled. False when there is none.
bool free_opening(requisition& req, submittal_number number);
/// The opening it filled is over, for this reason code. False when it fills none.
bool end_opening(requisition& req, submittal_number number, std::string reason);

/// Closed as filled by us: those that are open were filled outside of this record (DOMAIN.md 3.1,
/// "clocks stop or cancel by reason").
[[nodiscard]] bool is_filled_by_us(const requisition& req) noexcept;
/// What the clocks of the open ones promised is kept.
void count_open_as_taken(requisition& req);

/// Of the clocks of openings that fell due: for how many they did, which nothing that becomes of
/// the openings afterwards changes (DOMAIN.md 4.6).
void settle_missed_openings(requisition& req);

}  // namespace fillrate::domain
