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

/// Private, with [Share here] in a room of the firm unless it was asked for with words that the
/// button cannot carry; from that button, for everybody in the room.
[[nodiscard]] outcome reply_here(const context& ctx, chat::message report, sharing by);

}  // namespace fillrate::handlers
