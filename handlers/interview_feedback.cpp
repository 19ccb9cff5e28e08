// What interviewers say after an interview: one tap or one line, a form for those who want to say
// more, on behalf of somebody who phoned, or waived (DOMAIN.md 3.5, 5).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/panel_transitions.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/interview_steps.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::size_t longest_feedback = 1000;

/// Whose feedback it is, and who brings it.
struct giver {
    const domain::interviewer* whose = nullptr;
    bool own = false;
};

std::vector<chat::named> named_panel(const domain::interview& iv) {
    std::vector<chat::named> names;
    for (const auto& one : iv.panel) {
        names.push_back({one.person.value, {one.name}});
    }
    return names;
}

outcome refuse_giver(const context& ctx, const found_interview& one) {
    const auto id = shown_id(one.iv->number);
    const bool runs = domain::runs(one.context(), ctx.actor);
    return refuse(
        ctx,
        runs ? "Whose feedback is it? You are not on the panel of " + id + '.'
             : "You are not on the panel of " + id + ", so there is no feedback for you to give.",
        runs && !one.iv->panel.empty()
            ? "fb " + id + " yes \"...\" for:\"" + displayable(one.iv->panel.front().name) + '"'
            : id
    );
}

// Own, or of whom it is said to be; only those who run the interview speak for others.
std::variant<giver, outcome> find_giver(const context& ctx, const found_interview& one) {
    const auto* own = domain::find_interviewer(*one.iv, ctx.actor.id);
    if (value_of(ctx, "of").empty()) {
        return own == nullptr ? std::variant<giver, outcome>(refuse_giver(ctx, one))
                              : giver{own, true};
    }
    field_problems problems;
    const auto match = read_name(ctx, "of", "interviewer", named_panel(*one.iv), problems);
    if (!match) {
        return problems.answer(ctx, shown_id(one.iv->number));
    }
    const auto* whose = domain::find_interviewer(*one.iv, person_id{match->id});
    const bool is_own = whose == own;
    if (!domain::may(domain::panel_permission::speak, one.context(), ctx.actor, *whose)) {
        return refuse(
            ctx,
            "You can only speak for yourself in " + shown_id(one.iv->number) + '.',
            "fb " + shown_id(one.iv->number) + " yes \"...\""
        );
    }
    return giver{whose, is_own};
}

// Too early, or too late to change.
std::optional<outcome> refuse_feedback(
    const context& ctx,
    const found_interview& one,
    const domain::interviewer& whose
) {
    const auto id = shown_id(one.iv->number);
    const auto state = one.iv->state;
    const bool begun =
        state == domain::interview_state::confirmed && one.iv->start && *one.iv->start <= ctx.now;
    if (!domain::is_over(state) && !begun) {
        return refuse(
            ctx,
            id + " is " + std::string(shown_state(state)) +
                ", so there is nothing to say of it yet.",
            id
        );
    }
    if (domain::is_in(whose.feedback.state) && !domain::is_in_consideration(one.sub->state)) {
        return refuse(
            ctx,
            shown_id(one.sub->number) + ' ' + state_sentence(one.sub->state) +
                ": the decision was made, so feedback stays as it was.",
            id
        );
    }
    return std::nullopt;
}

chat::form reason_form(
    const found_interview& one,
    std::uint64_t version,
    const giver& from,
    std::string_view verdict,
    const std::string& text
) {
    chat::form form;
    form.title = abbreviate("Feedback " + shown_id(one.iv->number), 24);
    form.submit = "Save";
    form.act.name = "feedback";
    form.act.subject = domain::record_name(one.iv->number);
    form.act.version = version;
    form.said.push_back({chat::plain(
        "What you write can be disclosed to the candidate. Leave out age, health, family, origin "
        "and belief."
    )});
    form.fields.push_back(pick_field(
        "verdict",
        "Verdict",
        {{"strong_yes", "Strong yes"}, {"yes", "Yes"}, {"no", "No"}, {"strong_no", "Strong no"}},
        std::string(verdict),
        true
    ));
    form.fields.push_back(pick_field(
        "musts",
        "Must-haves",
        {{"met", "Met"}, {"partly", "Partly met"}, {"missing", "Not met"}},
        {},
        false
    ));
    form.fields.push_back(text_field("why", "Why", text));
    if (!from.own) {
        std::vector<chat::choice> options;
        for (const auto& each : one.iv->panel) {
            options.push_back({each.person.value, displayable(each.name)});
        }
        form.fields.push_back(
            pick_field("of", "Whose", std::move(options), from.whose->person.value, true)
        );
    }
    return form;
}

