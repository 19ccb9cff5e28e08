// Consent and disputes: the earliest confirmed right to represent wins; where two firms have one,
// the account manager decides with a reason (DOMAIN.md 3.4).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/disputes.hpp"
#include "handlers/in_turn.hpp"
#include "handlers/needs.hpp"
#include "handlers/representation.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

void settle_ownership(
    slate_step& step,
    const snapshot& seen,
    const domain::submittal& winner,
    const submittals& rivals
) {
    const auto settle = [&winner, &rivals](domain::ownership& of) {
        lapse_claims(of, rivals);
        for (auto& claim : of.claims) {
            claim.lapsed = claim.lapsed && claim.submittal != winner.number;
        }
        of.known.reset();
    };
    for (auto& event : changed_ownership(seen, winner.ownerships, settle)) {
        step.also(std::move(event));
    }
}

outcome award(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const submittals& rivals,
    const std::string& reason
) {
    slate_step step(ctx, seen, book);
    const step_cause why{reason, {}, domain::party::program};
    step.move(one, submittal_verb::award, domain::submittal_moved{submittal_verb::award}, why);
    put_out(step, rivals);
    settle_ownership(step, seen, *one.sub, rivals);
    return step.finish(
        shown_id(one.sub->number) + " stands" +
        (rivals.empty() ? "." : "; the other firm's is out.")
    );
}

// Decided for the one that stands already: nothing of it moves, and the others wait no more.
outcome confirm_standing(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const submittals& contesting,
    const std::string& reason
) {
    slate_step step(ctx, seen, book);
    step.settle_claim(one, true, reason);
    for (const auto& other : contesting) {
        step.settle_claim(other, false, reason);
    }
    return step.finish(
        shown_id(one.sub->number) + " stands" +
        (contesting.empty() ? "." : "; the other firm's stays out.")
    );
}

// A rival that holds an offer or an opening cannot lose it to a decision about consent.
std::optional<outcome> refuse_bound_rival(const context& ctx, const submittals& rivals) {
    for (const auto& rival : rivals) {
        const bool bound = domain::holds_opening(rival.sub->state) ||
                           rival.sub->state == domain::submittal_state::offer_extended;
        if (bound) {
            return refuse(
                ctx,
                shown_id(rival.sub->number) + ' ' + state_sentence(rival.sub->state) +
                    "; take the offer back first.",
                shown_id(rival.sub->number) + " rescind \"...\""
            );
        }
    }
    return std::nullopt;
}

outcome refuse_barred(const context& ctx, const found_submittal& one) {
    const auto id = shown_id(one.sub->number);
    return refuse(
        ctx,
        displayable(one.req->client_name) + " does not want " + id +
            " again, so they cannot be submitted there until operations lift it.",
        line_to_lift(ctx, one, "dnr")
    );
}

// Those of other firms that wait for a decision against this one.
submittals contesting_in(
    const snapshot& seen,
    const std::vector<std::string>& names,
    const found_submittal& one
) {
    auto all = rivals_in(seen, names, one);
    std::erase_if(all, [](const auto& other) { return !other.sub->disputed; });
    return all;
}

outcome award_standing(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const std::string& reason
) {
    const auto& sub = *one.sub;
    const auto names = rival_names(seen, sub.ownerships, sub.supplier, sub.requisition, false);
    auto wanted = missing_elsewhere(seen, sub);
    load_too(wanted, missing_rivals(seen, *one.req, names).value_or(need{}));
    if (!wanted.records.empty()) {
        return wanted;
    }
    auto contesting = contesting_in(seen, names, one);
    std::ranges::move(contesting_elsewhere(seen, one), std::back_inserter(contesting));
    if (contesting.empty() && !sub.disputed) {
        return refuse_step(ctx, seen, one, submittal_verb::award).value();
    }
    return reason.empty() ? ask_why(seen, sub, submittal_verb::award, "Who represents them")
                          : confirm_standing(ctx, seen, book, one, contesting, reason);
}

/// When the candidate agreed, and in whose name that is said.
struct consent {
    instant day{};
    std::string on_behalf_of{};
};

// The consent and whose it is; nothing of the candidate moves.
outcome note_consent(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const consent& given,
    const submittals& against
) {
    slate_step step(ctx, seen, book);
    step.consent(one, given.day, {{}, given.on_behalf_of, domain::party::supplier});
    mark_disputed(step, against);
    const auto number = one.sub->number;
    const auto note = [number, day = given.day](domain::ownership& of) {
        for (auto& claim : of.claims) {
            if (claim.submittal == number) {
                claim.confirmed = day;
            }
        }
    };
    for (auto& event : changed_ownership(seen, one.sub->ownerships, note)) {
        step.also(std::move(event));
    }
    // The same words whether another firm or the client stands against it.
    const bool waits = one.sub->state == domain::submittal_state::duplicate;
    return step.finish(
        "The candidate's consent for " + shown_id(number) + " is noted" +
        (waits ? "; the account manager looks at it." : ".")
    );
}

// The only consent there is: it stands now, and claims without one give way.
outcome take_over(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const consent& given,
    const submittals& rivals
) {
    slate_step step(ctx, seen, book);
    const step_cause why{{}, given.on_behalf_of, domain::party::supplier};
    step.move(one, submittal_verb::award, domain::submittal_moved{submittal_verb::award}, why);
    step.consent(one, given.day, why);
    put_out(step, rivals);
    const auto number = one.sub->number;
    const auto take = [number, day = given.day, &rivals](domain::ownership& of) {
        lapse_claims(of, rivals);
        for (auto& claim : of.claims) {
            if (claim.submittal == number) {
                claim.confirmed = day;
                claim.lapsed = false;
            }
        }
    };
    for (auto& event : changed_ownership(seen, one.sub->ownerships, take)) {
        step.also(std::move(event));
    }
    const auto id = shown_id(number);
    return step.finish(
        "The candidate's consent for " + id + " is noted: " + id + " is put forward for " +
        shown_id(one.req->number) + '.'
    );
}

