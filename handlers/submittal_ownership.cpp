// Consent and disputes: the earliest confirmed right to represent wins; where two firms have one,
// the account manager decides with a reason (DOMAIN.md 3.4).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/representation.hpp"
#include "handlers/round_step.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <set>

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

// The other submittals of the same person for the same requisition that still stand.
std::vector<std::string> rivals_of(const snapshot& seen, const domain::submittal& sub) {
    std::set<std::string> names;
    for (const auto& name : sub.ownerships) {
        const auto* all = seen.find<domain::ownership>(name);
        if (all == nullptr) {
            continue;
        }
        for (const auto& claim : all->claims) {
            const bool other = !claim.lapsed && claim.submittal != sub.number &&
                               claim.requisition == sub.requisition;
            if (other) {
                names.insert(domain::record_name(claim.submittal));
            }
        }
    }
    return {names.begin(), names.end()};
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
    std::set<std::uint32_t> lost;
    for (const auto& rival : rivals) {
        if (domain::next_step(*rival.sub, submittal_verb::lose) != nullptr) {
            step.move(
                rival,
                submittal_verb::lose,
                domain::submittal_moved{submittal_verb::lose},
                {}
            );
        }
        lost.insert(rival.sub->number.value);
    }
    const auto settle = [&lost, winner = one.sub->number](domain::ownership& of) {
        for (auto& claim : of.claims) {
            claim.lapsed =
                claim.submittal != winner && (claim.lapsed || lost.contains(claim.submittal.value));
        }
    };
    for (auto& event : changed_ownership(seen, one.sub->ownerships, settle)) {
        step.also(std::move(event));
    }
    return step.finish(
        shown_id(one.sub->number) + " stands" +
        (rivals.empty() ? "." : "; the other firm's is out.")
    );
}

// Who may represent them, and the interviews that a rival may have.
std::optional<need> missing_claims(const snapshot& seen, const domain::submittal& sub) {
    auto wanted = to_load(seen, sub.ownerships).value_or(need{});
    if (auto page = unsettled_rounds(sub.requisition); !seen.pages.contains(page)) {
        wanted.pages.push_back(std::move(page));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

// The rivals, and who would meet them.
std::optional<need> missing_rivals(
    const snapshot& seen,
    const domain::submittal& sub,
    const std::vector<std::string>& rivals
) {
    auto wanted = to_load(seen, rivals).value_or(need{});
    for (const auto& name : seen.pages.at(unsettled_rounds(sub.requisition))) {
        const auto* round = seen.find<domain::interview>(name);
        const bool theirs =
            round != nullptr &&
            std::ranges::find(rivals, domain::record_name(round->submittal)) != rivals.end();
        if (theirs) {
            std::ranges::move(missing_guests(seen, *round), std::back_inserter(wanted.records));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
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

}  // namespace

outcome submittal_award(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_step(ctx, seen, one, submittal_verb::award)) {
        return std::move(*refused);
    }
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (reason.empty()) {
        return ask_why(seen, *one.sub, submittal_verb::award, "Who represents them");
    }
    if (auto wanted = missing_claims(seen, *one.sub)) {
        return std::move(*wanted);
    }
    if (bar_on(seen, one.sub->ownerships) != nullptr) {
        const auto id = shown_id(one.sub->number);
        return refuse(
            ctx,
            displayable(one.req->client_name) + " does not want " + id +
                " again, so they cannot be submitted there until operations lift it.",
            id + " dnr lift \"...\""
        );
    }
    const auto names = rivals_of(seen, *one.sub);
    if (auto wanted = missing_rivals(seen, *one.sub, names)) {
        return std::move(*wanted);
    }
    submittals rivals;
    for (const auto& name : names) {
        if (const auto* rival = seen.find<domain::submittal>(name)) {
            rivals.push_back({rival, one.req, one.client, nullptr, last_round(seen, *rival)});
        }
    }
    if (auto refused = refuse_bound_rival(ctx, rivals)) {
        return std::move(*refused);
    }
    return award(ctx, seen, book, one, rivals, reason);
}

outcome submittal_consent(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_submittals(ctx, seen);
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
    field_problems problems;
    const auto day = read_past_day(ctx, "on", one.req->zone, problems);
    if (!day) {
        return problems.answer(ctx, id + " rtr on:\"nov 28\"");
    }
    if (auto wanted = to_load(seen, one.sub->ownerships)) {
        return std::move(*wanted);
    }
    const auto subject = domain::record_name(one.sub->number);
    submittal_change one_change(ctx, subject, *one.sub, seen.version_of(subject));
    one_change.add(domain::represented{*day}, {}, domain::party::supplier);
    if (!settle_clocks(one_change, *one.req, one.client, book, ctx.now)) {
        return unknown_calendar(ctx, *one.req);
    }
    decision decided;
    one_change.finish(decided);
    const auto number = one.sub->number;
    for (auto& event :
         changed_ownership(seen, one.sub->ownerships, [number, &day](domain::ownership& of) {
             for (auto& claim : of.claims) {
                 if (claim.submittal == number) {
                     claim.confirmed = *day;
                 }
             }
         })) {
        decided.events.push_back(std::move(event));
    }
    // The same words whether another firm or the client stands against it.
    const bool waits = one_change.after().state == domain::submittal_state::duplicate;
    decided.reply.what = sentence(
        ctx,
        "The candidate's consent for " + id + " is noted" +
            (waits ? "; the account manager looks at it." : ".")
    );
    return decided;
}

}  // namespace fillrate::handlers