std::string typed_why(const context& ctx) {
    auto why = abbreviate(displayable_lines(tail_of(ctx, "why")), longest_feedback);
    const auto musts = value_of(ctx, "musts");
    if (musts.empty()) {
        return why;
    }
    const std::string said = musts == "met"      ? "Must-haves met."
                             : musts == "partly" ? "Must-haves partly met."
                                                 : "Must-haves not met.";
    return why.empty() ? said : said + ' ' + why;
}

interview_change begin_feedback(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one
) {
    auto subject = domain::record_name(one.iv->number);
    const auto version = seen.version_of(subject);
    interview_change next(ctx, std::move(subject), *one.iv, version);
    // Who has a verdict was there: the first one says that it took place.
    if (one.iv->state == domain::interview_state::confirmed) {
        next.add(
            domain::interview_moved{.what = domain::interview_verb::held},
            {},
            domain::party::client
        );
    }
    return next;
}

// With the word of somebody, or without having to wait for it.
domain::feedback_count count_with(domain::interview iv, const person_id& whose) {
    for (auto& one : iv.panel) {
        if (one.person == whose) {
            one.feedback.state = domain::feedback_state::submitted;
        }
    }
    return domain::count_feedback(iv);
}

void give_feedback(
    const context& ctx,
    interview_change& next,
    const giver& from,
    domain::recommendation said,
    std::string why
) {
    domain::feedback_given given;
    given.person = from.whose->person;
    given.said = said;
    given.text = std::move(why);
    given.entered_by = from.own ? std::string{} : ctx.actor.name;
    const auto count = count_with(next.after(), given.person);
    given.settled = count.settled;
    given.wanted = count.wanted;
    next.on_behalf_of(from.own ? std::string{} : displayable(from.whose->name));
    next.add(std::move(given), {}, domain::party::client);
    next.tell({.client = true});
}

std::string said_of_verdict(
    const domain::interview& iv,
    const giver& from,
    domain::recommendation said
) {
    return (from.own ? std::string("Your ") : displayable(from.whose->name) + "'s ") +
           std::string(shown_verdict(said)) + " for " + shown_id(iv.number) + " is kept." +
           verdicts_in(domain::count_feedback(iv));
}

// Why nothing is left to waive: it is in, or was waived before.
std::string settled_feedback(const domain::interview& iv, const domain::interviewer& of) {
    const auto name = displayable(of.name);
    const auto when = local_time(of.feedback.at, iv.zone);
    const auto& by = of.feedback.entered_by;
    if (!domain::is_in(of.feedback.state)) {
        return "Feedback of " + name + " was waived already, " + when +
               (by.empty() ? std::string{} : " by " + first_name(by)) + '.';
    }
    return name + " has given feedback already, " + when +
           (by.empty() ? std::string{} : ", entered by " + first_name(by)) + '.';
}

