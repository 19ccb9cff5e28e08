#include "handlers/releasing.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// The client's and those of the suppliers asked.
std::vector<conversation_id> rooms_of(
    const domain::requisition& req,
    const domain::client* client,
    const suppliers& to
) {
    std::vector<conversation_id> rooms;
    const auto add = [&rooms, &req](const conversation_id& room) {
        const bool known = std::ranges::find(req.places, room, &domain::card_place::conversation) !=
                           req.places.end();
        if (!room.empty() && !known && std::ranges::find(rooms, room) == rooms.end()) {
            rooms.push_back(room);
        }
    };
    if (client != nullptr) {
        add(client->client_conversation);
    }
    for (const auto* one : to) {
        add(one->conversation);
    }
    return rooms;
}

bool is_room_of(
    const domain::conversation& room,
    const domain::requisition& req,
    const suppliers& to
) {
    const auto& readers = room.binding;
    if (readers.who == domain::binding::kind::client) {
        return readers.id == req.client.value;
    }
    return readers.who == domain::binding::kind::supplier &&
           std::ranges::any_of(to, [&readers](const auto* s) { return s->id.value == readers.id; });
}

void place_cards(
    change& one,
    const snapshot& seen,
    const suppliers& to,
    const domain::client* client
) {
    for (const auto& room : rooms_of(one.after(), client, to)) {
        const auto* where = seen.find<domain::conversation>(domain::record_name(room));
        // A room that is not (or no longer) bound to these readers gets nothing (DOMAIN.md 9).
        if (where != nullptr && is_room_of(*where, one.after(), to)) {
            one.add(domain::card_placed{{room, where->binding}});
        }
    }
}

}  // namespace

bool serves(const domain::supplier& one, const domain::requisition& req) {
    return !one.suspended &&
           std::ranges::find(one.categories, req.category) != one.categories.end();
}

const domain::coverage* answer_of(const domain::requisition& req, const supplier_id& id) {
    const auto found = std::ranges::find(req.suppliers, id, &domain::coverage::supplier);
    return found == req.suppliers.end() ? nullptr : &*found;
}

std::optional<outcome> refuse_taken_off(
    const context& ctx,
    const domain::requisition& req,
    const domain::coverage& of,
    bool own
) {
    if (of.said != domain::coverage::answer::removed) {
        return std::nullopt;
    }
    const auto id = shown_id(req.number);
    const auto number = std::to_string(req.number.value);
    return own ? refuse(
                     ctx,
                     id + " is closed for your firm since " + local_time(of.at, req.zone) +
                         ", so nobody new is taken. What you have in play goes on.",
                     "sub list"
                 )
               : refuse(
                     ctx,
                     displayable(of.name) + " was taken off " + id + ' ' +
                         local_time(of.at, req.zone) + ". Release it to them again first.",
                     number + " release to:" + of.supplier.value
                 );
}

std::optional<outcome> refuse_suspended(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    const domain::coverage& of,
    bool own
) {
    const auto name = domain::record_name(of.supplier);
    if (!seen.loaded(name)) {
        need wanted;
        wanted.records.push_back(name);
        return wanted;
    }
    const auto* firm = seen.find<domain::supplier>(name);
    if (firm == nullptr || !firm->suspended) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        (own ? std::string("Your firm is") : displayable(firm->name) + " is") +
            " suspended, so it takes on nothing new. What is in play goes on.",
        std::to_string(req.number.value) + " candidates"
    );
}

suppliers unasked_of_tier(
    std::uint32_t tier,
    const domain::requisition& req,
    const suppliers& all
) {
    suppliers some;
    std::ranges::copy_if(all, std::back_inserter(some), [&](const auto* one) {
        return one->tier == tier && serves(*one, req) && answer_of(req, one->id) == nullptr;
    });
    return some;
}

std::vector<std::string> missing_rooms(
    const snapshot& seen,
    const domain::requisition& req,
    const domain::client* client,
    const suppliers& to
) {
    std::vector<std::string> names;
    for (const auto& room : rooms_of(req, client, to)) {
        if (!seen.loaded(domain::record_name(room))) {
            names.push_back(domain::record_name(room));
        }
    }
    return names;
}

void add_release(
    change& one,
    const snapshot& seen,
    const chosen_suppliers& picked,
    const domain::client* client
) {
    domain::released fact;
    fact.internal_recruiter = picked.inside;
    fact.tier = picked.tier;
    for (const auto* each : picked.to) {
        domain::coverage asked;
        asked.supplier = each->id;
        asked.name = each->name;
        fact.suppliers.push_back(std::move(asked));
    }
    one.add(std::move(fact));
    one.tell();
    place_cards(one, seen, picked.to, client);
}

}  // namespace fillrate::handlers
