// The state machine of the interview as one table (DOMAIN.md 3.5): guards, apply() and the picture
// in docs/interview.md come from it.
#pragma once

#include "core/domain/interview.hpp"

#include <array>
#include <string>

namespace fillrate::domain {

/// Who may take a row of the table; operations may take every one but follow.
enum class interview_permission {
    arrange,  ///< hiring manager, account manager
    answer,   ///< who has to answer the times: the supplier or the hiring manager; account manager
    move,     ///< hiring manager, account manager, the supplier
    report,   ///< hiring manager, account manager, an interviewer
    follow    ///< nobody: the engine
};

struct interview_transition {
    interview_state from;
    interview_verb what;
    interview_state to;
    interview_permission needs;
};

namespace detail {
using is = interview_state;
using iv = interview_verb;
using ip = interview_permission;
inline constexpr auto interview_transitions = std::to_array<interview_transition>({
    {is::requested, iv::propose, is::proposed, ip::arrange},
    {is::requested, iv::confirm, is::confirmed, ip::arrange},
    {is::requested, iv::cancel, is::cancelled, ip::arrange},

    {is::proposed, iv::propose, is::proposed, ip::arrange},  // other times instead
    {is::proposed, iv::confirm, is::confirmed, ip::answer},
    {is::proposed, iv::turn_down, is::requested, ip::answer},
    {is::proposed, iv::move, is::proposed, ip::move},  // another time in answer
    {is::proposed, iv::cancel, is::cancelled, ip::arrange},
    {is::proposed, iv::expire, is::expired, ip::follow},

    {is::confirmed, iv::held, is::held, ip::report},
    {is::confirmed, iv::move, is::proposed, ip::move},
    {is::confirmed, iv::cancel, is::cancelled, ip::arrange},
    {is::confirmed, iv::no_show, is::no_show, ip::report},

    {is::held, iv::complete, is::feedback_complete, ip::follow},
    {is::held, iv::held, is::held, ip::report},        // it was only assumed: now it is said
    {is::held, iv::no_show, is::no_show, ip::report},  // likewise: it did not happen
    {is::held, iv::move, is::proposed, ip::move},      // likewise: it was moved

    {is::no_show, iv::propose, is::proposed, ip::arrange},
    {is::no_show, iv::confirm, is::confirmed, ip::arrange},
    {is::expired, iv::propose, is::proposed, ip::arrange},
    {is::expired, iv::confirm, is::confirmed, ip::arrange},
});
}  // namespace detail

inline constexpr const auto& interview_transitions = detail::interview_transitions;

/// The row that applies, or null when it is not possible now. What somebody said took place is not
/// taken back by saying otherwise: only an assumption is.
[[nodiscard]] const interview_transition* next_step(
    const interview& iv,
    interview_verb what
) noexcept;

/// Somebody still has to do something for it to take place.
[[nodiscard]] bool is_ahead(interview_state s) noexcept;
/// The same at a moment: a meeting whose time has passed lies ahead no more, whatever was said.
[[nodiscard]] bool lies_ahead(const interview& iv, instant now) noexcept;
/// It took place.
[[nodiscard]] bool is_over(interview_state s) noexcept;

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string interview_diagram();

}  // namespace fillrate::domain
