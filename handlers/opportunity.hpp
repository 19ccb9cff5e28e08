// Opportunities: work a client may give us (DOMAIN.md 0, 8). For those who look after the client,
// inside only.
#pragma once

#include "core/domain/opportunity.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fillrate::handlers {

[[nodiscard]] outcome opportunity_add(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome opportunity_list(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome opportunity_show(const context&, const snapshot&, domain::policy_book&);
/// A step along the table of core/domain/opportunity.hpp.
template <domain::opportunity_verb What>
[[nodiscard]] outcome opportunity_step(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome opportunity_set(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome opportunity_note(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome opportunity_history(const context&, const snapshot&, domain::policy_book&);

/// The one named, if this person looks after its client and the place is inside; else what to load
/// or to answer.
[[nodiscard]] std::variant<const domain::opportunity*, outcome> find_opportunity(
    const context& ctx,
    const snapshot& seen
);

/// All of one with its buttons, headed by `said`.
[[nodiscard]] chat::message opportunity_card(
    const context& ctx,
    const domain::opportunity& of,
    std::uint64_t version,
    std::string said
);
/// "O-7 2nd shift Jan: pursuing, next Thu 10 Dec, Kim"
[[nodiscard]] std::string opportunity_line(const domain::opportunity& of, instant now);

inline constexpr std::string_view opportunity_due_kind = "opportunity";
/// The day of the next step has come: its owner is told, once.
[[nodiscard]] outcome decide_opportunity_due(
    const context& ctx,
    const domain::opportunity& of,
    const snapshot& seen
);
/// compose() of that kind.
[[nodiscard]] composed compose_opportunity_due(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
