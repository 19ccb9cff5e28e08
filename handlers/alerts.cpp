#include "handlers/alerts.hpp"

#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/assignment.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/clock_remedies.hpp"
#include "handlers/guests.hpp"
#include "handlers/interview_alerts.hpp"
#include "handlers/lines.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/next_tier.hpp"
#include "handlers/night.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/policy_use_cases.hpp"
#include "handlers/shift_alerts.hpp"
#include "handlers/submittal_alerts.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::due_kind;

}  // namespace

namespace {

const domain::person* other_manager(
    const domain::requisition& req,
    const domain::client* client,
    const snapshot& seen
) {
    if (client == nullptr) {
        return nullptr;
    }
    for (const auto& manager : client->account_managers) {
        const auto* other = manager == req.owner
                                ? nullptr
                                : seen.find<domain::person>(domain::record_name(manager));
        if (other != nullptr) {
            return other;
        }
    }
    return nullptr;
}

const domain::person* other_operations(const domain::requisition& req, const snapshot& seen) {
    const auto all = records_of<domain::person>(seen, people_page(domain::role::operations));
    const auto other =
        std::ranges::find_if(all, [&req](const auto* one) { return one->id != req.owner; });
    return other == all.end() ? nullptr : *other;
}

}  // namespace

const domain::policy& policy_of(
    const domain::clock* told,
    const domain::requisition& req,
    const domain::policy_book& book
) {
    const auto* own = told == nullptr ? nullptr : book.find_policy(told->policy);
    return own == nullptr ? book.choose(req) : *own;
}

const domain::person* recipient(
    due_kind what,
    const domain::requisition& req,
    const domain::client* client,
    const snapshot& seen,
    const domain::policy& rules
) {
    const auto* owner = seen.find<domain::person>(domain::record_name(req.owner));
    if (what != due_kind::eta_missed && owner != nullptr) {
        return owner;
    }
    for (const auto rung : rules.ladder) {
        const auto* next = rung == domain::role::account_manager ? other_manager(req, client, seen)
                                                                 : other_operations(req, seen);
        if (next != nullptr) {
            return next;
        }
    }
    return owner;
}

namespace {

// Warnings go to the person only; what is past its time is said in the thread too.
bool belongs_in_thread(due_kind what) {
    switch (what) {
        case due_kind::warn:
        case due_kind::urge:
            return false;
        case due_kind::hold_ran_out:
        case due_kind::hold_ran_long:
        case due_kind::breach:
        case due_kind::wait_over:
        case due_kind::eta_missed:
            return true;
    }
    return true;
}

struct alerting {
    due_kind what = due_kind::warn;
    std::uint32_t event = 0;  ///< the ordinal of the fact it tells of
    std::string mark{};       ///< of a miss
    domain::clock_kind clock = domain::clock_kind::coverage;  ///< unless it is of a hold
    std::uint32_t batch = 0;
};

void add_alerts(
    decision& into,
    const alerting& alert,
    const domain::requisition& req,
    const std::vector<hearer>& hearers,
    const hearer& room
) {
    chat::outgoing item;
    item.kind = "alert";
    item.subject = domain::record_name(req.number);
    item.event = alert.event;
    item.mark = alert.mark;
    item.how = chat::delivery_class::alert;
    const bool in_person = tell_hearers(into, item, hearers);
    if (!in_person || belongs_in_thread(alert.what)) {
        tell_rooms_inside(into, std::move(item), req.places, room);
    }
}

bool is_warning(due_kind what) {
    return what == due_kind::warn || what == due_kind::urge;
}

bool is_of_hold(due_kind what) {
    return what == due_kind::hold_ran_out || what == due_kind::hold_ran_long;
}

}  // namespace

instant speaking_time(
    due_kind what,
    const domain::requisition& req,
    std::span<const domain::clock> own,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    constexpr std::chrono::hours between_words{2};
    const auto face = face_for(req, client, book);
    if (!face || (!is_of_hold(what) && !is_warning(what))) {
        return now;
    }
    if (is_of_hold(what)) {
        return face->on->next_open(now);
    }
    const auto last = std::max(domain::last_told(req.clocks, now), domain::last_told(own, now));
    return last ? std::max(now, face->on->add(*last, between_words)) : now;
}

