// The closed vocabularies of interviews and feedback (DOMAIN.md 3.5).
#pragma once

#include "core/domain/terms.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace fillrate::domain {

enum class interview_state {
    requested,  ///< wanted, no times yet: the account manager arranges it
    proposed,   ///< times are offered, somebody has to answer
    confirmed,
    held,
    feedback_complete,
    cancelled,
    no_show,
    expired  ///< every time offered passed without an answer
};
/// What can be done to an existing interview.
enum class interview_verb {
    propose,
    confirm,
    turn_down,  ///< "none" of the times works
    move,
    cancel,
    no_show,
    held,
    complete,  ///< the feedback asked for is in
    expire
};
/// Who did not come.
enum class absentee { nobody, candidate, interviewer };
/// What an interviewer answered to the confirmed time.
enum class invitation { open, accepted, declined };
enum class feedback_state { none, due, submitted, amended, waived };
enum class recommendation { definitely_not, no, yes, strong_yes };
/// What comes due of an interview without anybody asking (DOMAIN.md 0, 5). The order is that of
/// the bits in interview::reminded.
enum class interview_due {
    answer_wanted,       ///< the times are unanswered: whoever has to answer
    answer_overdue,      ///< still: the account manager
    times_passed,        ///< nobody answered: it expires
    soon_unconfirmed,    ///< an hour before: interviewers who did not say they come
    soon,                ///< a quarter of an hour before: every interviewer
    candidate_missing,   ///< an interviewer waits for the candidate
    verdict_wanted,      ///< it is over: every interviewer
    verdict_missing,     ///< an hour later: interviewers without a verdict
    assumed_held,        ///< hours later, by the policy: nobody said whether it happened
    verdict_in_morning,  ///< next working morning: interviewers without a verdict, the last time
    verdict_overdue      ///< the account manager only
};
inline constexpr int interview_due_count = 11;
/// After its end, in hours, an interview that nobody spoke of is taken as held (DOMAIN.md 3.5).
inline constexpr std::uint32_t usual_assumed_hours = 2;

[[nodiscard]] std::string_view word(interview_state s) noexcept;
[[nodiscard]] std::string_view word(interview_verb v) noexcept;  ///< as typed: "none"
[[nodiscard]] std::string_view word(absentee a) noexcept;
[[nodiscard]] std::string_view word(invitation i) noexcept;
[[nodiscard]] std::string_view word(feedback_state s) noexcept;
[[nodiscard]] std::string_view word(recommendation r) noexcept;
[[nodiscard]] std::string_view word(interview_due d) noexcept;

template <>
[[nodiscard]] std::optional<interview_state> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<interview_verb> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<absentee> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<invitation> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<feedback_state> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<recommendation> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<interview_due> from_word(std::string_view text) noexcept;

}  // namespace fillrate::domain
