// The use cases of policies and calendars: preview, apply, and the task that applies (DOMAIN.md
// 4.6).
#pragma once

#include "handlers/handler.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace fillrate::handlers {

[[nodiscard]] outcome policy_preview(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome policy_apply(const context&, const snapshot&, domain::policy_book&);

/// Nothing for administrators and operations; else the refusal.
[[nodiscard]] std::optional<outcome> refuse_preview(const context& ctx);

/// Nothing when what is in force was counted by `sla preview` within the last day; else the
/// refusal. Needs the record of domain::preview_task.
[[nodiscard]] std::optional<outcome> refuse_unseen(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book
);

/// Every part moves it on, so one that stood still so long does not run any more.
inline constexpr std::chrono::minutes stalled_after{10};
[[nodiscard]] bool still_runs(const domain::task& task, instant now);

/// The next part of what `sla apply` or `sla preview` began.
[[nodiscard]] outcome decide_task_due(
    const context& ctx,
    const domain::task& task,
    const snapshot& seen,
    const domain::policy_book& book
);

/// The next part of what `sla preview` began.
[[nodiscard]] outcome decide_preview_due(
    const context& ctx,
    const domain::task& task,
    const snapshot& seen,
    const domain::policy_book& book
);

/// How outgoing::kind names what a preview over many records counted.
inline constexpr std::string_view previewed_kind = "previewed";
[[nodiscard]] composed compose_previewed(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// How outgoing::kind names the word after the last part.
inline constexpr std::string_view applied_kind = "applied";
[[nodiscard]] composed compose_applied(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
