#include "handlers/requisition_rooms.hpp"

#include "core/domain/names.hpp"

#include <set>

namespace fillrate::handlers {

namespace {

bool is_internal(const domain::conversation* room) {
    return room != nullptr && room->binding.who == domain::binding::kind::internal &&
           !room->external;
}

}  // namespace

std::vector<std::string> rooms_to_load(const context& ctx, const domain::client& client) {
    std::set<std::string> names;
    for (const auto& room : {client.internal_conversation, ctx.organisation.default_conversation}) {
        if (!room.empty()) {
            names.insert(domain::record_name(room));
        }
    }
    return {names.begin(), names.end()};
}

void place_cards(
    const context& ctx,
    const snapshot& seen,
    const domain::client& client,
    change& one
) {
    const auto find = [&seen](const conversation_id& id) {
        return seen.find<domain::conversation>(domain::record_name(id));
    };
    const auto* home = find(client.internal_conversation);
    if (!is_internal(home)) {
        home = find(ctx.organisation.default_conversation);
    }
    if (is_internal(home)) {
        one.add(domain::card_placed{{home->id, home->binding}});
    }
    const bool here_too = is_internal(&ctx.place) && !ctx.place.id.empty() &&
                          (home == nullptr || home->id != ctx.place.id);
    if (here_too) {
        one.add(domain::card_placed{{ctx.place.id, ctx.place.binding}});
    }
}

}  // namespace fillrate::handlers
