// `S-311 set pay:50`: who put somebody forward corrects what was said of them, until the client
// reads it (DOMAIN.md 0: "receipt [Edit] [Withdraw]").
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// What changes: the facts of the submittal, and the words kept with the candidate.
struct correction {
    domain::submittal_changed fact{};
    std::string about{};
};

std::optional<outcome> refuse_edit(const context& ctx, const found_submittal& one) {
    const auto id = shown_id(one.sub->number);
    if (!domain::may(domain::submittal_permission::withdraw, *one.sub, *one.req, ctx.actor)) {
        return refuse(
            ctx,
            "You cannot change " + id + ": that is for the supplier it came from.",
            id + " note \"...\""
        );
    }
    if (domain::may_still_edit(*one.sub)) {
        return std::nullopt;
    }
    const bool owns = ctx.actor.id == one.req->owner;
    const auto owner = one.req->owner_name.empty() ? std::string("the account manager")
                                                   : first_name(one.req->owner_name);
    return refuse(
        ctx,
        id + ' ' + state_sentence(one.sub->state) +
            ", so what was put forward does not change any more." +
            (owns ? std::string{} : " Tell " + owner + " what is different."),
        id + " note \"...\""
    );
}

outcome ask_correction(const snapshot& seen, const found_submittal& one) {
    const auto& sub = *one.sub;
    auto form = form_for(seen, sub, "set", "Edit " + shown_id(sub.number), "Save");
    const auto& currency = one.req->currency;
    add_asked_rates(
        form,
        one.req->category,
        plain_amount(sub.pay, currency),
        plain_amount(sub.bill, currency)
    );
    form.fields.push_back(line_field("available", "Available from", sub.available));
    if (one.who != nullptr) {
        form.fields.push_back(text_field("about", "Why they fit", one.who->about));
    }
    return open_form(std::move(form));
}

correction read_correction(
    const context& ctx,
    const found_submittal& one,
    field_problems& problems
) {
    correction made;
    const auto rates = read_rates(ctx, one.req->category, one.req->currency, problems);
    if (rates.pay && rates.pay != one.sub->pay) {
        made.fact.pay = rates.pay;
    }
    if (rates.bill && rates.bill != one.sub->bill) {
        made.fact.bill = rates.bill;
    }
    // A form gives back the day it was opened with, which may have passed since.
    const auto available = value_of(ctx, "available");
    if (!available.empty() && available != one.sub->available) {
        const auto when = read_moment(ctx, "available", one.req->zone, problems);
        auto day = when ? format_date(when->date) : std::string{};
        if (!day.empty() && day != one.sub->available) {
            made.fact.available = std::move(day);
        }
    }
    made.about = abbreviate(displayable_lines(value_of(ctx, "about")), 1000);
    const bool erased = one.who == nullptr || one.who->name.empty();
    if (!made.about.empty() && erased) {
        problems.add("about", "The candidate's data were erased.");
    }
    made.fact.about = !made.about.empty() && !erased && made.about != one.who->about;
    return made;
}

// What it is about; the figures are on the card of whoever may read them.
std::string parts_of(const domain::submittal_changed& fact) {
    std::vector<std::string> parts;
    if (fact.pay || fact.bill) {
        parts.emplace_back("what they ask");
    }
    if (fact.available) {
        parts.push_back("available from " + *fact.available);
    }
    if (fact.about) {
        parts.emplace_back("why they fit");
    }
    return join(parts, ", ") + '.';
}

outcome correct(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    const correction& made,
    std::string behalf
) {
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.on_behalf_of(std::move(behalf));
    changed.add(made.fact, {}, domain::party::supplier);
    auto shown = one;
    auto who = one.who == nullptr ? domain::candidate{} : *one.who;
    if (made.fact.about) {
        who.about = made.about;
        shown.who = &who;
    }
    const auto id = shown_id(one.sub->number);
    auto decided = decide_change(ctx, changed, shown, id + " is changed.");
    if (speaks_from_outside(ctx.actor)) {
        auto reply = decided.reply;
        pass_to_owner(decided, ctx, seen, *one.req, id + " was changed: " + parts_of(made.fact));
        decided.reply = std::move(reply);
    }
    if (made.fact.about) {
        decided.events.push_back(put(std::move(who)));
    }
    return decided;
}

}  // namespace

outcome submittal_edit(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_edit(ctx, one)) {
        return std::move(*refused);
    }
    const bool says_nothing = std::ranges::all_of(ctx.command.arguments, [](const auto& each) {
        return each.key == "at" || each.key == "for";
    });
    if (says_nothing && !ctx.from_form) {
        return ask_correction(seen, one);
    }
    field_problems problems;
    const auto made = read_correction(ctx, one, problems);
    const auto id = shown_id(one.sub->number);
    if (!problems.empty()) {
        return problems.answer(ctx, id + " set pay:50 available:\"dec 7\"");
    }
    if (made.fact == domain::submittal_changed{}) {
        return refuse(ctx, "Nothing to change: " + id + " already says so.", id);
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_supplier(*one.req, *one.sub));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    return correct(ctx, seen, one, made, std::get<std::string>(std::move(behalf)));
}

}  // namespace fillrate::handlers