// Round two: the client and operations; round three: the people who may be told.
std::optional<need> missing_directory(const snapshot& seen, const domain::requisition& req) {
    need wanted;
    load_record(wanted, seen, domain::record_name(req.client));
    if (!req.owner.empty()) {
        load_record(wanted, seen, domain::record_name(req.owner));
    }
    if (const auto* client = seen.find<domain::client>(domain::record_name(req.client))) {
        for (const auto& manager : client->account_managers) {
            load_record(wanted, seen, domain::record_name(manager));
        }
        if (!client->on_call.empty()) {
            load_record(wanted, seen, domain::record_name(client->on_call));
        }
    }
    const auto operations = people_page(domain::role::operations);
    if (!seen.pages.contains(operations)) {
        wanted.pages.push_back(operations);
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

namespace {

// Who may be told, and whom the next tier asks.
std::optional<need> missing_for_requisition_due(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::client* client,
    bool next_tier
) {
    auto wanted = missing_directory(seen, req).value_or(need{});
    if (const auto more = next_tier ? missing_for_next_tier(seen, req, client) : std::nullopt) {
        load_too(wanted, *more);
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

outcome decide_requisition_due(
    const context& ctx,
    const domain::requisition& req,
    const snapshot& seen,
    const domain::policy_book& book
) {
    const auto subject = domain::record_name(req.number);
    auto actions = domain::due_actions(req, ctx.now);
    const bool next_tier = lets_next_tier_in(req, actions, book, ctx.now);
    const auto* client = seen.find<domain::client>(domain::record_name(req.client));
    if (auto wanted = missing_for_requisition_due(seen, req, client, next_tier)) {
        return std::move(*wanted);
    }
    decision decided;
    decided.can_undo = false;
    change one(ctx, subject, req, seen.version_of(subject));
    std::optional<alerting> alert;
    for (auto& action : actions) {
        one.add(std::move(action.fact));
        if (action.alert) {
            const bool missed = action.what == due_kind::breach;
            alert = alerting{
                action.what,
                one.after().events,
                missed ? miss_mark(action.clock, action.batch) : std::string{},
                action.clock,
                action.batch};
        }
    }
    if (next_tier) {
        let_next_tier_in(one, seen, client);
    }
    one.finish(decided);
    if (alert) {
        const auto* told = is_of_hold(alert->what)
                               ? nullptr
                               : domain::find_clock(req.clocks, alert->clock, alert->batch);
        const hearer usual{
            recipient(alert->what, req, client, seen, policy_of(told, req, book)),
            speaking_time(alert->what, req, req.clocks, client, book, ctx.now)};
        const auto all = hearers_of(told, usual, req, client, seen, book, ctx.now);
        const auto room = room_hearer(told, usual.at, req, client, book, ctx.now);
        add_alerts(decided, *alert, req, all, room);
    }
    return decided;
}

}  // namespace

outcome decide_due(
    const context& ctx,
    const std::string& subject,
    const snapshot& seen,
    domain::policy_book& book
) {
    if (!seen.loaded(subject)) {
        need wanted;
        wanted.records.push_back(subject);
        return wanted;
    }
    if (const auto* guest = seen.find<domain::person>(subject)) {
        return decide_guest_due(ctx, *guest, seen);
    }
    if (const auto* sub = seen.find<domain::submittal>(subject)) {
        const bool at_work = sub->state == domain::submittal_state::started;
        return at_work ? decide_assignment_due(ctx, *sub, seen)
                       : decide_submittal_due(ctx, *sub, seen, book);
    }
    if (const auto* iv = seen.find<domain::interview>(subject)) {
        return decide_interview_due(ctx, *iv, seen, book);
    }
    if (const auto* opp = seen.find<domain::opportunity>(subject)) {
        return decide_opportunity_due(ctx, *opp, seen);
    }
    if (const auto* shift = seen.find<domain::work_shift>(subject)) {
        return decide_shift_due(ctx, *shift, seen);
    }
    if (const auto* task = seen.find<domain::task>(subject)) {
        return decide_task_due(ctx, *task, seen, book);
    }
    const auto* req = seen.find<domain::requisition>(subject);
    if (req == nullptr) {
        return decision{};
    }
    return decide_requisition_due(ctx, *req, seen, book);
}

namespace {

/// The clock an alert is of.
struct told_clock {
    domain::clock_kind kind = domain::clock_kind::coverage;
    std::uint32_t batch = 0;
    bool missed_time = false;
};

std::optional<told_clock> clock_told_of(const domain::event& told) {
    if (const auto* warned = std::get_if<domain::clock_warned>(&told.data)) {
        return told_clock{warned->kind, warned->batch, false};
    }
    if (const auto* breached = std::get_if<domain::clock_breached>(&told.data)) {
        return told_clock{breached->kind, breached->batch, false};
    }
    if (const auto* missed = std::get_if<domain::eta_missed>(&told.data)) {
        return told_clock{missed->kind, missed->batch, true};
    }
    return std::nullopt;
}

// What is said of a running clock; nothing when it does not run any more.
std::optional<chat::message> clock_alert(
    const domain::requisition_view& v,
    std::uint64_t version,
    const told_clock& told,
    std::uint32_t tier,
    instant now
) {
    const auto* const running = domain::find_clock(v.clocks, told.kind, told.batch);
    if (running == nullptr || running->state != domain::clock_state::running) {
        return std::nullopt;
    }
    const auto id = shown_id(v.number) + ' ' + displayable(v.title);
    chat::message said;
    chat::paragraph line;
    if (told.missed_time) {
        line.text.push_back(chat::plain("The time named for it has passed. "));
    }
    line.text.push_back(chat::plain(
        clock_subject(running->kind) + " of " + id + (running->breached ? " was due " : " is due ")
    ));
    line.text.push_back(moment(domain::due_time(*running), v.zone, now));
    line.text.push_back(chat::plain(". " + state_of_play(v, running->kind) + miss_text(*running)));
    for (const auto& run : line.text) {
        said.summary += run.text;
    }
    said.tone = running->breached ? chat::tone::bad : chat::tone::warning;
    said.blocks.emplace_back(std::move(line));
    if (v.allowed.owner_actions) {
        said.blocks.emplace_back(
            remedies(v, version, running->kind, running->breached.has_value(), tier)
        );
    }
    return said;
}

std::optional<chat::message> hold_alert(
    const domain::requisition_view& v,
    std::uint64_t version,
    const domain::event& told,
    instant since
) {
    if (v.state != domain::requisition_state::on_hold) {
        return std::nullopt;
    }
    const bool questioned = std::holds_alternative<domain::hold_questioned>(told.data);
    const auto which = shown_id(v.number) + ' ' + displayable(v.title);
    chat::message said;
    said.summary = questioned
                       ? which + " has been on hold since " + local_time(since, v.zone) +
                             ". Is the need still there?"
                       : "The hold of " + which +
                             " was to end today. It stays on hold until somebody resumes it.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    if (v.allowed.owner_actions) {
        chat::button_row row;
        row.buttons.push_back(act_on(v, version, "Resume", "resume"));
        row.buttons.front().tone = chat::button_tone::primary;
        if (!questioned) {
            row.buttons.push_back(act_on(v, version, "Close", "close"));
        }
        row.buttons.push_back(act_on(v, version, "Cancel", "cancel"));
        if (questioned) {
            row.buttons.push_back(act_on(v, version, "Keep it on hold", "keep_hold"));
        }
        said.blocks.emplace_back(std::move(row));
    }
    return said;
}

}  // namespace

composed compose_alert(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
    }
    wanted.event = missing_event(item, seen);
    const auto& readers = ctx.place.binding;
    const bool direct = readers.who == domain::binding::kind::direct;
    const auto person_name = domain::record_name(person_id{readers.id});
    if (direct && !seen.loaded(person_name)) {
        wanted.records.push_back(person_name);
    }
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    const auto* told = event_of(item, seen);
    if (req == nullptr || told == nullptr || is_overtaken(*told, req->clocks)) {
        return std::monostate{};
    }
    // In person: what this person may see today, whatever they could see when it was queued.
    domain::clearance allowed;
    if (direct) {
        if (const auto* person = seen.find<domain::person>(person_name)) {
            allowed = domain::clear(*req, domain::acting(*person, ctx.now), readers, false);
        }
    } else if (readers.who == domain::binding::kind::internal) {
        allowed = domain::clear(*req, readers, false);
    }
    if (!allowed.core || !allowed.program_clocks) {
        return std::monostate{};
    }
    const auto of_clock = clock_told_of(*told);
    const bool acts = of_clock && allowed.owner_actions;
    if (const auto firms = directory_page(suppliers_list); acts && !seen.pages.contains(firms)) {
        wanted.pages.push_back(firms);
        return wanted;
    }
    const auto tier = acts ? next_tier_of(seen, *req) : 0;
    const auto shown = domain::view(*req, allowed);
    const auto version = seen.version_of(item.subject);
    auto said = of_clock ? clock_alert(shown, version, *of_clock, tier, ctx.now)
                         : hold_alert(shown, version, *told, req->entered.value_or(req->changed));
    if (!said) {
        return std::monostate{};
    }
    add_night_mark(*said, item, *told, req->zone);
    return std::move(*said);
}

}  // namespace fillrate::handlers
