// Events of an interview as sentences, and who is told of them in person.
#pragma once

#include "core/domain/due.hpp"
#include "core/domain/interview_clearance.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// Nothing when these readers are not told of it. Never what somebody said of a candidate.
[[nodiscard]] std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::interview& iv,
    const domain::interview_clearance& allowed
);

/// compose() of kind "line" for an interview.
[[nodiscard]] composed compose_interview_line(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// What a card becomes that asked for a verdict, once a reminder asks again.
inline constexpr std::string_view asked_again_kind = "asked_again";
[[nodiscard]] composed compose_asked_again(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// What must be loaded to tell the account manager, or the interviewers, in person.
[[nodiscard]] std::optional<need> missing_owner(
    const snapshot& seen,
    const domain::requisition& req
);
[[nodiscard]] std::optional<need> missing_panel(
    const snapshot& seen,
    const std::vector<domain::interviewer>& panel
);

/// Tells these people in person of the event added last; whoever has no conversation with the bot
/// is left out.
void tell_people(
    decision& into,
    const interview_change& of,
    const std::vector<person_id>& people,
    const snapshot& seen,
    instant not_before
);
/// The account manager, at once.
void tell_owner(
    decision& into,
    const interview_change& of,
    const domain::requisition& req,
    const snapshot& seen
);
/// Everybody on the panel but the actor, when what happened can no longer be taken back.
void tell_panel(
    decision& into,
    const context& ctx,
    const interview_change& of,
    const snapshot& seen
);

/// What is read to tell of what comes due, and when that is.
struct due_reading {
    const snapshot& seen;
    const domain::policy_book& book;
    instant now{};
};
/// Whoever a point that came due concerns, of the event added last; `one` is whole.
void tell_due(
    decision& into,
    const interview_change& of,
    domain::interview_due what,
    const found_interview& one,
    const due_reading& by
);

/// A time that was named for it, or until which it waited, has come.
[[nodiscard]] bool speaks_again(const domain::clock_action& action);
/// The owner once the wait is over; one rung higher when the time somebody named has passed
/// (DOMAIN.md 4.5). Of the event added last; `seen` holds the directory of the requisition.
void tell_again(
    decision& into,
    const interview_change& of,
    const domain::clock_action& action,
    const found_interview& one,
    const due_reading& by
);

}  // namespace fillrate::handlers
