#include "handlers/subject.hpp"

#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// What the state allows, as the next line to type.
std::string likely_next(const domain::requisition& req) {
    const auto id = std::to_string(req.number.value) + ' ';
    switch (req.state) {
        case domain::requisition_state::draft:
            return id + "submit";
        case domain::requisition_state::intake:
            return id + "qualify";
        case domain::requisition_state::qualified:
            return id + "release tier1";
        case domain::requisition_state::open:
            return id + "hold budget";
        case domain::requisition_state::on_hold:
            return id + "resume";
        case domain::requisition_state::filled:
        case domain::requisition_state::closed:
        case domain::requisition_state::cancelled:
            return id + "reopen \"why\"";
    }
    return id;
}

}  // namespace

std::variant<requisitions, outcome> find_requisitions(const context& ctx, const snapshot& seen) {
    const auto& subjects = ctx.command.subjects;
    if (subjects.empty() ||
        std::find(subjects.begin(), subjects.end(), "req:last") != subjects.end()) {
        return refuse(
            ctx,
            "Which requisition? Name it by its number, or write in the thread of its card.",
            "104 " + (ctx.command.verb == "show" ? std::string{} : ctx.command.verb)
        );
    }
    need wanted;
    for (const auto& subject : subjects) {
        if (!seen.loaded(subject)) {
            wanted.records.push_back(subject);
        }
    }
    if (!wanted.records.empty()) {
        return outcome(std::move(wanted));
    }
    requisitions found;
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
    const auto owner = req.owner_name.empty() ? std::string("its account manager") : req.owner_name;
    return refuse(
        ctx,
        "You cannot " + std::string(act) + ' ' + shown_id(req.number) + ": that is for " + owner +
            ". Leave a note and they will see it.",
        std::to_string(req.number.value) + " note \"...\""
    );
}

std::optional<outcome> refuse_transition(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    domain::verb what
) {
    const auto act = domain::word(what);
    if (auto refused = refuse_permission(ctx, req, domain::needed_permission(what), act)) {
        return refused;
    }
    if (domain::next_state(req, what)) {
        return std::nullopt;
    }
    const auto state = shown_id(req.number) + " is " + std::string(shown_state(req.state));
    if (ctx.from_button || ctx.from_form) {
        auto card = personal_card(ctx, seen, req);
        card.summary =
            "Already done: " + state + " since " + local_time(req.changed, req.zone) + '.';
        card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(card.summary)}});
        answer said;
        said.refused = true;
        said.reply.what = std::move(card);
        return outcome(std::move(said));
    }
    return refuse(
        ctx,
        state + ", so it cannot take \"" + std::string(act) + "\" now.",
        likely_next(req)
    );
}

}  // namespace fillrate::handlers
