// What the bot says in a room of its own accord: the greeting, and the cards that live there.
#pragma once

#include "handlers/handler.hpp"

#include <vector>

namespace fillrate::handlers {

/// The first message there: it says what the channel is for, and shows that the bot may post.
[[nodiscard]] chat::outgoing greeting(const conversation_id& room, const domain::binding& binding);

/// The item, in every internal room among the places of a card.
void post_inside(
    decision& into,
    chat::outgoing item,
    const std::vector<domain::card_place>& places
);

/// The open requisitions that are looked through; loaded before post_everything().
[[nodiscard]] index_page posted_page();
/// The greeting and the cards once more, where nothing could be posted for a while.
void post_everything(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::conversation& room
);

}  // namespace fillrate::handlers
