#include "handlers/routes.hpp"

#include "handlers/absence.hpp"
#include "handlers/backdated.hpp"
#include "handlers/further_values.hpp"
#include "handlers/in_turn.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/interviews_apart.hpp"
#include "handlers/miss_use_cases.hpp"
#include "handlers/new_site.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/owner_request.hpp"
#include "handlers/policy_use_cases.hpp"
#include "handlers/questions.hpp"
#include "handlers/resume.hpp"
#include "handlers/shift.hpp"
#include "handlers/shift_days.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

using domain::actor;
using domain::role;

bool anybody(const actor&) {
    return true;
}
bool nobody(const actor&) {
    return false;
}
bool administrators(const actor& who) {
    return who.has(role::administrator);
}
bool adding_clients(const actor& who) {
    return may_add_clients(who);
}
bool excusing(const actor& who) {
    return who.has(role::operations);
}
bool running_the_firm(const actor& who) {
    return administrators(who) || who.has(role::operations);
}
bool owners(const actor& who) {
    return who.has(role::account_manager) || who.has(role::operations);
}
bool owners_and_managers(const actor& who) {
    return owners(who) || who.has(role::hiring_manager);
}
bool recruiting(const actor& who) {
    return owners(who) || who.has(role::recruiter);
}
bool rejecting(const actor& who) {
    return recruiting(who) || who.has(role::hiring_manager);
}
bool answering(const actor& who) {
    return owners(who) || who.has(role::recruiter) || who.has(role::supplier_contact);
}
bool supplying(const actor& who) {
    return who.has(role::supplier_contact);
}
bool attending(const actor& who) {
    return owners_and_managers(who) || who.has(role::supplier_contact);
}
bool noting(const actor& who) {
    return answering(who) || who.has(role::hiring_manager);
}

bool reading_of_suppliers(const actor& who) {
    return owners(who) || who.has(role::supplier_contact);
}

// Whoever may be on a panel.
bool interviewing(const actor& who) {
    return rejecting(who);
}

