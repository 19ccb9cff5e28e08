#include "handlers/probing.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

// The day passes by when things are told: what is said to have happened earlier ends no sooner.
instant told_now(const context& ctx) {
    return ctx.told_at.value_or(ctx.now);
}

domain::neutral_answers answers_so_far(const snapshot& seen, const std::string& name) {
    const auto* known = seen.find<domain::neutral_answers>(name);
    return known == nullptr ? domain::neutral_answers{} : *known;
}

}  // namespace

std::optional<outcome> refuse_probing(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const supplier_id& supplier
) {
    const auto so_far = answers_so_far(seen, domain::neutral_record_name(req.client, supplier));
    const auto again =
        domain::answered_again(so_far, book.choose(req).neutral_answers, told_now(ctx));
    if (!again) {
        return std::nullopt;
    }
    const auto owner =
        req.owner_name.empty() ? std::string("the account manager") : first_name(req.owner_name);
    return refuse(
        ctx,
        "Too many of your candidates could not be submitted for " + displayable(req.client_name) +
            " within a day, so nobody new is taken from your firm there before " +
            local_time(*again, req.zone, told_now(ctx)) + ". Try then, or ask " + owner + '.',
        std::to_string(req.number.value) + " note \"...\""
    );
}

void keep_neutral_answer(
    slate_step& step,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& of,
    const domain::submittal_made& made
) {
    auto name = domain::neutral_record_name(made.client, made.supplier);
    const auto now = told_now(ctx);
    auto after = domain::with_answer(answers_so_far(seen, name), {made.number, now});
    const auto again = domain::answered_again(after, book.choose(*of.req).neutral_answers, now);
    if (again) {
        step.tell_inside(of, domain::submits_paused{made.supplier, *again});
    }
    step.also(put_as(std::move(name), std::move(after)));
}

}  // namespace fillrate::handlers
