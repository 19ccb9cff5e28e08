// The use cases of submittals; routes.cpp names them in its table.
#pragma once

#include "core/domain/terms.hpp"
#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// A step along the table of core/domain/submittal_transitions.hpp that needs a reason at most.
template <domain::submittal_verb What>
[[nodiscard]] outcome submittal_step(const context&, const snapshot&, domain::policy_book&);

/// `104 submit` of an open requisition: puts a candidate forward.
[[nodiscard]] outcome
submittal_new(const context&, const snapshot&, domain::policy_book&, const domain::requisition&);
/// `sub add` in the thread of a requisition; `sub add REQ-104` is read as `104 submit`.
[[nodiscard]] outcome submittal_add(const context&, const snapshot&, domain::policy_book&);
/// `S-311 set pay:50`: who put them forward corrects it, until the client reads it.
[[nodiscard]] outcome submittal_edit(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_offer(const context&, const snapshot&, domain::policy_book&);
/// `S-311 move "dec 7 06:00" by:client`: another first day was agreed.
[[nodiscard]] outcome submittal_move_start(const context&, const snapshot&, domain::policy_book&);
/// `S-311 extend end:"mar 31"` of somebody at work; of everybody else an offer.
[[nodiscard]] outcome submittal_extend(const context&, const snapshot&, domain::policy_book&);
/// `S-311 checkin good`, and the two answers as verbs of their own: buttons carry no arguments.
[[nodiscard]] outcome submittal_check_in(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_good(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_concern(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_award(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_consent(const context&, const snapshot&, domain::policy_book&);
/// `S-311 request_rtr`: the supplier is asked whether the candidate consents.
[[nodiscard]] outcome
submittal_request_consent(const context&, const snapshot&, domain::policy_book&);
/// `S-311 dnr`: the client does not want the person again.
[[nodiscard]] outcome submittal_bar(const context&, const snapshot&, domain::policy_book&);
/// `S-311 known "met at the plant fair" on:"nov 12"`: the client knew the person before.
[[nodiscard]] outcome submittal_known(const context&, const snapshot&, domain::policy_book&);
/// `S-311 tell "..."`: what the supplier reads of the last step, in the account manager's words.
[[nodiscard]] outcome submittal_tell(const context&, const snapshot&, domain::policy_book&);
/// The button that leaves it at the code of the reason.
[[nodiscard]] outcome submittal_keep_to_code(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_show(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_list(const context&, const snapshot&, domain::policy_book&);
/// `S-311 contact`: phone and e-mail, in the direct messages of those who may have them.
[[nodiscard]] outcome submittal_contact(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_note(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_why(const context&, const snapshot&, domain::policy_book&);
/// `S-311 ack eta:3pm`: its alerts wait until then.
[[nodiscard]] outcome submittal_acknowledge(const context&, const snapshot&, domain::policy_book&);
/// `S-311 wait until:"dec 7" "..."`
[[nodiscard]] outcome submittal_wait(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_excuse(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome submittal_history(const context&, const snapshot&, domain::policy_book&);
/// `104 candidates`
[[nodiscard]] outcome requisition_candidates(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
