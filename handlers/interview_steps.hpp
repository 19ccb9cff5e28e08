// What every step of an interview begins and ends with.
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fillrate::handlers {

/// Whom an act is for: the one who is named, else by proxy the side of the table that the program
/// acts for. Shown name, or empty.
[[nodiscard]] std::string on_behalf_of(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one,
    domain::party side
);

/// Of `for:` when it names nobody who may be spoken for there, or what to load to know.
[[nodiscard]] std::optional<outcome> refuse_behalf(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one
);

[[nodiscard]] interview_change change_to(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one
);

/// A form that does `what` to the interview.
[[nodiscard]] chat::form form_of(
    const snapshot& seen,
    const found_interview& one,
    domain::interview_verb what,
    std::string_view title,
    std::string submit
);

/// The interview of the command, once the actor may do this to it now and everybody who may have to
/// be told in person is loaded.
[[nodiscard]] std::variant<found_interview, outcome> ready_for(
    const context& ctx,
    const snapshot& seen,
    domain::interview_verb what
);

/// What the candidate's record has to know of the change: that the round took place, or did not
/// after all, and that the required feedback is in. False as settle_clocks.
[[nodiscard]] bool tell_candidate(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const interview_change& next,
    const found_interview& before,
    decision& into
);

/// The decision of one change: its clocks are settled, and its candidate is told when the feedback
/// is in. The answer is headed by `said`, and the card follows it unless the room has one; the
/// messages of `more` go along. A calendar that is unknown here refuses everything.
[[nodiscard]] outcome decide_interview(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    interview_change next,
    const found_interview& before,
    std::string said,
    decision more = {}
);

}  // namespace fillrate::handlers
