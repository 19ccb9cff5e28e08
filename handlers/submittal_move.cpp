// Every step of a submittal that needs no more than a reason: screening, the manager's decision,
// start and end, withdrawal (DOMAIN.md 3.3). What each asks for stands in submittal_steps.hpp.
#include "core/base/text.hpp"
#include "core/domain/assignment.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/assignment.hpp"
#include "handlers/behalf.hpp"
#include "handlers/conversion.hpp"
#include "handlers/disputes.hpp"
#include "handlers/held_until.hpp"
#include "handlers/leaving.hpp"
#include "handlers/missing_feedback.hpp"
#include "handlers/must_haves.hpp"
#include "handlers/passed_words.hpp"
#include "handlers/presenting.hpp"
#include "handlers/representation.hpp"
#include "handlers/runner_ups.hpp"
#include "handlers/slate_notice.hpp"
#include "handlers/slate_step.hpp"
#include "handlers/submittal_behalf.hpp"
#include "handlers/submittal_guards.hpp"
#include "handlers/submittal_steps.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

using domain::submittal_verb;

outcome ask_step_reason(
    const context& ctx,
    const snapshot& seen,
    const domain::submittal& sub,
    const step_rule& rule
) {
    const auto title = abbreviate(std::string(rule.title) + ' ' + shown_id(sub.number), 24);
    if (rule.why == reason_rule::text) {
        return ask_why(seen, sub, rule.what, title);
    }
    auto form = form_for(seen, sub, domain::word(rule.what), title, "Save");
    form.fields.push_back(list_field("reason", "Reason", rule.list, {}, true));
    form.fields.push_back(line_field("detail", "In your words", tail_of(ctx, "detail")));
    return open_form(std::move(form));
}

// The reason of the step, empty when there is none or it is not right; then a problem says so.
std::string read_reason(const context& ctx, const step_rule& rule, field_problems& problems) {
    switch (rule.why) {
        case reason_rule::none:
            return abbreviate(displayable(tail_of(ctx, "detail")), 200);
        case reason_rule::text:
            return abbreviate(displayable(tail_of(ctx, "reason")), 200);
        case reason_rule::code:
            break;
    }
    auto code = read_choice(ctx, "reason", rule.list, problems);
    require_words(ctx, code, tail_of(ctx, "detail"), problems);
    return code.empty() || !problems.empty() ? std::string{}
                                             : reason_with(std::move(code), tail_of(ctx, "detail"));
}

// Missing feedback is a question, never a block (DOMAIN.md 0).
std::optional<outcome> ask_without_feedback(
    const context& ctx,
    const snapshot& seen,
    const submittals& all
) {
    for (const auto& one : all) {
        if (!lacks_feedback(one, ctx.now)) {
            continue;
        }
        const auto count = domain::count_feedback(*one.round);
        const auto missing = count.wanted - count.settled;
        const auto text = std::to_string(missing) + " of " +
                          counted(count.wanted, "verdict", "verdicts") + " of " +
                          shown_id(one.round->number) +
                          (missing == 1 ? " is missing. Hire " : " are missing. Hire ") +
                          displayable(one.sub->initials) + " anyway?";
        if (all.size() > 1) {
            return refuse(ctx, text, shown_id(one.sub->number) + " select");
        }
        chat::form form;
        form.title = "Hire " + shown_id(one.sub->number);
        form.submit = "Hire anyway";
        form.act.name = "select";
        form.act.subject = domain::record_name(one.sub->number);
        form.act.version = seen.version_of(form.act.subject);
        form.said.push_back({chat::plain(text)});
        form.fields.push_back(line_field("detail", "In your words", tail_of(ctx, "detail")));
        return open_form(std::move(form));
    }
    return std::nullopt;
}

