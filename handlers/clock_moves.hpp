// What an act does to the clocks of a requisition, as clock_set events (DOMAIN.md 4.2, 4.6).
#pragma once

#include "core/domain/calendar.hpp"
#include "core/domain/policy.hpp"
#include "handlers/change.hpp"

#include <string>

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

/// A new coverage clock, by the policy of the moment.
void start_coverage(
    change& to,
    const clock_face& face,
    const domain::policy_book& book,
    instant now
);

enum class movement { pause, resume, cancel };
/// Every live clock. False when the calendar of one is unknown here: then nothing may be committed.
[[nodiscard]] bool move_clocks(
    change& of,
    movement how,
    const domain::policy_book& book,
    instant now
);

/// After a change of priority.
[[nodiscard]] bool retarget_clocks(change& of, const domain::policy_book& book, instant now);

/// Meets the coverage clock when enough work it, starts it again when nobody does any more.
[[nodiscard]] bool settle_coverage(
    change& of,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// The refusal for a false of the functions above.
[[nodiscard]] outcome unknown_calendar(const context& ctx, const domain::requisition& req);

}  // namespace fillrate::handlers
