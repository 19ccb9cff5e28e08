#include "handlers/interview_telling.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/alerts.hpp"
#include "handlers/backdated.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/interview_times.hpp"
#include "handlers/lines.hpp"
#include "handlers/night.hpp"
#include "handlers/telling.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using sentence_told = std::optional<std::string>;

// One overload per payload that readers hear of.
class interview_teller {
public:
    interview_teller(
        const domain::event& what,
        const domain::interview& iv,
        const domain::interview_clearance& allowed
    )
        : what_(what), iv_(iv), allowed_(allowed) {}

    sentence_told operator()(const domain::interview_asked& asked) const {
        return "Round " + std::to_string(asked.round) + " asked for" + by() + '.';
    }
    sentence_told operator()(const domain::times_offered& offered) const {
        const bool moves = offered.what == domain::interview_verb::move;
        return (moves ? "Another time asked for" : "Times offered") + by() + ": " +
               listed_times(offered.slots, iv_.zone, what_.recorded_at) + reason() + '.';
    }
    sentence_told operator()(const domain::interview_confirmed& agreed) const {
        return "Confirmed" + by() + " for " +
               local_time(agreed.start, iv_.zone, what_.recorded_at) + '.';
    }
    sentence_told operator()(const domain::interview_moved& moved) const {
        return step(moved) + by() + reason() + '.';
    }
    sentence_told operator()(const domain::panel_changed& to) const {
        if (!allowed_.panel) {
            return std::nullopt;
        }
        std::vector<std::string> names;
        for (const auto& one : to.panel) {
            names.push_back(displayable(one.name));
        }
        const auto enough = quorum_text(to.panel, to.quorum);
        return "Panel changed" + by() + ": " + (names.empty() ? "nobody" : join(names, ", ")) +
               (enough.empty() ? std::string{} : "; " + enough) + '.';
    }
    sentence_told operator()(const domain::invitation_answered& said) const {
        if (!allowed_.panel) {
            return std::nullopt;
        }
        return name_of(said.person) +
               (said.answer == domain::invitation::declined ? " cannot come" : " will be there") +
               reason() + '.';
    }
    sentence_told operator()(const domain::candidate_missed&) const {
        return allowed_.owning ? sentence_told("The candidate is not there yet" + by() + '.')
                               : std::nullopt;
    }
    sentence_told operator()(const domain::feedback_given& given) const {
        if (!allowed_.panel) {
            return std::nullopt;
        }
        auto text = "Feedback of " + name_of(given.person);
        if (allowed_.verdicts) {
            text += ": " + std::string(shown_verdict(given.said));
        }
        if (!given.entered_by.empty()) {
            text += ", entered by " + first_name(given.entered_by);
        }
        return text + '.' + verdicts_in({given.settled, given.wanted});
    }
    sentence_told operator()(const domain::feedback_waived& waived) const {
        if (!allowed_.panel) {
            return std::nullopt;
        }
        return "Feedback of " + name_of(waived.person) + " waived" + by() + reason() + '.' +
               verdicts_in({waived.settled, waived.wanted});
    }
    sentence_told operator()(const domain::clock_acknowledged& on_it) const {
        return inside(on_it_text(what_, on_it, iv_.zone));
    }
    sentence_told operator()(const domain::clock_breached& missed) const {
        return inside(missed_text(missed.kind, missed.number));
    }
    sentence_told operator()(const domain::eta_missed& missed) const {
        return inside(eta_missed_text(missed));
    }
    sentence_told operator()(const domain::clock_excused& excused) const {
        const auto* said = excused.explains ? ": why it was missed, said" : ": the miss is excused";
        const auto why = ": " + shown_reason(what_.reason) + '.';
        return inside(clock_subject(excused.kind) + said + by() + why);
    }
    sentence_told operator()(const domain::breach_withdrawn& withdrawn) const {
        return inside(withdrawn_text(withdrawn));
    }
    sentence_told operator()(const domain::noted& note) const {
        return inside("Note" + by() + ": " + displayable_lines(note.text));
    }
    sentence_told operator()(const domain::undone&) const {
        return inside("A change was taken back" + by() + '.');
    }
    template <class Other>
    sentence_told operator()(const Other&) const {
        return std::nullopt;
    }

private:
    [[nodiscard]] sentence_told inside(std::string text) const {
        return allowed_.free_reasons ? sentence_told(std::move(text)) : std::nullopt;
    }
    static std::string step(const domain::interview_moved& moved) {
        switch (moved.what) {
            case domain::interview_verb::turn_down:
                return "None of the times works";
            case domain::interview_verb::cancel:
                return "Cancelled";
            case domain::interview_verb::no_show:
                return moved.absent == domain::absentee::interviewer
                           ? "Not held: an interviewer could not come"
                           : "Not held: the candidate did not come";
            case domain::interview_verb::held:
                return moved.assumed ? "Taken as held: nobody said otherwise" : "Marked as held";
            case domain::interview_verb::expire:
                return "Expired: nobody answered the times";
            case domain::interview_verb::propose:
            case domain::interview_verb::confirm:
            case domain::interview_verb::move:
            case domain::interview_verb::complete:
                break;
        }
        return "Changed";
    }
    // Suppliers go through the account manager: they read no other names.
    [[nodiscard]] std::string by() const {
        if (!allowed_.panel || what_.actor_name.empty()) {
            return {};
        }
        auto text = " by " + shown_actor(what_, allowed_.supplier_name || iv_.supplier.empty());
        // A firm's name is for those who may read whose candidate it is.
        const bool firm = displayable(iv_.supplier_name) == what_.on_behalf_of;
        if (!what_.on_behalf_of.empty() && (!firm || allowed_.supplier_name)) {
            text += " for " + displayable(what_.on_behalf_of);
        }
        return text;
    }
    [[nodiscard]] std::string reason() const {
        return what_.reason.empty() || !allowed_.free_reasons ? std::string{}
                                                              : ": " + displayable(what_.reason);
    }
    [[nodiscard]] std::string name_of(const person_id& who) const {
        const auto* one = domain::find_interviewer(iv_, who);
        if (one == nullptr && who == what_.actor) {
            return displayable(what_.actor_name);  // has left the panel since
        }
        return one == nullptr ? std::string("an interviewer") : displayable(one->name);
    }

