// The use cases of policies and calendars: preview, apply, and the task that applies (DOMAIN.md
// 4.6).
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string_view>

namespace fillrate::handlers {

[[nodiscard]] outcome policy_preview(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome policy_apply(const context&, const snapshot&, domain::policy_book&);

/// Nothing for administrators and operations; else the refusal.
[[nodiscard]] std::optional<outcome> refuse_preview(const context& ctx);

/// The next part of what `sla apply` began.
[[nodiscard]] outcome decide_task_due(
    const context& ctx,
    const domain::task& task,
    const snapshot& seen,
    const domain::policy_book& book
);

/// How outgoing::kind names the word after the last part.
inline constexpr std::string_view applied_kind = "applied";
[[nodiscard]] composed compose_applied(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
