#include "core/chat/verbs.hpp"

namespace fillrate::chat {
namespace {

using kind = value_kind;

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
constexpr choice_list lists[] = {
    {"hold_reason", hold_reasons},
    {"decline_reason", decline_reasons},
    {"close_reason", close_reasons},
    {"category", categories},
    {"priority", priorities},
    {"engagement", engagements},
    {"list_filter", list_filters},
    {"role", roles},
    {"binding", bindings},
};

// Arguments several verbs share.
constexpr argument_rule for_person{.key = "for", .kind = kind::person, .label = "On behalf of"};
constexpr argument_rule for_supplier{
    .key = "for",
    .kind = kind::supplier,
    .label = "On behalf of",
    .aliases = "supplier vendor"};
constexpr argument_rule pay{.key = "pay", .kind = kind::money, .label = "Pay rate"};
constexpr argument_rule bill{.key = "bill", .kind = kind::money, .label = "Bill rate"};
constexpr argument_rule max{
    .key = "max",
    .kind = kind::money,
    .label = "Most suppliers may ask",
    .aliases = "max_rate"};
constexpr argument_rule salary{.key = "salary", .kind = kind::money, .label = "Salary"};
constexpr argument_rule fee{.key = "fee", .kind = kind::money, .label = "Fee"};
constexpr argument_rule rate{.key = "rate", .kind = kind::money, .label = "Rate"};
constexpr argument_rule engagement{
    .key = "kind",
    .kind = kind::choice,
    .label = "Kind of engagement",
    .aliases = "engagement",
    .choices = "engagement"};
constexpr argument_rule priority{
    .key = "priority",
    .kind = kind::choice,
    .label = "Priority",
    .aliases = "prio pri",
    .choices = "priority",
    .verb_too = true};
constexpr argument_rule start{
    .key = "start",
    .kind = kind::when,
    .label = "Target start",
    .aliases = "starts start_date"};
constexpr argument_rule shift{.key = "shift", .label = "Shift", .aliases = "shifts"};
constexpr argument_rule must{
    .key = "must",
    .label = "Must-haves",
    .aliases = "musts must_have must_haves",
    .repeatable = true};
constexpr argument_rule manager{
    .key = "hm",
    .kind = kind::person,
    .label = "Hiring manager",
    .aliases = "manager hiring_manager",
    .verb_too = true};
constexpr argument_rule owner{
    .key = "owner",
    .kind = kind::person,
    .label = "Owner",
    .aliases = "am",
    .verb_too = true};

constexpr std::string_view openings_aliases = "opening heads headcount positions seats";

constexpr argument_rule reason_from(std::string_view list) {
    return {
        .key = "reason",
        .kind = kind::choice,
        .label = "Reason",
        .aliases = "why",
        .choices = list,
        .required = true,
        .bare = true};
}

constexpr argument_rule new_arguments[] = {
    {.key = "client",
     .kind = kind::client,
     .label = "Client",
     .aliases = "customer company",
     .required = true},
    {.key = "site",
     .kind = kind::site,
     .label = "Site",
     .aliases = "location plant",
     .required = true},
    {.key = "category",
     .kind = kind::choice,
     .label = "Category",
     .aliases = "cat",
     .choices = "category",
     .required = true},
    engagement,
    {.key = "openings", .kind = kind::count, .label = "Openings", .aliases = openings_aliases},
    pay,
    bill,
    max,
    salary,
    fee,
    rate,
    priority,
    start,
    shift,
    must,
    manager,
    owner,
    for_person,
};
constexpr argument_rule list_arguments[] = {
    {.key = "filter",
     .kind = kind::choice,
     .label = "Which",
     .aliases = "show",
     .choices = "list_filter",
     .repeatable = true,
     .bare = true},
    {.key = "page", .kind = kind::count, .label = "Page", .bare = true},
};
constexpr argument_rule page_arguments[] = {
    {.key = "page", .kind = kind::count, .label = "Page", .bare = true},
};
constexpr argument_rule set_arguments[] = {
    {.key = "title", .label = "Title", .aliases = "role"},
    engagement,
    {.key = "openings",
     .kind = kind::change,
     .label = "Openings",
     .aliases = openings_aliases,
     .verb_too = true},
    pay,
    bill,
    max,
    salary,
    fee,
    rate,
    priority,
    start,
    shift,
    must,
    manager,
    owner,
    for_person,
};
constexpr argument_rule qualify_arguments[] = {
    {.key = "waive", .label = "Why the checklist is waived", .aliases = "waived"},
};
constexpr argument_rule release_arguments[] = {
    {.key = "tier",
     .kind = kind::count,
     .label = "Tier",
     .aliases = "tiers",
     .repeatable = true,
     .bare = true},
    {.key = "to",
     .kind = kind::supplier,
     .label = "Suppliers",
     .aliases = "supplier suppliers vendor",
     .repeatable = true},
};
constexpr argument_rule accept_arguments[] = {
    {.key = "heads",
     .kind = kind::count,
     .label = "Heads committed",
     .aliases = "head headcount openings"},
    for_supplier,
};
constexpr argument_rule decline_arguments[] = {reason_from("decline_reason"), for_supplier};
constexpr argument_rule hold_arguments[] = {
    reason_from("hold_reason"),
    {.key = "until", .kind = kind::when, .label = "Until", .aliases = "til till"},
    for_person,
};
constexpr argument_rule close_arguments[] = {reason_from("close_reason")};
constexpr argument_rule cancel_arguments[] = {reason_from("close_reason"), for_person};
constexpr argument_rule reopen_arguments[] = {
    {.key = "openings", .kind = kind::count, .label = "Openings", .aliases = openings_aliases},
};
constexpr argument_rule on_behalf[] = {for_person};
constexpr argument_rule acknowledge_arguments[] = {
    {.key = "by", .kind = kind::when, .label = "By", .required = true},
};
constexpr argument_rule help_arguments[] = {
    {.key = "topic", .label = "Topic", .repeatable = true, .bare = true},
};

constexpr argument_rule of_client{
    .key = "client",
    .kind = kind::client,
    .label = "Client",
    .aliases = "customer company"};
constexpr argument_rule of_supplier{
    .key = "supplier",
    .kind = kind::supplier,
    .label = "Supplier",
    .aliases = "vendor"};
constexpr argument_rule at_site{
    .key = "site",
    .kind = kind::site,
    .label = "Site",
    .aliases = "location plant"};
constexpr argument_rule who{
    .key = "who",
    .kind = kind::person,
    .label = "Who",
    .aliases = "user person",
    .required = true,
    .bare = true};
constexpr argument_rule shown_name{.key = "name", .label = "Name"};
constexpr argument_rule role{
    .key = "role",
    .kind = kind::choice,
    .label = "Role",
    .aliases = "roles as",
    .choices = "role",
    .required = true};
constexpr argument_rule claim_arguments[] = {shown_name};
constexpr argument_rule person_arguments[] =
    {who, shown_name, role, of_client, at_site, of_supplier};
constexpr argument_rule revoke_arguments[] = {
    who,
    {.key = "role",
     .kind = kind::choice,
     .label = "Role",
     .aliases = "roles as",
     .choices = "role"},
    of_client,
};
constexpr argument_rule bind_arguments[] = {
    {.key = "channel", .kind = kind::channel, .label = "Channel", .bare = true},
    {.key = "as",
     .kind = kind::choice,
     .label = "What it is for",
     .choices = "binding",
     .bare = true},
    of_client,
    of_supplier,
};
constexpr argument_rule client_arguments[] = {
    at_site,
    {.key = "zone", .label = "Time zone of the site", .aliases = "timezone tz time_zone"},
    {.key = "currency", .label = "Currency of the site"},
    {.key = "am", .kind = kind::person, .label = "Account manager", .aliases = "owner"},
};
constexpr argument_rule supplier_arguments[] = {
    {.key = "tier", .kind = kind::count, .label = "Tier", .aliases = "tiers", .bare = true},
    {.key = "category",
     .kind = kind::choice,
     .label = "Category",
     .aliases = "cat categories",
     .choices = "category",
     .repeatable = true},
};

constexpr noun_rule noun_table[] = {
    {"req", "requisition job order", "list"},
    {"me", "my", "show"},
    {"admin", "administration setup", "show", true},
    {"help", "? commands", "show"},
};

constexpr auto one = subject_rule::one;
constexpr auto many = subject_rule::many;
constexpr auto none = subject_rule::none;

constexpr verb_rule verb_table[] = {
    {"req",
     "new",
     "create add",
     none,
     new_arguments,
     tail_rule::required,
     "title",
     "req new \"Forklift operator\" client:Dockside site:Memphis category:li openings:4 pay:19.50",
     "Open a requisition. With nothing after it a form opens."},
    {"req",
     "list",
     "ls lists",
     none,
     list_arguments,
     tail_rule::none,
     "",
     "req list mine late",
     "List requisitions: mine, late, open, or all."},
    {"req",
     "show",
     "view status see",
     many,
     {},
     tail_rule::none,
     "",
     "104",
     "Show a requisition; its number is enough."},
    {"req",
     "submit",
     "intake",
     many,
     on_behalf,
     tail_rule::none,
     "",
     "104 submit",
     "Send a draft to intake."},
    {"req",
     "return",
     "send_back sendback",
     one,
     {},
     tail_rule::required,
     "reason",
     "104 return \"shift times missing\"",
     "Send it back to the manager as a draft."},
    {"req",
     "qualify",
     "qual qualified",
     one,
     qualify_arguments,
     tail_rule::none,
     "",
     "104 qualify waive:\"same role as 101\"",
     "Finish intake: opens the checklist, or waives it."},
    {"req",
     "release",
     "publish",
     many,
     release_arguments,
     tail_rule::none,
     "",
     "104 release tier1",
     "Show it to suppliers: a tier, or named ones with to:."},
    {"req",
     "accept",
     "accepted",
     one,
     accept_arguments,
     tail_rule::none,
     "",
     "207 accept heads:8",
     "Your firm works this requisition."},
    {"req",
     "decline",
     "declined pass",
     one,
     decline_arguments,
     tail_rule::allowed,
     "detail",
     "104 decline capacity",
     "Your firm does not work this requisition."},
    {"req",
     "hold",
     "pause freeze onhold on-hold on_hold",
     many,
     hold_arguments,
     tail_rule::allowed,
     "detail",
     "104 hold budget until:\"dec 7\"",
     "Stop its clocks for a while."},
    {"req",
     "resume",
     "unhold unpause unfreeze",
     many,
     {},
     tail_rule::none,
     "",
     "104 resume",
     "End the hold; its clocks go on."},
    {"req",
     "close",
     "closed",
     many,
     close_arguments,
     tail_rule::allowed,
     "detail",
     "104 close filled",
     "Nothing is left to fill."},
    {"req",
     "cancel",
     "cancelled canceled",
     many,
     cancel_arguments,
     tail_rule::allowed,
     "detail",
     "104 cancel budget",
     "The need is gone."},
    {"req",
     "reopen",
     "re-open re_open",
     one,
     reopen_arguments,
     tail_rule::required,
     "reason",
     "104 reopen \"fell off\" openings:1",
     "Open a filled, closed or cancelled one again."},
    {"req",
     "set",
     "change edit update",
     one,
     set_arguments,
     tail_rule::allowed,
     "reason",
     "104 set pay:21 start:\"dec 14\"",
     "Change its details; suppliers are told."},
    {"req",
     "note",
     "notes comment",
     one,
     {},
     tail_rule::prose,
     "note",
     "104 note \"manager back on Monday\"",
     "Keep a note on it."},
    {"req",
     "ack",
     "acknowledge",
     one,
     acknowledge_arguments,
     tail_rule::none,
     "",
     "104 ack by:3pm",
     "Say by when you have it; its alerts wait until then."},
    {"req",
     "history",
     "timeline log",
     one,
     page_arguments,
     tail_rule::none,
     "",
     "104 history",
     "Everything that happened to it."},
    {"me", "show", "", none, {}, tail_rule::none, "", "me", "What needs you now."},
    {"me",
     "undo",
     "revert",
     none,
     {},
     tail_rule::none,
     "",
     "me undo",
     "Take back your last change, within five minutes."},
    {"me",
     "claim",
     "",
     none,
     claim_arguments,
     tail_rule::required,
     "code",
     "claim 7K3Q-9F",
     "Become the first administrator, with the code the first start printed."},
    {"admin",
     "show",
     "",
     none,
     {},
     tail_rule::none,
     "",
     "admin",
     "What is set up, and what is missing."},
    {"admin",
     "client",
     "",
     none,
     client_arguments,
     tail_rule::required,
     "name",
     "admin client \"Acorn Robotics\" site:Chicago zone:America/Chicago",
     "Add a client, or a site to one."},
    {"admin",
     "clients",
     "",
     none,
     page_arguments,
     tail_rule::none,
     "",
     "admin clients",
     "List clients and their sites."},
    {"admin",
     "supplier",
     "vendor",
     none,
     supplier_arguments,
     tail_rule::required,
     "name",
     "admin supplier \"Hammer & Tongs\" tier:1",
     "Add a supplier, or change its tier."},
    {"admin",
     "suppliers",
     "vendors",
     none,
     page_arguments,
     tail_rule::none,
     "",
     "admin suppliers",
     "List suppliers and their tiers."},
    {"admin",
     "bind",
     "connect",
     none,
     bind_arguments,
     tail_rule::none,
     "",
     "admin bind #acorn client:acorn",
     "Say what a channel is for: a client, a supplier, or internal."},
    {"admin",
     "person",
     "user grant",
     none,
     person_arguments,
     tail_rule::none,
     "",
     "admin person @lee role:am client:acorn",
     "Add a person, or give one a further role."},
    {"admin",
     "people",
     "users",
     none,
     page_arguments,
     tail_rule::none,
     "",
     "admin people",
     "List people and their roles."},
    {"admin",
     "revoke",
     "remove",
     none,
     revoke_arguments,
     tail_rule::none,
     "",
     "admin revoke @lee role:am",
     "Take a role from a person, or all."},
    {"help",
     "show",
     "",
     none,
     help_arguments,
     tail_rule::none,
     "",
     "help hold",
     "What you can type here."},
};

/// Words of DOMAIN.md 0 and 7.1 that no verb of the table answers yet.
constexpr noun_rule later_table[] = {
    {"submittal", "sub subs submission submittals", ""},
    {"interview", "iv interviews", ""},
    {"feedback", "fb", ""},
    {"offer", "offers", ""},
    {"start", "starts", ""},
    {"shift", "shifts", ""},
    {"supplier", "sup vendor suppliers vendors", ""},
    {"sla", "slas", ""},
    {"report", "reports", ""},
    {"client", "clients", ""},
    {"opp", "opportunity opps", ""},
    {"find", "", ""},
    {"today", "", ""},
    {"late", "", ""},
    {"answer", "", ""},
    {"away", "", ""},
};

}  // namespace

std::span<const noun_rule> nouns() noexcept {
    return noun_table;
}

std::span<const verb_rule> verbs() noexcept {
    return verb_table;
}

std::span<const noun_rule> later_nouns() noexcept {
    return later_table;
}

std::span<const choice_list> choice_lists() noexcept {
    return lists;
}

}  // namespace fillrate::chat