// Of a second one of the same person: whether it stands now, or is to be decided about.
outcome consent_of_second(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const consent& given
) {
    const auto& sub = *one.sub;
    const auto names = rival_names(seen, sub.ownerships, sub.supplier, sub.requisition, true);
    if (auto wanted = missing_rivals(seen, *one.req, names)) {
        return std::move(*wanted);
    }
    const auto rivals = rivals_in(seen, names, one);
    const auto* other = standing_claim(seen, book, sub.ownerships, sub.supplier, *one.req, ctx.now);
    if (judge_claim(other, given.day, rivals) == claim_verdict::stands) {
        return take_over(ctx, seen, book, one, given, rivals);
    }
    auto noted = note_consent(ctx, seen, book, one, given, rivals);
    if (auto* decided = std::get_if<decision>(&noted); decided != nullptr && !sub.disputed) {
        tell_dispute(*decided, ctx, seen, *one.req, sub.number);
    }
    return noted;
}

outcome ask_for_consent(const context& ctx, const snapshot& seen, const domain::submittal& sub) {
    auto form = form_for(seen, sub, "rtr", "Consent, " + shown_id(sub.number), "Save");
    form.fields.push_back(line_field("on", "The candidate consented on", {}, true));
    form.fields.back().what = chat::form_field::kind::date;
    if (auto speaking_for = value_of(ctx, "for"); !speaking_for.empty()) {
        form.fields.push_back(line_field("for", "On behalf of", std::move(speaking_for)));
    }
    return open_form(std::move(form));
}

outcome award_one(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_claimed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        const auto& subjects = ctx.command.subjects;
        const auto* sub =
            subjects.empty() ? nullptr : seen.find<domain::submittal>(subjects.front());
        if (auto* wanted = std::get_if<need>(early); wanted != nullptr && sub != nullptr) {
            load_too(*wanted, missing_elsewhere(seen, *sub));
        }
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    const auto& sub = *one.sub;
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    const bool decides = domain::may(domain::submittal_permission::own, sub, *one.req, ctx.actor);
    const bool in_play = domain::is_live(sub.state) || domain::holds_opening(sub.state);
    if (decides && in_play) {
        return award_standing(ctx, seen, book, one, reason);
    }
    if (auto refused = refuse_step(ctx, seen, one, submittal_verb::award)) {
        return std::move(*refused);
    }
    if (reason.empty()) {
        return ask_why(seen, sub, submittal_verb::award, "Who represents them");
    }
    if (bar_on(seen, sub.ownerships) != nullptr) {
        return refuse_barred(ctx, one);
    }
    const auto names = rival_names(seen, sub.ownerships, sub.supplier, sub.requisition, true);
    if (auto wanted = missing_rivals(seen, *one.req, names)) {
        return std::move(*wanted);
    }
    const auto rivals = rivals_in(seen, names, one);
    if (auto refused = refuse_bound_rival(ctx, rivals)) {
        return std::move(*refused);
    }
    return award(ctx, seen, book, one, rivals, reason);
}

// Two in one line who are the same person: only one of them can represent them.
std::optional<outcome> refuse_same_person(const context& ctx, const snapshot& seen) {
    const auto& subjects = ctx.command.subjects;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const auto* one = seen.find<domain::submittal>(subjects[i]);
        for (std::size_t j = i + 1; j < subjects.size(); ++j) {
            const auto* other = seen.find<domain::submittal>(subjects[j]);
            const bool same = one != nullptr && other != nullptr &&
                              one->requisition == other->requisition &&
                              std::ranges::find_first_of(one->ownerships, other->ownerships) !=
                                  one->ownerships.end();
            if (same) {
                const auto id = shown_id(one->number);
                return refuse(
                    ctx,
                    id + " and " + shown_id(other->number) +
                        " are the same person: award one of them. Nothing "
                        "changed.",
                    id + " award \"...\""
                );
            }
        }
    }
    return std::nullopt;
}

}  // namespace

outcome submittal_award(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto made = decide_in_turn(ctx, seen, book, award_one);
    // Only then everything of them is loaded, and theirs to decide.
    auto refused =
        std::holds_alternative<decision>(made) ? refuse_same_person(ctx, seen) : std::nullopt;
    return refused ? std::move(*refused) : std::move(made);
}

outcome submittal_consent(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_claimed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    const auto id = shown_id(one.sub->number);
    if (!domain::may(domain::submittal_permission::withdraw, *one.sub, *one.req, ctx.actor)) {
        return refuse(
            ctx,
            "You cannot say that for " + id + ": that is for the supplier it came from.",
            id
        );
    }
    if (value_of(ctx, "on").empty() && !ctx.from_form) {
        return ask_for_consent(ctx, seen, *one.sub);
    }
    field_problems problems;
    const auto day = read_consent(ctx, "on", *one.req, problems);
    if (!day) {
        return problems.answer(ctx, id + " rtr on:\"nov 28\"");
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_supplier(*one.req, *one.sub));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const consent given{*day, std::get<std::string>(std::move(behalf))};
    const bool second = one.sub->state == domain::submittal_state::duplicate &&
                        bar_on(seen, one.sub->ownerships) == nullptr &&
                        !is_known(seen, book, one.sub->ownerships, *one.req, ctx.now) &&
                        !domain::has_ended(*one.req);
    return second ? consent_of_second(ctx, seen, book, one, given)
                  : note_consent(ctx, seen, book, one, given, {});
}

}  // namespace fillrate::handlers
