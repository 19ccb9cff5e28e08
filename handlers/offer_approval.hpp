// An offer over what its requisition says goes out once operations approved it, where the policy
// asks for that (DOMAIN.md 3.3, "approvals done"). Until then it is our turn, and the candidate
// hears nothing.
#pragma once

#include "core/domain/event.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view approval_kind = "approval";
/// What operations said to it, for the account manager.
inline constexpr std::string_view approval_answer_kind = "approval_answer";

/// Operations do, for that requisition.
[[nodiscard]] bool approves_offers(const domain::actor& who, const domain::requisition& req);
/// Candidates whose offers wait for them: matter entries.
[[nodiscard]] member_range approval_range();
/// Both answers about the submittal of that name as it was at `version`.
[[nodiscard]] chat::button_row approval_buttons(const std::string& subject, std::uint64_t version);
/// Whether the actor has to ask for these terms.
[[nodiscard]] bool needs_approval(
    const context& ctx,
    const domain::policy_book& book,
    const domain::requisition& req,
    const domain::offer_made& terms
);
/// Who is asked then; nothing when they are loaded.
[[nodiscard]] std::optional<need> missing_approvers(const snapshot& seen);
/// The terms wait, and operations are asked; or what to load first.
[[nodiscard]] outcome propose_offer(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    domain::offer_made terms,
    std::string on_behalf_of
);
/// compose() of approval_kind.
[[nodiscard]] composed compose_approval(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

/// compose() of approval_answer_kind.
[[nodiscard]] composed compose_approval_answer(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

[[nodiscard]] outcome submittal_approve(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_disapprove(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
