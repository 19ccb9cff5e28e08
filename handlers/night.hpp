// Who hears of what comes due at night: a clock that runs round the clock wakes nobody but who is
// on call (DOMAIN.md 0 "Nights").
#pragma once

#include "core/chat/message.hpp"
#include "handlers/handler.hpp"

#include <string>
#include <vector>

namespace fillrate::handlers {

/// Somebody who is told, and when.
struct hearer {
    const domain::person* who = nullptr;  ///< may be null: nobody is told in person
    instant at{};
    bool breaks_quiet = false;
    bool waited_for_morning = false;
};

/// Of a clock that runs on while the site rests: who is on call for the client at once, and
/// `usual` when work begins again. By day, of other clocks, and of none (null): `usual` alone.
[[nodiscard]] std::vector<hearer> hearers_of(
    const domain::clock* told,
    const hearer& usual,
    const domain::requisition& req,
    const domain::client* client,
    const snapshot& seen,
    const domain::policy_book& book,
    instant now
);

/// Whoever cannot be on call, such as a room or a manager: they hear when work begins again, else
/// at the usual time.
[[nodiscard]] hearer room_hearer(
    const domain::clock* told,
    instant usual,
    const domain::requisition& req,
    const domain::client* client,
    const domain::policy_book& book,
    instant now
);

/// The item, to each of them in person; false when nobody can be told so.
bool tell_hearers(decision& into, const chat::outgoing& item, const std::vector<hearer>& hearers);

/// The item, in the thread of the card in every room inside.
void tell_rooms_inside(
    decision& into,
    chat::outgoing item,
    const std::vector<domain::card_place>& cards,
    const hearer& room
);

/// Says on an alert why it comes at night, or that it waited for the morning.
void add_night_mark(
    chat::message& into,
    const chat::outgoing& item,
    const domain::event& told,
    const std::string& zone
);

}  // namespace fillrate::handlers
