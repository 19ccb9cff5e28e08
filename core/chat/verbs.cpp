#include "core/chat/verbs.hpp"

#include "core/chat/clock_verbs.hpp"
#include "core/chat/interview_verbs.hpp"
#include "core/chat/opportunity_verbs.hpp"
#include "core/chat/overview_verbs.hpp"
#include "core/chat/people_verbs.hpp"
#include "core/chat/report_verbs.hpp"
#include "core/chat/shift_verbs.hpp"
#include "core/chat/submittal_verbs.hpp"
#include "core/chat/supplier_verbs.hpp"
#include "core/chat/verb_arguments.hpp"

#include <algorithm>
#include <array>

namespace fillrate::chat {
namespace {

using detail::accept_arguments;
using detail::acknowledge_arguments;
using detail::bind_arguments;
using detail::cancel_arguments;
using detail::claim_arguments;
using detail::client_arguments;
using detail::clone_arguments;
using detail::close_arguments;
using detail::decline_arguments;
using detail::heads_arguments;
using detail::help_arguments;
using detail::hold_arguments;
using detail::import_arguments;
using detail::keep_arguments;
using detail::list_arguments;
using detail::new_arguments;
using detail::on_behalf;
using detail::page_arguments;
using detail::person_arguments;
using detail::qualify_arguments;
using detail::release_arguments;
using detail::reopen_arguments;
using detail::revoke_arguments;
using detail::set_arguments;
using detail::submit_arguments;
using detail::supplier_arguments;

constexpr noun_rule noun_table[] = {
    {"req", "requisition job order", "list"},
    {"sub", "submittal submission", "list"},
    {"iv", "interview interviews", "show"},
    {"client", "customer", "brief", true},
    {"opp", "opportunity opportunities", "list", true},
    {"shift", "shifts", "show", true},
    {"sup", "supplier vendor", "list", true, "show"},
    {"question", "questions", "show", true},
    {"me", "my", "show"},
    {"sla", "", "show", true, "why"},
    {"admin", "administration setup", "show", true},
    {"report", "reports numbers", "supplier", true},
    {"help", "? commands", "show"},
};

constexpr auto one = subject_rule::one;
constexpr auto many = subject_rule::many;
constexpr auto none = subject_rule::none;

constexpr auto requisition_verbs = std::to_array<verb_rule>({
    {"req",
     "new",
     "create add",
     none,
     new_arguments,
     tail_rule::required,
     "title",
     "req new \"Forklift operator\" client:Dockside site:Memphis category:li openings:4 pay:19.50",
     "Open a requisition, or the form for one; waive: and tier: release it at once."},
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
     "late",
     "overdue",
     none,
     page_arguments,
     tail_rule::none,
     "",
     "late",
     "What is past a due time."},
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
     submit_arguments,
     tail_rule::allowed,
     "name",
     "104 submit \"Paige Turner\" email:paige@example.test pay:42 rtr:\"nov 28\"",
     "Put a candidate forward; before it is open: send it to intake."},
    {"req",
     "candidates",
     "slate",
     one,
     page_arguments,
     tail_rule::none,
     "",
     "104 candidates",
     "Who was put forward for it, and where they stand."},
    {"req",
     "interviews",
     "",
     one,
     page_arguments,
     tail_rule::none,
     "",
     "104 interviews",
     "Its interviews, the newest first."},
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
     "Finish intake: opens the checklist, or waives it; tier1 releases it too."},
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
     "start",
     "started",
     one,
     heads_arguments,
     tail_rule::none,
     "",
     "start 207 present:9 noshow:1",
     "The first day of people who are counted, not named."},
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
     "Nothing is left to fill; operations add force: while an offer is out."},
    {"req",
     "keep_rest",
     "keep_others",
     one,
     {},
     tail_rule::none,
     "",
     "104 keep_rest",
     "It is filled: the candidates left over stay in play."},
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
     "clone",
     "copy",
     one,
     clone_arguments,
     tail_rule::none,
     "",
     "104 clone openings:6 start:mon",
     "A new draft with the same terms; only what you name changes."},
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
     "why",
     "clocks",
     one,
     page_arguments,
     tail_rule::none,
     "",
     "104 why",
     "How the time of every clock was used."},
    {"req",
     "chase",
     "remind nudge",
     one,
     {},
     tail_rule::none,
     "",
     "104 chase",
     "Ask the manager for a word on who waits, once a day."},
    {"req",
     "ack",
     "acknowledge",
     one,
     acknowledge_arguments,
     tail_rule::none,
     "",
     "sla ack 104 eta:3pm",
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
});
constexpr auto other_verbs = std::to_array<verb_rule>({
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
     "me claim 7K3Q-9F",
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
     "Add a supplier, change its tier, or suspend it with suspended:yes."},
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
    {"admin",
     "keep",
     "",
     none,
     keep_arguments,
     tail_rule::none,
     "",
     "admin keep @lee",
     "A guest is still with their client or supplier: known for 90 more days."},
    {"admin",
     "import",
     "paste",
     none,
     import_arguments,
     tail_rule::none,
     "",
     "admin import clients",
     "Paste a table: clients, sites, suppliers, people, requisitions or submittals."},
    {"help",
     "show",
     "",
     none,
     help_arguments,
     tail_rule::none,
     "",
     "help hold",
     "What you can type here."},
});

// In the order help shows them.
consteval auto joined() {
    std::array<
        verb_rule,
        requisition_verbs.size() + detail::submittal_verbs.size() + detail::interview_verbs.size() +
            detail::overview_verbs.size() + detail::opportunity_verbs.size() +
            detail::shift_verbs.size() + detail::question_verbs.size() +
            detail::people_verbs.size() + detail::clock_verbs.size() + detail::report_verbs.size() +
            detail::supplier_verbs.size() + other_verbs.size()>
        all{};
    auto end = std::ranges::copy(requisition_verbs, all.begin()).out;
    end = std::ranges::copy(detail::supplier_verbs, end).out;
    end = std::ranges::copy(detail::submittal_verbs, end).out;
    end = std::ranges::copy(detail::interview_verbs, end).out;
    end = std::ranges::copy(detail::overview_verbs, end).out;
    end = std::ranges::copy(detail::opportunity_verbs, end).out;
    end = std::ranges::copy(detail::shift_verbs, end).out;
    end = std::ranges::copy(detail::question_verbs, end).out;
    end = std::ranges::copy(detail::people_verbs, end).out;
    end = std::ranges::copy(detail::clock_verbs, end).out;
    end = std::ranges::copy(detail::report_verbs, end).out;
    std::ranges::copy(other_verbs, end);
    return all;
}
constexpr auto verb_table = joined();

}  // namespace

std::span<const noun_rule> nouns() noexcept {
    return noun_table;
}

std::span<const verb_rule> verbs() noexcept {
    return verb_table;
}

}  // namespace fillrate::chat
