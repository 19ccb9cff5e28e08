// "Known already": the client met a person before a supplier put them forward, so no supplier has
// the credit. A submit of theirs is answered as one that another firm's claim stands against, for
// as long as the contact is recent (DOMAIN.md 3.4).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/disputes.hpp"
#include "handlers/representation.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

/// The last contact, and what proves it.
struct told_contact {
    instant day{};
    std::string proof{};
    std::string on_behalf_of{};  ///< shown name
};

bool decides_credit(const context& ctx, const found_submittal& one) {
    return domain::may(domain::submittal_permission::own, *one.sub, *one.req, ctx.actor);
}

outcome ask_for_contact(
    const context& ctx,
    const snapshot& seen,
    const domain::submittal& sub,
    const std::string& proof
) {
    auto form = form_for(seen, sub, "known", "Known, " + shown_id(sub.number), "Save");
    form.fields.push_back(line_field("on", "Last contact on", value_of(ctx, "on"), true));
    form.fields.back().hint = "The day the client last spoke with them, such as nov 28.";
    form.fields.push_back(line_field("reason", "Proof of it", proof, true));
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

std::optional<outcome> refuse_said_already(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one
) {
    const auto& sub = *one.sub;
    const auto* present = known_on(seen, sub.ownerships);
    if (present == nullptr || !is_known(seen, book, sub.ownerships, *one.req, ctx.now)) {
        return std::nullopt;
    }
    const auto id = shown_id(sub.number);
    return refuse(
        ctx,
        first_name(present->by_name) + " said so on " + local_time(present->since, one.req->zone) +
            " already: " + id + " is known to " + displayable(one.req->client_name) + '.',
        line_to_lift(ctx, one, "known")
    );
}

// Whoever has an offer or an opening has it by this supplier; whoever is out has no credit to lose.
std::optional<outcome> refuse_out_of_hand(const context& ctx, const found_submittal& one) {
    if (domain::next_step(*one.sub, domain::submittal_verb::lose) != nullptr) {
        return std::nullopt;
    }
    const auto id = shown_id(one.sub->number);
    return refuse(
        ctx,
        id + ' ' + state_sentence(one.sub->state) +
            ". That the client knows somebody is said before an offer is out, of who is in play.",
        id + " note \"...\""
    );
}

// The contact as typed; a problem when it lies ahead or is too old to count.
std::optional<instant> read_contact(
    const context& ctx,
    const domain::policy_book& book,
    const domain::requisition& req,
    field_problems& problems
) {
    const auto day = read_past_day(ctx, "on", req.zone, problems);
    const auto window = claim_window(book, req);
    if (day && !domain::is_recent_contact(*day, window, ctx.now)) {
        problems.add(
            "on",
            "That is too long ago: for " + displayable(req.client_name) + " a contact counts for " +
                counted(static_cast<std::uint32_t>(window.count()), "day", "days") +
                ". Give the day of the last one."
        );
        return std::nullopt;
    }
    return day;
}

outcome set_aside(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const told_contact& of
) {
    const auto number = one.sub->number;
    const bool decides = decides_credit(ctx, one);
    slate_step step(ctx, seen, book);
    step.lose(one);
    step.add(
        one,
        domain::client_known{.contact = of.day, .contested = !decides},
        {of.proof, of.on_behalf_of, domain::party::client}
    );
    const auto mark = [&](domain::ownership& all) {
        lapse_claims(all, {one});
        all.known = domain::known_to_client{number, ctx.actor.id, ctx.actor.name, of.day, ctx.now};
    };
    for (auto& event : changed_ownership(seen, one.sub->ownerships, mark)) {
        step.also(std::move(event));
    }
    const auto owner =
        one.req->owner_name.empty() ? "the account manager" : first_name(one.req->owner_name);
    auto done = step.finish(
        shown_id(number) + " is known to " + displayable(one.req->client_name) +
        " already: no supplier has the credit" +
        (decides ? "." : ", unless " + owner + " decides otherwise.")
    );
    if (auto* decided = std::get_if<decision>(&done); decided != nullptr && !decides) {
        tell_dispute(*decided, ctx, seen, *one.req, number);
    }
    return done;
}

// The account manager agrees with the client.
outcome leave_out(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const std::string& reason
) {
    const auto id = shown_id(one.sub->number);
    if (reason.empty() && !ctx.from_form) {
        auto form = form_for(seen, *one.sub, "known", "Leave out, " + id, "Save");
        form.fields.push_back(line_field("reason", "Why", {}, true));
        return open_form(std::move(form));
    }
    if (reason.empty()) {
        field_problems problems;
        problems.add("reason", "Say why.");
        return problems.answer(ctx, id + " known \"...\"");
    }
    slate_step step(ctx, seen, book);
    step.settle_claim(one, false, reason);
    return step.finish(id + " stays out: the client knew them.");
}

outcome lift_known(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const std::string& reason
) {
    const auto id = shown_id(one.sub->number);
    const auto client = displayable(one.req->client_name);
    if (reason.empty()) {
        field_problems problems;
        problems.add("reason", "Say why.");
        return problems.answer(ctx, id + " known lift \"...\"");
    }
    if (known_on(seen, one.sub->ownerships) == nullptr) {
        return refuse(ctx, "Nobody said that " + id + " is known to " + client + '.', id);
    }
    slate_step step(ctx, seen, book);
    step.mark(one, domain::client_known{.lifted = true}, {reason, {}, domain::party::client});
    const auto unmark = [](domain::ownership& of) { of.known.reset(); };
    for (auto& event : changed_ownership(seen, one.sub->ownerships, unmark)) {
        step.also(std::move(event));
    }
    return step.finish(id + " may be submitted for " + client + " again.");
}

}  // namespace

outcome submittal_known(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_claimed(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    field_problems problems;
    const bool lifts = !read_choice(ctx, "change", "bar_change", problems).empty();
    if (auto refused = refuse_word_of_client(ctx, one, lifts)) {
        return std::move(*refused);
    }
    auto proof = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    if (lifts) {
        return lift_known(ctx, seen, book, one, proof);
    }
    if (one.sub->known && one.sub->disputed && decides_credit(ctx, one)) {
        return leave_out(ctx, seen, book, one, proof);
    }
    auto refused = refuse_said_already(ctx, seen, book, one);
    if (!refused) {
        refused = refuse_out_of_hand(ctx, one);
    }
    if (refused) {
        return std::move(*refused);
    }
    if ((proof.empty() || value_of(ctx, "on").empty()) && !ctx.from_form) {
        return ask_for_contact(ctx, seen, *one.sub, proof);
    }
    const auto day = read_contact(ctx, book, *one.req, problems);
    if (proof.empty()) {
        problems.add("reason", "Say what proves it.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, shown_id(one.sub->number) + " known \"...\" on:today");
    }
    const auto whom = speaking_for_manager(*one.req);
    auto wanted = missing_for_behalf(ctx, seen, whom).value_or(need{});
    if (const auto owner = domain::record_name(one.req->owner);
        !one.req->owner.empty() && !seen.loaded(owner)) {
        wanted.records.push_back(owner);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const told_contact of{*day, std::move(proof), std::get<std::string>(std::move(behalf))};
    return set_aside(ctx, seen, book, one, of);
}

}  // namespace fillrate::handlers
