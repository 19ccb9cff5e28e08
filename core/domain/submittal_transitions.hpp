// The state machine of the submittal as one table (DOMAIN.md 3.3 as changed by section 0): guards,
// apply() and the picture in docs/submittal.md come from it.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/submittal.hpp"
#include "core/domain/terms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// Who may take a row of the table; operations may take every one.
enum class submittal_permission {
    screen,        ///< account manager, recruiter
    decide,        ///< hiring manager, or the account manager on their behalf
    offer,         ///< account manager
    answer_offer,  ///< the supplier it came from, account manager
    attend,        ///< start, withdrawal before it: account manager, hiring manager, the supplier
    miss,          ///< no show, end, conversion: account manager, hiring manager
    withdraw,      ///< the supplier it came from, account manager, recruiter
    own,           ///< ownership and revival: account manager
    follow         ///< nobody: the engine, when the requisition ends, an earlier consent wins or
                   ///< the day of a maybe comes
};

struct submittal_transition {
    submittal_state from;
    submittal_verb what;
    submittal_state to;  ///< of revive: one row per state it may go back to
    submittal_permission needs;
};

namespace detail {
using s = submittal_state;
using v = submittal_verb;
using p = submittal_permission;
inline constexpr auto submittal_transitions = std::to_array<submittal_transition>({
    {s::submitted, v::present, s::presented, p::screen},
    {s::submitted, v::send_back, s::returned, p::screen},
    {s::submitted, v::reject, s::screen_rejected, p::screen},
    {s::submitted, v::lose, s::duplicate, p::follow},
    {s::returned, v::lose, s::duplicate, p::follow},
    {s::presented, v::lose, s::duplicate, p::follow},
    {s::held, v::lose, s::duplicate, p::follow},
    {s::shortlisted, v::lose, s::duplicate, p::follow},
    {s::interviewing, v::lose, s::duplicate, p::follow},
    {s::selected, v::lose, s::duplicate, p::follow},
    {s::returned, v::resubmit, s::submitted, p::withdraw},
    {s::duplicate, v::award, s::submitted, p::own},

    {s::presented, v::shortlist, s::shortlisted, p::decide},
    {s::presented, v::hold, s::held, p::decide},
    {s::presented, v::interview, s::interviewing, p::decide},
    {s::presented, v::select, s::selected, p::decide},
    {s::presented, v::reject, s::rejected, p::decide},
    {s::held, v::hold, s::held, p::decide},            // until another day
    {s::held, v::ask_again, s::presented, p::follow},  // the day has come
    {s::held, v::shortlist, s::shortlisted, p::decide},
    {s::held, v::interview, s::interviewing, p::decide},
    {s::held, v::select, s::selected, p::decide},
    {s::held, v::reject, s::rejected, p::decide},
    {s::shortlisted, v::hold, s::held, p::decide},
    {s::shortlisted, v::interview, s::interviewing, p::decide},
    {s::shortlisted, v::select, s::selected, p::decide},
    {s::shortlisted, v::reject, s::rejected, p::decide},
    {s::interviewing, v::interview, s::interviewing, p::decide},  // the next round
    {s::interviewing, v::select, s::selected, p::decide},
    {s::interviewing, v::reject, s::rejected, p::decide},
    {s::selected, v::hold, s::held, p::decide},
    {s::selected, v::reject, s::rejected, p::decide},

    {s::selected, v::offer, s::offer_extended, p::offer},
    {s::offer_extended, v::offer, s::offer_extended, p::offer},  // a new version
    {s::offer_declined, v::offer, s::offer_extended, p::offer},
    {s::offer_expired, v::offer, s::offer_extended, p::offer},
    {s::rescinded, v::offer, s::offer_extended, p::offer},
    {s::offer_extended, v::accept, s::offer_accepted, p::answer_offer},
    {s::offer_extended, v::decline, s::offer_declined, p::answer_offer},
    {s::offer_extended, v::expire, s::offer_expired, p::offer},
    {s::offer_extended, v::rescind, s::rescinded, p::offer},

    {s::offer_accepted, v::clear, s::cleared, p::offer},
    {s::offer_accepted, v::move_start, s::offer_accepted, p::offer},  // to another first day
    {s::cleared, v::start, s::started, p::attend},
    {s::cleared, v::move_start, s::cleared, p::offer},
    {s::offer_accepted, v::no_show, s::fell_off, p::miss},
    {s::cleared, v::no_show, s::fell_off, p::miss},
    {s::fell_off, v::start, s::started, p::attend},  // came late
    {s::started, v::end, s::ended, p::miss},
    {s::started, v::convert, s::converted, p::miss},

    {s::submitted, v::withdraw, s::withdrawn, p::withdraw},
    {s::returned, v::withdraw, s::withdrawn, p::withdraw},
    {s::presented, v::withdraw, s::withdrawn, p::withdraw},
    {s::held, v::withdraw, s::withdrawn, p::withdraw},
    {s::shortlisted, v::withdraw, s::withdrawn, p::withdraw},
    {s::interviewing, v::withdraw, s::withdrawn, p::withdraw},
    {s::selected, v::withdraw, s::withdrawn, p::withdraw},
    {s::offer_extended, v::withdraw, s::withdrawn, p::withdraw},
    {s::offer_accepted, v::withdraw, s::fell_off, p::attend},
    {s::cleared, v::withdraw, s::fell_off, p::attend},

    {s::submitted, v::pass_over, s::not_selected, p::follow},
    {s::returned, v::pass_over, s::not_selected, p::follow},
    {s::presented, v::pass_over, s::not_selected, p::follow},
    {s::held, v::pass_over, s::not_selected, p::follow},
    {s::shortlisted, v::pass_over, s::not_selected, p::follow},
    {s::interviewing, v::pass_over, s::not_selected, p::follow},
    {s::selected, v::pass_over, s::not_selected, p::follow},

    {s::screen_rejected, v::revive, s::submitted, p::own},
    {s::rejected, v::revive, s::presented, p::own},
    {s::rejected, v::revive, s::held, p::own},
    {s::rejected, v::revive, s::shortlisted, p::own},
    {s::rejected, v::revive, s::interviewing, p::own},
    {s::rejected, v::revive, s::selected, p::own},
    {s::withdrawn, v::revive, s::submitted, p::own},
    {s::withdrawn, v::revive, s::returned, p::own},
    {s::withdrawn, v::revive, s::presented, p::own},
    {s::withdrawn, v::revive, s::held, p::own},
    {s::withdrawn, v::revive, s::shortlisted, p::own},
    {s::withdrawn, v::revive, s::interviewing, p::own},
    {s::withdrawn, v::revive, s::selected, p::own},
    {s::withdrawn, v::revive, s::offer_extended, p::own},
    {s::not_selected, v::revive, s::submitted, p::own},
    {s::not_selected, v::revive, s::returned, p::own},
    {s::not_selected, v::revive, s::presented, p::own},
    {s::not_selected, v::revive, s::held, p::own},
    {s::not_selected, v::revive, s::shortlisted, p::own},
    {s::not_selected, v::revive, s::interviewing, p::own},
    {s::not_selected, v::revive, s::selected, p::own},
});
}  // namespace detail

