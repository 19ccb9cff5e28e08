#include "handlers/interview_alerts.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "core/domain/interview_due.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/alerts.hpp"
#include "handlers/cards.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/interview_steps.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_times.hpp"
#include "handlers/lines.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/night.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::interview_due;

// On hold, or the candidate is out: nobody is reminded of anything.
bool is_alive(const found_interview& one) {
    return one.req->state == domain::requisition_state::open && domain::is_live(one.sub->state);
}

std::optional<need> missing_for_due(
    const snapshot& seen,
    const std::string& subject,
    const domain::interview& iv,
    const std::vector<domain::clock_action>& facts
) {
    auto wanted = missing_for_interview(seen, subject).value_or(need{});
    load_too(wanted, missing_panel(seen, iv.panel).value_or(need{}));
    const auto* req = seen.find<domain::requisition>(domain::record_name(iv.requisition));
    if (req != nullptr) {
        const auto* client = seen.find<domain::client>(domain::record_name(iv.client));
        const auto on_call = client == nullptr ? person_id{} : client->on_call;
        for (const auto& id : {req->owner, req->hiring_manager, on_call}) {
            if (!id.empty()) {
                load_record(wanted, seen, domain::record_name(id));
            }
        }
        const bool again = std::ranges::any_of(facts, speaks_again);
        if (const auto more = again ? missing_directory(seen, *req) : std::nullopt) {
            load_too(wanted, *more);
        }
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

outcome decide_interview_due(
    const context& ctx,
    const domain::interview& iv,
    const snapshot& seen,
    const domain::policy_book& book
) {
    const auto subject = domain::record_name(iv.number);
    const auto facts = domain::due_clock_actions(iv, ctx.now);
    if (auto wanted = missing_for_due(seen, subject, iv, facts)) {
        return std::move(*wanted);
    }
    const auto one = interview_in(seen, subject);
    decision decided;
    decided.can_undo = false;
    interview_change next(ctx, subject, iv, seen.version_of(subject));
    for (const auto& action : facts) {
        next.add(action.fact);
        if (speaks_again(action) && one.complete() && is_alive(one)) {
            tell_again(decided, next, action, one, {seen, book, ctx.now});
        }
    }
    const auto reminders = domain::due_actions(iv, ctx.now);
    for (const auto& action : reminders) {
        next.add(domain::interview_reminded{action.what});
        const auto told = next.after().events;
        const bool alerts = action.alert && one.complete() && is_alive(one);
        if (alerts) {
            tell_due(decided, next, action.what, one, {seen, book, ctx.now});
        }
        const auto step = domain::outcome_of(action.what);
        if (step && domain::next_step(next.after(), *step) != nullptr) {
            next.add(domain::interview_moved{
                .what = *step,
                .assumed = *step == domain::interview_verb::held});
            if (next.after().events != told) {
                next.tell({.client = true, .suppliers = *step == domain::interview_verb::expire});
            }
        }
    }
    if (one.complete() && !settle_clocks(next, *one.sub, *one.req, one.client, book, ctx.now)) {
        return unknown_calendar(ctx, *one.req);
    }
    if (one.complete() && !tell_candidate(ctx, seen, book, next, one, decided)) {
        return unknown_calendar(ctx, *one.req);
    }
    if (reminders.empty()) {
        next.record(decided);  // of clocks a card shows nothing
    } else {
        next.finish(decided);
    }
    return decided;
}

namespace {

/// One message in the making.
class interview_alert {
public:
    interview_alert(
        const domain::interview_view& shown,
        const std::vector<domain::clock>& clocks,
        std::uint64_t version,
        instant now
    )
        : v_(shown), clocks_(clocks), version_(version), now_(now) {}

    void say(std::string text) { line_.text.push_back(chat::plain(std::move(text))); }
    void say_when() {
        if (v_.start) {
            line_.text.push_back(moment(*v_.start, v_.zone, now_));
        }
    }
    void say_number(domain::clock_kind kind) {
        const auto* c = domain::find_clock(clocks_, kind);
        say(c == nullptr ? std::string{} : miss_text(*c));
    }
    void say_where() {
        if (!v_.place.empty()) {
            say(" " + displayable(v_.place) + '.');
        }
        if (!v_.link.empty()) {
            say(" " + displayable(v_.link));
        }
    }
    void offer(std::string label, std::string verb) {
        row_.buttons.push_back(
            act_on(domain::record_name(v_.number), version_, std::move(label), std::move(verb))
        );
    }
    void offer_panel(
        const domain::interviewer& missing,
        const std::vector<const domain::person*>& pool
    ) {
        add_panel_acts(row_, v_.number, version_, missing, pool);
    }
    void offer_slots() {
        static constexpr const char* verbs[] = {"pick_first", "pick_second", "pick_third"};
        for (std::size_t i = 0; i < std::min(v_.slots.size(), std::size(verbs)); ++i) {
            offer("Pick " + local_time(v_.slots[i], v_.zone, now_), verbs[i]);
        }
        offer("None work", "none");
    }
    void offer_time() {
        offer("On it, by ...", "ack");
        offer("Waiting until ...", "wait");
    }
    void offer_verdicts() {
        offer("Strong yes", "say_strong_yes");
        offer("Yes", "say_yes");
        offer("No", "say_no");
        offer("Strong no", "say_strong_no");
        offer("Didn't happen", "noshow");
    }

    [[nodiscard]] chat::message finish(chat::tone tone = chat::tone::neutral) {
        chat::message said;
        for (const auto& run : line_.text) {
            said.summary += run.text;
        }
        said.tone = tone;
        said.blocks.emplace_back(std::move(line_));
        if (!row_.buttons.empty()) {
            row_.buttons.front().tone = chat::button_tone::primary;
            said.blocks.emplace_back(std::move(row_));
        }
        return said;
    }

private:
    const domain::interview_view& v_;
    const std::vector<domain::clock>& clocks_;
    std::uint64_t version_;
    instant now_;
    chat::paragraph line_{};
    chat::button_row row_{};
};

std::string interview_title(const domain::interview_view& v) {
    return shown_id(v.number) + ", interview of " + displayable(v.shown_name) + " (" +
           shown_id(v.submittal) + ')';
}

std::string who_and_which(const domain::interview_view& v) {
    return displayable(v.shown_name) + " (" + shown_id(v.number) + ')';
}

bool misses_own_verdict(const domain::interview_view& v) {
    const auto own = std::ranges::find(v.panel, v.allowed.self, &domain::interviewer::person);
    return !v.allowed.self.empty() && own != v.panel.end() &&
           domain::is_missing(own->feedback.state);
}

std::vector<std::string> missing_verdicts(const domain::interview_view& v) {
    std::vector<std::string> names;
    for (const auto& one : v.panel) {
        if (one.required && domain::is_missing(one.feedback.state)) {
            names.push_back(displayable(one.name));
        }
    }
    return names;
}

// What is said of times and of what begins soon; nothing once its reason is gone.
std::optional<chat::message> alert_before(
    interview_due what,
    const domain::interview_view& v,
    interview_alert& said
) {
    const bool asks_for_answer =
        what == interview_due::answer_wanted || what == interview_due::answer_overdue;
    const auto wanted = asks_for_answer                       ? domain::interview_state::proposed
                        : what == interview_due::times_passed ? domain::interview_state::expired
                                                              : domain::interview_state::confirmed;
    if (v.state != wanted) {
        return std::nullopt;
    }
    if (asks_for_answer) {
        said.say("The times of " + interview_title(v) + " wait for an answer.");
        said.offer_slots();
        return said.finish();
    }
    if (what == interview_due::times_passed) {
        said.say("Every time offered for " + interview_title(v) + " has passed without an answer.");
        if (v.allowed.owning) {
            said.offer("Offer times", "propose");
        }
        return said.finish(chat::tone::warning);
    }
    if (what == interview_due::candidate_missing) {
        said.say("The candidate is not there: " + interview_title(v) + ", ");
        said.say_when();
        said.say(".");
        if (v.allowed.owning) {
            said.offer("They did not come", "noshow");
            said.offer("It took place", "held");
        }
        said.offer("Move", "move");
        return said.finish(chat::tone::warning);
    }
    said.say("You interview " + who_and_which(v) + ' ');
    said.say_when();
    said.say(".");
    said.say_where();
    if (what == interview_due::soon_unconfirmed) {
        said.offer("I'll be there", "accept");
        said.offer("Can't make it", "decline");
    } else {
        said.offer("Candidate not here", "not_here");
    }
    return said.finish();
}

// What is asked once it should be over; likewise.
std::optional<chat::message> alert_after(
    interview_due what,
    const domain::interview_view& v,
    interview_alert& said
) {
    const bool held = v.state == domain::interview_state::held;
    if (what == interview_due::assumed_held) {
        if (!v.assumed) {
            return std::nullopt;
        }
        said.say("Nobody said whether " + interview_title(v) + " took place. Did it?");
        said.offer("It took place", "held");
        said.offer("Somebody did not come", "noshow");
        said.offer("It was moved", "move");
        return said.finish();
    }
    if (what == interview_due::verdict_overdue) {
        if (!held) {
            return std::nullopt;
        }
        said.say(
            "Feedback of " + interview_title(v) + " is still missing from " +
            join(missing_verdicts(v), ", ") + '.'
        );
        said.say_number(domain::clock_kind::feedback);
        said.offer("Enter it for them", "feedback");
        said.offer_time();
        return said.finish(chat::tone::warning);
    }
    const bool wants_verdict = held || v.state == domain::interview_state::confirmed;
    if (!wants_verdict || !misses_own_verdict(v)) {
        return std::nullopt;
    }
    said.say("How was " + interview_title(v) + "? One tap is enough.");
    said.offer_verdicts();
    return said.finish();
}

/// What is said in person of other events.
class interview_news {
public:
    interview_news(
        const domain::event& what,
        const domain::interview_view& shown,
        const std::vector<domain::clock>& clocks,
        const std::vector<const domain::person*>& pool,
        interview_alert& said
    )
        : what_(what), v_(shown), clocks_(clocks), pool_(pool), said_(said) {}

    std::optional<chat::message> operator()(const domain::interview_reminded& due) const {
        return due.what < interview_due::verdict_wanted ? alert_before(due.what, v_, said_)
                                                        : alert_after(due.what, v_, said_);
    }
    std::optional<chat::message> operator()(const domain::eta_missed& missed) const {
        const auto* const c = domain::find_clock(clocks_, missed.kind, missed.batch);
        if (c == nullptr || c->state != domain::clock_state::running) {
            return std::nullopt;
        }
        said_.say(
            "The time named for it has passed. " + clock_subject(missed.kind) + " of " +
            interview_title(v_) + (c->breached ? " was due " : " is due ") +
            local_time(domain::due_time(*c), v_.zone) + '.'
        );
        if (missed.kind == domain::clock_kind::feedback) {
            said_.say(" It is missing from " + join(missing_verdicts(v_), ", ") + '.');
            said_.offer("Enter it for them", "feedback");
        }
        said_.say_number(missed.kind);
        said_.offer_time();
        return said_.finish(chat::tone::warning);
    }
    std::optional<chat::message> operator()(const domain::interview_asked&) const {
        if (v_.state != domain::interview_state::requested) {
            return std::nullopt;
        }
        said_.say(
            interview_title(v_) + " is asked for by " + first_name(what_.actor_name) +
            ", without times. You arrange it."
        );
        said_.offer("Offer times", "propose");
        return said_.finish();
    }
    std::optional<chat::message> operator()(const domain::interview_confirmed&) const {
        if (v_.state != domain::interview_state::confirmed) {
            return std::nullopt;
        }
        said_.say("You interview " + who_and_which(v_) + ' ');
        said_.say_when();
        said_.say(", " + std::to_string(v_.length) + " min.");
        said_.say_where();
        said_.offer("I'll be there", "accept");
        said_.offer("Can't make it", "decline");
        return said_.finish();
    }
    std::optional<chat::message> operator()(const domain::times_offered&) const {
        if (v_.state != domain::interview_state::proposed) {
            return std::nullopt;
        }
        said_.say(
            interview_title(v_) +
            " is to be moved: " + listed_times(v_.slots, v_.zone, what_.recorded_at) + " instead."
        );
        if (v_.allowed.owning || (v_.answers == domain::party::client && v_.allowed.deciding)) {
            said_.offer_slots();
        }
        return said_.finish();
    }
    std::optional<chat::message> operator()(const domain::interview_moved&) const {
        said_.say(
            interview_title(v_) + " is " + std::string(shown_state(v_.state)) +
            (v_.reason.empty() ? std::string{} : ": " + displayable(v_.reason)) + '.'
        );
        if (v_.allowed.owning && v_.state != domain::interview_state::cancelled) {
            said_.offer("Offer times", "propose");
        }
        return said_.finish();
    }
    std::optional<chat::message> operator()(const domain::invitation_answered& answered) const {
        const auto who = std::ranges::find(v_.panel, answered.person, &domain::interviewer::person);
        const bool lacks = v_.state == domain::interview_state::confirmed &&
                           who != v_.panel.end() && who->required &&
                           who->answer == domain::invitation::declined;
        if (!lacks) {
            return std::nullopt;
        }
        const auto name = displayable(who->name);
        said_.say(
            name + " cannot come to " + interview_title(v_) + ". Replace them (" +
            shown_id(v_.number) + " panel @lee remove:\"" + name +
            "\"), let them be optional, or move it."
        );
        said_.offer_panel(*who, pool_);
        return said_.finish(chat::tone::warning);
    }
    template <class Other>
    std::optional<chat::message> operator()(const Other&) const {
        return std::nullopt;
    }

private:
    const domain::event& what_;
    const domain::interview_view& v_;
    const std::vector<domain::clock>& clocks_;
    const std::vector<const domain::person*>& pool_;  ///< who may be asked instead
    interview_alert& said_;
};

}  // namespace

composed compose_interview_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    auto wanted = missing_for_interview(seen, item.subject).value_or(need{});
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
    const auto one = interview_in(seen, item.subject);
    const auto* what = event_of(item, seen);
    // Nobody is asked for anything then, but that it does not take place has to be said.
    const bool tells =
        one.complete() && what != nullptr &&
        (is_alive(one) || std::holds_alternative<domain::interview_moved>(what->data));
    if (!tells) {
        return std::monostate{};
    }
    // In person: what this person may see today, whatever they could see when it was queued.
    auto allowed = domain::clear(one.context(), readers, one.shows_suppliers());
    if (direct) {
        const auto* person = seen.find<domain::person>(person_name);
        allowed = person == nullptr ? domain::interview_clearance{}
                                    : domain::clear(
                                          one.context(),
                                          domain::acting(*person, ctx.now),
                                          readers,
                                          one.shows_suppliers()
                                      );
    }
    if (!allowed.core) {
        return std::monostate{};
    }
    // Whom to suggest when somebody cannot come.
    std::vector<const domain::person*> pool;
    if (allowed.owning && std::holds_alternative<domain::invitation_answered>(what->data)) {
        if (auto pages =
                missing_pages(seen, people_pages(domain::role::hiring_manager, one.iv->client))) {
            return std::move(*pages);
        }
        pool = panel_pool(seen, *one.iv, one.req->site);
    }
    // What is sent stays where it was sent, so it calls nobody by name; the code leads to it.
    const auto shown = domain::view(*one.iv, nullptr, allowed);
    interview_alert draft(shown, one.iv->clocks, seen.version_of(item.subject), ctx.now);
    auto said = std::visit(interview_news{*what, shown, one.iv->clocks, pool, draft}, what->data);
    if (!said) {
        return std::monostate{};
    }
    add_night_mark(*said, item, *what, one.iv->zone);
    return std::move(*said);
}

}  // namespace fillrate::handlers
