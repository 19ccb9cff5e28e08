// Candidates without a decision when their requisition ends: passed over in the same step, or asked
// about when the last opening is filled (DOMAIN.md 3.1, 3.3).
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/subject.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// So many fit into one step with everything they bring along; an interview that is called off
/// takes as much room again, and each of its panel.
inline constexpr std::uint32_t most_passed_over = 40;

/// Of all requisitions of one command.
struct left_over {
    std::vector<const domain::submittal*> all{};  ///< at most most_passed_over
    bool more = false;                            ///< there are further ones
};

/// Who is still undecided for these requisitions; else what to load, or why they cannot end: an
/// offer is out, and `force:` does not say that it is taken back.
[[nodiscard]] std::variant<left_over, outcome> find_undecided(
    const context& ctx,
    const snapshot& seen,
    const found_requisitions& of
);

/// Candidates passed over, and what becomes of their interviews.
struct passed_over {
    std::vector<submittal_change> candidates{};
    decision rounds{};
};

/// Passes over those of `left` that are the requisition's, and takes back what they were offered:
/// it is told in `of`, their own changes go to `into`; nobody meets them any more. False when a
/// calendar is unknown here.
[[nodiscard]] bool pass_over(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const left_over& left,
    change& of,
    passed_over& into
);
/// The decision with theirs.
[[nodiscard]] outcome with_passed_over(outcome decided, const passed_over& passed);
/// Too many for one step: the first of them, and the requisition ends with the next.
[[nodiscard]] outcome pass_over_first(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const left_over& left
);

/// Fills an open requisition of which no opening is left and at least one has somebody, and tells
/// everybody (DOMAIN.md 3.1). True when it did: then ask_about_rest() asks about the others.
bool settle_filled(change& one, domain::party whose = domain::party::program);
/// The kind of the question below.
inline constexpr std::string_view left_over_kind = "left_over";
/// Asks in the internal rooms of a filled requisition what becomes of the others; nothing when
/// there is nobody else.
void ask_about_rest(decision& into, const domain::requisition& filled, instant now);
/// compose() of that kind.
[[nodiscard]] composed compose_left_over(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