    const domain::event& what_;
    const domain::interview& iv_;
    const domain::interview_clearance& allowed_;
};

using domain::interview_due;

/// Who hears of what came due.
struct hearers {
    bool owner = false;
    bool answerer = false;  ///< who has to answer the times
    bool supplier = false;
    bool panel = false;
};

hearers hearers_of(interview_due what) {
    switch (what) {
        case interview_due::answer_wanted:
            return {.answerer = true};
        case interview_due::answer_overdue:
        case interview_due::assumed_held:
        case interview_due::verdict_overdue:
            return {.owner = true};
        case interview_due::times_passed:
        case interview_due::candidate_missing:
            return {.owner = true, .supplier = true};
        case interview_due::soon_unconfirmed:
        case interview_due::soon:
        case interview_due::verdict_wanted:
        case interview_due::verdict_missing:
        case interview_due::verdict_in_morning:
            return {.panel = true};
    }
    return {};
}

// Who has said what they were asked for is not asked again.
bool concerns(interview_due what, const domain::interviewer& one) {
    const bool missing = domain::is_missing(one.feedback.state);
    switch (what) {
        case interview_due::soon_unconfirmed:
            return one.answer == domain::invitation::open;
        case interview_due::soon:
            return one.answer != domain::invitation::declined;
        case interview_due::verdict_wanted:
        case interview_due::verdict_missing:
        case interview_due::verdict_in_morning:
            return missing && one.answer != domain::invitation::declined;
        case interview_due::answer_wanted:
        case interview_due::answer_overdue:
        case interview_due::times_passed:
        case interview_due::candidate_missing:
        case interview_due::assumed_held:
        case interview_due::verdict_overdue:
            break;
    }
    return false;
}