std::optional<need> missing_for_step(
    const context& ctx,
    const snapshot& seen,
    const submittals& all,
    const step_rule& rule
) {
    need wanted;
    if (rule.what == submittal_verb::present) {
        add_missing_readers(wanted, seen, all);
    }
    for (const auto& one : all) {
        if (moves_claim(*one.sub, rule.what)) {
            auto claims = to_load(seen, one.sub->ownerships).value_or(need{});
            std::ranges::move(claims.records, std::back_inserter(wanted.records));
        }
        const auto owner = domain::record_name(one.req->owner);
        const bool tells_owner = rule.what == submittal_verb::convert ||
                                 rule.what == submittal_verb::reject || looks_no_more(*one.req);
        if (tells_owner && !one.req->owner.empty() && !seen.loaded(owner)) {
            wanted.records.push_back(owner);
        }
        auto people = missing_for_behalf(ctx, seen, sides_of(one, rule)).value_or(need{});
        std::ranges::move(people.pages, std::back_inserter(wanted.pages));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

std::string said_of(const submittals& all, const step_rule& rule) {
    std::vector<std::string> ids;
    for (const auto& one : all) {
        ids.push_back(shown_id(one.sub->number));
    }
    return join(ids, ", ") + (all.size() == 1 ? " is " : " are ") + std::string(rule.done) + '.';
}

/// What the line or form says besides the verb.
struct step_details {
    std::string reason{};
    std::vector<std::string> on_behalf_of{};  ///< of each of the candidates
    std::optional<civil_date> end{};          ///< of an assignment that starts
    std::uint32_t hours = 0;                  ///< worked until the client took them on
};

void bring_along(
    slate_step& step,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one,
    const step_rule& rule,
    const step_details& details
) {
    if (const auto zone = zone_of(ctx, *one.req); zone && rule.what == submittal_verb::start) {
        const auto today = zone->to_local(ctx.now).civil.date;
        const auto& rules = book.choose(*one.req);
        step.add(
            one,
            domain::assignment_set{domain::begun(today, details.end, *zone, ctx.now, rules)}
        );
    }
    if (moves_claim(*one.sub, rule.what)) {
        for (auto& event : claim_after(seen, *one.sub, rule.what)) {
            step.also(std::move(event));
        }
    }
    if (rule.what == submittal_verb::revive && is_contested_again(seen, *one.sub)) {
        step.add(one, domain::claim_disputed{});
    }
    const auto* room = rule.what == submittal_verb::present ? client_room(seen, one) : nullptr;
    if (room != nullptr) {
        step.add(one, domain::card_placed{{room->id, room->binding}});
    }
}

// A withdrawal is the candidate's own unless the supplier is named.
domain::party party_of(const context& ctx, const found_submittal& one, const step_rule& rule) {
    if (is_screening(*one.sub, rule)) {
        return domain::party::program;
    }
    const bool suppliers =
        rule.what == submittal_verb::withdraw && value_of(ctx, "by") == "supplier";
    return suppliers ? domain::party::supplier : rule.party;
}

// To whom the answer to this suggests who else is in play.
bool suggests_others(
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    const step_rule& rule,
    const std::string& reason
) {
    using domain::submittal_state;
    const auto* row = domain::next_step(*one.sub, rule.what);
    const bool lost = falls_off(*one.sub, rule.what) ||
                      (row != nullptr && row->to == submittal_state::offer_declined);
    return (lost || is_replaced(ctx, book, one, rule.what, reason)) &&
           domain::clear(*one.req, ctx.actor, ctx.place.binding, false).notes;
}

// What becomes of the opening of who goes, and the sentences that say so.
std::string leave_opening(
    slate_step& step,
    const context& ctx,
    const domain::policy_book& book,
    const found_submittal& one,
    const step_rule& rule,
    const std::string& reason
) {
    const auto id = shown_id(one.req->number);
    if (is_replaced(ctx, book, one, rule.what, reason)) {
        step.replace(one);
        return ' ' + id + " has an opening to fill again: they left within the guarantee.";
    }
    if (auto code = end_code(rule.what, reason)) {
        step.end_opening(one, std::move(*code));
    }
    if (!leaves_unreplaced(ctx, book, one, rule.what, reason)) {
        return {};
    }
    return ' ' + id + " is " + std::string(shown_state(one.req->state)) +
           ", so nobody takes their place unless it is opened again.";
}

// What the account manager has to see to after it: each step is the next event of its candidate.
void tell_owner_after(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    const step_rule& rule,
    const std::string& reason
) {
    for (const auto& one : all) {
        const auto event = one.sub->events + 1;
        if (rule.what == submittal_verb::convert) {
            word_to_owner(into, converted_kind, ctx, seen, one, event);
        } else if (holds_words(ctx, one, rule, reason)) {
            word_to_owner(into, held_words_kind, ctx, seen, one, event);
        } else if (leaves_unreplaced(ctx, book, one, rule.what, reason)) {
            const auto days = book.choose(*one.req).reopen_days;
            const bool again = domain::may_still_reopen(*one.req, days, ctx.now);
            const auto kind = again ? unreplaced_kind : long_unreplaced_kind;
            word_to_owner(into, kind, ctx, seen, one, event);
        }
    }
}

outcome take_steps(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    const step_rule& rule,
    const step_details& details
) {
    slate_step step(ctx, seen, book);
    auto said = said_of(all, rule);
    if (rule.what == submittal_verb::convert) {
        said += said_of_hours(ctx, all.front(), details.hours);
    }
    if (rule.what == submittal_verb::hold) {
        said += asked_again_text(ctx, all, book);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& one = all[i];
        if (auto refused = refuse_without_opening(ctx, one, step.after(*one.req), rule.what)) {
            return std::move(*refused);
        }
        const step_cause why{details.reason, details.on_behalf_of[i], party_of(ctx, one, rule)};
        domain::submittal_moved moved{.what = rule.what};
        moved.words_open = goes_with_words(ctx, one, rule);
        if (rule.what == submittal_verb::present) {
            moved.musts = said_must_haves(ctx, one);
        }
        if (rule.what == submittal_verb::hold) {
            moved.until = hold_day(ctx, one, book);
        }
        if (rule.what == submittal_verb::convert) {
            moved.hours = details.hours;
        }
        if (rule.what == submittal_verb::withdraw) {
            moved.met = !one.sub->met_in.empty();
        }
        step.move(one, rule.what, moved, why);
        bring_along(step, ctx, seen, book, one, rule, details);
        said += leave_opening(step, ctx, book, one, rule, details.reason);
        if (rule.what == submittal_verb::select || rule.what == submittal_verb::reject) {
            said += missing_feedback_text(ctx, one);
        }
    }
    auto made = step.finish(std::move(said));
    if (rule.what == submittal_verb::present) {
        tell_managers(made, ctx, seen, all);
    }
    if (auto* decided = std::get_if<decision>(&made)) {
        tell_owner_after(*decided, ctx, seen, book, all, rule, details.reason);
    }
    return made;
}

// What only a start or a conversion says: how long, and how many hours it took.
std::optional<outcome> read_terms(
    const context& ctx,
    const found_submittal& one,
    submittal_verb what,
    step_details& into
) {
    field_problems problems;
    if (what == submittal_verb::start && !value_of(ctx, "end").empty()) {
        const auto end = read_moment(ctx, "end", one.req->zone, problems);
        if (!end) {
            return problems.answer(ctx, line_by_example(ctx, problems));
        }
        into.end = end->date;
    }
    if (what == submittal_verb::convert) {
        into.hours = read_hours(ctx, problems);
        if (!problems.empty()) {
            return problems.answer(ctx, shown_id(one.sub->number) + " convert hours:480");
        }
    }
    return std::nullopt;
}

// The steps; the answer to one that lost somebody suggests who else is in play.
outcome take_and_suggest(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    const step_rule& rule,
    const step_details& details
) {
    const auto& first = all.front();
    const bool suggests = all.size() == 1 && !ctx.one_of_several &&
                          suggests_others(ctx, book, first, rule, details.reason);
    if (auto wanted = missing_runner_ups(seen, *first.req); suggests && wanted) {
        return std::move(*wanted);
    }
    auto made = take_steps(ctx, seen, book, all, rule, details);
    auto* decided = std::get_if<decision>(&made);
    auto* shown = decided == nullptr ? nullptr : std::get_if<chat::message>(&decided->reply.what);
    if (suggests && shown != nullptr) {
        add_runner_ups(*shown, seen, *first.req);
    }
    return made;
}

// What is to be known of all of them before any takes the step.
std::optional<outcome> ask_before(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    submittal_verb what
) {
    switch (what) {
        case submittal_verb::present:
            return ask_must_haves(ctx, seen, all);
        case submittal_verb::select:
            return ctx.from_form ? std::nullopt : ask_without_feedback(ctx, seen, all);
        case submittal_verb::hold:
            return refuse_hold_day(ctx, all, book);
        default:
            return std::nullopt;
    }
}

outcome move(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    submittal_verb what
) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<submittals>(found);
    const auto& rule = rule_of(what);
    if (auto refused = refuse_unguarded(ctx, seen, book, all, what)) {
        return std::move(*refused);
    }
    field_problems problems;
    step_details details;
    details.reason = read_reason(ctx, rule, problems);
    if (rule.why != reason_rule::none && details.reason.empty()) {
        if (problems.empty() && !ctx.from_form && all.size() == 1) {
            return ask_step_reason(ctx, seen, *all.front().sub, rule);
        }
        if (problems.empty()) {
            problems.add("reason", "Say why.");
        }
        return problems.answer(ctx, line_by_example(ctx, problems));
    }
    if (auto asked = ask_before(ctx, seen, book, all, what)) {
        return std::move(*asked);
    }
    if (auto wanted = missing_for_step(ctx, seen, all, rule)) {
        return std::move(*wanted);
    }
    auto behalves = read_behalves(ctx, seen, all, rule);
    if (auto* early = std::get_if<outcome>(&behalves)) {
        return std::move(*early);
    }
    details.on_behalf_of = std::get<std::vector<std::string>>(std::move(behalves));
    if (what == submittal_verb::revive) {
        if (auto refused = refuse_revival(ctx, seen, book, all.front())) {
            return std::move(*refused);
        }
        if (auto wanted = to_load(seen, lapsed_rivals(seen, *all.front().sub))) {
            return std::move(*wanted);
        }
    }
    if (auto refused = read_terms(ctx, all.front(), what, details)) {
        return std::move(*refused);
    }
    return take_and_suggest(ctx, seen, book, all, rule, details);
}

}  // namespace

template <submittal_verb What>
outcome submittal_step(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return move(ctx, seen, book, What);
}

template outcome submittal_step<
    submittal_verb::present>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::send_back>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::resubmit>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::shortlist>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::hold>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::select>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::reject>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::accept>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::decline>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::expire>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::rescind>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::clear>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::start>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::no_show>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::end>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::convert>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::withdraw>(const context&, const snapshot&, domain::policy_book&);
template outcome submittal_step<
    submittal_verb::revive>(const context&, const snapshot&, domain::policy_book&);

}  // namespace fillrate::handlers
