// How an interview ends, or its times do: refused, cancelled, held, missed (DOMAIN.md 3.5).
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_steps.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_times.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::interview_verb;

struct simple_step {
    interview_verb what;
    bool needs_reason = false;
    std::string_view title{};
    std::string_view done{};  ///< completes "I-52 ..."
};

outcome take(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_interview& one,
    const simple_step& rule,
    domain::interview_moved fact,
    const std::string& reason
) {
    auto next = change_to(ctx, seen, one);
    const auto side = rule.what == interview_verb::turn_down
                          ? one.iv->answers
                          : domain::side_of(one.context(), ctx.actor);
    next.on_behalf_of(on_behalf_of(ctx, seen, one, side));
    next.add(std::move(fact), reason, side);
    next.tell({.client = true, .suppliers = true});
    decision told;
    const bool had_time = one.iv->state == domain::interview_state::confirmed;
    if (had_time && !domain::is_over(next.after().state)) {
        tell_panel(told, ctx, next, seen);
    }
    if (one.req->owner != ctx.actor.id && !domain::is_over(next.after().state)) {
        tell_owner(told, next, *one.req, seen);
    }
    auto said = shown_id(one.iv->number) + ' ' + std::string(rule.done);
    return decide_interview(
        ctx,
        seen,
        book,
        std::move(next),
        one,
        std::move(said),
        std::move(told)
    );
}

outcome take_with_reason(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const simple_step& rule
) {
    auto ready = ready_for(ctx, seen, rule.what);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (rule.needs_reason && reason.empty()) {
        if (ctx.from_form) {
            field_problems problems;
            problems.add("reason", "Say why.");
            return problems.answer(ctx, shown_id(one.iv->number));
        }
        auto form = form_of(seen, one, rule.what, rule.title, "Save");
        form.fields.push_back(line_field("reason", "Why", {}, true));
        return open_form(std::move(form));
    }
    return take(ctx, seen, book, one, rule, {.what = rule.what}, reason);
}

// It took place then, whatever had been agreed; false when the site's calendar is not known here.
bool agree_afterwards(
    const context& ctx,
    const domain::policy_book& book,
    const found_interview& one,
    instant began,
    interview_change& next
) {
    auto agreed = agreement_of(one, book, began, one.iv->length);
    auto moved = offer_of(one, book, {began}, ctx.now);
    if (!agreed || !moved) {
        return false;
    }
    if (one.iv->start) {
        moved->what = interview_verb::move;
        next.add(std::move(*moved), {}, domain::side_of(one.context(), ctx.actor));
    }
    next.add(std::move(*agreed), {}, domain::party::program);
    return true;
}

// One that nobody had confirmed, or that began at another time, logged by somebody who runs it.
outcome log_held(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_interview& one
) {
    const auto id = shown_id(one.iv->number);
    field_problems problems;
    const auto began = read_past_moment(ctx, tail_of(ctx, "time"), one.iv->zone, problems);
    if (!began) {
        return problems.answer(ctx, id + " held mon 14:00");
    }
    auto next = change_to(ctx, seen, one);
    next.on_behalf_of(on_behalf_of(ctx, seen, one, domain::party::program));
    if (one.iv->start != began && !agree_afterwards(ctx, book, one, *began, next)) {
        return unknown_calendar(ctx, *one.req);
    }
    next.add(
        domain::interview_moved{.what = interview_verb::held},
        {},
        domain::side_of(one.context(), ctx.actor)
    );
    next.tell({.client = true, .suppliers = true});
    return decide_interview(
        ctx,
        seen,
        book,
        std::move(next),
        one,
        id + " is logged: it took place " + local_time(*began, one.iv->zone, ctx.now) + '.'
    );
}

}  // namespace

outcome interview_turn_down(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return take_with_reason(
        ctx,
        seen,
        book,
        {interview_verb::turn_down, false, "", "needs other times: none of these works."}
    );
}

outcome interview_cancel(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return take_with_reason(
        ctx,
        seen,
        book,
        {interview_verb::cancel, true, "Cancel", "is cancelled."}
    );
}

outcome interview_held(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    if (auto refused = refuse_behalf(ctx, seen, one)) {
        return std::move(*refused);
    }
    const bool unagreed = one.iv->state == domain::interview_state::requested ||
                          one.iv->state == domain::interview_state::proposed;
    const bool says_when =
        one.iv->state == domain::interview_state::confirmed && !tail_of(ctx, "time").empty();
    if ((unagreed || says_when) && domain::runs(one.context(), ctx.actor)) {
        return log_held(ctx, seen, book, one);
    }
    if (auto refused = refuse_step(ctx, seen, one, interview_verb::held)) {
        return std::move(*refused);
    }
    if (one.iv->start && *one.iv->start > ctx.now) {
        return refuse(
            ctx,
            shown_id(one.iv->number) + " begins " +
                local_time(*one.iv->start, one.iv->zone, ctx.now) +
                ", so it has not taken place yet.",
            shown_id(one.iv->number) + " move wed 11:00"
        );
    }
    if (says_when) {
        return refuse(
            ctx,
            "At which time " + shown_id(one.iv->number) +
                " began is for the hiring manager or the account manager to say; you say that it "
                "took place.",
            shown_id(one.iv->number) + " held"
        );
    }
    return take(
        ctx,
        seen,
        book,
        one,
        {interview_verb::held, false, "", "took place."},
        {.what = interview_verb::held},
        {}
    );
}

outcome interview_no_show(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    const simple_step rule{interview_verb::no_show, false, "", "was not held."};
    auto ready = ready_for(ctx, seen, rule.what);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    const auto id = shown_id(one.iv->number);
    field_problems problems;
    const auto who =
        domain::from_word<domain::absentee>(read_choice(ctx, "who", "absentee", problems));
    if (!who && !ctx.from_form) {
        auto form = form_of(seen, one, rule.what, "Who did not come,", "Save");
        form.fields.push_back(list_field("who", "Who", "absentee", "candidate", true));
        form.fields.push_back(line_field("detail", "In your words", {}));
        return open_form(std::move(form));
    }
    if (!who && problems.empty()) {
        problems.add("who", "Say who did not come.");
    }
    if (one.iv->start && *one.iv->start > ctx.now) {
        problems.add(
            "who",
            id + " begins " + local_time(*one.iv->start, one.iv->zone, ctx.now) +
                ", so nobody is missing yet."
        );
    }
    if (!problems.empty()) {
        return problems.answer(ctx, id);
    }
    const auto reason = abbreviate(displayable(tail_of(ctx, "detail")), 200);
    return take(ctx, seen, book, one, rule, {.what = rule.what, .absent = *who}, reason);
}

outcome interview_not_here(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto ready = ready_for(ctx, seen, interview_verb::no_show);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    const auto owner = one.req->owner_name.empty() ? std::string("The account manager")
                                                   : first_name(one.req->owner_name);
    const auto said = owner + " and the supplier hear of it ten minutes after the start of " +
                      shown_id(one.iv->number) + '.';
    if (one.iv->candidate_missed) {
        return reply_with(sentence(ctx, said));
    }
    auto next = change_to(ctx, seen, one);
    next.add(domain::candidate_missed{ctx.actor.id}, {}, domain::party::candidate);
    return decide_interview(ctx, seen, book, std::move(next), one, said);
}

}  // namespace fillrate::handlers
