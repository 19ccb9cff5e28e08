// What happens to an interview (DOMAIN.md 3.5): payloads of domain/event.hpp. Fields are only ever
// added.
#pragma once

#include "core/domain/interview.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

struct interview_asked {
    interview_number number{};
    submittal_number submittal{};
    requisition_number requisition{};
    client_id client{};
    supplier_id supplier{};
    std::string supplier_name{};
    candidate_id candidate{};
    std::string initials{};
    std::string zone{};
    std::uint32_t round = 1;
    std::vector<interviewer> panel{};
    std::uint32_t quorum = 0;
    std::uint32_t length = 45;
    std::string place{}, link{};
    friend bool operator==(const interview_asked&, const interview_asked&) = default;
};
/// Times to choose from: offered anew, or instead of the one there was; why is the event's reason,
/// by whom its party.
struct times_offered {
    interview_verb what = interview_verb::propose;  ///< or move
    std::vector<instant> slots{};
    party answers = party::supplier;  ///< whose turn it is
    std::optional<instant> answer_by{}, escalate_at{};
    std::uint32_t length = 0;     ///< minutes; 0: as it was
    std::string place{}, link{};  ///< empty: as they were
    friend bool operator==(const times_offered&, const times_offered&) = default;
};
struct interview_confirmed {
    instant start{};
    std::uint32_t length = 45;
    std::string place{}, link{};  ///< empty: as they were
    std::optional<instant> morning{};
    std::optional<instant> feedback_by{};  ///< of earlier events; the FEEDBACK clock says it since
    std::optional<std::uint32_t> assumed_after{};  ///< hours, where its policy has others
    friend bool operator==(const interview_confirmed&, const interview_confirmed&) = default;
};
/// A step along the table of interview_transitions.hpp that needs no times.
struct interview_moved {
    interview_verb what = interview_verb::held;
    absentee absent = absentee::nobody;  ///< of a no-show
    bool assumed = false;                ///< of held: nobody said so, its time has passed
    friend bool operator==(const interview_moved&, const interview_moved&) = default;
};
/// The whole new panel; answers and feedback of those who stay are kept.
struct panel_changed {
    std::vector<interviewer> panel{};
    std::uint32_t quorum = 0;  ///< so many of the required ones; 0: all
    friend bool operator==(const panel_changed&, const panel_changed&) = default;
};
struct invitation_answered {
    person_id person{};
    invitation answer = invitation::accepted;
    friend bool operator==(const invitation_answered&, const invitation_answered&) = default;
};
/// An interviewer waits, and the candidate is not there.
struct candidate_missed {
    person_id person{};
    friend bool operator==(const candidate_missed&, const candidate_missed&) = default;
};
struct feedback_given {
    person_id person{};
    recommendation said = recommendation::no;
    std::string text{};    ///< personal: stored only as `sealed`
    std::string sealed{};  ///< made by the engine
    std::string entered_by{};
    std::uint32_t settled = 0, wanted = 0;  ///< count_feedback() after it; of earlier events 0
    friend bool operator==(const feedback_given&, const feedback_given&) = default;
};
/// Why is the event's reason.
struct feedback_waived {
    person_id person{};
    std::uint32_t settled = 0, wanted = 0;  ///< count_feedback() after it; of earlier events 0
    friend bool operator==(const feedback_waived&, const feedback_waived&) = default;
};
struct interview_reminded {
    interview_due what = interview_due::soon;
    friend bool operator==(const interview_reminded&, const interview_reminded&) = default;
};

}  // namespace fillrate::domain
