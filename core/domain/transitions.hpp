// The state machine of the requisition as tables (DOMAIN.md 3.1 as changed by section 0), of what
// people do and of what follows: guards, apply() and the picture in docs/requisition.md come from
// them.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/terms.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// What can be done to an existing requisition.
enum class verb {
    submit,
    save_checklist,
    send_back,  ///< "return"
    qualify,
    release,
    accept,
    decline,
    take,
    hold,
    resume,
    close,
    cancel,
    reopen,
    change,  ///< "set", openings and priority included
    reassign,
    note,
    start,  ///< of heads that are counted, not named
    remove  ///< a supplier, from this requisition
};
inline constexpr std::size_t verb_count = 18;

/// As typed: "return", "set".
[[nodiscard]] std::string_view word(verb v) noexcept;

struct transition {
    requisition_state from;
    verb what;
    requisition_state to;  ///< of resume: one row per state it may go back to
    permission needs;
};

namespace detail {
using enum requisition_state;
inline constexpr auto transitions = std::to_array<transition>({
    {draft, verb::submit, intake, permission::create},
    {intake, verb::save_checklist, intake, permission::intake},
    {intake, verb::send_back, draft, permission::intake},
    {intake, verb::qualify, qualified, permission::intake},
    {qualified, verb::release, open, permission::release},
    {open, verb::release, open, permission::release},  // further suppliers
    {open, verb::accept, open, permission::answer_for_supplier},
    {open, verb::decline, open, permission::answer_for_supplier},
    {open, verb::take, open, permission::take},
    {open, verb::remove, open, permission::release},
    {on_hold, verb::remove, on_hold, permission::release},
    {draft, verb::hold, on_hold, permission::hold},
    {intake, verb::hold, on_hold, permission::hold},
    {qualified, verb::hold, on_hold, permission::hold},
    {open, verb::hold, on_hold, permission::hold},
    {on_hold, verb::resume, draft, permission::resume},
    {on_hold, verb::resume, intake, permission::resume},
    {on_hold, verb::resume, qualified, permission::resume},
    {on_hold, verb::resume, open, permission::resume},
    {open, verb::close, closed, permission::end},
    {on_hold, verb::close, closed, permission::end},
    {filled, verb::close, closed, permission::end},
    {draft, verb::cancel, cancelled, permission::end},
    {intake, verb::cancel, cancelled, permission::end},
    {qualified, verb::cancel, cancelled, permission::end},
    {open, verb::cancel, cancelled, permission::end},
    {on_hold, verb::cancel, cancelled, permission::end},
    {filled, verb::cancel, cancelled, permission::end},
    {filled, verb::reopen, open, permission::reopen},
    {closed, verb::reopen, open, permission::reopen},
    {cancelled, verb::reopen, open, permission::reopen},
    {draft, verb::change, draft, permission::edit},
    {intake, verb::change, intake, permission::edit},
    {qualified, verb::change, qualified, permission::edit},
    {open, verb::change, open, permission::edit},
    {on_hold, verb::change, on_hold, permission::edit},
    {draft, verb::reassign, draft, permission::reassign},
    {intake, verb::reassign, intake, permission::reassign},
    {qualified, verb::reassign, qualified, permission::reassign},
    {open, verb::reassign, open, permission::reassign},
    {on_hold, verb::reassign, on_hold, permission::reassign},
    {filled, verb::reassign, filled, permission::reassign},
    {closed, verb::reassign, closed, permission::reassign},
    {cancelled, verb::reassign, cancelled, permission::reassign},
    {open, verb::start, open, permission::attend},
    {draft, verb::note, draft, permission::note},
    {intake, verb::note, intake, permission::note},
    {qualified, verb::note, qualified, permission::note},
    {open, verb::note, open, permission::note},
    {on_hold, verb::note, on_hold, permission::note},
    {filled, verb::note, filled, permission::note},
    {closed, verb::note, closed, permission::note},
    {cancelled, verb::note, cancelled, permission::note},
});
}  // namespace detail

