// Asking a supplier whether the candidate consents to being represented (DOMAIN.md 3.3,
// "request_rtr"): nothing moves, and the answer is `rtr`.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/change.hpp"
#include "handlers/representation.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

// Whoever is out for good has nothing to consent to any more; a second one may still win by it.
bool may_consent(domain::submittal_state s) {
    return domain::is_live(s) || s == domain::submittal_state::duplicate;
}

std::optional<outcome> refuse_request(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one
) {
    const auto& sub = *one.sub;
    const auto id = shown_id(sub.number);
    if (!domain::may(domain::submittal_permission::screen, sub, *one.req, ctx.actor)) {
        return refuse(
            ctx,
            "You cannot ask for the consent of " + id +
                ": that is for the account manager or a recruiter.",
            id + " note \"...\""
        );
    }
    if (!may_consent(sub.state)) {
        return refuse(
            ctx,
            id + ' ' + state_sentence(sub.state) + ", so no consent is asked for.",
            id + " history"
        );
    }
    if (sub.represented && !refuse_without_consent(ctx, book, sub, *one.req)) {
        return refuse(
            ctx,
            "The candidate's consent for " + id + " is noted, of " +
                local_time(*sub.represented, one.req->zone) + '.',
            id
        );
    }
    if (sub.supplier.empty()) {
        return refuse(
            ctx,
            id + " was found by our own recruiters: ask the candidate, and say on which day they "
                 "agreed.",
            id + " rtr on:today"
        );
    }
    return std::nullopt;
}

}  // namespace

outcome submittal_request_consent(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_request(ctx, book, one)) {
        return std::move(*refused);
    }
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.add(domain::consent_requested{});
    changed.tell({.client = false, .suppliers = true});
    return decide_change(
        ctx,
        changed,
        one,
        displayable(one.sub->supplier_name) + " is asked to confirm that the candidate of " +
            shown_id(one.sub->number) + " consents."
    );
}

}  // namespace fillrate::handlers
