// What a candidate's step does to the interview they have (DOMAIN.md 3.3, 5: reminders die with
// their subject).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/interview_subject.hpp"

#include <string>
#include <vector>

namespace fillrate::handlers {

/// The interviews of a requisition that are not settled, to be loaded; nobody has more at once.
[[nodiscard]] index_page unsettled_rounds(requisition_number of);
/// Of those of a requisition, once loaded, the ones still to be held, the soonest first.
[[nodiscard]] std::vector<const domain::interview*> rounds_ahead(
    const snapshot& seen,
    requisition_number of,
    instant now
);
/// "I-53 Wed 2 Dec 14:00".
[[nodiscard]] std::string shown_round(const domain::interview& round);
/// The last round of a candidate, null when there is none or it is not loaded.
[[nodiscard]] const domain::interview* last_round(
    const snapshot& seen,
    const domain::submittal& candidate
);
/// Whom to tell should it be called off, as far as they are not loaded yet.
[[nodiscard]] std::vector<std::string> missing_guests(
    const snapshot& seen,
    const domain::interview& round
);

/// Whether what became of its candidate calls a round off.
[[nodiscard]] bool calls_off(
    const domain::interview& round,
    const domain::submittal& after,
    instant now
);
/// The interview is called off when its candidate is met no more, and its clocks follow them; both
/// go to `into`. The candidate and the requisition of `one` are those after the step. False when
/// the calendar of a clock is unknown here.
[[nodiscard]] bool follow_candidate(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_interview& one,
    decision& into
);

}  // namespace fillrate::handlers
