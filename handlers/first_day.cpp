#include "handlers/first_day.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/assignment.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

#include <utility>

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

// `move "dec 7 06:00"` says what `move start:"dec 7 06:00"` does.
context with_start_named(const context& ctx) {
    auto named = ctx;
    if (value_of(ctx, "start").empty() && !ctx.command.tail.empty()) {
        named.command.arguments.push_back(
            {"start", std::exchange(named.command.tail, {}), chat::argument::form::quoted}
        );
    }
    return named;
}

outcome ask_first_day(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto title = "Move " + shown_id(one.sub->number);
    auto form = form_for(seen, *one.sub, domain::word(submittal_verb::move_start), title, "Move");
    const auto typed = value_of(ctx, "start");
    form.fields.push_back(line_field(
        "start",
        first_day_label,
        typed.empty() ? one.sub->offers.back().start : typed,
        true
    ));
    form.fields.push_back(list_field("by", "Who asked for it", "side", value_of(ctx, "by"), true));
    form.fields.push_back(line_field("why", "Why", value_of(ctx, "why")));
    return open_form(std::move(form));
}

std::optional<outcome> refuse_first_day(
    const context& ctx,
    const found_submittal& one,
    const first_day& to
) {
    const auto& agreed = one.sub->offers.back();
    if (agreed.start != to.date || agreed.start_time != to.time) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        shown_id(one.sub->number) + " is to start " +
            shown_start(agreed.start, agreed.start_time, one.req->zone) +
            " already, so nothing changed.",
        shown_id(one.sub->number)
    );
}

// The clock of the day that was agreed before ends without a result, unless it was missed by then.
outcome move_first_day(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const first_day& to,
    domain::party asked_for_by
) {
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.add(
        domain::start_moved{to.date, to.time},
        abbreviate(displayable(value_of(ctx, "why")), 200),
        asked_for_by
    );
    changed.tell({.client = true, .suppliers = true});
    if (!settle_clocks(changed, *one.req, one.client, book, ctx.now)) {
        return unknown_calendar(ctx, *one.req);
    }
    return decide_change(
        ctx,
        changed,
        one,
        shown_id(one.sub->number) + " is to start " + shown_start(to.date, to.time, one.req->zone) +
            " instead."
    );
}

}  // namespace

std::optional<first_day> read_first_day(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    const auto when = read_moment(ctx, "start", req.zone, problems);
    const auto zone = zone_of(ctx, req);
    if (!when || !zone) {
        return std::nullopt;
    }
    if (when->date_only) {
        return first_day{format_date(when->date), std::nullopt};
    }
    const auto local = zone->to_local(when->at).civil;
    return first_day{format_date(local.date), local.since_midnight};
}

outcome submittal_move_start(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_step(ctx, seen, one, submittal_verb::move_start)) {
        return std::move(*refused);
    }
    const auto id = shown_id(one.sub->number);
    if (one.sub->offers.empty()) {
        return refuse(ctx, "No offer to " + id + " is on record, so no day was agreed.", id);
    }
    const auto asked = with_start_named(ctx);
    const bool unsaid = value_of(asked, "start").empty() || value_of(asked, "by").empty();
    if (unsaid && !ctx.from_form) {
        return ask_first_day(asked, seen, one);
    }
    field_problems problems;
    const auto by = domain::from_word<domain::party>(read_choice(asked, "by", "side", problems));
    if (!by && problems.empty()) {
        problems.add("by", "Say who asked for it.");
    }
    const auto to = read_first_day(asked, *one.req, problems);
    if (!by || !to) {
        return problems.answer(asked, id + " move \"dec 7 06:00\" by:client");
    }
    if (auto refused = refuse_first_day(ctx, one, *to)) {
        return std::move(*refused);
    }
    return move_first_day(asked, seen, book, one, *to, *by);
}

}  // namespace fillrate::handlers
