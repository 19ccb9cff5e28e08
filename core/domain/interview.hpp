// An interview: one meeting of a candidate with a panel, and what each interviewer says after it
// (DOMAIN.md 2, 3.5). A value; only apply() changes it.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/interview_terms.hpp"
#include "core/domain/requisition.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

/// What one interviewer says of the candidate.
struct feedback {
    feedback_state state = feedback_state::none;
    recommendation said = recommendation::no;  ///< when submitted or amended
    /// Why, in their words. Personal: at rest only in `sealed`, under the candidate's own key.
    std::string text{};
    std::string sealed{};
    std::string entered_by{};  ///< shown name of who wrote it down for them, or waived it
    instant at{};
    friend bool operator==(const feedback&, const feedback&) = default;
};

struct interviewer {
    person_id person{};
    std::string name{};
    bool required = true;
    invitation answer = invitation::open;
    domain::feedback feedback{};
    friend bool operator==(const interviewer&, const interviewer&) = default;
};

struct interview {
    // Defined in one place: written out in every unit that moves one, they are most of its code.
    interview();
    interview(const interview&);
    interview(interview&&) noexcept;
    interview& operator=(const interview&);
    interview& operator=(interview&&) noexcept;
    ~interview();

    interview_number number{};
    interview_state state = interview_state::requested;
    std::uint32_t events = 0;  ///< how many events it has; the ordinal of its last one

    submittal_number submittal{};
    requisition_number requisition{};
    client_id client{};
    supplier_id supplier{};  ///< empty: our own recruiters
    std::string supplier_name{};
    candidate_id candidate{};
    std::string initials{};  ///< all that shared places show of a name
    std::string zone{};      ///< of the site
    std::uint32_t round = 1;

    std::vector<instant> slots{};    ///< offered, while proposed
    party answers = party::program;  ///< who has to answer them
    std::optional<instant> offered{};
    std::optional<instant> start{};
    std::uint32_t length = 45;  ///< minutes
    std::string place{};
    std::string link{};
    std::optional<instant> former{};  ///< the time before the last move
    std::optional<party> moved_by{};
    std::uint32_t reschedules = 0;
    std::optional<party> caused_by{};   ///< who made another time necessary, while it is looked for
    std::uint32_t candidate_moves = 0;  ///< how often the candidate did
    std::optional<instant> held{};      ///< when somebody said that it took place
    bool assumed = false;               ///< nobody did: held is what the clock says
    absentee absent = absentee::nobody;
    bool candidate_missed = false;  ///< an interviewer says the candidate is not there (yet)
    std::string reason{};           ///< of the last cancellation, move or refusal

    std::vector<interviewer> panel{};
    std::uint32_t quorum = 0;  ///< so many of the required ones; 0: all

    // Working-time points, computed when deciding.
    std::optional<instant> answer_by{};    ///< then whoever has to answer is asked again
    std::optional<instant> escalate_at{};  ///< then the account manager hears
    std::optional<instant> morning{};      ///< the working morning after it
    /// Hours after its end it is taken as held; nothing: usual_assumed_hours.
    std::optional<std::uint32_t> assumed_after{};
    std::uint32_t reminded = 0;  ///< bits by interview_due, of the times as they stand

    std::vector<clock> clocks{};        ///< one per kind, of its last cycle
    std::vector<clock_outcome> past{};  ///< what earlier cycles came to
    std::vector<card_place> places{};
    instant requested{};
    std::optional<instant> entered{};  ///< since when it is in its present state
    author entered_by{};
    instant changed{};

    // Kept by the engine, not by events: the one timer of this aggregate.
    std::uint32_t timer_generation = 0;
    std::optional<instant> timer_due{};

    friend bool operator==(const interview&, const interview&) = default;
};

/// When the meeting is over by plan; only of one that has a time.
[[nodiscard]] instant end_of(const interview& iv) noexcept;
[[nodiscard]] bool is_in(feedback_state s) noexcept;       ///< submitted or amended
[[nodiscard]] bool is_missing(feedback_state s) noexcept;  ///< neither in nor waived
/// Somebody of the panel, or null.
[[nodiscard]] const interviewer* find_interviewer(
    const interview& iv,
    const person_id& who
) noexcept;
/// The first who has to come and said that they cannot, or null (DOMAIN.md 3.5).
[[nodiscard]] const interviewer* missing_interviewer(const interview& iv) noexcept;
/// Of how many a verdict is wanted, and how many are settled: in or waived.
struct feedback_count {
    std::uint32_t settled = 0;
    std::uint32_t wanted = 0;
    friend bool operator==(const feedback_count&, const feedback_count&) = default;
};
/// By the quorum; without required interviewers one verdict of anybody is wanted.
[[nodiscard]] feedback_count count_feedback(const interview& iv) noexcept;
/// As much of the required feedback is in or waived as the quorum asks for.
[[nodiscard]] bool quorum_met(const interview& iv) noexcept;

}  // namespace fillrate::domain
