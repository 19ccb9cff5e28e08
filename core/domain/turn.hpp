// Whose turn it is: the one rule behind the parties of the clocks, the cards and the brief, so that
// they cannot contradict each other (DOMAIN.md five decisions 2, 4.2, 11.1). Pure. Of all of these
// nothing means that nobody has to act.
#pragma once

#include "core/domain/interview.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/submittal.hpp"

#include <cstdint>
#include <optional>

namespace fillrate::domain {

/// Submitted, and we may look at them: they consented.
[[nodiscard]] std::uint32_t count_to_screen(const slate& of) noexcept;
/// While openings are open, by the candidates that are known of: ours about one to screen or to get
/// an offer, the client's word about one, a candidate's about an offer, a supplier's who has to get
/// a consent, else that of a supplier who works it. It is the turn of FILL.
[[nodiscard]] party fill_turn(const requisition& req, const slate& known) noexcept;
/// Presented, and the client goes on with them: kept open, shortlisted or in interviews.
[[nodiscard]] std::uint32_t count_considered(const slate& of) noexcept;

/// Of a requisition, by the candidates that its reader knows of.
[[nodiscard]] std::optional<party> turn_of(const requisition& req, const slate& known) noexcept;
[[nodiscard]] std::optional<party> turn_of(const requisition& req) noexcept;

/// What of a candidate decides whose turn it is, as far as somebody knows it.
struct candidate_facts {
    submittal_state state = submittal_state::submitted;
    bool consented = false;              ///< to be represented (RTR)
    bool disputed = false;               ///< two firms claim them
    bool decided = false;                ///< and it is another one that represents them
    bool judged = false;                 ///< the last round's required feedback is in
    bool kept = false;                   ///< until a day, when the client is asked again
    bool worried = false;                ///< a concern about who is at work is to be settled
    std::optional<instant> first_day{};  ///< from when START counts
    friend bool operator==(const candidate_facts&, const candidate_facts&) = default;
};
[[nodiscard]] candidate_facts facts_of(const submittal& sub) noexcept;

/// As if nothing were on hold; of who is in interviews their round says it until it is judged.
[[nodiscard]] std::optional<party> turn_of(const candidate_facts& of) noexcept;
/// On hold nobody has to act, but for a first day that was agreed; once its minute has come it is
/// for the supplier to show them.
[[nodiscard]] std::optional<party> turn_of(
    const candidate_facts& of,
    const requisition& req,
    instant now
) noexcept;

/// Of a round whose time is not agreed: who answers the times that are offered, else we who offer
/// some.
[[nodiscard]] party scheduling_turn(const interview& iv) noexcept;
/// Only the round that its candidate is in waits for anybody; an agreed time until it is over for
/// nobody, unless somebody who has to come cannot: then for us (DOMAIN.md 3.5).
[[nodiscard]] std::optional<party> turn_of(
    const interview& iv,
    const submittal& candidate,
    const requisition& of,
    instant now
) noexcept;

/// Suppliers confirm it, we look for whom they lack after the cut-off, the floor counts who came.
[[nodiscard]] std::optional<party> turn_of(const work_shift& of, instant now) noexcept;
/// Ours, until it is won or lost.
[[nodiscard]] std::optional<party> turn_of(const opportunity& of) noexcept;

/// So many are to be replaced while no other opening is to be filled now: of these BACKFILL alone
/// runs, which is the supplier's (DOMAIN.md 4.2).
[[nodiscard]] std::uint32_t count_only_replacements(const requisition& req) noexcept;

}  // namespace fillrate::domain
