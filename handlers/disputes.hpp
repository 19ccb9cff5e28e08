// Two firms and one person for the same requisition: whose claim stands, what becomes of the other,
// and how the account manager hears of it (DOMAIN.md 3.4).
#pragma once

#include "core/domain/candidate.hpp"
#include "handlers/handler.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// What becomes of who is put forward, or whose consent is given, while others may claim the
/// person.
enum class claim_verdict {
    stands,   ///< nothing stands against it; claims without consent give way
    yields,   ///< another claim stands
    disputed  ///< the account manager decides
};

/// The candidate with all claims to them, loaded along with what a submittal hangs on.
[[nodiscard]] std::variant<submittals, outcome> find_claimed(
    const context& ctx,
    const snapshot& seen
);

/// The submittals, by record name, in which other firms claim the person for this requisition.
/// `standing`: those whose claim stands, else those whose claim does not. The ownership records are
/// loaded.
[[nodiscard]] std::vector<std::string> rival_names(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition,
    bool standing
);
/// Those of them whose claim does not stand, for who comes back: to be loaded.
[[nodiscard]] std::vector<std::string> lapsed_rivals(
    const snapshot& seen,
    const domain::submittal& sub
);
/// Whether one of those is disputed still, so that two firms claim the person again.
[[nodiscard]] bool is_contested_again(const snapshot& seen, const domain::submittal& sub);
/// As rival_names, for the other requisitions of the client.
[[nodiscard]] std::vector<std::string> rivals_elsewhere(
    const snapshot& seen,
    const std::vector<std::string>& ownerships,
    const supplier_id& supplier,
    requisition_number requisition,
    bool standing
);
/// Of claims that do not stand: those submittals, and the requisition of each that is disputed.
[[nodiscard]] need missing_elsewhere(const snapshot& seen, const domain::submittal& sub);
/// Those of them that wait for a decision against this one alone, each of its own requisition.
[[nodiscard]] submittals contesting_elsewhere(const snapshot& seen, const found_submittal& one);
/// Those records, who would meet their candidates, and the owner of the requisition; nothing when
/// they are loaded. The unsettled rounds of the requisition are.
[[nodiscard]] std::optional<need> missing_rivals(
    const snapshot& seen,
    const domain::requisition& req,
    const std::vector<std::string>& names
);
/// The loaded ones of them, of the same requisition as `of`.
[[nodiscard]] submittals rivals_in(
    const snapshot& seen,
    const std::vector<std::string>& names,
    const found_submittal& of
);

/// `other` is the strongest claim that stands against it, or null. A rival that holds an offer or
/// an opening is not put out by a consent.
[[nodiscard]] claim_verdict judge_claim(
    const domain::claim_to_represent* other,
    const std::optional<instant>& consent,
    const submittals& rivals
);
/// The rivals lose, as far as they are still in play.
void put_out(slate_step& step, const submittals& rivals);
/// The rivals wait for the account manager, as far as they are undecided.
void mark_disputed(slate_step& step, const submittals& rivals);
/// Claims of these submittals do not stand any more.
void lapse_claims(domain::ownership& of, const submittals& rivals);

inline constexpr std::string_view dispute_kind = "dispute";
/// A word to the owner of the requisition, who decides; for want of one to its internal rooms.
void tell_dispute(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    submittal_number of
);
/// compose() of that kind.
[[nodiscard]] composed compose_dispute(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
