// The clock somebody answers for, of a requisition, a candidate or an interview: what "ack" and
// "wait" have in common (DOMAIN.md 0, 4.5).
#pragma once

#include "handlers/answers.hpp"
#include "handlers/change.hpp"

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace fillrate::handlers {

/// Whose clock it is.
struct clock_owner {
    std::string subject{};  ///< "req:104"
    std::string id{};       ///< as shown: "REQ-104"
    std::string typed{};    ///< as typed: "104"
    std::span<const domain::clock> clocks{};
    const domain::requisition& req;
};

[[nodiscard]] clock_owner clock_owner_of(const domain::requisition& req);
[[nodiscard]] clock_owner clock_owner_of(
    const domain::submittal& sub,
    const domain::requisition& req
);
[[nodiscard]] clock_owner clock_owner_of(
    const domain::interview& iv,
    const domain::requisition& req
);

/// The running clock of the named kind, or the one that leads; else what to answer. `purpose` ends
/// "there is nothing to ...".
[[nodiscard]] std::variant<const domain::clock*, outcome> clock_to_answer(
    const context& ctx,
    const clock_owner& of,
    std::string_view purpose
);

/// The decision: of a requisition with the changed card, of what has no card to itself in words.
template <class Record>
[[nodiscard]] outcome decide_answer(
    const context& ctx,
    const change_of<Record>& one,
    std::string said
) {
    if constexpr (std::is_same_v<Record, domain::requisition>) {
        return decide_change(ctx, one, std::move(said));
    } else {
        decision decided;
        one.finish(decided);
        decided.reply.what = sentence(ctx, std::move(said));
        return decided;
    }
}

/// The form of such an act; it keeps the clock that was named.
[[nodiscard]] chat::form clock_form(
    const context& ctx,
    const snapshot& seen,
    const clock_owner& of,
    std::string_view verb,
    std::string title,
    std::string submit
);

/// How such a line begins for the same clock: "104 ack", "S-311 wait clock:review", "B-9 ack".
[[nodiscard]] std::string line_of_clock(
    const context& ctx,
    const clock_owner& of,
    std::string_view verb
);

}  // namespace fillrate::handlers
