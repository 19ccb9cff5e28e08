// Who may see which part of an interview, and who may move it (DOMAIN.md 3.5, 9). Templates only
// get a view, so a field that was not cleared cannot be shown.
#pragma once

#include "core/domain/candidate.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/interview.hpp"
#include "core/domain/interview_transitions.hpp"
#include "core/domain/submittal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

struct interview_clearance {
    bool core = false;  ///< code, initials, round, times, place and link
    bool name = false;  ///< the candidate's; never in a channel (DOMAIN.md, decision 5)
    bool supplier_name = false;
    bool panel = false;           ///< who interviews, and how many verdicts are in
    bool verdicts = false;        ///< everybody's
    bool feedback_texts = false;  ///< everybody's words; never in a channel
    bool free_reasons = false;
    bool owning = false;     ///< buttons of the account manager
    bool deciding = false;   ///< buttons of the hiring manager
    bool supplying = false;  ///< buttons of the supplier
    person_id self{};        ///< an interviewer's own part, in a one-to-one place

    friend bool operator==(const interview_clearance&, const interview_clearance&) = default;
};

/// What an interview hangs on, to know who stands how to it.
struct interview_context {
    const interview& iv;
    const submittal& sub;
    const requisition& req;
};

/// What this person may see in a place read by `readers`: the lower of the two.
[[nodiscard]] interview_clearance clear(
    const interview_context& of,
    const actor& who,
    const binding& readers,
    bool client_shows_suppliers
);
/// What everybody who reads the place may see.
[[nodiscard]] interview_clearance clear(
    const interview_context& of,
    const binding& readers,
    bool client_shows_suppliers
);

struct interview_view {
    interview_number number{};
    submittal_number submittal{};
    interview_state state = interview_state::requested;
    std::uint32_t round = 1;
    std::string shown_name{};  ///< the candidate's name, or the initials
    std::string supplier_name{}, zone{}, place{}, link{}, reason{};
    std::vector<instant> slots{};
    party answers = party::program;
    std::optional<instant> start{}, former{};
    std::uint32_t length = 45;
    std::uint32_t reschedules = 0;
    bool assumed = false;
    absentee absent = absentee::nobody;
    std::vector<interviewer> panel{};  ///< empty without clearance; feedback only as far as cleared
    std::uint32_t quorum = 0;          ///< likewise
    feedback_count count{};
    bool own_awaited = false;            ///< the reader's own feedback is missing
    std::vector<std::string> awaited{};  ///< whose feedback is missing, once the reader's is in
    instant changed{};
    interview_clearance allowed{};
};

/// `who` may be null: then only initials are known.
[[nodiscard]] interview_view view(
    const interview& iv,
    const candidate* who,
    const interview_clearance& allowed
);

/// Whether the interview exists for this person at all; forbidden and absent answer alike (N099).
[[nodiscard]] bool may_know(const interview_context& of, const actor& who);
/// Operations may everything but follow, which is the engine's.
[[nodiscard]] bool may(interview_permission what, const interview_context& of, const actor& who);
/// Waive feedback, answer for others, change the panel: account manager and hiring manager.
[[nodiscard]] bool runs(const interview_context& of, const actor& who);
/// In whose name somebody who moves it acts, when they do not say.
[[nodiscard]] party side_of(const interview_context& of, const actor& who);

}  // namespace fillrate::domain