outcome waive_feedback(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_interview& one,
    const giver& of
) {
    const auto id = shown_id(one.iv->number);
    const auto why = abbreviate(displayable(tail_of(ctx, "why")), 200);
    const auto needed = domain::needed_permission(domain::feedback_verb::waive);
    if (!domain::may(needed, one.context(), ctx.actor, *of.whose)) {
        return refuse(
            ctx,
            "You cannot waive feedback: that is for the hiring manager or the account manager.",
            "fb " + id + " yes \"...\""
        );
    }
    if (!domain::next_state(of.whose->feedback.state, domain::feedback_verb::waive)) {
        return refuse(ctx, settled_feedback(*one.iv, *of.whose), id);
    }
    if (why.empty()) {
        return refuse(
            ctx,
            "Say why it is waived.",
            "fb " + id + " waive for:\"" + displayable(of.whose->name) + "\" \"on leave\""
        );
    }
    auto next = begin_feedback(ctx, seen, one);
    const auto count = count_with(next.after(), of.whose->person);
    next.add(
        domain::feedback_waived{of.whose->person, count.settled, count.wanted},
        why,
        domain::side_of(one.context(), ctx.actor)
    );
    next.tell({.client = true});
    return decide_interview(
        ctx,
        seen,
        book,
        std::move(next),
        one,
        "Nobody waits for feedback of " + displayable(of.whose->name) + " any more."
    );
}

}  // namespace

outcome interview_feedback(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    auto from = find_giver(ctx, one);
    if (auto* early = std::get_if<outcome>(&from)) {
        return std::move(*early);
    }
    const auto& of = std::get<giver>(from);
    if (auto refused = refuse_feedback(ctx, one, *of.whose)) {
        return std::move(*refused);
    }
    const auto subject = domain::record_name(one.iv->number);
    field_problems problems;
    const auto verdict = read_choice(ctx, "verdict", "verdict", problems);
    if (verdict.empty() && problems.empty() && !ctx.from_form) {
        const auto& present = of.whose->feedback;
        const auto said = domain::is_in(present.state) ? domain::word(present.said) : "";
        auto why = typed_why(ctx);
        if (why.empty() && of.own) {
            why = present.text;
        }
        return open_form(reason_form(one, seen.version_of(subject), of, said, why));
    }
    if (verdict == "waived") {
        return waive_feedback(ctx, seen, book, one, of);
    }
    const auto said = domain::from_word<domain::recommendation>(verdict);
    if (!said) {
        problems.add("verdict", "Say strong_yes, yes, no or strong_no.");
        return problems.answer(ctx, "fb " + shown_id(one.iv->number) + " yes \"why in one line\"");
    }
    auto next = begin_feedback(ctx, seen, one);
    give_feedback(ctx, next, of, *said, typed_why(ctx));
    auto kept = said_of_verdict(next.after(), of, *said);
    return decide_interview(ctx, seen, book, std::move(next), one, std::move(kept));
}

template <domain::recommendation Said>
outcome interview_say(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    const auto* own = domain::find_interviewer(*one.iv, ctx.actor.id);
    if (own == nullptr) {
        return refuse_giver(ctx, one);
    }
    if (auto refused = refuse_feedback(ctx, one, *own)) {
        return std::move(*refused);
    }
    const giver from{own, true};
    auto next = begin_feedback(ctx, seen, one);
    give_feedback(ctx, next, from, Said, {});
    const auto version = next.next_version();
    auto kept = said_of_verdict(next.after(), from, Said);
    auto made = decide_interview(ctx, seen, book, std::move(next), one, std::move(kept));
    // The verdict is kept whatever becomes of the form.
    const bool has_reason = !own->feedback.text.empty() || !own->feedback.sealed.empty();
    if (auto* decided = std::get_if<decision>(&made); decided != nullptr && !has_reason) {
        decided->reply.what = reason_form(one, version, from, domain::word(Said), {});
    }
    return made;
}

template outcome interview_say<
    domain::recommendation::strong_yes>(const context&, const snapshot&, domain::policy_book&);
template outcome interview_say<
    domain::recommendation::yes>(const context&, const snapshot&, domain::policy_book&);
template outcome interview_say<
    domain::recommendation::no>(const context&, const snapshot&, domain::policy_book&);
template outcome interview_say<
    domain::recommendation::definitely_not>(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
