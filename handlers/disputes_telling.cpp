// How the account manager hears that two firms claim one person.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/cards.hpp"
#include "handlers/disputes.hpp"
#include "handlers/needs.hpp"
#include "handlers/representation.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::handlers {

namespace {

// Round one: the candidate; round two: what it hangs on and who reads it; round three: the rivals.
std::optional<need> missing_of_dispute(
    const chat::outgoing& item,
    const snapshot& seen,
    const domain::binding& readers
) {
    need wanted;
    load_record(wanted, seen, item.subject);
    if (readers.who == domain::binding::kind::direct) {
        load_record(wanted, seen, domain::record_name(person_id{readers.id}));
    }
    if (const auto* sub = seen.find<domain::submittal>(item.subject)) {
        load_record(wanted, seen, domain::record_name(sub->requisition));
        for (const auto& name : sub->ownerships) {
            load_record(wanted, seen, name);
        }
        for (auto& name :
             rival_names(seen, sub->ownerships, sub->supplier, sub->requisition, true)) {
            load_record(wanted, seen, std::move(name));
        }
        for (auto& name :
             rivals_elsewhere(seen, sub->ownerships, sub->supplier, sub->requisition, true)) {
            load_record(wanted, seen, std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// Earlier consents first; those without one last.
bool consented_earlier(const domain::submittal* a, const domain::submittal* b) {
    if (a->represented.has_value() != b->represented.has_value()) {
        return a->represented.has_value();
    }
    return std::pair{a->represented, a->submitted} < std::pair{b->represented, b->submitted};
}

chat::rich_text claim_line(const domain::submittal& sub, const domain::requisition& req) {
    const auto consent = sub.represented ? "consent of " + local_time(*sub.represented, req.zone)
                                         : std::string("no consent given");
    const auto elsewhere =
        sub.requisition == req.number ? std::string{} : " for " + shown_id(sub.requisition);
    return {
        chat::bold(shown_id(sub.number)),
        chat::plain(
            " of " + displayable(sub.supplier_name) + elsewhere + ": " +
            std::string(shown_state(sub.state)) + ", " + consent + '.'
        )};
}

// Those of this requisition, and elsewhere at the client whoever is still in play.
std::vector<const domain::submittal*> all_claimed(
    const domain::submittal& sub,
    const snapshot& seen
) {
    std::vector<const domain::submittal*> all{&sub};
    const auto add = [&](const std::vector<std::string>& names, bool any_state) {
        for (const auto& name : names) {
            const auto* rival = seen.find<domain::submittal>(name);
            const bool counts = rival != nullptr && (any_state || domain::is_live(rival->state) ||
                                                     domain::holds_opening(rival->state));
            if (counts) {
                all.push_back(rival);
            }
        }
    };
    add(rival_names(seen, sub.ownerships, sub.supplier, sub.requisition, true), true);
    add(rivals_elsewhere(seen, sub.ownerships, sub.supplier, sub.requisition, true), false);
    std::ranges::sort(all, consented_earlier);
    return all;
}

// The client says that it met them before the supplier did.
chat::message ask_about_known(
    const domain::submittal& sub,
    const domain::requisition& req,
    const snapshot& seen,
    instant now
) {
    const auto* said_by = known_on(seen, sub.ownerships);
    const auto contact = said_by == nullptr
                             ? std::string{}
                             : ", last contact " + day_text(said_by->contact, req.zone, now) +
                                   ", as " + first_name(said_by->by_name) + " says";
    chat::message said;
    said.summary = displayable(req.client_name) + " knew " + displayable(sub.initials) +
                   ", put forward for " + shown_id(req.number) + ' ' + displayable(req.title) +
                   ", already" + contact + ". Decide whether the supplier represents them.";
    said.tone = chat::tone::warning;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    said.blocks.emplace_back(chat::paragraph{claim_line(sub, req)});
    const auto name = domain::record_name(sub.number);
    const auto version = seen.version_of(name);
    said.blocks.emplace_back(chat::button_row{
        {act_on(name, version, "Award to " + shown_id(sub.number), "award"),
         act_on(name, version, "Leave it out", "known")}});
    return said;
}

}  // namespace

void tell_dispute(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    submittal_number of
) {
    chat::outgoing item;
    item.kind = dispute_kind;
    item.subject = domain::record_name(of);
    item.how = chat::delivery_class::alert;
    item.not_before_ms = to_unix_ms(ctx.now);
    const auto* owner = seen.find<domain::person>(domain::record_name(req.owner));
    if (owner != nullptr && !owner->direct.empty()) {
        item.conversation = owner->direct;
        item.readers = {chat::audience::kind::person, owner->id.value};
        into.messages.push_back(std::move(item));
        return;
    }
    for (const auto& place : req.places) {
        if (place.readers.who == domain::binding::kind::internal) {
            item.conversation = place.conversation;
            item.readers = chat::readers_of(place.readers);
            into.messages.push_back(item);
        }
    }
}

composed compose_dispute(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto& readers = ctx.place.binding;
    if (auto wanted = missing_of_dispute(item, seen, readers)) {
        return std::move(*wanted);
    }
    const auto* sub = seen.find<domain::submittal>(item.subject);
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    if (req == nullptr || !sub->disputed ||
        !clear_readers(*sub, *req, seen, readers, ctx.now).ownership) {
        return std::monostate{};
    }
    if (sub->known) {
        return ask_about_known(*sub, *req, seen, ctx.now);
    }
    const auto claimed = all_claimed(*sub, seen);
    chat::message said;
    said.summary = "Two firms claim " + displayable(sub->initials) + " for " +
                   shown_id(req->number) + ' ' + displayable(req->title) +
                   "; nothing moves until it is decided who represents them.";
    said.tone = chat::tone::warning;
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    chat::button_row row;
    for (const auto* one : claimed) {
        said.blocks.emplace_back(chat::paragraph{claim_line(*one, *req)});
        const auto name = domain::record_name(one->number);
        row.buttons.push_back(
            act_on(name, seen.version_of(name), "Award to " + shown_id(one->number), "award")
        );
    }
    constexpr std::size_t most_buttons = 5;
    row.buttons.resize(std::min(row.buttons.size(), most_buttons));
    said.blocks.emplace_back(std::move(row));
    return said;
}

}  // namespace fillrate::handlers
