// A history as a table of pages, newest last; what was taken back is marked for those inside and
// never reached the others.
#pragma once

#include "core/domain/folding.hpp"
#include "handlers/handler.hpp"
#include "handlers/wording.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// Of what the history is.
struct history_of {
    std::string id{};     ///< as shown: "REQ-104"
    std::string typed{};  ///< as typed: "104", "S-311"
    std::string title{};
    std::string zone{};
};

/// Of each event of a record where it led from and to, "open → closed"; empty of one that moved
/// nothing or was taken back (DOMAIN.md 3). Nothing of it is stored: the fold tells.
template <class Record>
[[nodiscard]] std::vector<std::string> state_moves(const std::vector<domain::event>& history) {
    const auto taken_back = domain::undone_commands(history);
    std::vector<std::string> moves;
    Record folded;
    for (const auto& each : history) {
        auto& move = moves.emplace_back();
        if (taken_back.contains(each.command)) {
            continue;
        }
        const bool existed = !folded.number.empty();
        const auto from = folded.state;
        folded = domain::apply(std::move(folded), each);
        if (existed && folded.state != from) {
            move = std::string(shown_state(from)) + " → " + std::string(shown_state(folded.state));
        }
    }
    return moves;
}

/// `tell` gives an event's sentence for these readers, or nothing; those inside read its move, too.
[[nodiscard]] chat::message history_table(
    const context& ctx,
    const std::vector<domain::event>& history,
    const std::vector<std::string>& moves,
    const history_of& subject,
    bool inside,
    const std::function<std::optional<std::string>(const domain::event&)>& tell
);

}  // namespace fillrate::handlers
