// Every use case's decide(), one per verb; routes.cpp names them in its table.
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

[[nodiscard]] outcome requisition_new(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_list(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_show(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_submit(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_return(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_qualify(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_release(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_accept(const context&, const snapshot&, domain::policy_book&);
/// `104 remove quillfeather`: takes one supplier off it.
[[nodiscard]] outcome requisition_remove(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_start(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_heads_left(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_decline(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_hold(const context&, const snapshot&, domain::policy_book&);
/// The answer to "on hold for long: is the need still there?"
[[nodiscard]] outcome requisition_keep_hold(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_resume(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_close(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_keep_rest(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_cancel(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_reopen(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_clone(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_set(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_note(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_why(const context&, const snapshot&, domain::policy_book&);
/// `sla excuse 104 cov client_request`
[[nodiscard]] outcome requisition_excuse(const context&, const snapshot&, domain::policy_book&);
/// `sla`: what is past a due time, or else what comes next.
[[nodiscard]] outcome clock_overview(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_chase(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome
requisition_acknowledge(const context&, const snapshot&, domain::policy_book&);
/// `104 wait until:"dec 7" "client on holiday"`
[[nodiscard]] outcome requisition_wait(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome requisition_history(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome me_show(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome me_find(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome me_today(const context&, const snapshot&, domain::policy_book&);
/// `client acorn`: the brief before a visit.
[[nodiscard]] outcome client_brief(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome report_supplier(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome report_client(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome report_sla(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome report_sla_rows(const context&, const snapshot&, domain::policy_book&);
/// Somebody follows their link to the rows behind a report: a table named by its title.
[[nodiscard]] outcome report_rows(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome report_pipeline(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome report_aging(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_show(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_client(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_clients(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_supplier(const context&, const snapshot&, domain::policy_book&);
/// `admin supplier "Daybreak Crew" suspended:yes`
[[nodiscard]] outcome admin_suspend(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_suppliers(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_bind(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_person(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_import(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_keep(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_admit(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_name_partner(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_people(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome admin_revoke(const context&, const snapshot&, domain::policy_book&);
/// The engine checks the code by itself; reached only by people who are known already.
[[nodiscard]] outcome me_claim(const context&, const snapshot&, domain::policy_book&);
/// The engine undoes by itself; reached only when it is not asked to.
[[nodiscard]] outcome me_undo(const context&, const snapshot&, domain::policy_book&);
[[nodiscard]] outcome help_show(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
