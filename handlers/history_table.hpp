// A history as a table of pages, newest last; what was taken back is marked for those inside and
// never reached the others.
#pragma once

#include "handlers/handler.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// Of what the history is.
struct history_of {
    std::string id{};     ///< as shown: "REQ-104"
    std::string typed{};  ///< as typed: "104", "S-311"
    std::string title{};
    std::string zone{};
};

/// `tell` gives an event's sentence for these readers, or nothing.
[[nodiscard]] chat::message history_table(
    const context& ctx,
    const std::vector<domain::event>& history,
    const history_of& subject,
    bool inside,
    const std::function<std::optional<std::string>(const domain::event&)>& tell
);

}  // namespace fillrate::handlers