inline constexpr const auto& transitions = detail::transitions;

/// What nobody does to a requisition: it follows from what happens to its openings.
enum class opening_turn {
    last_filled,  ///< none is open, and somebody started
    fell_off      ///< one looks for somebody again, or is replaced inside the guarantee
};
inline constexpr std::size_t opening_turn_count = 2;

/// As drawn: "last opening filled", "an opening falls off".
[[nodiscard]] std::string_view word(opening_turn turn) noexcept;

struct derived_transition {
    requisition_state from;
    opening_turn what;
    requisition_state to;
};

/// The rows of DOMAIN.md 3.1 that are the bot's; in every other state a turn changes nothing.
inline constexpr auto derived_transitions = std::to_array<derived_transition>({
    {requisition_state::open, opening_turn::last_filled, requisition_state::filled},
    {requisition_state::filled, opening_turn::fell_off, requisition_state::open},
});

/// The state `what` leads to, or nothing when it is not possible now. Resuming goes back to where
/// the hold began.
[[nodiscard]] std::optional<requisition_state> next_state(
    const requisition& req,
    verb what
) noexcept;
/// The state a turn of its openings leads to, or nothing when it stays as it is.
[[nodiscard]] std::optional<requisition_state> next_state(
    const requisition& req,
    opening_turn what
) noexcept;
/// What the actor needs; the same in every state.
[[nodiscard]] permission needed_permission(verb what) noexcept;

/// DESIGN.md 2: openings of one requisition that are not cancelled.
inline constexpr std::uint32_t max_openings = 500;
/// Whether the openings may become so many in all: never under those filled or reserved, nor none,
/// nor more than max_openings.
[[nodiscard]] bool openings_fit(const requisition& req, std::uint32_t total) noexcept;
/// Whether so many open ones may be frozen, replacements aside.
[[nodiscard]] bool may_freeze(const requisition& req, std::uint32_t count) noexcept;
/// Whether only so many replacements may still be wanted: fewer than now, and an opening is left.
[[nodiscard]] bool may_keep_replacements(const requisition& req, std::uint32_t count) noexcept;

struct opening_counts {
    /// Filled are all that somebody started on; ended are those of them whose work is over.
    std::uint32_t open = 0, reserved = 0, filled = 0, cancelled = 0, ended = 0;
    /// Not cancelled.
    [[nodiscard]] std::uint32_t total() const noexcept { return open + reserved + filled; }
    friend bool operator==(const opening_counts&, const opening_counts&) = default;
};
[[nodiscard]] opening_counts count_openings(const requisition& req) noexcept;
/// Open ones that the client fills later; no replacements (DOMAIN.md 4.2, FILL).
[[nodiscard]] std::uint32_t count_frozen(const requisition& req) noexcept;
/// Open ones for replacements.
[[nodiscard]] std::uint32_t count_replacements(const requisition& req) noexcept;
/// For who replaces somebody that fell off, left early or did not come (DOMAIN.md 3.2).
[[nodiscard]] bool is_replacement(const opening& of) noexcept;
/// Reserved for a replacement that counts only on the first day: light industrial (DOMAIN.md 4.2).
[[nodiscard]] bool awaits_replacement(const requisition& req, const opening& of) noexcept;
/// A clock of openings of which one does.
[[nodiscard]] bool awaits_replacement(const requisition& req, const clock& of) noexcept;

/// Filled, closed or cancelled.
[[nodiscard]] bool has_ended(const requisition& req) noexcept;
/// Ended at most so many days ago, by its policy (DOMAIN.md 3.1); later a clone is made instead.
[[nodiscard]] bool may_still_reopen(
    const requisition& req,
    std::uint32_t days,
    instant now
) noexcept;

/// Both tables as a Mermaid diagram.
[[nodiscard]] std::string requisition_diagram();

}  // namespace fillrate::domain
