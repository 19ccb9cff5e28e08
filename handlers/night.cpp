#include "handlers/night.hpp"

#include "core/domain/names.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/room_posts.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace fillrate::handlers {

namespace {

// Nothing while the site works, and at one that never rests.
std::optional<instant> end_of_night(
    const domain::clock& told,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto face = face_for(req, client, book);
    if (!face || !domain::policy_book::is_round_the_clock(told.calendar)) {
        return std::nullopt;
    }
    const auto opens = face->on->next_open(now);
    return opens > now ? std::optional{opens} : std::nullopt;
}

}  // namespace

hearer room_hearer(
    const domain::clock* told,
    instant usual,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
) {
    const auto morning =
        told == nullptr ? std::nullopt : end_of_night(*told, req, client, book, now);
    return {
        .at = std::max(usual, morning.value_or(usual)),
        .waited_for_morning = morning.has_value()};
}

std::vector<hearer> hearers_of(
    const domain::clock* told,
    const hearer& usual,
    const domain::requisition& req,
    const domain::client* client,
    const snapshot& seen,
    const domain::policy_book& book,
    instant now
) {
    auto later = room_hearer(told, usual.at, req, client, book, now);
    if (!later.waited_for_morning) {
        return {usual};
    }
    std::vector<hearer> all;
    const auto* on_call = client == nullptr
                              ? nullptr
                              : seen.find<domain::person>(domain::record_name(client->on_call));
    if (on_call != nullptr) {
        all.push_back({.who = on_call, .at = now, .breaks_quiet = true});
    }
    if (usual.who != on_call) {
        later.who = usual.who;
        all.push_back(later);
    }
    return all;
}

bool tell_hearers(decision& into, const chat::outgoing& item, const std::vector<hearer>& hearers) {
    bool told = false;
    for (const auto& to : hearers) {
        if (to.who == nullptr || to.who->direct.empty()) {
            continue;
        }
        auto own = item;
        own.conversation = to.who->direct;
        own.readers = {chat::audience::kind::person, to.who->id.value};
        own.joins = !to.breaks_quiet;  // what can wait must not hold it back
        own.not_before_ms = to_unix_ms(to.at);
        own.breaks_quiet = to.breaks_quiet;
        own.waited_for_morning = to.waited_for_morning;
        into.messages.push_back(std::move(own));
        told = true;
    }
    return told;
}

void tell_rooms_inside(
    decision& into,
    chat::outgoing item,
    const std::vector<domain::card_place>& cards,
    const hearer& room
) {
    item.in_thread = true;
    item.not_before_ms = to_unix_ms(room.at);
    item.waited_for_morning = room.waited_for_morning;
    post_inside(into, std::move(item), cards);
}

void add_night_mark(
    chat::message& into,
    const chat::outgoing& item,
    const domain::event& told,
    const std::string& zone
) {
    if (item.breaks_quiet) {
        into.blocks.emplace_back(chat::context_line{{chat::plain(
            "You are on call: this time runs at night too. Everybody else hears of it when work "
            "begins."
        )}});
    } else if (item.waited_for_morning) {
        into.blocks.emplace_back(chat::context_line{{chat::plain(
            "This came up at night, " + local_time(told.at, zone) + ", and waited until now."
        )}});
    }
}

}  // namespace fillrate::handlers
