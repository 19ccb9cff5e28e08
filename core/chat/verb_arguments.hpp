// What each verb takes. Used by verbs.cpp only.
#pragma once

#include "core/chat/verbs.hpp"

namespace fillrate::chat::detail {

using kind = value_kind;

// Arguments several verbs share.
inline constexpr argument_rule for_person{
    .key = "for",
    .kind = kind::person,
    .label = "On behalf of"};
inline constexpr argument_rule for_supplier{
    .key = "for",
    .kind = kind::supplier,
    .label = "On behalf of",
    .aliases = "supplier vendor"};
/// Where both the hiring manager and the supplier may have said it.
inline constexpr argument_rule for_either{
    .key = "for",
    .label = "On behalf of",
    .aliases = "supplier vendor"};
inline constexpr argument_rule pay{.key = "pay", .kind = kind::money, .label = "Pay rate"};
inline constexpr argument_rule bill{.key = "bill", .kind = kind::money, .label = "Bill rate"};
inline constexpr argument_rule max{
    .key = "max",
    .kind = kind::money,
    .label = "Most suppliers may ask",
    .aliases = "max_rate"};
inline constexpr argument_rule salary{.key = "salary", .kind = kind::money, .label = "Salary"};
inline constexpr argument_rule fee{.key = "fee", .kind = kind::money, .label = "Fee"};
inline constexpr argument_rule rate{.key = "rate", .kind = kind::money, .label = "Rate"};
inline constexpr argument_rule engagement{
    .key = "kind",
    .kind = kind::choice,
    .label = "Kind of engagement",
    .aliases = "engagement",
    .choices = "engagement"};
inline constexpr argument_rule priority{
    .key = "priority",
    .kind = kind::choice,
    .label = "Priority",
    .aliases = "prio pri",
    .choices = "priority",
    .verb_too = true};
inline constexpr argument_rule start{
    .key = "start",
    .kind = kind::when,
    .label = "Target start",
    .aliases = "starts start_date"};
inline constexpr argument_rule shift{.key = "shift", .label = "Shift", .aliases = "shifts"};
inline constexpr argument_rule must{
    .key = "must",
    .label = "Must-haves",
    .aliases = "musts must_have must_haves",
    .repeatable = true};
inline constexpr argument_rule manager{
    .key = "hm",
    .kind = kind::person,
    .label = "Hiring manager",
    .aliases = "manager hiring_manager",
    .verb_too = true};
inline constexpr argument_rule owner{
    .key = "owner",
    .kind = kind::person,
    .label = "Owner",
    .aliases = "am",
    .verb_too = true};

inline constexpr argument_rule waive{
    .key = "waive",
    .label = "Why the checklist is waived",
    .aliases = "waived"};
inline constexpr argument_rule tier{
    .key = "tier",
    .kind = kind::count,
    .label = "Tier",
    .aliases = "tiers",
    .repeatable = true,
    .bare = true};
inline constexpr argument_rule tier_behind_title{
    .key = "tier",
    .kind = kind::count,
    .label = "Tier",
    .aliases = "tiers",
    .repeatable = true,
    .after_text = true};
inline constexpr argument_rule to_suppliers{
    .key = "to",
    .kind = kind::supplier,
    .label = "Suppliers",
    .aliases = "supplier suppliers vendor",
    .repeatable = true};

inline constexpr std::string_view openings_aliases = "opening heads headcount positions seats";

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

inline constexpr argument_rule new_arguments[] = {
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
    waive,
    tier_behind_title,
    to_suppliers,
};
inline constexpr argument_rule list_arguments[] = {
    {.key = "filter",
     .kind = kind::choice,
     .label = "Which",
     .aliases = "show",
     .choices = "list_filter",
     .repeatable = true,
     .bare = true},
    {.key = "page", .kind = kind::count, .label = "Page", .bare = true},
};
inline constexpr argument_rule page_arguments[] = {
    {.key = "page", .kind = kind::count, .label = "Page", .bare = true},
};
inline constexpr argument_rule set_arguments[] = {
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
    {.key = "frozen",
     .kind = kind::count,
     .label = "Openings the client fills later",
     .verb_too = true},
    {.key = "replacements",
     .kind = kind::count,
     .label = "Replacements still wanted",
     .verb_too = true},
};
inline constexpr argument_rule clone_arguments[] = {
    {.key = "title", .label = "Title", .aliases = "role"},
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
};
inline constexpr argument_rule qualify_arguments[] = {waive, tier, to_suppliers};
inline constexpr argument_rule release_arguments[] = {tier, to_suppliers, waive};
inline constexpr argument_rule accept_arguments[] = {
    {.key = "heads",
     .kind = kind::count,
     .label = "Heads committed",
     .aliases = "head headcount openings"},
    for_supplier,
};
inline constexpr argument_rule decline_arguments[] = {reason_from("decline_reason"), for_supplier};
inline constexpr argument_rule until{
    .key = "until",
    .kind = kind::when,
    .label = "Until",
    .aliases = "til till"};
inline constexpr argument_rule hold_arguments[] = {reason_from("hold_reason"), until, for_person};
inline constexpr argument_rule keep_arguments_of_candidate[] = {until, for_person};
inline constexpr argument_rule remove_arguments[] = {
    {.key = "supplier",
     .kind = kind::supplier,
     .label = "Supplier",
     .aliases = "vendor from",
     .required = true,
     .bare = true},
};
inline constexpr argument_rule resume_link{
    .key = "link",
    .label = "Link to the resume",
    .aliases = "url resume cv"};
inline constexpr argument_rule resume_arguments[] = {resume_link, for_supplier};
inline constexpr argument_rule email{.key = "email", .label = "E-mail", .aliases = "mail e-mail"};
inline constexpr argument_rule submit_arguments[] = {
    email,
    {.key = "phone", .label = "Phone", .aliases = "tel mobile"},
    {.key = "pay", .kind = kind::money, .label = "Pay rate asked"},
    {.key = "bill", .kind = kind::money, .label = "Bill rate asked"},
    rate,
    {.key = "available",
     .kind = kind::when,
     .label = "Available from",
     .aliases = "start from avail"},
    {.key = "rtr",
     .kind = kind::when,
     .label = "Candidate consented on",
     .aliases = "consent represented"},
    {.key = "about", .label = "Why they fit", .aliases = "pitch summary"},
    resume_link,
    {.key = "for", .label = "On behalf of", .aliases = "supplier vendor"},
};
inline constexpr argument_rule edit_arguments[] = {
    {.key = "pay", .kind = kind::money, .label = "Pay rate asked"},
    {.key = "bill", .kind = kind::money, .label = "Bill rate asked"},
    rate,
    {.key = "available",
     .kind = kind::when,
     .label = "Available from",
     .aliases = "start from avail"},
    {.key = "about", .label = "Why they fit", .aliases = "pitch summary"},
    for_supplier,
};
inline constexpr argument_rule present_arguments[] = {
    {.key = "musts", .label = "Must-haves that are met", .aliases = "has meets must"},
    {.key = "why", .label = "Why, when one is missing", .aliases = "reason because"},
};
inline constexpr argument_rule reject_arguments[] = {reason_from("reject_reason"), for_person};
inline constexpr argument_rule turn_down_arguments[] = {
    reason_from("withdraw_reason"),
    for_supplier};
inline constexpr argument_rule withdraw_arguments[] = {
    {.key = "by",
     .kind = kind::choice,
     .label = "Who withdraws",
     .choices = "withdrawer",
     .bare = true},
    reason_from("withdraw_reason"),
    for_either,
};
inline constexpr argument_rule end_arguments[] = {reason_from("end_reason"), for_person};
inline constexpr argument_rule offer_arguments[] = {
    {.key = "pay", .kind = kind::money, .label = "Pay rate", .bare = true},
    bill,
    rate,
    salary,
    {.key = "start", .kind = kind::when, .label = "Start", .aliases = "starts start_date"},
    for_person,
};
inline constexpr argument_rule end_date{
    .key = "end",
    .kind = kind::when,
    .label = "Until",
    .aliases = "ends until end_date"};
inline constexpr argument_rule extend_arguments[] = {
    end_date,
    {.key = "pay", .kind = kind::money, .label = "Pay rate", .bare = true},
    bill,
    rate,
    salary,
    {.key = "start", .kind = kind::when, .label = "Start", .aliases = "starts start_date"},
    for_person,
};
inline constexpr argument_rule convert_arguments[] = {
    {.key = "hours", .kind = kind::count, .label = "Hours worked", .aliases = "worked"},
    for_person,
};
inline constexpr argument_rule first_day_arguments[] = {
    {.key = "start", .kind = kind::when, .label = "First day", .aliases = "starts start_date to"},
    {.key = "by",
     .kind = kind::choice,
     .label = "Who asked for it",
     .aliases = "because_of",
     .choices = "side",
     .required = true},
    {.key = "why", .label = "Why", .aliases = "reason cause"},
};
inline constexpr argument_rule start_arguments[] = {end_date, for_either};
inline constexpr argument_rule check_in_arguments[] = {
    {.key = "how",
     .kind = kind::choice,
     .label = "How it goes",
     .choices = "check_in",
     .required = true,
     .bare = true},
    for_person,
};
inline constexpr argument_rule consent_arguments[] = {
    {.key = "on", .kind = kind::when, .label = "Consented on", .aliases = "date", .required = true},
    for_supplier,
};
inline constexpr argument_rule lift_it{
    .key = "change",
    .kind = kind::choice,
    .label = "Lift it",
    .choices = "bar_change",
    .bare = true};
inline constexpr argument_rule bar_arguments[] = {lift_it, for_person};
inline constexpr argument_rule known_arguments[] = {
    lift_it,
    {.key = "on", .kind = kind::when, .label = "Last contact on", .aliases = "date contact"},
    for_person,
};
inline constexpr argument_rule although_offered{
    .key = "force",
    .label = "Why although an offer is out",
    .aliases = "forced"};
inline constexpr argument_rule close_arguments[] = {reason_from("close_reason"), although_offered};
inline constexpr argument_rule cancel_arguments[] = {
    reason_from("close_reason"),
    although_offered,
    for_person};
inline constexpr argument_rule reopen_arguments[] = {
    {.key = "openings", .kind = kind::count, .label = "Openings", .aliases = openings_aliases},
};
inline constexpr argument_rule on_behalf[] = {for_person};
inline constexpr argument_rule on_behalf_of_supplier[] = {for_supplier};
inline constexpr argument_rule on_behalf_of_either[] = {for_either};
inline constexpr argument_rule heads_arguments[] = {
    {.key = "present", .kind = kind::count, .label = "Present", .aliases = "came showed"},
    {.key = "noshow",
     .kind = kind::count,
     .label = "Did not come",
     .aliases = "no_show no-show missing ncns"},
    for_person,
};
inline constexpr argument_rule heads_left_arguments[] = {
    {.key = "heads", .kind = kind::count, .label = "Left", .aliases = "left"},
    reason_from("end_reason"),
    for_person,
};
inline constexpr argument_rule help_arguments[] = {
    {.key = "topic", .label = "Topic", .repeatable = true, .bare = true},
};

inline constexpr argument_rule of_client{
    .key = "client",
    .kind = kind::client,
    .label = "Client",
    .aliases = "customer company"};
inline constexpr argument_rule of_supplier{
    .key = "supplier",
    .kind = kind::supplier,
    .label = "Supplier",
    .aliases = "vendor"};
inline constexpr argument_rule at_site{
    .key = "site",
    .kind = kind::site,
    .label = "Site",
    .aliases = "location plant"};
inline constexpr argument_rule who{
    .key = "who",
    .kind = kind::person,
    .label = "Who",
    .aliases = "user person",
    .required = true,
    .bare = true};
inline constexpr argument_rule shown_name{.key = "name", .label = "Name"};
inline constexpr argument_rule role{
    .key = "role",
    .kind = kind::choice,
    .label = "Role",
    .aliases = "roles as",
    .choices = "role",
    .required = true};
inline constexpr argument_rule claim_arguments[] = {shown_name};
inline constexpr argument_rule person_arguments[] =
    {who, shown_name, email, role, of_client, at_site, of_supplier};
inline constexpr argument_rule keep_arguments[] = {who};
inline constexpr argument_rule revoke_arguments[] = {
    who,
    {.key = "role",
     .kind = kind::choice,
     .label = "Role",
     .aliases = "roles as",
     .choices = "role"},
    of_client,
};
inline constexpr argument_rule bind_arguments[] = {
    {.key = "channel", .kind = kind::channel, .label = "Channel", .bare = true},
    {.key = "as",
     .kind = kind::choice,
     .label = "What it is for",
     .choices = "binding",
     .bare = true},
    of_client,
    of_supplier,
    {.key = "partner", .label = "Workspace of the other firm", .aliases = "workspace team"},
};
inline constexpr argument_rule client_arguments[] = {
    at_site,
    {.key = "zone", .label = "Time zone of the site", .aliases = "timezone tz time_zone"},
    {.key = "currency", .label = "Currency of the site"},
    {.key = "delayed",
     .kind = kind::count,
     .label = "Minutes until somebody is delayed for a shift",
     .aliases = "late"},
    {.key = "noshow",
     .kind = kind::count,
     .label = "Minutes until somebody did not come",
     .aliases = "no_show no-show missing"},
    {.key = "am", .kind = kind::person, .label = "Account manager", .aliases = "owner"},
    {.key = "contact",
     .kind = kind::choice,
     .label = "When its managers may reach a candidate",
     .choices = "contact_time"},
    {.key = "markup",
     .kind = kind::choice,
     .label = "What its markup is a percentage of",
     .choices = "markup_base"},
    {.key = "oncall",
     .kind = kind::person,
     .label = "Who hears at night",
     .aliases = "on_call on-call"},
};
inline constexpr argument_rule import_arguments[] = {
    {.key = "table",
     .kind = kind::choice,
     .label = "Table",
     .aliases = "kind",
     .choices = "table",
     .required = true,
     .bare = true},
};
inline constexpr argument_rule supplier_arguments[] = {
    {.key = "tier", .kind = kind::count, .label = "Tier", .aliases = "tiers", .bare = true},
    {.key = "category",
     .kind = kind::choice,
     .label = "Category",
     .aliases = "cat categories",
     .choices = "category",
     .repeatable = true},
    {.key = "suspended",
     .kind = kind::choice,
     .label = "Suspended",
     .aliases = "suspend",
     .choices = "yes_no"},
    {.key = "reason", .label = "Reason", .aliases = "why because"},
};

}  // namespace fillrate::chat::detail