// Of the event added last, to whomever it is then addressed.
chat::outgoing news_of(const interview_change& of, instant at) {
    chat::outgoing item;
    item.kind = "alert";
    item.subject = of.subject();
    item.event = of.after().events;
    item.how = chat::delivery_class::alert;
    item.not_before_ms = to_unix_ms(at);
    return item;
}

void tell_rooms_of_supplier(decision& into, const interview_change& of, instant now) {
    auto item = news_of(of, now);
    for (const auto& place : of.after().places) {
        if (place.readers.who == domain::binding::kind::supplier) {
            item.conversation = place.conversation;
            item.readers = chat::readers_of(place.readers);
            into.messages.push_back(item);
        }
    }
}

// What its clock says at night wakes nobody but who is on call (DOMAIN.md 0).
void tell_of_clock(
    decision& into,
    const interview_change& of,
    const domain::clock* told,
    const domain::person* who,
    const found_interview& one,
    const due_reading& by
) {
    const auto all = hearers_of(
        told,
        {.who = who, .at = by.now},
        *one.req,
        one.client,
        by.seen,
        by.book,
        by.now
    );
    tell_hearers(into, news_of(of, by.now), all);
}

constexpr std::string_view verdict_mark = "verdict";

// The card that asked before, where it is (DOMAIN.md 0: a reminder takes its place).
chat::outgoing replaced_by(const chat::outgoing& reminder) {
    auto old = reminder;
    old.kind = asked_again_kind;
    old.event = 0;
    old.how = chat::delivery_class::update;
    old.joins = false;
    old.replaces = true;
    return old;
}

// Reminders of several meetings join; a verdict is first asked for with all of its buttons.
void mark_reminders(decision& into, std::size_t first, interview_due what) {
    const bool overdue = what == interview_due::verdict_overdue;
    const bool again =
        what == interview_due::verdict_missing || what == interview_due::verdict_in_morning;
    std::vector<chat::outgoing> old;
    for (auto i = first; i < into.messages.size(); ++i) {
        auto& item = into.messages[i];
        item.joins = (overdue || again) && !item.breaks_quiet;
        if (overdue) {
            item.mark = miss_mark(domain::clock_kind::feedback, 0);
        } else if (again || what == interview_due::verdict_wanted) {
            item.mark = verdict_mark;
        }
        if (again) {
            old.push_back(replaced_by(item));
        }
    }
    into.messages
        .insert(into.messages.begin() + static_cast<std::ptrdiff_t>(first), old.begin(), old.end());
}

}  // namespace

std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::interview& iv,
    const domain::interview_clearance& allowed
) {
    if (!allowed.core) {
        return std::nullopt;
    }
    return std::visit(interview_teller{what, iv, allowed}, what.data);
}

