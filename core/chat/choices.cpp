// The lists of values: reason codes, categories, roles and the like.
#include "core/chat/verbs.hpp"

namespace fillrate::chat {
namespace {

// Reason codes of DOMAIN.md 0, each list with "other" and text.
constexpr choice_word hold_reasons[] = {
    {"budget", "Budget", ""},
    {"hm_away", "Manager away", "manager_away away"},
    {"scope_change", "Scope changes", "scope"},
    {"reorg", "Reorganisation", "reorganization"},
    {"other", "Other", ""},
};
constexpr choice_word decline_reasons[] = {
    {"capacity", "No capacity", "no_capacity full"},
    {"rate", "Rate", "pay"},
    {"skill", "Skill", "skills"},
    {"location", "Location", "commute"},
    {"terms", "Terms", "contract"},
    {"other", "Other", ""},
};
constexpr choice_word close_reasons[] = {
    {"filled_by_us", "Filled by us", "filled"},
    {"filled_internally", "Filled internally", "internal internally"},
    {"filled_by_other", "Filled by another firm", "filled_elsewhere elsewhere competitor"},
    {"budget", "Budget", ""},
    {"duplicate", "Duplicate", "dup dupe"},
    {"other", "Other", ""},
};
constexpr choice_word reject_reasons[] = {
    {"must_have", "Lacks a must-have", "must must-have musthave"},
    {"experience", "Experience", "skill skills"},
    {"rate", "Rate", "pay"},
    {"availability", "Availability", "available"},
    {"commute", "Commute", "location"},
    {"interview", "Interview", ""},
    {"internal_candidate", "Internal candidate", "internal"},
    {"req_changed", "The role changed", "changed"},
    {"other", "Other", ""},
};
constexpr choice_word withdraw_reasons[] = {
    {"other_offer", "Took another offer", "other_job another took_other_job took_another_job"},
    {"counter_offer", "Counter-offer", "counter"},
    {"rate", "Rate", "pay"},
    {"commute", "Commute", "location"},
    {"start_date", "Start date", "start"},
    {"unreachable", "Not reachable", "ghosted"},
    {"other", "Other", ""},
};
constexpr choice_word end_reasons[] = {
    {"completed", "Completed", "complete done"},
    {"quit", "Quit", ""},
    {"no_call_no_show", "No call, no show", "ncns"},
    {"attendance", "Attendance", ""},
    {"performance", "Performance", ""},
    {"safety", "Safety", ""},
    {"client_cut", "Client cut the role", "cut"},
    {"converted", "Converted", ""},
    {"other", "Other", ""},
};
constexpr choice_word excuse_reasons[] = {
    {"client_request", "The client asked for it", "requested"},
    {"client_away", "The client was away", "away"},
    {"site_closed", "The site was closed", "closed"},
    {"data_error", "The data was wrong", "error"},
    {"other", "Other", ""},
};
// Clocks by the words of records.
constexpr choice_word clocks[] = {
    {"INTAKE", "Intake", ""},
    {"COV", "Coverage", ""},
    {"SUB1", "First candidate", "sub first"},
    {"SLATE", "Slate", ""},
    {"SCREEN", "Screening", ""},
    {"REVIEW", "Review", ""},
    {"SCHED", "Scheduling", "schedule"},
    {"HELD", "Interview", ""},
    {"FEEDBACK", "Feedback", "fb"},
    {"DECIDE", "Decision", ""},
    {"OFFER", "Answer to the offer", ""},
    {"FILL", "Fill", ""},
    {"START", "Start", ""},
    {"BACKFILL", "Replacement", "replace"},
};
constexpr choice_word check_ins[] = {
    {"good", "It goes well", "well fine ok"},
    {"concern", "A concern", "bad concerns"},
};
constexpr choice_word bar_changes[] = {
    {"lift", "Lift it", "lifted remove allow"},
};
constexpr choice_word withdrawers[] = {
    {"candidate", "The candidate", ""},
    {"supplier", "The supplier", "vendor"},
};
constexpr choice_word pass_over_reasons[] = {
    {"role_ended", "The role was filled or closed", ""},
};
constexpr choice_word categories[] = {
    {"professional", "Professional", "pro prof"},
    {"light_industrial", "Light industrial", "li industrial"},
};
constexpr choice_word priorities[] = {
    {"P1", "P1", "1 urgent"},
    {"P2", "P2", "2 normal"},
    {"P3", "P3", "3 low"},
};
constexpr choice_word engagements[] = {
    {"temp", "Temporary", ""},
    {"contract", "Contract", "contractor"},
    {"temp_to_hire", "Temp to hire", "temp_to_perm tth ttp"},
    {"direct", "Direct hire", "direct_hire perm permanent"},
};
constexpr choice_word list_filters[] = {
    {"mine", "Mine", "my"},
    {"late", "Late", "overdue"},
    {"open", "Open", "active"},
    {"more", "Next page", "next"},
};
constexpr choice_word roles[] = {
    {"account_manager", "Account manager", "am"},
    {"recruiter", "Recruiter", "rec sourcer"},
    {"hiring_manager", "Hiring manager", "hm manager"},
    {"supplier_contact", "Supplier contact", "sup supplier vendor"},
    {"operations", "Operations", "ops"},
    {"administrator", "Administrator", "adm admin"},
};
constexpr choice_word bindings[] = {
    {"internal", "Internal", "inside"},
    {"nothing", "Nothing", "none unbind"},
};
constexpr choice_word tables[] = {
    {"clients", "Clients", "client"},
    {"sites", "Sites", "site"},
    {"suppliers", "Suppliers", "supplier vendors"},
    {"people", "People", "person users"},
    {"requisitions", "Requisitions", "requisition reqs req"},
    {"submittals", "Submittals", "submittal submissions candidates"},
};
constexpr choice_word yes_or_no[] = {
    {"yes", "Yes", "on true"},
    {"no", "No", "off false"},
};
constexpr choice_word contact_times[] = {
    {"presented", "Once presented", "present"},
    {"selected", "Once selected", "select hire hired"},
};
constexpr choice_word markup_bases[] = {
    {"pay", "Of the pay rate", "pay_rate"},
    {"bill", "Of the bill rate", "bill_rate"},
};
constexpr choice_word interview_ways[] = {
    {"propose", "Offer times", "times"},
    {"arrange", "Let it be arranged", "arranged"},
    {"held", "Took place", "happened"},
};
constexpr choice_word verdicts[] = {
    {"strong_yes", "Strong yes", "definitely definitely_yes"},
    {"yes", "Yes", ""},
    {"no", "No", ""},
    {"strong_no", "Strong no", "definitely_not"},
    {"waived", "Waived", "waive"},
};
constexpr choice_word absentees[] = {
    {"candidate", "The candidate", ""},
    {"interviewer", "An interviewer", "manager panel"},
};
constexpr choice_word sides[] = {
    {"client", "The client", "hm manager"},
    {"supplier", "The supplier", "vendor"},
    {"candidate", "The candidate", ""},
    {"program", "We", "us am"},
};
constexpr choice_word shift_names[] = {
    {"1st", "1st", "first"},
    {"2nd", "2nd", "second swing"},
    {"3rd", "3rd", "third graveyard"},
    {"day", "Day", "days"},
    {"night", "Night", "nights"},
    {"weekend", "Weekend", "weekends"},
};
constexpr choice_list lists[] = {
    {"hold_reason", hold_reasons},
    {"decline_reason", decline_reasons},
    {"close_reason", close_reasons},
    {"reject_reason", reject_reasons},
    {"withdraw_reason", withdraw_reasons},
    {"end_reason", end_reasons},
    {"excuse_reason", excuse_reasons},
    {"clock", clocks},
    {"check_in", check_ins},
    {"bar_change", bar_changes},
    {"withdrawer", withdrawers},
    {"pass_over_reason", pass_over_reasons},
    {"category", categories},
    {"priority", priorities},
    {"engagement", engagements},
    {"list_filter", list_filters},
    {"role", roles},
    {"binding", bindings},
    {"table", tables},
    {"interview_way", interview_ways},
    {"verdict", verdicts},
    {"absentee", absentees},
    {"side", sides},
    {"yes_no", yes_or_no},
    {"contact_time", contact_times},
    {"markup_base", markup_bases},
    {"shift_name", shift_names},
};

}  // namespace

std::span<const choice_list> choice_lists() noexcept {
    return lists;
}

}  // namespace fillrate::chat
