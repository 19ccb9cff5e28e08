// What a hiring manager may only ask for: that it ends, other openings. The owner is told with the
// lines that do it; nothing changes until then (DOMAIN.md 0, 3.1). And what the owner asks of the
// manager: to complete a draft.
#pragma once

#include "core/domain/transitions.hpp"
#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/subject.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// The owner is asked.
inline constexpr std::string_view owner_request_kind = "request";
/// The manager reads that it stays as it is.
inline constexpr std::string_view kept_as_is_kind = "kept_as_is";

/// The manager reads what a draft that came back lacks.
inline constexpr std::string_view returned_kind = "returned";

/// Whether the actor is its hiring manager, may not do this, and it could be done now.
[[nodiscard]] bool is_passed_on(
    const domain::requisition& req,
    const domain::actor& who,
    domain::verb what
);
/// Passes the wish on to the owners of all of these; or what to load first.
[[nodiscard]] outcome pass_on(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& all,
    const domain::payload& wish,
    const std::string& reason
);

/// "Ana Petrov-Lind asks to close REQ-1 Controls engineer: budget.", and the acts that answer it.
struct wish_offer {
    std::string text{};
    chat::button_row row{};
};
/// Nothing when it is out of date. The buttons are of the requisition at that version.
[[nodiscard]] std::optional<wish_offer> offer_of_wish(
    const domain::requisition& req,
    const domain::owner_wish& wish,
    std::uint64_t version
);

/// The owner's answer to it: nothing changes, and the manager reads so.
[[nodiscard]] outcome requisition_keep_as_is(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
);

/// The manager's record, when it is not loaded yet.
[[nodiscard]] std::optional<need> missing_manager(
    const snapshot& seen,
    const domain::requisition& req
);
/// Its manager is told, once it cannot be undone any more; `of` was returned last.
void tell_returned(decision& into, const context& ctx, const snapshot& seen, const change& of);

[[nodiscard]] composed compose_owner_request(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);
[[nodiscard]] composed compose_kept_as_is(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);
[[nodiscard]] composed compose_returned(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
