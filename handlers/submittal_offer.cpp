// Offers in versions: a new one supersedes the old (DOMAIN.md 3.3). An offer needs an opening to
// offer; accepting it reserves one.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/first_day.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

outcome ask_terms(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto title = "Offer to " + shown_id(one.sub->number);
    auto form = form_for(seen, *one.sub, "offer", title, "Extend");
    const bool direct = one.req->engagement == domain::engagement::direct;
    const auto pay = value_of(ctx, "pay");
    const auto asked = plain_amount(one.sub->pay, one.req->currency);
    form.fields.push_back(
        line_field("pay", "Pay rate per hour", pay.empty() && !direct ? asked : pay)
    );
    form.fields.push_back(line_field("salary", "Or salary a year", value_of(ctx, "salary")));
    form.fields.push_back(line_field("start", first_day_label, one.req->start));
    return open_form(std::move(form));
}

domain::offer_made read_terms(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    domain::offer_made terms;
    terms.pay = read_money(ctx, "pay", req.currency, problems);
    terms.salary = read_money(ctx, "salary", req.currency, problems);
    if (problems.empty() && !terms.pay && !terms.salary) {
        problems.add("pay", "Give a pay rate or a salary.");
    }
    if (!value_of(ctx, "start").empty()) {
        const auto day = read_first_day(ctx, req, problems).value_or(first_day{});
        terms.start = day.date;
        terms.start_time = day.time;
    }
    return terms;
}

}  // namespace

outcome submittal_offer(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_step(ctx, seen, one, domain::submittal_verb::offer)) {
        return std::move(*refused);
    }
    const auto id = shown_id(one.sub->number);
    if (domain::has_ended(*one.req) && one.req->state != domain::requisition_state::filled) {
        return refuse(
            ctx,
            shown_id(one.req->number) + " is " + std::string(shown_state(one.req->state)) +
                since_by_whom(ctx, *one.req) + ", so nobody is offered it.",
            std::to_string(one.req->number.value) + " reopen \"...\""
        );
    }
    if (domain::count_openings(*one.req).open == 0) {
        return refuse_full(ctx, one, *one.req);
    }
    const bool empty = value_of(ctx, "pay").empty() && value_of(ctx, "salary").empty();
    if (empty && !ctx.from_form) {
        return ask_terms(ctx, seen, one);
    }
    field_problems problems;
    auto terms = read_terms(ctx, *one.req, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, id + " offer pay:42.50 start:\"dec 14\"");
    }
    slate_step step(ctx, seen, book);
    auto said = "Offered to " + id + ": " +
                (terms.pay ? hourly(*terms.pay, one.req->currency)
                           : plain_money(*terms.salary, one.req->currency)) +
                (terms.start.empty()
                     ? std::string{}
                     : " from " + shown_start(terms.start, terms.start_time, one.req->zone)) +
                '.';
    step.move(one, domain::submittal_verb::offer, std::move(terms), {});
    return step.finish(std::move(said));
}

}  // namespace fillrate::handlers