inline constexpr const auto& submittal_transitions = detail::submittal_transitions;

/// The row that applies, or null when it is not possible now. Reviving goes back to where it ended.
[[nodiscard]] const submittal_transition* next_step(
    const submittal& sub,
    submittal_verb what
) noexcept;

/// In play: neither ended nor lost to another supplier (DOMAIN.md 2, "Live submittal").
[[nodiscard]] bool is_live(submittal_state s) noexcept;
/// Live and before the client's eyes.
[[nodiscard]] bool is_before_client(submittal_state s) noexcept;
/// Holds an opening: reserved for it, or filled by it.
[[nodiscard]] bool holds_opening(submittal_state s) noexcept;
/// Live, and holds none: what becomes of it is still to be decided.
[[nodiscard]] bool is_undecided(submittal_state s) noexcept;
/// Before the client, who has not decided: may be met, and what was said of them may change.
[[nodiscard]] bool is_in_consideration(submittal_state s) noexcept;
/// No later round was asked for.
[[nodiscard]] bool is_last_round(const submittal& sub, interview_number round) noexcept;
/// A step towards the client or an opening, or the client's word: none is taken while two firms
/// claim the candidate (DOMAIN.md 3.4).
[[nodiscard]] bool is_step_to_client(submittal_verb what) noexcept;
/// The client has not read it: who put them forward may correct what was said (DOMAIN.md 0).
[[nodiscard]] bool may_still_edit(const submittal& sub) noexcept;
/// Ended at most so many days ago, by the policy (DOMAIN.md 3.3).
[[nodiscard]] bool may_still_revive(const submittal& sub, std::uint32_t days, instant now) noexcept;

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string submittal_diagram();

}  // namespace fillrate::domain
