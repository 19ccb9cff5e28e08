#include "handlers/interview_steps.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/behalf.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

// What is to be told to people in person, loaded first.
std::optional<need> missing_people(const snapshot& seen, const found_interview& one) {
    auto wanted = missing_panel(seen, one.iv->panel).value_or(need{});
    if (auto owner = missing_owner(seen, *one.req)) {
        std::ranges::move(owner->records, std::back_inserter(wanted.records));
    }
    const auto manager = domain::record_name(one.req->hiring_manager);
    if (!one.req->hiring_manager.empty() && !seen.loaded(manager)) {
        wanted.records.push_back(manager);
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// Either side may have said it.
spoken_for speakers_in(const found_interview& one) {
    auto whom = speaking_for_manager(*one.req);
    whom.supplier = one.iv->supplier;
    whom.supplier_name = one.iv->supplier_name;
    return whom;
}

bool has_card_in(const context& ctx, const domain::interview& iv) {
    return std::ranges::any_of(iv.places, [&ctx](const auto& place) {
        return place.conversation == ctx.place.id;
    });
}

}  // namespace

std::optional<outcome> refuse_behalf(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one
) {
    auto named = read_on_behalf(ctx, seen, speakers_in(one));
    auto* early = std::get_if<outcome>(&named);
    return early == nullptr ? std::nullopt : std::optional{std::move(*early)};
}

std::string on_behalf_of(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one,
    domain::party side
) {
    const auto named = read_on_behalf(ctx, seen, speakers_in(one));
    const auto* name = std::get_if<std::string>(&named);
    if (name != nullptr && !name->empty()) {
        return *name;
    }
    if (domain::side_of(one.context(), ctx.actor) != domain::party::program) {
        return {};
    }
    switch (side) {
        case domain::party::client:
            return displayable(one.req->hiring_manager_name);
        case domain::party::supplier:
        case domain::party::candidate:
            return displayable(one.iv->supplier_name);
        case domain::party::program:
            break;
    }
    return {};
}

interview_change change_to(const context& ctx, const snapshot& seen, const found_interview& one) {
    auto subject = domain::record_name(one.iv->number);
    const auto version = seen.version_of(subject);
    return {ctx, std::move(subject), *one.iv, version};
}

chat::form form_of(
    const snapshot& seen,
    const found_interview& one,
    domain::interview_verb what,
    std::string_view title,
    std::string submit
) {
    chat::form form;
    form.title = abbreviate(std::string(title) + ' ' + shown_id(one.iv->number), 24);
    form.submit = std::move(submit);
    form.act.name = std::string(domain::word(what));
    form.act.subject = domain::record_name(one.iv->number);
    form.act.version = seen.version_of(form.act.subject);
    return form;
}

std::variant<found_interview, outcome> ready_for(
    const context& ctx,
    const snapshot& seen,
    domain::interview_verb what
) {
    auto found = find_interview(ctx, seen);
    if (const auto* one = std::get_if<found_interview>(&found)) {
        if (auto refused = refuse_step(ctx, seen, *one, what)) {
            return std::move(*refused);
        }
        auto wanted = missing_people(seen, *one).value_or(need{});
        auto speakers = missing_for_behalf(ctx, seen, speakers_in(*one)).value_or(need{});
        wanted.pages = std::move(speakers.pages);
        if (!wanted.records.empty() || !wanted.pages.empty()) {
            return outcome(std::move(wanted));
        }
        if (auto refused = refuse_behalf(ctx, seen, *one)) {
            return std::move(*refused);
        }
    }
    return found;
}

bool tell_candidate(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const interview_change& next,
    const found_interview& before,
    decision& into
) {
    constexpr auto complete = domain::interview_state::feedback_complete;
    const auto was = before.iv->state;
    const auto is = next.after().state;
    const bool gathered =
        was != complete && is == complete && domain::is_last_round(*before.sub, before.iv->number);
    const bool differs = domain::is_over(was) != domain::is_over(is);
    if (!gathered && !differs) {
        return true;
    }
    const auto subject = domain::record_name(before.sub->number);
    submittal_change candidate(ctx, subject, *before.sub, seen.version_of(subject));
    if (differs) {
        candidate.add(
            domain::round_took_place{before.iv->number, !domain::is_over(is)},
            {},
            domain::party::client
        );
    }
    if (!gathered) {
        candidate.record(into);
        return true;
    }
    candidate.add(domain::feedback_gathered{before.iv->number}, {}, domain::party::client);
    if (!settle_clocks(candidate, *before.req, before.client, book, ctx.now)) {
        return false;
    }
    candidate.finish(into);
    return true;
}

outcome decide_interview(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    interview_change next,
    const found_interview& before,
    std::string said,
    decision more
) {
    decision decided;
    if (!settle_clocks(next, *before.sub, *before.req, before.client, book, ctx.now)) {
        return unknown_calendar(ctx, *before.req);
    }
    next.finish(decided);
    if (!tell_candidate(ctx, seen, book, next, before, decided)) {
        return unknown_calendar(ctx, *before.req);
    }
    std::ranges::move(more.messages, std::back_inserter(decided.messages));
    if (has_card_in(ctx, next.after())) {
        decided.reply.what = sentence(ctx, std::move(said));
        return decided;
    }
    auto card = card_after(ctx, next.after(), next.next_version(), before);
    card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(said)}});
    card.summary = std::move(said);
    decided.reply.what = std::move(card);
    return decided;
}

}  // namespace fillrate::handlers
