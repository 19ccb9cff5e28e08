#include "handlers/subject.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/cards.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

struct likely {
    domain::verb what = domain::verb::note;
    std::string_view words{};
};

// What usually comes next in a state.
likely likely_next(domain::requisition_state state) {
    switch (state) {
        case domain::requisition_state::draft:
            return {domain::verb::submit, "submit"};
        case domain::requisition_state::intake:
            return {domain::verb::qualify, "qualify"};
        case domain::requisition_state::qualified:
            return {domain::verb::release, "release tier1"};
        case domain::requisition_state::open:
            return {domain::verb::hold, "hold budget"};
        case domain::requisition_state::on_hold:
            return {domain::verb::resume, "resume"};
        case domain::requisition_state::filled:
        case domain::requisition_state::closed:
        case domain::requisition_state::cancelled:
            return {domain::verb::reopen, "reopen \"why\""};
    }
    return {};
}

// A line that this person may type: the likely act, else a note, else a look.
std::string next_line_for(const domain::requisition& req, const domain::actor& who) {
    const auto id = std::to_string(req.number.value);
    const auto next = likely_next(req.state);
    if (domain::may(domain::needed_permission(next.what), req, who)) {
        return id + ' ' + std::string(next.words);
    }
    return domain::may(domain::permission::note, req, who) ? id + " note \"...\"" : id;
}

// Whose act it is, as people are told who may not do it.
std::string whose(domain::permission what, const domain::requisition& req) {
    switch (what) {
        case domain::permission::answer_for_supplier:
            return "the suppliers it was released to";
        case domain::permission::take:
            return "recruiters";
        case domain::permission::reassign:
        case domain::permission::excuse:
        case domain::permission::force:
            return "operations";
        case domain::permission::attend:
            return "the manager, the supplier or the account manager";
        case domain::permission::staff:
            return "the manager or the account manager";
        case domain::permission::create:
        case domain::permission::read:
        case domain::permission::edit:
        case domain::permission::intake:
        case domain::permission::release:
        case domain::permission::hold:
        case domain::permission::resume:
        case domain::permission::end:
        case domain::permission::reopen:
        case domain::permission::note:
        case domain::permission::acknowledge:
            break;
    }
    return req.owner_name.empty() ? "its account manager" : displayable(req.owner_name);
}

// "S-310", "I-52" of a code that means something else than a requisition, whether it exists or not.
std::optional<std::string> code_of_other(const std::string& subject) {
    if (const auto candidate = domain::parse_submittal_name(subject)) {
        return shown_id(*candidate);
    }
    const auto interview = domain::parse_interview_name(subject);
    return interview ? std::optional{shown_id(*interview)} : std::nullopt;
}

}  // namespace

std::variant<found_requisitions, outcome> find_requisitions(
    const context& ctx,
    const snapshot& seen
) {
    const auto& subjects = ctx.command.subjects;
    if (subjects.empty() ||
        std::find(subjects.begin(), subjects.end(), "req:last") != subjects.end()) {
        return refuse(
            ctx,
            "Which requisition? Name it by its number, such as " + line_about(ctx, "req:104") +
                ", or write in the thread of its card.",
            "req list"
        );
    }
    need wanted;
    for (const auto& subject : subjects) {
        if (const auto code = code_of_other(subject)) {
            return refuse(
                ctx,
                *code + " is no requisition, and \"" + ctx.command.verb + "\" is done to one.",
                *code
            );
        }
        if (!seen.loaded(subject)) {
            wanted.records.push_back(subject);
        }
    }
    if (!wanted.records.empty()) {
        return outcome(std::move(wanted));
    }
    found_requisitions found;
    for (const auto& subject : subjects) {
        const auto* req = seen.find<domain::requisition>(subject);
        // A command never widens what a place may show (DOMAIN.md, decision 3): there it does not
        // exist.
        const bool shown = req != nullptr && domain::may_know(*req, ctx.actor) &&
                           domain::clear(*req, ctx.actor, ctx.place.binding, false).core;
        if (!shown) {
            return unknown_requisition(ctx, subject);
        }
        if (std::find(found.begin(), found.end(), req) == found.end()) {
            found.push_back(req);
        }
    }
    return found;
}

std::optional<outcome> refuse_permission(
    const context& ctx,
    const domain::requisition& req,
    domain::permission what,
    std::string_view act
) {
    if (domain::may(what, req, ctx.actor)) {
        return std::nullopt;
    }
    const bool may_note = domain::may(domain::permission::note, req, ctx.actor);
    return refuse(
        ctx,
        "You cannot " + std::string(act) + ' ' + shown_id(req.number) + ": that is for " +
            whose(what, req) + '.' +
            (may_note ? " Leave a note and its account manager will see it." : ""),
        std::to_string(req.number.value) + (may_note ? " note \"...\"" : "")
    );
}

std::optional<outcome> refuse_transition(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    domain::verb what
) {
    const auto act = std::string(domain::word(what));
    const auto said = "say \"" + act + "\" to";
    if (auto refused = refuse_permission(ctx, req, domain::needed_permission(what), said)) {
        return refused;
    }
    if (domain::next_state(req, what)) {
        return std::nullopt;
    }
    const auto state = shown_id(req.number) + " is " + std::string(shown_state(req.state));
    if (ctx.from_button || ctx.from_form) {
        auto card = personal_card(ctx, seen, req);
        card.summary = "Already done: " + state + since_by_whom(ctx, req) + '.';
        card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(card.summary)}});
        answer done;
        done.refused = true;
        done.reply.what = std::move(card);
        return outcome(std::move(done));
    }
    return refuse(
        ctx,
        state + ", so it cannot take \"" + act + "\" now. It is so" + since_by_whom(ctx, req) + '.',
        next_line_for(req, ctx.actor)
    );
}

}  // namespace fillrate::handlers
