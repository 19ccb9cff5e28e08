#include "handlers/room_posts.hpp"

#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/change.hpp"
#include "handlers/lists.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t most_cards = 100;

}  // namespace

chat::outgoing greeting(const conversation_id& room, const domain::binding& binding) {
    chat::outgoing item;
    item.conversation = room;
    item.kind = "bound";
    item.subject = domain::record_name(room);
    item.readers = chat::readers_of(binding);
    return item;
}

void post_inside(
    decision& into,
    chat::outgoing item,
    const std::vector<domain::card_place>& places
) {
    item.readers = {chat::audience::kind::internal, {}};
    for (const auto& place : places) {
        if (place.readers.who == domain::binding::kind::internal) {
            item.conversation = place.conversation;
            into.messages.push_back(item);
        }
    }
}

index_page posted_page() {
    return {domain::open_list(), 0, most_cards, false};
}

void post_everything(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::conversation& room
) {
    into.messages.push_back(greeting(room.id, room.binding));
    for (const auto* req : records_of<domain::requisition>(seen, posted_page())) {
        const auto lives =
            std::ranges::find(req->places, room.id, &domain::card_place::conversation);
        if (lives == req->places.end()) {
            continue;
        }
        const domain::card_place here{room.id, room.binding};
        into.messages.push_back(card_in(here, domain::record_name(req->number), ctx.now));
    }
}

}  // namespace fillrate::handlers
