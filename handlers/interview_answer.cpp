#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/panel_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/interview_steps.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/needs.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

outcome refuse_uninvited(const context& ctx, const found_interview& one) {
    const auto id = shown_id(one.iv->number);
    return refuse(ctx, "You do not interview in " + id + ", so there is nothing to answer.", id);
}

// Whose answer it is: one's own, or of whom it is said to be by somebody who runs the interview.
std::variant<const domain::interviewer*, outcome> find_invited(
    const context& ctx,
    const found_interview& one
) {
    const auto* own = domain::find_interviewer(*one.iv, ctx.actor.id);
    if (value_of(ctx, "for").empty()) {
        return own == nullptr
                   ? std::variant<const domain::interviewer*, outcome>(refuse_uninvited(ctx, one))
                   : own;
    }
    const auto id = shown_id(one.iv->number);
    std::vector<chat::named> present;
    for (const auto& each : one.iv->panel) {
        present.push_back({each.person.value, {each.name}});
    }
    field_problems problems;
    const auto match = read_name(ctx, "for", "interviewer", present, problems);
    if (!match) {
        return problems.answer(ctx, id);
    }
    const auto* whose = domain::find_interviewer(*one.iv, person_id{match->id});
    if (!domain::may(domain::panel_permission::speak, one.context(), ctx.actor, *whose)) {
        return refuse(ctx, "You can only answer for yourself in " + id + '.', id + " accept");
    }
    return whose;
}

std::string said_of_answer(
    const found_interview& one,
    const domain::interviewer& whose,
    bool own,
    bool comes
) {
    const auto id = shown_id(one.iv->number);
    const auto who = own ? std::string("you") : displayable(whose.name);
    if (comes) {
        return "Noted: " + who + " will be there for " + id + '.';
    }
    return "Noted: " + who + " cannot come to " + id + ". " +
           (one.req->owner_name.empty() ? std::string("The account manager")
                                        : first_name(one.req->owner_name)) +
           " is asked what to do.";
}

}  // namespace

template <domain::invitation Said>
outcome interview_answer(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    const auto id = shown_id(one.iv->number);
    auto invited = find_invited(ctx, one);
    if (auto* early = std::get_if<outcome>(&invited)) {
        return std::move(*early);
    }
    const auto& whose = *std::get<const domain::interviewer*>(invited);
    const bool own = whose.person == ctx.actor.id;
    if (one.iv->state != domain::interview_state::confirmed) {
        return refuse(
            ctx,
            id + " is " + std::string(shown_state(one.iv->state)) +
                ", so nobody has to answer now.",
            id
        );
    }
    if (auto wanted = missing_owner(seen, *one.req)) {
        return std::move(*wanted);
    }
    const bool comes = Said == domain::invitation::accepted;
    const auto why = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    const auto subject = domain::record_name(one.iv->number);
    interview_change next(ctx, subject, *one.iv, seen.version_of(subject));
    next.on_behalf_of(own ? std::string{} : displayable(whose.name));
    next.add(domain::invitation_answered{whose.person, Said}, why, domain::party::client);
    if (!comes) {
        next.tell({.client = true});
    }
    decision told;
    if (!comes && whose.required) {
        tell_owner(told, next, *one.req, seen);
    }
    return decide_interview(
        ctx,
        seen,
        book,
        std::move(next),
        one,
        said_of_answer(one, whose, own, comes),
        std::move(told)
    );
}

template outcome interview_answer<
    domain::invitation::accepted>(const context&, const snapshot&, domain::policy_book&);
template outcome interview_answer<
    domain::invitation::declined>(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
