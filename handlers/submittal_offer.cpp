// Offers in versions: a new one supersedes the old (DOMAIN.md 3.3). An offer needs an opening to
// offer; accepting it reserves one.
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/stage.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/ceilings.hpp"
#include "handlers/first_day.hpp"
#include "handlers/needs.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace fillrate::handlers {

namespace {

outcome ask_terms(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto title = "Offer to " + shown_id(one.sub->number);
    auto form = form_for(seen, *one.sub, "offer", title, "Extend");
    const bool direct = one.req->engagement == domain::engagement::direct;
    const auto start = value_of(ctx, "start");
    const auto& currency = one.req->currency;
    const auto usual = [direct, &currency](const std::optional<domain::money>& asked) {
        return direct ? std::string{} : plain_amount(asked, currency);
    };
    form.fields.push_back(line_field("pay", "Pay rate per hour", usual(one.sub->pay)));
    if (one.req->category == domain::category::professional) {
        form.fields.push_back(line_field("bill", "Bill rate per hour", usual(one.sub->bill)));
    }
    form.fields.push_back(line_field("salary", "Or salary a year", value_of(ctx, "salary")));
    form.fields.push_back(
        line_field("start", first_day_label, start.empty() ? one.req->start : start)
    );
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

domain::offer_made read_terms(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    domain::offer_made terms;
    const auto rates = read_rates(ctx, req.category, req.currency, problems);
    terms.pay = rates.pay;
    terms.bill = rates.bill;
    terms.salary = read_money(ctx, "salary", req.currency, problems);
    if (problems.empty() && !terms.pay && !terms.bill && !terms.salary) {
        problems.add("pay", "Give a pay rate or a salary.");
    }
    if (!value_of(ctx, "start").empty()) {
        const auto day = read_first_day(ctx, req, problems).value_or(first_day{});
        terms.start = day.date;
        terms.start_time = day.time;
    }
    return terms;
}

// Of the others with an offer so many are said by name, and read.
constexpr std::size_t most_offers_named = 3;

// Where everybody in play stands, without a record of theirs.
member_range stages_of(requisition_number of) {
    return {domain::stage_list(of), 0};
}

// Who else has an offer: by that list, and by the records at hand, which an earlier one of the same
// line may have changed.
std::vector<std::string> others_offered(const snapshot& seen, const domain::submittal& sub) {
    std::set<std::string> names;
    for (const auto& member : seen.members.at(stages_of(sub.requisition))) {
        const auto entry = domain::stage_entry_from(member);
        if (entry && entry->state == domain::submittal_state::offer_extended) {
            names.insert(domain::record_name(entry->number));
        }
    }
    for (const auto& [name, kept] : seen.all()) {
        const auto* other = std::get_if<domain::submittal>(&kept.value);
        if (other == nullptr || other->requisition != sub.requisition) {
            continue;
        }
        if (other->state == domain::submittal_state::offer_extended) {
            names.insert(name);
        } else {
            names.erase(name);
        }
    }
    names.erase(domain::record_name(sub.number));
    return {names.begin(), names.end()};
}

// What is not loaded of them yet, as far as the candidates themselves are.
need missing_offers(const context& ctx, const snapshot& seen) {
    need wanted;
    for (const auto& subject : ctx.command.subjects) {
        const auto* sub = seen.find<domain::submittal>(subject);
        if (sub == nullptr) {
            continue;
        }
        if (auto stages = stages_of(sub->requisition); !seen.members.contains(stages)) {
            wanted.members.push_back(std::move(stages));
            continue;
        }
        auto names = others_offered(seen, *sub);
        names.resize(std::min(names.size(), most_offers_named));
        for (auto& name : names) {
            load_record(wanted, seen, std::move(name));
        }
    }
    return wanted;
}

// The offers of others that are out, when there are not openings enough for them and one more: who
// runs the account decides knowing of it, and no supplier reads it (DOMAIN.md 3.3).
std::string other_offers(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto names = others_offered(seen, *one.sub);
    const auto open = domain::count_openings(*one.req).open;
    if (names.empty() || names.size() < open) {
        return {};
    }
    std::vector<std::string> out;
    for (std::size_t i = 0; i < std::min(names.size(), most_offers_named); ++i) {
        if (const auto* other = seen.find<domain::submittal>(names[i])) {
            const auto since = since_by_whom(
                ctx,
                other->entered,
                one.req->zone,
                other->entered_by,
                naming::everybody
            );
            out.push_back(shown_id(other->number) + since);
        }
    }
    if (names.size() > most_offers_named) {
        out.push_back(std::to_string(names.size() - most_offers_named) + " more");
    }
    return (names.size() == 1 ? " Another offer is out for " : " Other offers are out for ") +
           (open == 1 ? "this opening" : "these " + std::to_string(open) + " openings") + ": " +
           join(out, "; ") + ". Whoever accepts first fills it.";
}

// What it is over, which stands on the card as well.
std::string flagged_offer(const domain::requisition& req, const domain::offer_made& terms) {
    const auto over = ceiling_of_offer(req, terms);
    return over ? " That is over the " + *over + " of " + shown_id(req.number) + '.'
                : std::string{};
}

// The version before, which nobody can accept any more.
std::string replaced_offer(const context& ctx, const found_submittal& one) {
    const bool replaces =
        one.sub->state == domain::submittal_state::offer_extended && !one.sub->offers.empty();
    return replaces
               ? " It takes the place of the offer that was out" + since_by_whom(ctx, one) + '.'
               : std::string{};
}

}  // namespace

outcome submittal_offer(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        if (auto* wanted = std::get_if<need>(early)) {
            load_too(*wanted, missing_offers(ctx, seen));
        }
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_step(ctx, seen, one, domain::submittal_verb::offer)) {
        return std::move(*refused);
    }
    const auto id = shown_id(one.sub->number);
    if (auto refused = refuse_unoffered(ctx, one)) {
        return std::move(*refused);
    }
    constexpr std::array amounts{"pay", "bill", "rate", "salary"};
    const bool empty = std::ranges::all_of(amounts, [&ctx](const char* key) {
        return value_of(ctx, key).empty();
    });
    if (empty && !ctx.from_form) {
        return ask_terms(ctx, seen, one);
    }
    field_problems problems;
    auto terms = read_terms(ctx, *one.req, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, id + " offer pay:42.50 start:\"dec 14\"");
    }
    const bool inside = domain::clear(*one.req, ctx.actor, ctx.place.binding, false).notes;
    const bool asks = needs_approval(ctx, book, *one.req, terms);
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(*one.req));
    auto* const early = std::get_if<outcome>(&behalf);
    auto* const more = early == nullptr ? nullptr : std::get_if<need>(early);
    auto wanted = more == nullptr ? need{} : std::move(*more);
    load_too(wanted, inside ? missing_offers(ctx, seen) : need{});
    load_too(wanted, (asks ? missing_approvers(seen) : std::nullopt).value_or(need{}));
    if (!wanted.records.empty() || !wanted.pages.empty() || !wanted.members.empty()) {
        return wanted;
    }
    if (early != nullptr) {
        return std::move(*early);
    }
    const step_cause why{.on_behalf_of = std::get<std::string>(std::move(behalf))};
    if (asks) {
        return propose_offer(ctx, seen, one, std::move(terms), why.on_behalf_of);
    }
    slate_step step(ctx, seen, book);
    auto said = "Offered to " + id + ": " + terms_text(terms, *one.req) + '.';
    if (inside) {
        said += flagged_offer(*one.req, terms) + replaced_offer(ctx, one) +
                other_offers(ctx, seen, one);
    }
    step.move(one, domain::submittal_verb::offer, std::move(terms), why);
    return step.finish(std::move(said));
}

}  // namespace fillrate::handlers
