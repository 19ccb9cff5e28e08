// A maybe with a day: what the line says of it, and what happens when the day comes (DOMAIN.md 4.2,
// REVIEW).
#pragma once

#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// When the manager is asked again: as work begins at the site on the day of `until:`; nothing
/// where none is named, or none that can be.
[[nodiscard]] std::optional<instant> hold_day(
    const context& ctx,
    const found_submittal& one,
    const domain::policy_book& book
);
/// Why the named day cannot be for all of them; nothing when it can, or none is named.
[[nodiscard]] std::optional<outcome> refuse_hold_day(
    const context& ctx,
    const submittals& all,
    const domain::policy_book& book
);
/// " Ana is asked again on Tue 5 Jan." of the first of them; empty when no day is named.
[[nodiscard]] std::string asked_again_text(
    const context& ctx,
    const submittals& all,
    const domain::policy_book& book
);

/// The day of this candidate has come: they, and all of the requisition whose day it is too, are
/// before the manager again, and the manager is asked, on the next working morning when they were
/// asked today about others. What missing_for_reminder() names is loaded.
[[nodiscard]] outcome ask_again(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::submittal& sub,
    const domain::requisition& req
);

}  // namespace fillrate::handlers