composed compose_interview_line(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    auto wanted = missing_for_interview(seen, item.subject).value_or(need{});
    wanted.event = missing_event(item, seen);
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto one = interview_in(seen, item.subject);
    const auto* what = event_of(item, seen);
    if (!one.complete() || what == nullptr) {
        return std::monostate{};
    }
    const auto text = tell_event(
        *what,
        *one.iv,
        domain::clear(one.context(), ctx.place.binding, one.shows_suppliers())
    );
    if (!text) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = shown_id(one.iv->number) + ' ' + displayable(one.iv->initials) + ": " + *text +
                   logged_later(*what, one.iv->zone);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

std::optional<need> missing_owner(const snapshot& seen, const domain::requisition& req) {
    const auto name = domain::record_name(req.owner);
    if (req.owner.empty() || seen.loaded(name)) {
        return std::nullopt;
    }
    need wanted;
    wanted.records.push_back(name);
    return wanted;
}

std::optional<need> missing_panel(
    const snapshot& seen,
    const std::vector<domain::interviewer>& panel
) {
    need wanted;
    for (const auto& one : panel) {
        auto name = domain::record_name(one.person);
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

void tell_people(
    decision& into,
    const interview_change& of,
    const std::vector<person_id>& people,
    const snapshot& seen,
    instant not_before
) {
    for (const auto& id : people) {
        const auto* person = seen.find<domain::person>(domain::record_name(id));
        if (id.empty() || person == nullptr || person->direct.empty()) {
            continue;
        }
        auto item = news_of(of, not_before);
        item.conversation = person->direct;
        item.readers = {chat::audience::kind::person, id.value};
        into.messages.push_back(std::move(item));
    }
}

void tell_owner(
    decision& into,
    const interview_change& of,
    const domain::requisition& req,
    const snapshot& seen
) {
    tell_people(into, of, {req.owner}, seen, of.after().changed);
}

void tell_panel(
    decision& into,
    const context& ctx,
    const interview_change& of,
    const snapshot& seen
) {
    std::vector<person_id> people;
    for (const auto& one : of.after().panel) {
        if (one.person != ctx.actor.id && one.answer != domain::invitation::declined) {
            people.push_back(one.person);
        }
    }
    tell_people(into, of, people, seen, from_unix_ms(outside_ms(ctx.now)));
}

void tell_due(
    decision& into,
    const interview_change& of,
    interview_due what,
    const found_interview& one,
    const due_reading& by
) {
    const auto who = hearers_of(what);
    std::vector<person_id> people;
    const bool client_answers = of.after().answers == domain::party::client;
    const bool supplier_answers = of.after().answers == domain::party::supplier;
    if (who.owner || (who.answerer && !client_answers && !supplier_answers)) {
        people.push_back(one.req->owner);
    }
    if (who.answerer && client_answers) {
        people.push_back(one.req->hiring_manager);
    }
    for (const auto& each : of.after().panel) {
        if (who.panel && concerns(what, each)) {
            people.push_back(each.person);
        }
    }
    const auto before = into.messages.size();
    if (what == interview_due::verdict_overdue) {
        const auto* owner = by.seen.find<domain::person>(domain::record_name(one.req->owner));
        const auto* told = domain::find_clock(of.after().clocks, domain::clock_kind::feedback);
        tell_of_clock(into, of, told, owner, one, by);
    } else {
        tell_people(into, of, people, by.seen, by.now);
    }
    mark_reminders(into, before, what);
    if (who.supplier || (who.answerer && supplier_answers)) {
        tell_rooms_of_supplier(into, of, by.now);
    }
}

composed compose_asked_again(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& /*ctx*/
) {
    if (!seen.loaded(item.subject)) {
        need wanted;
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* iv = seen.find<domain::interview>(item.subject);
    const auto* self =
        iv == nullptr ? nullptr : domain::find_interviewer(*iv, person_id{item.readers.id});
    if (self == nullptr || !domain::is_missing(self->feedback.state)) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = shown_id(iv->number) + ": asked again below.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

bool speaks_again(const domain::clock_action& action) {
    return action.what == domain::due_kind::eta_missed ||
           action.what == domain::due_kind::wait_over;
}

void tell_again(
    decision& into,
    const interview_change& of,
    const domain::clock_action& action,
    const found_interview& one,
    const due_reading& by
) {
    const auto* const c = domain::find_clock(of.after().clocks, action.clock, action.batch);
    const auto& rules = policy_of(c, *one.req, by.book);
    const auto* person = recipient(action.what, *one.req, one.client, by.seen, rules);
    const bool heard = c != nullptr && domain::alert_of(*c) == domain::clock_alert::dm;
    if (heard) {
        tell_of_clock(into, of, c, person, one, by);
    }
}

}  // namespace fillrate::handlers
