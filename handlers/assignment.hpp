// Somebody at work: check-ins with the manager, the end of the assignment, and who is told of a
// concern (DOMAIN.md 0).
#pragma once

#include "core/base/time_zone.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// The zone of the requisition's site, else of the organisation.
[[nodiscard]] std::optional<time_zone> zone_of(const context& ctx, const domain::requisition& req);

/// The kinds of what people are told of an assignment.
inline constexpr std::string_view check_in_kind = "check_in";
inline constexpr std::string_view assignment_end_kind = "assignment_end";
inline constexpr std::string_view concern_kind = "concern";
inline constexpr std::string_view converted_kind = "converted";
/// Somebody fell off or left within the guarantee, and nobody looks for the requisition any more.
inline constexpr std::string_view unreplaced_kind = "unreplaced";
/// The same, after the days in which its policy lets it be reopened.
inline constexpr std::string_view long_unreplaced_kind = "long_unreplaced";

/// To one person, in their own conversation; nothing when they have none.
[[nodiscard]] std::optional<chat::outgoing> word_to(
    const domain::person* person,
    std::string_view kind,
    const domain::submittal& sub,
    std::uint32_t event,
    instant now
);
/// The same to the internal rooms of the requisition, for want of a person.
void word_to_rooms(
    decision& into,
    std::string_view kind,
    const domain::submittal& sub,
    std::uint32_t event,
    const domain::requisition& req,
    instant now
);

/// To the account manager unless they act themselves; for want of one, to the rooms. Their record
/// has to be loaded.
void word_to_owner(
    decision& into,
    std::string_view kind,
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    std::uint32_t event
);
/// That the client took somebody on after so many hours, and what a person of ours has to look at;
/// 0: nobody said how many.
[[nodiscard]] std::string conversion_text(std::uint32_t hours);

/// A due timer of a submittal.
[[nodiscard]] outcome decide_assignment_due(
    const context& ctx,
    const domain::submittal& sub,
    const snapshot& seen
);

/// compose() of those kinds.
[[nodiscard]] composed compose_assignment(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
