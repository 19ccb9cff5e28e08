// People of another organisation's workspace in a room that is bound (Slack Connect): whose they
// are, and that nothing is posted while that is not known (DOMAIN.md 0, 9).
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// Whoever does something in a room and is of another workspace than the one it is reached through.
struct outsider {
    std::string user{};     ///< the platform's id
    std::string name{};     ///< as the platform shows them, where it says so
    std::string mapping{};  ///< record of that user's mapping
    std::string home{};     ///< their own workspace; empty: a guest of this one
    bool restricted = false;
    bool acts = true;  ///< wants something of us; else only seen there
};

/// In ctx.place: whose people come names the partner of its binding, members of a supplier's
/// partner become contacts of that supplier, whoever looks after the room is asked about guests,
/// and anybody else stops what is posted there. Nothing when there is nothing to write down; never
/// an answer.
[[nodiscard]] std::optional<outcome> meet_outsider(
    const context& ctx,
    const snapshot& seen,
    const outsider& who
);

/// To whoever looks after the room: who was met there, and how to go on.
[[nodiscard]] composed compose_stranger(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);
/// To the same: a guest wrote there, with the tap that lets them in.
[[nodiscard]] composed compose_guest_asks(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);
/// To the same: somebody is a contact of a supplier from now on.
[[nodiscard]] composed compose_new_contact(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
