// The state machines of one interviewer as two tables (DOMAIN.md 3.5): the answer to an invitation,
// and the feedback. Guards, apply() and the pictures in docs/invitation.md and docs/feedback.md
// come from them.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/interview_terms.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

struct interview_context;
struct interviewer;

/// Who may take a row of either table.
enum class panel_permission {
    speak,   ///< the interviewer, or who runs the interview on their behalf
    excuse,  ///< who runs the interview
    follow   ///< nobody: it follows from what becomes of the interview
};

/// What becomes of the answer to an invitation.
enum class invitation_verb {
    ask,  ///< there is another time: it has to be answered anew
    accept,
    decline
};
inline constexpr std::size_t invitation_verb_count = 3;

struct invitation_transition {
    invitation from;
    invitation_verb what;
    invitation to;
    panel_permission needs;
};

/// What becomes of an interviewer's feedback.
enum class feedback_verb {
    ask,      ///< it took place: a verdict is wanted
    give,     ///< the first verdict
    explain,  ///< a verdict given without a reason gets one
    amend,    ///< another verdict, or another reason
    waive,
    forget  ///< there is another time: nothing was said of it yet
};
inline constexpr std::size_t feedback_verb_count = 6;

struct feedback_transition {
    feedback_state from;
    feedback_verb what;
    feedback_state to;
    panel_permission needs;
};

namespace detail {
using inv = invitation;
using nv = invitation_verb;
using fs = feedback_state;
using fv = feedback_verb;
using pp = panel_permission;
inline constexpr auto invitation_transitions = std::to_array<invitation_transition>({
    {inv::open, nv::ask, inv::open, pp::follow},
    {inv::open, nv::accept, inv::accepted, pp::speak},
    {inv::open, nv::decline, inv::declined, pp::speak},

    {inv::accepted, nv::ask, inv::open, pp::follow},
    {inv::accepted, nv::accept, inv::accepted, pp::speak},
    {inv::accepted, nv::decline, inv::declined, pp::speak},

    {inv::declined, nv::ask, inv::open, pp::follow},
    {inv::declined, nv::accept, inv::accepted, pp::speak},
    {inv::declined, nv::decline, inv::declined, pp::speak},  // with another reason
});

inline constexpr auto feedback_transitions = std::to_array<feedback_transition>({
    {fs::none, fv::ask, fs::due, pp::follow},
    {fs::none, fv::give, fs::submitted, pp::speak},
    {fs::none, fv::waive, fs::waived, pp::excuse},
    {fs::none, fv::forget, fs::none, pp::follow},

    {fs::due, fv::give, fs::submitted, pp::speak},
    {fs::due, fv::waive, fs::waived, pp::excuse},
    {fs::due, fv::forget, fs::none, pp::follow},

    {fs::submitted, fv::explain, fs::submitted, pp::speak},
    {fs::submitted, fv::amend, fs::amended, pp::speak},  // before the decision only
    {fs::submitted, fv::forget, fs::none, pp::follow},

    {fs::amended, fv::amend, fs::amended, pp::speak},  // likewise
    {fs::amended, fv::forget, fs::none, pp::follow},

    {fs::waived, fv::give, fs::submitted, pp::speak},  // it came after all
    {fs::waived, fv::waive, fs::waived, pp::excuse},   // for another reason
    {fs::waived, fv::forget, fs::none, pp::follow},
});
}  // namespace detail

inline constexpr const auto& invitation_transitions = detail::invitation_transitions;
inline constexpr const auto& feedback_transitions = detail::feedback_transitions;

[[nodiscard]] std::string_view word(invitation_verb v) noexcept;  ///< "decline"
[[nodiscard]] std::string_view word(feedback_verb v) noexcept;    ///< "amend"

/// Where it leads, or nothing when it is not possible then.
[[nodiscard]] std::optional<invitation> next_state(invitation from, invitation_verb what) noexcept;
[[nodiscard]] std::optional<feedback_state> next_state(
    feedback_state from,
    feedback_verb what
) noexcept;
/// What the actor needs; the same in every state.
[[nodiscard]] panel_permission needed_permission(invitation_verb what) noexcept;
[[nodiscard]] panel_permission needed_permission(feedback_verb what) noexcept;
/// Whether this person may do it to what `whose` answered or said.
[[nodiscard]] bool may(
    panel_permission what,
    const interview_context& of,
    const actor& who,
    const interviewer& whose
);

/// The state machines as Mermaid diagrams.
[[nodiscard]] std::string invitation_diagram();
[[nodiscard]] std::string feedback_diagram();

}  // namespace fillrate::domain
