#include "handlers/submittal_subject.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/needs.hpp"
#include "handlers/round_step.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>

namespace fillrate::handlers {

namespace {

// Round one: the submittals; round two: what they hang on; round three: who interviews.
std::optional<need> missing_records(const snapshot& seen, const std::vector<std::string>& names) {
    need wanted;
    for (const auto& name : names) {
        load_record(wanted, seen, name);
        if (const auto* sub = seen.find<domain::submittal>(name)) {
            load_record(wanted, seen, domain::record_name(sub->requisition));
            load_record(wanted, seen, domain::record_name(sub->client));
            load_record(wanted, seen, domain::record_name(sub->candidate));
            if (!sub->interviews.empty()) {
                load_record(wanted, seen, domain::record_name(sub->interviews.back()));
            }
            if (const auto* round = last_round(seen, *sub)) {
                std::ranges::move(missing_guests(seen, *round), std::back_inserter(wanted.records));
            }
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

found_submittal found_in(const snapshot& seen, const std::string& name) {
    found_submittal one;
    one.sub = seen.find<domain::submittal>(name);
    if (one.sub != nullptr) {
        one.req = seen.find<domain::requisition>(domain::record_name(one.sub->requisition));
        one.client = seen.find<domain::client>(domain::record_name(one.sub->client));
        one.who = seen.find<domain::candidate>(domain::record_name(one.sub->candidate));
        one.round = last_round(seen, *one.sub);
    }
    return one;
}

bool is_shown(const context& ctx, const found_submittal& one) {
    // A command never widens what a place may show (DOMAIN.md, decision 3): there it does not
    // exist.
    return one.sub != nullptr && one.req != nullptr &&
           domain::may_know(*one.sub, *one.req, ctx.actor) &&
           domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, false).core;
}

outcome unknown_submittal(const context& ctx, std::string_view subject) {
    const auto number = domain::parse_submittal_name(subject);
    const auto id = number ? shown_id(*number) : displayable(subject);
    return refuse(ctx, "There is no " + id + " that you can see here.", "req list");
}

// Whose act a row is, as people are told who may not do it.
std::string_view whose(domain::submittal_permission what) {
    switch (what) {
        case domain::submittal_permission::screen:
            return "the account manager or a recruiter";
        case domain::submittal_permission::decide:
            return "the hiring manager";
        case domain::submittal_permission::answer_offer:
        case domain::submittal_permission::withdraw:
            return "the supplier it came from";
        case domain::submittal_permission::attend:
        case domain::submittal_permission::miss:
            return "the hiring manager or the account manager";
        case domain::submittal_permission::offer:
        case domain::submittal_permission::own:
        case domain::submittal_permission::follow:
            return "the account manager";
    }
    return "the account manager";
}

// What fits now: a step after which the wanted one fits comes first, then one that goes on.
std::string line_towards(
    const context& ctx,
    const found_submittal& one,
    domain::submittal_verb wanted
) {
    const auto id = shown_id(one.sub->number);
    const bool awards =
        domain::may(domain::submittal_permission::own, *one.sub, *one.req, ctx.actor);
    if (one.sub->disputed && awards) {
        return id + " award \"...\"";
    }
    // Who is there already is not led back to come again.
    const bool there = std::ranges::any_of(domain::submittal_transitions, [&](const auto& row) {
        return row.what == wanted && row.to == one.sub->state;
    });
    auto line = id;
    bool goes_on = false;
    for (const auto& row : domain::submittal_transitions) {
        // Only who was missed on the first day comes after it.
        const bool out = row.from == domain::submittal_state::fell_off && !one.sub->missed;
        const bool fits = !out && domain::next_step(*one.sub, row.what) == &row;
        if (!fits || !domain::may(row.needs, *one.sub, *one.req, ctx.actor)) {
            continue;
        }
        // Nobody is put out to be taken in again.
        const bool leads =
            !there && domain::is_live(row.to) &&
            std::ranges::any_of(domain::submittal_transitions, [&](const auto& next) {
                return next.from == row.to && next.what == wanted;
            });
        // Nobody is told to hire somebody, or to let them go, because another word did not fit.
        const bool stays = domain::is_live(row.to) || row.to == domain::submittal_state::started;
        const bool onward = domain::is_live(row.to) && row.to > row.from &&
                            row.needs != domain::submittal_permission::decide;
        if (leads || (stays && !there && line == id) || (onward && !goes_on)) {
            line = id + ' ' + std::string(domain::word(row.what));
        }
        goes_on = goes_on || onward;
        if (leads) {
            break;
        }
    }
    return line;
}

// Two firms claim the person. Who supplies them reads nothing of another firm.
outcome refuse_disputed(const context& ctx, const found_submittal& one) {
    using permission = domain::submittal_permission;
    const auto may = [&](permission what) {
        return domain::may(what, *one.sub, *one.req, ctx.actor);
    };
    const auto id = shown_id(one.sub->number);
    const auto owner = one.req->owner_name.empty() ? std::string("the account manager")
                                                   : first_name(one.req->owner_name);
    const bool supplies = !may(permission::decide) && !may(permission::screen);
    return refuse(
        ctx,
        supplies ? id + " waits for a word of " + owner + " first; nothing changed."
                 : "Two firms claim " + id + "; " + owner +
                       " decides which of them represents the "
                       "candidate, and until then nothing moves.",
        id + (may(permission::own) ? " award \"...\"" : " note \"...\"")
    );
}

// Not now, yet in another state: what the act would need there, if any of it is this person's.
domain::submittal_permission usual_permission(
    const context& ctx,
    const found_submittal& one,
    domain::submittal_verb what
) {
    const auto row = std::ranges::find_if(domain::submittal_transitions, [&](const auto& each) {
        return each.what == what && domain::may(each.needs, *one.sub, *one.req, ctx.actor);
    });
    return row != domain::submittal_transitions.end() ? row->needs
                                                      : std::ranges::find(
                                                            domain::submittal_transitions,
                                                            what,
                                                            &domain::submittal_transition::what
                                                        )
                                                            ->needs;
}

}  // namespace

std::variant<submittals, need> visible_submittals(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& names
) {
    if (auto wanted = missing_records(seen, names)) {
        return std::move(*wanted);
    }
    submittals found;
    for (const auto& name : names) {
        const auto one = found_in(seen, name);
        if (is_shown(ctx, one)) {
            found.push_back(one);
        }
    }
    return found;
}

std::optional<need> missing_for_lines(
    const snapshot& seen,
    const std::vector<const domain::submittal*>& subs
) {
    need wanted;
    for (const auto* sub : subs) {
        load_record(wanted, seen, domain::record_name(sub->requisition));
        load_record(wanted, seen, domain::record_name(sub->candidate));
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

std::variant<submittals, outcome> find_submittals(const context& ctx, const snapshot& seen) {
    const auto& subjects = ctx.command.subjects;
    if (subjects.empty() || !domain::parse_submittal_name(subjects.front())) {
        return refuse(
            ctx,
            "Which candidate? Name them by code, such as " + line_about(ctx, "sub:311") +
                ", or write in the thread of their card.",
            ctx.actor.has(domain::role::supplier_contact) ? "sub list" : "req list"
        );
    }
    auto visible = visible_submittals(ctx, seen, subjects);
    if (auto* wanted = std::get_if<need>(&visible)) {
        return outcome(std::move(*wanted));
    }
    auto& found = std::get<submittals>(visible);
    for (const auto& subject : subjects) {
        const bool shown = std::ranges::any_of(found, [&subject](const auto& one) {
            return domain::record_name(one.sub->number) == subject;
        });
        if (!shown) {
            return unknown_submittal(ctx, subject);
        }
    }
    return std::move(found);
}

domain::submittal_clearance clear_readers(
    const domain::submittal& sub,
    const domain::requisition& req,
    const snapshot& seen,
    const domain::binding& readers,
    instant now
) {
    if (readers.who == domain::binding::kind::internal) {
        return domain::clear(sub, req, readers, false);
    }
    const bool direct = readers.who == domain::binding::kind::direct;
    const auto name = domain::record_name(person_id{readers.id});
    const auto* person = direct ? seen.find<domain::person>(name) : nullptr;
    return person == nullptr
               ? domain::submittal_clearance{}
               : domain::clear(sub, req, domain::acting(*person, now), readers, false);
}

std::optional<outcome> refuse_step(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    domain::submittal_verb what
) {
    const auto act = std::string(domain::word(what));
    const auto* row = domain::next_step(*one.sub, what);
    const auto needs = row == nullptr ? usual_permission(ctx, one, what) : row->needs;
    const auto id = shown_id(one.sub->number);
    if (!domain::may(needs, *one.sub, *one.req, ctx.actor)) {
        return refuse(
            ctx,
            "You cannot say \"" + act + "\" to " + id + ": that is for " +
                std::string(whose(needs)) + '.',
            id + " note \"...\""
        );
    }
    if (row != nullptr && one.sub->disputed && domain::is_step_to_client(what)) {
        return refuse_disputed(ctx, one);
    }
    // A second tap on [Maybe] must not take the day away that was agreed on.
    const bool held_as_before = what == domain::submittal_verb::hold &&
                                one.sub->state == domain::submittal_state::held &&
                                value_of(ctx, "until").empty();
    if (row != nullptr && !held_as_before) {
        return std::nullopt;
    }
    const auto state = id + ' ' + state_sentence(one.sub->state);
    if (ctx.from_button || ctx.from_form) {
        auto card = personal_card(ctx, seen, one);
        card.summary = "Already done: " + state + since_by_whom(ctx, one) + '.';
        card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(card.summary)}});
        answer said;
        said.refused = true;
        said.reply.what = std::move(card);
        return outcome(std::move(said));
    }
    if (held_as_before) {
        return refuse(
            ctx,
            state + " already. Name a day, and the question comes back then.",
            id + " hold until:\"jan 5\""
        );
    }
    return refuse(
        ctx,
        state + ", so it cannot take \"" + act + "\" now. It is so" + since_by_whom(ctx, one) + '.',
        line_towards(ctx, one, what)
    );
}

}  // namespace fillrate::handlers
