#include "handlers/passing_on.hpp"

#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/change.hpp"
#include "handlers/keepers.hpp"
#include "handlers/lines.hpp"
#include "handlers/needs.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace fillrate::handlers {

namespace {

using domain::role;

constexpr std::uint32_t requisitions_looked_at = 40;
constexpr std::size_t longest_note = 1000;

// Where it is kept: on the room it was said in, on the person who wrote to us directly.
std::string keeping_record(const context& ctx) {
    return ctx.direct || ctx.place.id.empty() ? domain::record_name(ctx.actor.id)
                                              : domain::record_name(ctx.place.id);
}

// In a client's room somebody of several clients speaks as one of this one.
std::vector<domain::grant> grants_here(const context& ctx) {
    auto grants = ctx.actor.grants;
    if (ctx.place.binding.who == domain::binding::kind::client) {
        std::erase_if(grants, [&ctx](const domain::grant& one) {
            return one.client.value != ctx.place.binding.id;
        });
    }
    return grants;
}

bool takes_note(const domain::requisition& req, const domain::actor& who) {
    return domain::may(domain::permission::note, req, who) &&
           domain::next_state(req, domain::verb::note).has_value();
}

// Everything of theirs that lives and may be spoken of in this place.
std::variant<found_requisitions, need> living_here(const context& ctx, const snapshot& seen) {
    auto found =
        listed(ctx, seen, shared_lists_for(ctx.actor, list_scope::open, requisitions_looked_at));
    if (auto* all = std::get_if<found_requisitions>(&found)) {
        std::erase_if(*all, [&ctx](const auto* req) { return !takes_note(*req, ctx.actor); });
    }
    return found;
}

// All of it is one person's.
person_id only_owner(const found_requisitions& living) {
    const bool one = !living.empty() && std::ranges::all_of(living, [&living](const auto* req) {
        return req->owner == living.front()->owner;
    });
    return one ? living.front()->owner : person_id{};
}

/// Who is told, and what the asker has here.
struct addressee {
    const domain::person* who = nullptr;  ///< null: nobody can be written to
    found_requisitions living{};
};

std::variant<addressee, need> find_addressee(const context& ctx, const snapshot& seen) {
    const auto kept_on = keeping_record(ctx);
    need wanted;
    if (!seen.loaded(kept_on)) {
        wanted.records.push_back(kept_on);
    }
    if (!seen.histories.contains(kept_on)) {
        wanted.history_of = kept_on;
    }
    auto living = living_here(ctx, seen);
    auto keeper = find_keeper(ctx.actor.id, grants_here(ctx), seen);
    for (const auto* more : {std::get_if<need>(&living), std::get_if<need>(&keeper)}) {
        if (more != nullptr) {
            load_too(wanted, *more);
        }
    }
    addressee found;
    if (auto* all = std::get_if<found_requisitions>(&living)) {
        found.living = std::move(*all);
    }
    const auto owner = only_owner(found.living);
    const auto owner_name = domain::record_name(owner);
    if (!owner.empty() && !seen.loaded(owner_name)) {
        wanted.records.push_back(owner_name);
    }
    if (!wanted.records.empty() || !wanted.pages.empty() || wanted.history_of) {
        return wanted;
    }
    const auto* person = owner.empty() ? nullptr : seen.find<domain::person>(owner_name);
    const bool reachable = person != nullptr && !person->direct.empty();
    found.who = reachable ? person : std::get<const domain::person*>(keeper);
    return found;
}

outcome pass_on(
    const context& ctx,
    const snapshot& seen,
    const domain::person* to,
    std::string text
) {
    const auto kept_on = keeping_record(ctx);
    decision decided;
    auto& what = decided.events.emplace_back();
    what.subject = kept_on;
    what.at = ctx.now;
    what.data = domain::noted{std::move(text)};
    if (to == nullptr) {
        decided.reply.what = sentence(
            ctx,
            "It is kept, but nobody who looks after you can be written to yet.",
            "req list mine"
        );
        return decided;
    }
    chat::outgoing item;
    item.kind = passed_on_kind;
    item.subject = kept_on;
    item.event = static_cast<std::uint32_t>(seen.histories.at(kept_on).size()) + 1;
    item.conversation = to->direct;
    item.readers = {chat::audience::kind::person, to->id.value};
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(ctx.now);
    decided.messages.push_back(std::move(item));
    decided.reply.what = passed_to(ctx, to->name);
    return decided;
}

}  // namespace

bool speaks_from_outside(const domain::actor& who) {
    constexpr std::array firm{
        role::account_manager,
        role::recruiter,
        role::operations,
        role::administrator};
    return (who.has(role::hiring_manager) || who.has(role::supplier_contact)) &&
           std::ranges::none_of(firm, [&who](role each) { return who.has(each); });
}

chat::message passed_to(const context& ctx, std::string_view owner) {
    const auto to = owner.empty() ? std::string("the account manager") : first_name(owner);
    // Nothing that was said freely is refused, yet who said it learns what was kept of it.
    const bool cut = count_code_points(trim(tail_of(ctx, "note"))) > longest_note;
    auto said = sentence(
        ctx,
        "Passed to " + to +
            (cut ? ": the first " + std::to_string(longest_note) + " characters." : ".")
    );
    if (auto button = chat::line_button("See my reqs", "req list mine")) {
        said.blocks.emplace_back(chat::button_row{{std::move(*button)}});
    }
    return said;
}

void pass_to_owner(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    std::string text
) {
    if (!domain::next_state(req, domain::verb::note)) {
        return;
    }
    const auto subject = domain::record_name(req.number);
    change told(ctx, subject, req, seen.version_of(subject));
    told.add(domain::noted{std::move(text)});
    told.tell();
    told.finish(into);
    into.reply.what = passed_to(ctx, req.owner_name);
}

outcome note_without_requisition(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book
) {
    auto found = find_addressee(ctx, seen);
    if (auto* wanted = std::get_if<need>(&found)) {
        return std::move(*wanted);
    }
    const auto& [to, living] = std::get<addressee>(found);
    if (living.size() == 1) {
        auto on_it = ctx;
        on_it.said_freely = false;
        on_it.command.subjects = {domain::record_name(living.front()->number)};
        return requisition_note(on_it, seen, book);
    }
    auto text = abbreviate(trim(displayable_lines(tail_of(ctx, "note"))), longest_note);
    return pass_on(ctx, seen, to, std::move(text));
}

outcome or_passed_on(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    outcome refused
) {
    const bool lost = ctx.said_freely && std::holds_alternative<answer>(refused);
    return lost ? note_without_requisition(ctx, seen, book) : std::move(refused);
}

composed compose_passed_on(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& /*ctx*/
) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
    }
    wanted.event = missing_event(item, seen);
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* what = event_of(item, seen);
    const auto* note = what == nullptr ? nullptr : std::get_if<domain::noted>(&what->data);
    if (note == nullptr) {
        return std::monostate{};
    }
    const auto* room = seen.find<domain::conversation>(item.subject);
    const auto from = displayable(what->actor_name) +
                      (room == nullptr ? " wrote to me" : " in #" + displayable(room->name));
    chat::message said;
    said.summary = from + ": " + note->text;
    said.blocks.emplace_back(chat::paragraph{{chat::bold(from), chat::plain(": " + note->text)}});
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("It names no requisition, so nothing else was done.")}});
    return said;
}

}  // namespace fillrate::handlers
