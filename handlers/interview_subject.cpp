#include "handlers/interview_subject.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/interview_cards.hpp"
#include "handlers/needs.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

outcome unknown_interview(const context& ctx, std::string_view subject) {
    const auto number = domain::parse_interview_name(subject);
    const auto id = number ? shown_id(*number) : displayable(subject);
    return refuse(ctx, "There is no " + id + " that you can see here.", "req list");
}

// A command never widens what a place may show (DOMAIN.md, decision 3): there it does not exist.
bool is_interview_shown(const context& ctx, const found_interview& one) {
    return one.complete() && domain::may_know(one.context(), ctx.actor) &&
           domain::clear(one.context(), ctx.actor, ctx.place.binding, false).core;
}

// Whose act a row is, as people are told who may not do it.
std::string whose_step(const found_interview& one, domain::interview_permission what) {
    switch (what) {
        case domain::interview_permission::answer:
            return one.iv->answers == domain::party::client ? "the hiring manager"
                   : one.iv->supplier.empty()               ? "our recruiters"
                                                            : "the supplier it waits for";
        case domain::interview_permission::move:
            return "the hiring manager, the account manager or the supplier";
        case domain::interview_permission::report:
            return "those who interview";
        case domain::interview_permission::arrange:
        case domain::interview_permission::follow:
            return "the hiring manager or the account manager";
    }
    return "the account manager";
}

// Not now, yet in another state: what the act would need there, of this person if of anybody.
domain::interview_permission usual_permission(
    const context& ctx,
    const found_interview& one,
    domain::interview_verb what
) {
    const auto& table = domain::interview_transitions;
    const auto own = std::ranges::find_if(table, [&](const auto& row) {
        return row.what == what && domain::may(row.needs, one.context(), ctx.actor);
    });
    return own != table.end()
               ? own->needs
               : std::ranges::find(table, what, &domain::interview_transition::what)->needs;
}

// The first step that this person may take from here, as a line to type.
std::string next_interview_line(const context& ctx, const found_interview& one) {
    const auto id = shown_id(one.iv->number);
    const bool not_yet = one.iv->start && *one.iv->start > ctx.now;
    for (const auto& row : domain::interview_transitions) {
        const bool reports = row.needs == domain::interview_permission::report;
        const bool fits = domain::next_step(*one.iv, row.what) == &row && !(reports && not_yet);
        if (fits && domain::may(row.needs, one.context(), ctx.actor)) {
            if (row.what == domain::interview_verb::confirm) {
                return id + " confirm 1";
            }
            const auto* verb = chat::find_verb("iv", domain::word(row.what));
            const auto example = verb == nullptr ? std::string{} : std::string(verb->example);
            const auto space = example.find(' ');
            return space == std::string::npos ? id : id + example.substr(space);
        }
    }
    return id;
}

}  // namespace

std::optional<need> missing_for_interview(const snapshot& seen, const std::string& name) {
    need wanted;
    load_record(wanted, seen, name);
    if (const auto* iv = seen.find<domain::interview>(name)) {
        load_record(wanted, seen, domain::record_name(iv->submittal));
        load_record(wanted, seen, domain::record_name(iv->requisition));
        load_record(wanted, seen, domain::record_name(iv->client));
        load_record(wanted, seen, domain::record_name(iv->candidate));
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

found_interview interview_in(const snapshot& seen, const std::string& name) {
    found_interview one;
    one.iv = seen.find<domain::interview>(name);
    if (one.iv != nullptr) {
        one.sub = seen.find<domain::submittal>(domain::record_name(one.iv->submittal));
        one.req = seen.find<domain::requisition>(domain::record_name(one.iv->requisition));
        one.client = seen.find<domain::client>(domain::record_name(one.iv->client));
        one.who = seen.find<domain::candidate>(domain::record_name(one.iv->candidate));
    }
    return one;
}

std::variant<std::vector<found_interview>, need> visible_interviews(
    const context& ctx,
    const snapshot& seen,
    const std::vector<std::string>& names
) {
    need wanted;
    for (const auto& name : names) {
        if (auto missing = missing_for_interview(seen, name)) {
            std::ranges::move(missing->records, std::back_inserter(wanted.records));
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    std::vector<found_interview> found;
    for (const auto& name : names) {
        const auto one = interview_in(seen, name);
        if (is_interview_shown(ctx, one)) {
            found.push_back(one);
        }
    }
    return found;
}

std::variant<found_interview, outcome> find_interview(const context& ctx, const snapshot& seen) {
    const auto& subjects = ctx.command.subjects;
    if (subjects.empty() || !domain::parse_interview_name(subjects.front())) {
        return refuse(
            ctx,
            "Which interview? Name it by its code, such as " + line_about(ctx, "iv:52") +
                ", or write in the thread of its card.",
            "today"
        );
    }
    auto visible = visible_interviews(ctx, seen, {subjects.front()});
    if (auto* wanted = std::get_if<need>(&visible)) {
        return outcome(std::move(*wanted));
    }
    const auto& found = std::get<std::vector<found_interview>>(visible);
    if (found.empty()) {
        return unknown_interview(ctx, subjects.front());
    }
    return found.front();
}

std::optional<outcome> refuse_step(
    const context& ctx,
    const snapshot& seen,
    const found_interview& one,
    domain::interview_verb what
) {
    const auto* row = domain::next_step(*one.iv, what);
    const auto needs = row == nullptr ? usual_permission(ctx, one, what) : row->needs;
    const auto id = shown_id(one.iv->number);
    const auto act = std::string(domain::word(what));
    if (!domain::may(needs, one.context(), ctx.actor)) {
        return refuse(
            ctx,
            "You cannot say \"" + act + "\" to " + id + ": that is for " + whose_step(one, needs) +
                '.',
            id + " note \"...\""
        );
    }
    if (row != nullptr) {
        return std::nullopt;
    }
    const auto state = id + " is " + std::string(shown_state(one.iv->state));
    if (ctx.from_button || ctx.from_form) {
        auto card = personal_card(ctx, seen, one);
        card.summary = "Already done: " + state + since_by_whom(ctx, one) + '.';
        card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(card.summary)}});
        answer said;
        said.refused = true;
        said.reply.what = std::move(card);
        return outcome(std::move(said));
    }
    return refuse(
        ctx,
        state + ", so it cannot take \"" + act + "\" now. It is so" + since_by_whom(ctx, one) + '.',
        next_interview_line(ctx, one)
    );
}

}  // namespace fillrate::handlers