constexpr std::array table{
    route{"req", "new", with_further_values<backdated<requisition_new>>, owners_and_managers},
    route{"req", "list", requisition_list, anybody},
    route{"req", "late", requisition_list, reading_of_suppliers},
    route{"req", "show", requisition_show, anybody},
    route{"req", "submit", backdated<requisition_submit>, noting},
    route{"req", "return", backdated<in_turn<requisition_return>>, owners},
    route{"req", "qualify", backdated<in_turn<requisition_qualify>>, owners},
    route{"req", "release", backdated<requisition_release>, owners},
    route{"req", "accept", backdated<in_turn<requisition_accept>>, answering},
    route{"req", "remove", backdated<in_turn<requisition_remove>>, owners},
    route{"req", "start", backdated<requisition_start>, attending},
    route{"req", "end", backdated<requisition_heads_left>, owners_and_managers},
    route{"req", "decline", backdated<in_turn<requisition_decline>>, answering},
    route{"req", "hold", backdated<requisition_hold>, owners_and_managers},
    route{"req", "resume", backdated<requisition_resume>, owners},
    route{"req", "keep_hold", requisition_keep_hold, nobody},
    route{"req", "close", backdated<requisition_close>, owners},
    route{"req", "keep_as_is", requisition_keep_as_is, nobody},
    route{"req", "keep_rest", requisition_keep_rest, owners},
    route{"req", "cancel", backdated<requisition_cancel>, owners},
    route{"req", "reopen", backdated<in_turn<requisition_reopen>>, owners},
    route{"req", "clone", in_turn<requisition_clone>, owners},
    route{
        "req",
        "set",
        with_further_values<backdated<in_turn<requisition_set>>>,
        owners_and_managers},
    route{"req", "note", backdated<in_turn<requisition_note>>, noting},
    route{"req", "ack", in_turn<requisition_acknowledge>, owners},
    route{"req", "wait", in_turn<requisition_wait>, owners},
    route{"req", "why", requisition_why, anybody},
    route{"req", "excuse", in_turn<requisition_excuse>, excusing},
    route{"req", "ask", in_turn<requisition_ask>, answering},
    route{"question", "answer", question_answer, owners},
    route{"question", "drop", question_drop, owners},
    route{"question", "show", question_show, answering},
    route{"due", "show", miss_show, owners},
    route{"due", "ack", in_turn<miss_acknowledge>, owners},
    route{"due", "wait", in_turn<miss_wait>, owners},
    route{"due", "excuse", in_turn<miss_excuse>, excusing},
    route{"due", "why", miss_why, owners},
    route{"req", "chase", in_turn<requisition_chase>, owners},
    route{"req", "history", requisition_history, anybody},
    route{"req", "candidates", requisition_candidates, anybody},
    route{"req", "interviews", requisition_interviews, anybody},
    route{"sub", "list", submittal_list, supplying},
    route{"sub", "my_candidates", submittal_list, nobody},
    route{"sub", "show", submittal_show, anybody},
    route{"sub", "put_forward", backdated<submittal_add>, answering},
    route{"sub", "offer", backdated<in_turn<submittal_offer>>, owners},
    route{"sub", "move", backdated<in_turn<submittal_move_start>>, owners},
    route{"sub", "extend", backdated<in_turn<submittal_extend>>, owners_and_managers},
    route{"sub", "checkin", backdated<in_turn<submittal_check_in>>, owners_and_managers},
    route{"sub", "good", backdated<in_turn<submittal_good>>, owners_and_managers},
    route{"sub", "concern", backdated<in_turn<submittal_concern>>, owners_and_managers},
    route{"sub", "award", backdated<submittal_award>, owners},
    route{"sub", "rtr", backdated<in_turn<submittal_consent>>, answering},
    route{"sub", "request_rtr", in_turn<submittal_request_consent>, recruiting},
    route{"sub", "dnr", backdated<in_turn<submittal_bar>>, owners_and_managers},
    route{"sub", "known", backdated<in_turn<submittal_known>>, owners_and_managers},
    route{"sub", "resume", submittal_resume, noting},
    route{"sub", "contact", submittal_contact, noting},
    route{"sub", "give_resume", submittal_give_resume, nobody},
    route{"sub", "set", backdated<in_turn<submittal_edit>>, answering},
    route{"sub", "note", backdated<in_turn<submittal_note>>, noting},
    route{"sub", "approve", backdated<in_turn<submittal_approve>>, excusing},
    route{"sub", "disapprove", backdated<in_turn<submittal_disapprove>>, excusing},
    route{"sub", "tell", in_turn<submittal_tell>, recruiting},
    route{"sub", "keep_to_code", submittal_keep_to_code, nobody},
    route{"sub", "why", submittal_why, anybody},
    route{"sub", "ack", in_turn<submittal_acknowledge>, owners},
    route{"sub", "wait", in_turn<submittal_wait>, owners},
    route{"sub", "excuse", in_turn<submittal_excuse>, excusing},
    route{"sub", "history", submittal_history, anybody},
    route{"sub", "present", backdated<submittal_step<domain::submittal_verb::present>>, recruiting},
    route{
        "sub",
        "return",
        backdated<in_turn<submittal_step<domain::submittal_verb::send_back>>>,
        recruiting},
    route{
        "sub",
        "resubmit",
        backdated<in_turn<submittal_step<domain::submittal_verb::resubmit>>>,
        noting},
    route{
        "sub",
        "shortlist",
        backdated<submittal_step<domain::submittal_verb::shortlist>>,
        owners_and_managers},
    route{
        "sub",
        "hold",
        backdated<submittal_step<domain::submittal_verb::hold>>,
        owners_and_managers},
    route{"sub", "interview", backdated<apart<submittal_interview>>, owners_and_managers},
    route{"sub", "interviews", submittal_interviews, anybody},
    route{
        "sub",
        "select",
        backdated<submittal_step<domain::submittal_verb::select>>,
        owners_and_managers},
    route{"sub", "reject", backdated<submittal_step<domain::submittal_verb::reject>>, rejecting},
    route{
        "sub",
        "accept",
        backdated<in_turn<submittal_step<domain::submittal_verb::accept>>>,
        noting},
    route{
        "sub",
        "decline",
        backdated<in_turn<submittal_step<domain::submittal_verb::decline>>>,
        noting},
    route{
        "sub",
        "expire",
        backdated<in_turn<submittal_step<domain::submittal_verb::expire>>>,
        owners},
    route{
        "sub",
        "rescind",
        backdated<in_turn<submittal_step<domain::submittal_verb::rescind>>>,
        owners},
    route{"sub", "clear", backdated<submittal_step<domain::submittal_verb::clear>>, owners},
    route{"sub", "start", backdated<submittal_step<domain::submittal_verb::start>>, noting},
    route{
        "sub",
        "noshow",
        backdated<in_turn<submittal_step<domain::submittal_verb::no_show>>>,
        owners_and_managers},
    route{
        "sub",
        "end",
        backdated<in_turn<submittal_step<domain::submittal_verb::end>>>,
        owners_and_managers},
    route{
        "sub",
        "convert",
        backdated<in_turn<submittal_step<domain::submittal_verb::convert>>>,
        owners_and_managers},
    route{
        "sub",
        "withdraw",
        backdated<in_turn<submittal_step<domain::submittal_verb::withdraw>>>,
        noting},
    route{
        "sub",
        "revive",
        backdated<in_turn<submittal_step<domain::submittal_verb::revive>>>,
        owners},
    route{"iv", "confirm", backdated<apart<in_turn<interview_confirm>>>, noting},
    route{"iv", "move", backdated<apart<in_turn<interview_move>>>, noting},
    route{"iv", "cancel", backdated<in_turn<interview_cancel>>, owners_and_managers},
    route{"iv", "feedback", backdated<in_turn<interview_feedback>>, interviewing},
    route{"sub", "feedback", submittal_feedback, interviewing},
    route{"iv", "none", backdated<in_turn<interview_turn_down>>, noting},
    route{"iv", "propose", backdated<apart<in_turn<interview_propose>>>, owners_and_managers},
    route{"iv", "held", backdated<in_turn<interview_held>>, interviewing},
    route{"iv", "noshow", backdated<in_turn<interview_no_show>>, interviewing},
    route{"iv", "panel", backdated<in_turn<interview_panel>>, owners_and_managers},
    route{
        "iv",
        "accept",
        backdated<in_turn<interview_answer<domain::invitation::accepted>>>,
        interviewing},
    route{
        "iv",
        "decline",
        backdated<in_turn<interview_answer<domain::invitation::declined>>>,
        interviewing},
    route{"iv", "ack", in_turn<interview_acknowledge>, owners},
    route{"iv", "wait", in_turn<interview_wait>, owners},
    route{"iv", "excuse", in_turn<interview_excuse>, excusing},
    route{"iv", "show", interview_show, anybody},
    route{"iv", "note", backdated<in_turn<interview_note>>, noting},
    route{"iv", "why", interview_why, anybody},
    route{"iv", "history", interview_history, anybody},
    route{"iv", "pick_first", interview_pick<1>, nobody},
    route{"iv", "pick_second", interview_pick<2>, nobody},
    route{"iv", "pick_third", interview_pick<3>, nobody},
    route{"iv", "say_strong_yes", interview_say<domain::recommendation::strong_yes>, nobody},
    route{"iv", "say_yes", interview_say<domain::recommendation::yes>, nobody},
    route{"iv", "say_no", interview_say<domain::recommendation::no>, nobody},
    route{"iv", "say_strong_no", interview_say<domain::recommendation::definitely_not>, nobody},
    route{"iv", "not_here", interview_not_here, nobody},
    route{"sla", "show", clock_overview, reading_of_suppliers},
    route{"sla", "preview", policy_preview, running_the_firm},
    route{"sla", "apply", policy_apply, administrators},
    route{"me", "show", me_show, anybody},
    route{"me", "find", me_find, anybody},
    route{"me", "today", me_today, anybody},
    route{"me", "undo", me_undo, anybody},
    route{"me", "claim", me_claim, nobody},
    route{"me", "away", me_away, anybody},
    route{"me", "back", me_back, anybody},
    route{"me", "quiet", me_quiet, anybody},
    route{"sup", "list", requisition_list, supplying},
    route{"client", "brief", client_brief, owners},
    route{"opp", "add", backdated<opportunity_add>, owners},
    route{"opp", "list", opportunity_list, owners},
    route{"opp", "show", opportunity_show, owners},
    route{
        "opp",
        "pursue",
        backdated<in_turn<opportunity_step<domain::opportunity_verb::pursue>>>,
        owners},
    route{"opp", "won", backdated<opportunity_step<domain::opportunity_verb::win>>, owners},
    route{
        "opp",
        "lost",
        backdated<in_turn<opportunity_step<domain::opportunity_verb::lose>>>,
        owners},
    route{"opp", "set", backdated<in_turn<opportunity_set>>, owners},
    route{"opp", "note", backdated<in_turn<opportunity_note>>, owners},
    route{"opp", "history", opportunity_history, owners},
    route{"shift", "show", shift_show, attending},
    route{"shift", "count", backdated<shift_count>, owners_and_managers},
    route{"shift", "plan", shift_plan, owners_and_managers},
    route{"req", "plan_shifts", shift_plan, nobody},
    route{"shift", "confirm", each_day<backdated<shift_confirm>>, answering},
    route{"shift", "cancel", each_day<backdated<shift_cancel>>, owners_and_managers},
    route{"shift", "confirm_all", shift_confirm_all, nobody},
    route{"shift", "send_reserve", each_day<backdated<shift_send_reserve>>, answering},
    route{"shift", "all_here", shift_all_here, nobody},
    route{"report", "supplier", report_supplier, reading_of_suppliers},
    route{"report", "my_numbers", report_supplier, nobody},
    route{"report", "client", report_client, owners_and_managers},
    route{"report", "share_client", report_client, nobody},
    route{"report", "sla", report_sla, owners},
    route{"report", "share_sla", report_sla, nobody},
    route{"report", "pipeline", report_pipeline, recruiting},
    route{"report", "share_pipeline", report_pipeline, nobody},
    route{"report", "aging", report_aging, recruiting},
    route{"report", "share_aging", report_aging, nobody},
    route{"admin", "show", admin_show, administrators},
    route{"admin", "client", admin_client, adding_clients},
    route{"admin", "clients", admin_clients, administrators},
    route{"admin", "supplier", admin_supplier, running_the_firm},
    route{"admin", "suppliers", admin_suppliers, administrators},
    route{"admin", "bind", admin_bind, administrators},
    route{"admin", "person", admin_person, administrators},
    route{"admin", "people", admin_people, administrators},
    route{"admin", "revoke", admin_revoke, administrators},
    route{"admin", "keep", admin_keep, running_the_firm},
    route{"admin", "admit", admin_admit, nobody},
    route{"admin", "name_partner", admin_name_partner, nobody},
    route{"admin", "import", admin_import, running_the_firm},
    route{"help", "show", help_show, anybody},
};

}  // namespace

const route* find_route(std::string_view noun, std::string_view verb) noexcept {
    const auto* found = std::find_if(table.begin(), table.end(), [&](const route& r) {
        return r.noun == noun && r.verb == verb;
    });
    return found == table.end() ? nullptr : found;
}

}  // namespace fillrate::handlers
