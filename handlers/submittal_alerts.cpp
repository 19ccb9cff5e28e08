#include "handlers/submittal_alerts.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/alerts.hpp"
#include "handlers/attendance.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/held_until.hpp"
#include "handlers/lines.hpp"
#include "handlers/miss_subject.hpp"
#include "handlers/night.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/waiting.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace fillrate::handlers {

namespace {

using domain::clock_kind;
using domain::due_kind;

struct due_alert {
    due_kind what = due_kind::warn;
    clock_kind clock = clock_kind::review;
    std::uint32_t event = 0;  ///< the ordinal of the fact it tells of
};

// Whoever is told of one candidate's wait is told of all: another of the requisition spoke already.
bool said_of_another(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::submittal& sub,
    due_kind what
) {
    const auto waiting = awaiting_word(seen, req);
    return std::ranges::any_of(waiting, [&](const auto* other) {
        const auto* const c = domain::find_clock(other->clocks, clock_kind::review);
        if (other->number == sub.number || c == nullptr || !domain::is_live(*c)) {
            return false;
        }
        switch (what) {
            case due_kind::warn:
                return c->warned >= 75 || c->breached.has_value();
            case due_kind::urge:
                return c->warned >= 90 || c->breached.has_value();
            case due_kind::hold_ran_out:
            case due_kind::hold_ran_long:
            case due_kind::breach:
            case due_kind::wait_over:
            case due_kind::eta_missed:
                break;
        }
        return c->breached.has_value();
    });
}

// A first day is a matter of minutes: there is nothing to warn of before.
bool is_worth_a_word(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::submittal& sub,
    const domain::clock_action& action
) {
    if (action.what == due_kind::eta_missed || action.what == due_kind::wait_over) {
        return true;  // somebody answered for this one alone
    }
    if (action.clock == clock_kind::start) {
        return action.what == due_kind::breach;
    }
    return action.clock != clock_kind::review || !said_of_another(seen, req, sub, action.what);
}

chat::outgoing alert_item(const std::string& subject, const due_alert& alert) {
    chat::outgoing item;
    item.kind = "alert";
    item.subject = subject;
    item.event = alert.event;
    if (alert.what == due_kind::breach) {
        item.mark = miss_mark(alert.clock, 0);
    }
    item.how = chat::delivery_class::alert;
    return item;
}

void tell_owner(
    decision& into,
    const std::vector<hearer>& hearers,
    const hearer& room,
    const due_alert& alert,
    const submittal_change& of
) {
    auto item = alert_item(of.subject(), alert);
    tell_hearers(into, item, hearers);
    if (alert.what == due_kind::breach) {
        tell_rooms_inside(into, std::move(item), of.after().places, room);
    }
}

bool is_word_of_manager(clock_kind kind) {
    return kind == clock_kind::review || kind == clock_kind::decision;
}

// The client's own wait is worded as a request, to the one who can answer it.
bool asks_manager(const domain::submittal& sub, const domain::clock_action& action, instant now) {
    const bool clients = is_word_of_manager(action.clock);
    const auto* const c = domain::find_clock(sub.clocks, action.clock, action.batch);
    if (!clients || c == nullptr || domain::alert_of(*c) == domain::clock_alert::off) {
        return false;
    }
    const bool waits = c->eta && *c->eta > now;
    return action.what == due_kind::breach ? !waits
                                           : action.what == due_kind::wait_over && c->breached;
}

void ask_for_word(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    instant at
) {
    if (const auto* manager = manager_to_ask(seen, req, at)) {
        const auto subject = domain::record_name(req.number);
        change one(ctx, subject, req, seen.version_of(subject));
        ask_manager(into, one, *manager, at);
        one.record(into);
    }
}

std::optional<need> missing_records(const snapshot& seen, const domain::submittal& sub) {
    const auto name = domain::record_name(sub.requisition);
    if (!seen.loaded(name)) {
        need wanted;
        wanted.records.push_back(name);
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(name);
    if (req == nullptr) {
        return std::nullopt;
    }
    auto wanted = missing_directory(seen, *req);
    if (auto more = missing_for_reminder(seen, *req)) {
        if (!wanted) {
            return more;
        }
        std::ranges::move(more->records, std::back_inserter(wanted->records));
        std::ranges::move(more->pages, std::back_inserter(wanted->pages));
    }
    return wanted;
}

std::string manager_of(const domain::requisition& req) {
    return req.hiring_manager_name.empty() ? std::string("the manager")
                                           : first_name(req.hiring_manager_name);
}

// What may be said to the time of any candidate.
void add_answers(
    chat::button_row& to,
    const std::string& subject,
    const domain::clock& running,
    std::uint64_t version
) {
    to.buttons.push_back(act_on(subject, version, "On it, by ...", "ack"));
    to.buttons.push_back(act_on(subject, version, "Waiting until ...", "wait"));
    if (running.breached && !running.missed.empty()) {
        to.buttons.push_back(act_on(subject_of(running.missed), 0, "Give reason", "excuse"));
    }
}

chat::message review_alert(
    const domain::submittal& sub,
    const domain::requisition& req,
    const domain::clock& running,
    std::uint64_t version
) {
    const auto manager = manager_of(req);
    chat::message said;
    said.summary = shown_id(sub.number) + " (" + displayable(sub.initials) +
                   ") and all who are with " + manager + " for " + shown_id(req.number) + ' ' +
                   displayable(req.title) + " wait for a word since " +
                   local_time(sub.entered, req.zone) + '.' + miss_text(running);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    auto ask = act_on(domain::record_name(req.number), 0, "Ask " + manager, "chase");
    ask.tone = chat::button_tone::primary;
    chat::button_row row;
    row.buttons.push_back(std::move(ask));
    add_answers(row, domain::record_name(sub.number), running, version);
    said.blocks.emplace_back(std::move(row));
    return said;
}

// Of what is not the manager's word: where a policy has it told in person.
chat::message due_time_alert(
    const domain::submittal& sub,
    const domain::requisition& req,
    const domain::clock& running,
    std::uint64_t version
) {
    chat::message said;
    said.summary = clock_subject(running.kind) + " of " + shown_id(sub.number) + " (" +
                   displayable(sub.initials) + ") for " + shown_id(req.number) + ' ' +
                   displayable(req.title) + (running.breached ? " was due " : " is due ") +
                   local_time(domain::due_time(running), req.zone) + '.' + miss_text(running);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button_row row;
    add_answers(row, domain::record_name(sub.number), running, version);
    row.buttons.front().tone = chat::button_tone::primary;
    said.blocks.emplace_back(std::move(row));
    return said;
}

chat::message start_alert(
    const domain::submittal& sub,
    const domain::requisition& req,
    const domain::client* client,
    const domain::clock& running,
    std::uint64_t version
) {
    const auto subject = domain::record_name(sub.number);
    chat::message said;
    said.summary = shown_id(sub.number) + " (" + displayable(sub.initials) + ") was to start at " +
                   displayable(req.site_name) + ' ' + local_time(running.started, req.zone) +
                   ", and nobody has said they came.";
    const auto missing = missing_from(req, client, running);
    if (missing > running.due) {
        said.summary += " They count as not come from " + local_time(missing, req.zone) + " on.";
    }
    said.summary += miss_text(running);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button_row row;
    row.buttons.push_back(act_on(subject, version, "They came", "start"));
    row.buttons.front().tone = chat::button_tone::primary;
    row.buttons.push_back(act_on(subject, version, "Did not come", "noshow"));
    said.blocks.emplace_back(std::move(row));
    return said;
}

std::optional<clock_kind> clock_of(const domain::event& told) {
    if (const auto* warned = std::get_if<domain::clock_warned>(&told.data)) {
        return warned->kind;
    }
    if (const auto* breached = std::get_if<domain::clock_breached>(&told.data)) {
        return breached->kind;
    }
    if (const auto* missed = std::get_if<domain::eta_missed>(&told.data)) {
        return missed->kind;
    }
    return std::nullopt;
}

// Round one: the candidate and the history; round two: what it hangs on.
std::optional<need> missing_to_compose(const chat::outgoing& item, const snapshot& seen) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
    }
    wanted.event = missing_event(item, seen);
    if (const auto* sub = seen.find<domain::submittal>(item.subject)) {
        for (auto& name :
             {domain::record_name(sub->requisition), domain::record_name(sub->client)}) {
            if (!seen.loaded(name)) {
                wanted.records.push_back(name);
            }
        }
    }
    if (item.readers.who == chat::audience::kind::person) {
        auto person = domain::record_name(person_id{item.readers.id});
        if (!seen.loaded(person)) {
            wanted.records.push_back(std::move(person));
        }
    }
    const bool nothing = wanted.records.empty() && !wanted.event;
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

outcome decide_submittal_due(
    const context& ctx,
    const domain::submittal& sub,
    const snapshot& seen,
    const domain::policy_book& book
) {
    auto actions = domain::due_actions(sub, ctx.now);
    if (auto wanted = missing_records(seen, sub)) {
        return std::move(*wanted);
    }
    const auto* req = seen.find<domain::requisition>(domain::record_name(sub.requisition));
    decision decided;
    decided.can_undo = false;
    if (req == nullptr) {
        return decided;
    }
    if (sub.hold_until && *sub.hold_until <= ctx.now) {
        return ask_again(ctx, seen, book, sub, *req);
    }
    const auto subject = domain::record_name(sub.number);
    submittal_change one(ctx, subject, sub, seen.version_of(subject));
    std::optional<due_alert> alert;
    const domain::clock* asks = nullptr;
    for (auto& action : actions) {
        if (asks_manager(sub, action, ctx.now)) {
            asks = domain::find_clock(sub.clocks, action.clock, action.batch);
        }
        const bool told = action.alert && is_worth_a_word(seen, *req, sub, action);
        one.add(std::move(action.fact));
        if (told) {
            alert = due_alert{action.what, action.clock, one.after().events};
        }
    }
    one.record(decided);
    const auto* client = seen.find<domain::client>(domain::record_name(req->client));
    if (alert) {
        const auto* told = domain::find_clock(sub.clocks, alert->clock);
        const hearer usual{
            recipient(alert->what, *req, client, seen, policy_of(told, *req, book)),
            speaking_time(alert->what, *req, sub.clocks, client, book, ctx.now)};
        const auto all = hearers_of(told, usual, *req, client, seen, book, ctx.now);
        const auto room = room_hearer(told, usual.at, *req, client, book, ctx.now);
        tell_owner(decided, all, room, *alert, one);
    }
    if (asks != nullptr) {
        const auto when = room_hearer(asks, ctx.now, *req, client, book, ctx.now).at;
        ask_for_word(decided, ctx, seen, *req, when);
    }
    return decided;
}

composed compose_submittal_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    if (auto wanted = missing_to_compose(item, seen)) {
        return std::move(*wanted);
    }
    const auto* sub = seen.find<domain::submittal>(item.subject);
    const auto* told = event_of(item, seen);
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    const auto kind = told == nullptr ? std::nullopt : clock_of(*told);
    if (req == nullptr || !kind || is_overtaken(*told, sub->clocks)) {
        return std::monostate{};
    }
    const auto* const running = domain::find_clock(sub->clocks, *kind);
    const auto allowed = clear_readers(*sub, *req, seen, ctx.place.binding, ctx.now);
    // Who decides reads a request instead, and suppliers do not read of the client's time.
    if (!allowed.core || !allowed.screening || running == nullptr ||
        running->state != domain::clock_state::running) {
        return std::monostate{};
    }
    const auto client = domain::record_name(req->client);
    if (*kind == clock_kind::start && !seen.loaded(client)) {
        need wanted;
        wanted.records.push_back(client);
        return wanted;
    }
    const auto version = seen.version_of(item.subject);
    auto said = *kind == clock_kind::start
                    ? start_alert(*sub, *req, seen.find<domain::client>(client), *running, version)
                : is_word_of_manager(*kind) ? review_alert(*sub, *req, *running, version)
                                            : due_time_alert(*sub, *req, *running, version);
    said.tone = running->breached ? chat::tone::bad : chat::tone::warning;
    add_night_mark(said, item, *told, req->zone);
    return said;
}

}  // namespace fillrate::handlers
