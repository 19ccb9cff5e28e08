// What the manager and the account manager are asked and told of an assignment, when it comes due.
#include "core/base/text.hpp"
#include "core/domain/assignment.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/assignment.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/lines.hpp"
#include "handlers/needs.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::assignment_asked;

chat::outgoing assignment_item(
    std::string_view kind,
    const domain::submittal& sub,
    std::uint32_t event,
    instant now
) {
    chat::outgoing item;
    item.kind = kind;
    item.subject = domain::record_name(sub.number);
    item.event = event;
    item.how = chat::delivery_class::alert;
    item.not_before_ms = to_unix_ms(now);
    return item;
}

// The requisition; then those who may be asked.
std::optional<need> people_to_load(const snapshot& seen, const domain::submittal& sub) {
    need wanted;
    const auto name = domain::record_name(sub.requisition);
    load_record(wanted, seen, name);
    if (const auto* req = seen.find<domain::requisition>(name)) {
        for (const auto& person : {req->hiring_manager, req->owner}) {
            if (!person.empty()) {
                load_record(wanted, seen, domain::record_name(person));
            }
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// How it goes is the manager's to say, else the account manager's; of the end both are asked.
void ask_people(
    decision& into,
    const domain::assignment_action& action,
    const domain::submittal& sub,
    std::uint32_t event,
    const domain::requisition& req,
    const snapshot& seen,
    instant now
) {
    const bool of_end = action.fact.day == assignment_asked::of_end;
    const auto kind = of_end ? assignment_end_kind : check_in_kind;
    bool asked = false;
    for (const auto& id : {req.hiring_manager, req.owner}) {
        if (asked && !of_end) {
            return;
        }
        const auto* person = seen.find<domain::person>(domain::record_name(id));
        if (auto item = word_to(person, kind, sub, event, now)) {
            into.messages.push_back(std::move(*item));
            asked = true;
        }
    }
    if (!asked) {
        word_to_rooms(into, kind, sub, event, req, now);
    }
}

/// Everything a message about an assignment is made of.
struct assignment_words {
    const domain::submittal& sub;
    const domain::requisition& req;
    domain::submittal_view view{};
    const domain::event& what;
    std::uint64_t version = 0;
    std::uint64_t req_version = 0;
};

chat::button act_for(const assignment_words& all, std::string label, std::string verb) {
    return act_on(
        domain::record_name(all.sub.number),
        all.version,
        std::move(label),
        std::move(verb)
    );
}

std::string who_at(const assignment_words& all) {
    return shown_id(all.sub.number) + ' ' + displayable(all.view.shown_name) + " at " +
           displayable(all.req.client_name);
}

chat::message asked_with(std::string text, std::vector<chat::button> row) {
    chat::message said;
    said.summary = std::move(text);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    if (!row.empty()) {
        row.front().tone = chat::button_tone::primary;
        said.blocks.emplace_back(chat::button_row{std::move(row)});
    }
    return said;
}

// Answered meanwhile, or not at work any more: nothing is left to ask.
composed check_in_card(const assignment_words& all) {
    const auto* asked = std::get_if<assignment_asked>(&all.what.data);
    const auto& check_ins = all.sub.job->check_ins;
    const auto found = asked == nullptr
                           ? check_ins.end()
                           : std::ranges::find(check_ins, asked->day, &domain::check_in::day);
    if (found == check_ins.end() || found->answered) {
        return std::monostate{};
    }
    return asked_with(
        "Day " + std::to_string(found->day) + " of " + who_at(all) + ". How does it go?",
        {act_for(all, "Good", "good"), act_for(all, "Concern", "concern")}
    );
}

composed end_card(const assignment_words& all) {
    if (all.sub.job->end.empty() || all.sub.job->ask_end) {
        return std::monostate{};
    }
    return asked_with(
        "The assignment of " + who_at(all) + " ends on " + all.sub.job->end +
            ". What comes after it?",
        {act_for(all, "Extend", "extend"),
         act_for(all, "End", "end"),
         act_for(all, "Convert", "convert")}
    );
}

composed concern_card(const assignment_words& all) {
    if (!all.sub.job || !all.sub.job->worried) {
        return std::monostate{};
    }
    const auto by =
        all.what.actor_name.empty() ? std::string("Somebody") : displayable(all.what.actor_name);
    auto said = asked_with(
        by + " has a concern about " + who_at(all) + ": " + displayable_lines(all.what.reason),
        {act_for(all, "Settled", "good"),
         act_for(all, "History", "history"),
         act_for(all, "End", "end")}
    );
    said.tone = chat::tone::warning;
    return said;
}

composed conversion_card(const assignment_words& all) {
    const auto* moved = std::get_if<domain::submittal_moved>(&all.what.data);
    if (moved == nullptr) {
        return std::monostate{};
    }
    return asked_with(
        who_at(all) + " was taken on by the client. " + conversion_text(moved->hours),
        {act_for(all, "History", "history")}
    );
}

// A filled requisition looks again by itself; one that was closed asks its owner.
composed unreplaced_card(const assignment_words& all, bool again) {
    const auto* moved = std::get_if<domain::submittal_moved>(&all.what.data);
    const auto state = all.req.state;
    const bool over =
        state == domain::requisition_state::closed || state == domain::requisition_state::cancelled;
    if (moved == nullptr || !over) {
        return std::monostate{};
    }
    const auto id = shown_id(all.req.number);
    const bool left = moved->what == domain::submittal_verb::end;
    const std::string verb = again ? "reopen" : "clone";
    auto said = asked_with(
        who_at(all) + (left ? " left within the guarantee" : " fell off") + ", and " + id + " is " +
            std::string(shown_state(state)) + ": nobody looks for somebody in their place. " +
            (again ? "Reopen" : "Clone") + " it if the client still needs somebody.",
        {act_on(
             domain::record_name(all.req.number),
             all.req_version,
             (again ? "Reopen " : "Clone ") + id,
             verb
         ),
         act_for(all, "History", "history")}
    );
    said.tone = chat::tone::warning;
    return said;
}

composed assignment_card(std::string_view kind, const assignment_words& all) {
    const bool at_work =
        all.sub.state == domain::submittal_state::started && all.sub.job.has_value();
    if (kind == concern_kind) {
        return all.view.allowed.free_reasons ? concern_card(all) : composed{};
    }
    if (kind == converted_kind) {
        return all.view.allowed.screening ? conversion_card(all) : composed{};
    }
    if (kind == unreplaced_kind || kind == long_unreplaced_kind) {
        return all.view.allowed.screening ? unreplaced_card(all, kind == unreplaced_kind)
                                          : composed{};
    }
    if (!at_work || (!all.view.allowed.deciding && !all.view.allowed.screening)) {
        return std::monostate{};
    }
    return kind == check_in_kind ? check_in_card(all) : end_card(all);
}

}  // namespace

std::optional<chat::outgoing> word_to(
    const domain::person* person,
    std::string_view kind,
    const domain::submittal& sub,
    std::uint32_t event,
    instant now
) {
    if (person == nullptr || person->direct.empty()) {
        return std::nullopt;
    }
    auto item = assignment_item(kind, sub, event, now);
    item.conversation = person->direct;
    item.readers = {chat::audience::kind::person, person->id.value};
    return item;
}

void word_to_rooms(
    decision& into,
    std::string_view kind,
    const domain::submittal& sub,
    std::uint32_t event,
    const domain::requisition& req,
    instant now
) {
    for (const auto& place : req.places) {
        if (place.readers.who == domain::binding::kind::internal) {
            auto item = assignment_item(kind, sub, event, now);
            item.conversation = place.conversation;
            item.readers = chat::readers_of(place.readers);
            into.messages.push_back(std::move(item));
        }
    }
}

void word_to_owner(
    decision& into,
    std::string_view kind,
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    std::uint32_t event
) {
    if (one.req->owner == ctx.actor.id) {
        return;
    }
    const auto* owner = seen.find<domain::person>(domain::record_name(one.req->owner));
    if (auto word = word_to(owner, kind, *one.sub, event, ctx.now)) {
        into.messages.push_back(std::move(*word));
    } else {
        word_to_rooms(into, kind, *one.sub, event, *one.req, ctx.now);
    }
}

std::string conversion_text(std::uint32_t hours) {
    if (hours == 0) {
        return "Nobody said how many hours they worked: ask, and check the fee agreed for hires.";
    }
    const auto worked = std::to_string(hours);
    return worked + " hours worked: check the fee agreed for hires after " + worked + " hours.";
}

outcome decide_assignment_due(
    const context& ctx,
    const domain::submittal& sub,
    const snapshot& seen
) {
    if (auto wanted = people_to_load(seen, sub)) {
        return std::move(*wanted);
    }
    const auto* req = seen.find<domain::requisition>(domain::record_name(sub.requisition));
    const auto subject = domain::record_name(sub.number);
    submittal_change one(ctx, subject, sub, seen.version_of(subject));
    decision decided;
    decided.can_undo = false;
    for (const auto& action : domain::assignment_actions(sub, ctx.now)) {
        one.add(action.fact);
        if (action.alert && req != nullptr) {
            ask_people(decided, action, sub, one.after().events, *req, seen, ctx.now);
        }
    }
    one.finish(decided);
    return decided;
}

composed compose_assignment(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto& readers = ctx.place.binding;
    if (auto wanted = missing_for_submittal(item, seen, readers)) {
        return std::move(*wanted);
    }
    const auto* sub = seen.find<domain::submittal>(item.subject);
    const auto* what = event_of(item, seen);
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    if (what == nullptr || req == nullptr) {
        return std::monostate{};
    }
    const auto* who = seen.find<domain::candidate>(domain::record_name(sub->candidate));
    const auto allowed = clear_readers(*sub, *req, seen, readers, ctx.now);
    if (!allowed.core) {
        return std::monostate{};
    }
    return assignment_card(
        item.kind,
        {*sub,
         *req,
         domain::view(*sub, who, allowed),
         *what,
         seen.version_of(item.subject),
         seen.version_of(domain::record_name(req->number))}
    );
}

}  // namespace fillrate::handlers
