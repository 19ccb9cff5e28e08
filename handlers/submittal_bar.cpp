// "Do not return": the client does not want a person again. A later submit of theirs is answered as
// one that another firm's claim stands against (DOMAIN.md 0).
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/needs.hpp"
#include "handlers/representation.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

std::optional<outcome> refuse_said_before(
    const context& ctx,
    const found_submittal& one,
    const domain::do_not_return* present,
    bool lifts
) {
    const auto id = shown_id(one.sub->number);
    const auto client = displayable(one.req->client_name);
    if (lifts && present == nullptr) {
        return refuse(ctx, "Nobody said that " + id + " may not return to " + client + '.', id);
    }
    if (!lifts && present != nullptr) {
        return refuse(
            ctx,
            first_name(present->by_name) + " said so on " +
                local_time(present->since, one.req->zone) + " already: " + id +
                " is not to return to " + client + '.',
            line_to_lift(ctx, one, "dnr")
        );
    }
    return std::nullopt;
}

decision bar(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    bool lifts,
    const std::string& reason,
    std::string behalf
) {
    const auto subject = domain::record_name(one.sub->number);
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.on_behalf_of(std::move(behalf));
    changed.add(domain::return_barred{lifts}, reason, domain::party::client);
    decision decided;
    changed.finish(decided);
    const auto mark = [&](domain::ownership& of) {
        of.barred.reset();
        if (!lifts) {
            of.barred = domain::do_not_return{
                one.sub->number,
                ctx.actor.id,
                ctx.actor.name,
                reason,
                ctx.now};
        }
    };
    for (auto& event : changed_ownership(seen, one.sub->ownerships, mark)) {
        decided.events.push_back(std::move(event));
    }
    const auto client = displayable(one.req->client_name);
    decided.reply.what = sentence(
        ctx,
        shown_id(one.sub->number) +
            (lifts ? " may be submitted for " + client + " again."
                   : " is not to return to " + client + ": submits of theirs are not taken there.")
    );
    return decided;
}

}  // namespace

outcome submittal_bar(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    field_problems problems;
    const bool lifts = !read_choice(ctx, "change", "bar_change", problems).empty();
    if (auto refused = refuse_word_of_client(ctx, one, lifts)) {
        return std::move(*refused);
    }
    const auto reason = abbreviate(displayable(tail_of(ctx, "reason")), 200);
    const auto id = shown_id(one.sub->number);
    if (reason.empty() && !lifts && !ctx.from_form) {
        auto form = form_for(seen, *one.sub, "dnr", "Not to return", "Save");
        form.fields.push_back(line_field("reason", "Why", {}, true));
        keep_behalf(ctx, form);
        return open_form(std::move(form));
    }
    if (reason.empty()) {
        problems.add("reason", "Say why.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, id + (lifts ? " dnr lift \"...\"" : " dnr \"...\""));
    }
    const auto whom = speaking_for_manager(*one.req);
    auto wanted = missing_for_behalf(ctx, seen, whom).value_or(need{});
    load_too(wanted, to_load(seen, one.sub->ownerships).value_or(need{}));
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const auto* present = bar_on(seen, one.sub->ownerships);
    if (auto refused = refuse_said_before(ctx, one, present, lifts)) {
        return std::move(*refused);
    }
    return bar(ctx, seen, one, lifts, reason, std::get<std::string>(std::move(behalf)));
}

}  // namespace fillrate::handlers
