// The times of an interview: offered, picked, moved (DOMAIN.md 3.5).
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/interview_steps.hpp"
#include "handlers/interview_telling.hpp"
#include "handlers/interview_times.hpp"
#include "handlers/interview_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::interview_verb;

constexpr minutes undo_time{5};

outcome agree(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_interview& one,
    instant start
) {
    const auto id = shown_id(one.iv->number);
    field_problems problems;
    auto terms = read_meeting_terms(ctx, one, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, line_by_example(ctx, problems));
    }
    const auto length = terms.length == 0 ? one.iv->length : terms.length;
    auto agreed = agreement_of(one, book, start, length);
    if (!agreed) {
        return unknown_calendar(ctx, *one.req);
    }
    agreed->place = std::move(terms.place);
    agreed->link = std::move(terms.link);
    auto next = change_to(ctx, seen, one);
    const auto side = one.iv->state == domain::interview_state::proposed ? one.iv->answers
                                                                         : domain::party::program;
    next.on_behalf_of(on_behalf_of(ctx, seen, one, side));
    next.add(std::move(*agreed), {}, side);
    next.tell({.client = true, .suppliers = true});
    decision told;
    tell_panel(told, ctx, next, seen);
    return decide_interview(
        ctx,
        seen,
        book,
        std::move(next),
        one,
        id + " is confirmed for " + local_time(start, one.iv->zone, ctx.now) + '.',
        std::move(told)
    );
}

// A time that was offered, by its number; or any time, from somebody who arranges.
std::optional<instant> read_choice_of_time(
    const context& ctx,
    const found_interview& one,
    field_problems& problems
) {
    const auto typed = tail_of(ctx, "time");
    const auto& slots = one.iv->slots;
    if (const auto n = parse_int<std::uint32_t>(typed); n && *n <= most_slots) {
        if (*n >= 1 && *n <= slots.size()) {
            return slots[*n - 1];
        }
        problems.add("time", "There is no time " + std::to_string(*n) + " to pick.");
        return std::nullopt;
    }
    const auto times = read_slots(ctx, one.iv->zone, problems);
    if (problems.empty() && times.size() != 1) {
        problems.add("time", "Say which time, by its number or as \"tue 10:00\".");
    }
    if (!problems.empty()) {
        return std::nullopt;
    }
    const bool offered = std::ranges::find(slots, times.front()) != slots.end();
    if (!offered && !domain::may(domain::interview_permission::arrange, one.context(), ctx.actor)) {
        problems.add(
            "time",
            "That is none of the times offered. Ask for it instead.",
            shown_id(one.iv->number) + " move " + std::string(typed)
        );
        return std::nullopt;
    }
    return times.front();
}

// Each of the times offered as a button.
outcome ask_which_time(const context& ctx, const found_interview& one) {
    std::vector<reading> times;
    auto line = ctx.command;
    for (std::size_t i = 0; i < one.iv->slots.size(); ++i) {
        line.tail = std::to_string(i + 1);
        times.push_back({local_time(one.iv->slots[i], one.iv->zone, ctx.now), chat::to_line(line)});
    }
    return ask_which_reading(ctx, "Which time of " + shown_id(one.iv->number) + "?", times);
}

outcome ask_for_slots(const context& ctx, const snapshot& seen, const found_interview& one) {
    auto form = form_of(seen, one, interview_verb::propose, "Times for", "Send times");
    add_slot_fields(form, one.iv->slots, one.iv->zone);
    const auto add = [&](std::string key, std::string label, std::string present) {
        const auto typed = value_of(ctx, key);
        form.fields.push_back(
            line_field(std::move(key), std::move(label), typed.empty() ? std::move(present) : typed)
        );
    };
    add("len", "Length", std::to_string(one.iv->length) + 'm');
    add("place", "Place", one.iv->place);
    add("link", "Link", one.iv->link);
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

// Who pressed a time on a card that showed other ones: what the rooms of other parties show is as
// old as a change can be taken back, so what was offered since cannot have been meant.
bool is_outdated(const context& ctx, const snapshot& seen, const found_interview& one) {
    const auto& offered = one.iv->offered;
    const bool inside = ctx.place.binding.who == domain::binding::kind::internal;
    const bool just_offered = offered && ctx.now < *offered + 2 * undo_time;
    const auto version = seen.version_of(domain::record_name(one.iv->number));
    const bool unseen = offered && !inside && !ctx.direct && ctx.now < *offered + undo_time;
    return unseen || (just_offered && ctx.seen_version != version);
}

outcome pick(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    std::size_t n
) {
    auto ready = ready_for(ctx, seen, interview_verb::confirm);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    const auto id = shown_id(one.iv->number);
    if (n > one.iv->slots.size() || is_outdated(ctx, seen, one)) {
        auto card = personal_card(ctx, seen, one);
        card.summary = "The times of " + id + " have changed. These are the present ones.";
        card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(card.summary)}});
        answer said;
        said.refused = true;
        said.reply.what = std::move(card);
        return said;
    }
    return agree(ctx, seen, book, one, one.iv->slots[n - 1]);
}

void take_terms(meeting_terms said, domain::times_offered& into) {
    into.length = said.length;
    into.place = std::move(said.place);
    into.link = std::move(said.link);
}

/// In whose name it is moved.
struct interview_mover {
    domain::party side = domain::party::program;
    bool overruled = false;  ///< another side was named, which is not for this person to say
};

