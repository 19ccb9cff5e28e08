// The use cases of interviews and feedback; routes.cpp names them in its table.
#pragma once

#include "core/domain/interview_terms.hpp"
#include "handlers/handler.hpp"

#include <cstddef>

namespace fillrate::handlers {

/// `S-311 interview ...`: the step of the submittal, with the interview that begins.
[[nodiscard]] outcome submittal_interview(const context&, const snapshot&, domain::policy_book&);
/// `S-311 interviews`
[[nodiscard]] outcome submittal_interviews(const context&, const snapshot&, domain::policy_book&);
/// `104 interviews`
[[nodiscard]] outcome requisition_interviews(const context&, const snapshot&, domain::policy_book&);

[[nodiscard]] outcome interview_show(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_note(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_why(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_history(const context&, const snapshot&, domain::policy_book&);
/// `I-52 ack eta:3pm`: its alerts wait until then.
[[nodiscard]] outcome interview_acknowledge(const context&, const snapshot&, domain::policy_book&);
/// `I-52 wait until:"dec 7" "..."`
[[nodiscard]] outcome interview_wait(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_excuse(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_propose(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_confirm(const context&, const snapshot&, domain::policy_book&);
/// A button: the n-th of the times, from 1.
template <std::size_t N>
[[nodiscard]] outcome interview_pick(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_move(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_turn_down(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_cancel(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_held(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_no_show(const context&, const snapshot&, domain::policy_book&);
/// A button of an interviewer who waits.
[[nodiscard]] outcome interview_not_here(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_panel(const context&, const snapshot&, domain::policy_book&);
template <domain::invitation Said>
[[nodiscard]] outcome interview_answer(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome interview_feedback(const context&, const snapshot&, domain::policy_book&);
/// `fb S-311 yes`: of the interview of the candidate that waits for the verdict.
[[nodiscard]] outcome submittal_feedback(const context&, const snapshot&, domain::policy_book&);
/// A button: the verdict in one tap.
template <domain::recommendation Said>
[[nodiscard]] outcome interview_say(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
