// "2 candidates wait for your word": the request to a hiring manager, once a day at most, by hand
// or by the REVIEW and DECIDE clocks (DOMAIN.md 4.5).
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

inline constexpr std::string_view waiting_kind = "waiting";

/// What must be loaded before anybody is asked: the manager and the candidates.
[[nodiscard]] std::optional<need> missing_for_reminder(
    const snapshot& seen,
    const domain::requisition& req
);
/// Since when it is for the manager to say something of the candidate: they were presented, or the
/// feedback of their last round is in; nothing when it is not.
[[nodiscard]] std::optional<instant> awaits_word_since(const domain::submittal& sub);
/// Everybody undecided for it, as missing_for_reminder() had them loaded.
[[nodiscard]] std::vector<const domain::submittal*> undecided_of(
    const snapshot& seen,
    const domain::requisition& req
);
/// Those the manager has not said a word on, oldest first.
[[nodiscard]] std::vector<const domain::submittal*> awaiting_word(
    const snapshot& seen,
    const domain::requisition& req
);
/// The manager when they can be asked now: reachable, not asked today, and no request on its way.
[[nodiscard]] const domain::person* manager_to_ask(
    const snapshot& seen,
    const domain::requisition& req,
    instant now
);
/// The manager when there is a conversation to ask them in.
[[nodiscard]] const domain::person* reachable_manager(
    const snapshot& seen,
    const domain::requisition& req
);
/// Asks them, then: the message, and the day it was done on.
void ask_manager(decision& into, change& of, const domain::person& manager, instant at);
/// Asks them about the requisition of that name at a later moment, which uses up the day it is on.
void ask_manager_at(
    decision& into,
    const std::string& requisition,
    const domain::person& manager,
    instant at
);

/// compose() of that kind.
[[nodiscard]] composed compose_waiting(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
