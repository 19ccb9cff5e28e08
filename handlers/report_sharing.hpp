// A report is read privately first; whoever asked may show it to the room (DOMAIN.md 7.1).
#pragma once

#include "handlers/handler.hpp"

#include <string>

namespace fillrate::handlers {

/// What [Share here] does: its action, and the part of the report it is about.
struct sharing {
    std::string action{};
    std::string subject{};
};

/// The report is asked for by that button: everybody in the room reads the answer.
[[nodiscard]] bool is_shared(const context& ctx, const sharing& by);

/// The client whose internal room this is; null in every other place. What is shown to everybody
/// in it is about that client alone; the page of clients has been loaded.
[[nodiscard]] const domain::client* client_of_room(const context& ctx, const snapshot& seen);

/// Private, with [Share here] where the report may be shown to the room as it stands; when it is
/// shared, for everybody there.
[[nodiscard]] outcome reply_here(
    const context& ctx,
    chat::message report,
    sharing by,
    bool may_be_shared
);

}  // namespace fillrate::handlers
