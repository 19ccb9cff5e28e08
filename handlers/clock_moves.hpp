// What an act does to the clocks of a requisition, as clock_set events (DOMAIN.md 4.2, 4.6).
#pragma once

#include "core/domain/calendar.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/policy.hpp"
#include "handlers/change.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// The calendar new clocks run on.
struct clock_face {
    std::string reference{};
    const domain::calendar* on = nullptr;
};

/// Of the requisition's site; `client` may be null. Errors say what is missing.
[[nodiscard]] result<clock_face> face_for(
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book
);

/// What new clocks of it get. Nothing without the client, whose sites name the calendars.
[[nodiscard]] std::optional<domain::clock_terms> terms_for(
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book
);

/// After a change of priority, to the policy of the new one (DOMAIN.md 4.1); without the client all
/// stay on the policy they have. False as below.
[[nodiscard]] bool retarget_clocks(
    change& of,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);
/// The same for a candidate's clocks, and those of an interview, as the requisition stands then.
[[nodiscard]] bool retarget_clocks(
    submittal_change& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);
[[nodiscard]] bool retarget_clocks(
    interview_change& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// Starts, pauses, resumes, meets and cancels what the state after the change asks for
/// (core/domain/clock_rules.hpp). Without the client no clock begins: its sites name the calendars.
/// False when the calendar of a live clock is unknown here: then nothing may be committed.
[[nodiscard]] bool settle_clocks(
    change& of,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// What that would set, of the requisition as it stands. Errors: not_found for such a calendar.
[[nodiscard]] result<std::vector<domain::clock>> settled_clocks(
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// As settle_clocks for a candidate's clocks, which share the hold and the priority of the
/// requisition as it stands after the change.
[[nodiscard]] bool settle_clocks(
    submittal_change& of,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// The same for the clocks of an interview, as its candidate and the requisition stand then.
[[nodiscard]] bool settle_clocks(
    interview_change& of,
    const domain::submittal& candidate,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// Why no clock of it can begin: its site has no zone, or an unknown one, or an unknown calendar
/// (DOMAIN.md 4.1). `cannot` begins the sentence: "REQ-104 cannot be released".
[[nodiscard]] std::optional<outcome> refuse_uncounted(
    const context& ctx,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    const std::string& cannot
);

/// The refusal for a false of the functions above.
[[nodiscard]] outcome unknown_calendar(const context& ctx, const domain::requisition& req);

}  // namespace fillrate::handlers