interview_mover mover_of(const context& ctx, const found_interview& one, field_problems& problems) {
    const auto side = domain::side_of(one.context(), ctx.actor);
    const auto said = read_choice(ctx, "by", "side", problems);
    const auto named = domain::from_word<domain::party>(said);
    // A supplier speaks for itself and the candidate, a manager for the client.
    const bool may_say = side == domain::party::program || !named || *named == side ||
                         (side == domain::party::supplier && *named == domain::party::candidate);
    return {named && may_say ? *named : side, !may_say};
}

std::string said_of_move(const domain::interview& after, const interview_mover& by, instant now) {
    auto text = shown_id(after.number) + " asks for " + listed_times(after.slots, after.zone, now) +
                " instead.";
    if (by.overruled) {
        text += " It is kept as moved by the " + std::string(domain::word(by.side)) +
                "; to name another side is for the account manager.";
    }
    return text;
}

domain::party answerer_to(domain::party mover, const domain::interview& iv) {
    const bool theirs = mover == domain::party::supplier || mover == domain::party::candidate;
    if (theirs) {
        return domain::party::client;
    }
    return iv.supplier.empty() ? domain::party::program : domain::party::supplier;
}

outcome ask_for_move(const context& ctx, const snapshot& seen, const found_interview& one) {
    auto form = form_of(seen, one, interview_verb::move, "Move", "Ask for it");
    add_slot_fields(form, {}, one.iv->zone);
    if (domain::side_of(one.context(), ctx.actor) == domain::party::program) {
        form.fields.push_back(list_field("by", "Who moves it", "side", "client"));
    }
    form.fields.push_back(line_field("why", "Why", {}));
    return open_form(std::move(form));
}

}  // namespace

outcome interview_propose(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto ready = ready_for(ctx, seen, interview_verb::propose);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    field_problems problems;
    auto slots = read_slots(ctx, one.iv->zone, problems);
    if (problems.empty() && slots.empty()) {
        if (!ctx.from_form) {
            return ask_for_slots(ctx, seen, one);
        }
        problems.add("time1", "Offer one time at least.");
    }
    auto terms = read_meeting_terms(ctx, one, problems);
    const auto id = shown_id(one.iv->number);
    if (!problems.empty()) {
        return problems.answer(ctx, line_by_example(ctx, problems));
    }
    auto behalf = read_on_behalf(ctx, seen, speaking_for_manager(*one.req));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    auto offered = offer_of(one, book, std::move(slots), ctx.now);
    if (!offered) {
        return unknown_calendar(ctx, *one.req);
    }
    take_terms(std::move(terms), *offered);
    auto next = change_to(ctx, seen, one);
    next.on_behalf_of(std::get<std::string>(std::move(behalf)));
    const auto side = domain::side_of(one.context(), ctx.actor);
    next.add(std::move(*offered), {}, side);
    next.tell({.client = true, .suppliers = true});
    const auto times = listed_times(next.after().slots, one.iv->zone, ctx.now);
    auto said = id + " offers " + times + '.';
    return decide_interview(ctx, seen, book, std::move(next), one, std::move(said));
}

outcome interview_confirm(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto ready = ready_for(ctx, seen, interview_verb::confirm);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    const bool asks = !ctx.from_form && !ctx.one_of_several;  // several have different times
    if (tail_of(ctx, "time").empty() && asks && !one.iv->slots.empty()) {
        return ask_which_time(ctx, one);
    }
    field_problems problems;
    const auto start = read_choice_of_time(ctx, one, problems);
    if (!start) {
        const auto id = shown_id(one.iv->number);
        return problems.answer(
            ctx,
            id + (one.iv->slots.empty() ? " confirm tue 10:00" : " confirm 1")
        );
    }
    return agree(ctx, seen, book, one, *start);
}

template <std::size_t N>
outcome interview_pick(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    return pick(ctx, seen, book, N);
}

template outcome interview_pick<1>(const context&, const snapshot&, domain::policy_book&);
template outcome interview_pick<2>(const context&, const snapshot&, domain::policy_book&);
template outcome interview_pick<3>(const context&, const snapshot&, domain::policy_book&);

outcome interview_move(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto ready = ready_for(ctx, seen, interview_verb::move);
    if (auto* early = std::get_if<outcome>(&ready)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(ready);
    field_problems problems;
    const auto by = mover_of(ctx, one, problems);
    auto slots = read_slots(ctx, one.iv->zone, problems);
    if (problems.empty() && slots.empty()) {
        if (!ctx.from_form) {
            return ask_for_move(ctx, seen, one);
        }
        problems.add("time1", "Say when instead.");
    }
    auto terms = read_meeting_terms(ctx, one, problems);
    if (!problems.empty()) {
        return problems.answer(ctx, line_by_example(ctx, problems));
    }
    auto offered = offer_of(one, book, std::move(slots), ctx.now);
    if (!offered) {
        return unknown_calendar(ctx, *one.req);
    }
    take_terms(std::move(terms), *offered);
    offered->what = interview_verb::move;
    offered->answers = answerer_to(by.side, *one.iv);
    auto next = change_to(ctx, seen, one);
    next.on_behalf_of(on_behalf_of(ctx, seen, one, by.side));
    next.add(std::move(*offered), abbreviate(displayable(value_of(ctx, "why")), 200), by.side);
    next.tell({.client = true, .suppliers = true});
    decision told;
    if (one.iv->state == domain::interview_state::confirmed) {
        tell_panel(told, ctx, next, seen);
    }
    if (one.req->owner != ctx.actor.id) {
        tell_owner(told, next, *one.req, seen);
    }
    auto said = said_of_move(next.after(), by, ctx.now);
    return decide_interview(
        ctx,
        seen,
        book,
        std::move(next),
        one,
        std::move(said),
        std::move(told)
    );
}

}  // namespace fillrate::handlers
