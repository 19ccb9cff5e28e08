// The clock somebody answers for, of a requisition, a candidate or an interview: what "ack" and
// "wait" have in common (DOMAIN.md 0, 4.5).
#pragma once

#include "handlers/answers.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/interview_subject.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_subject.hpp"

#include <cstdint>
#include <optional>
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

/// How far ahead a time is named: working days by the policy of the clock, on its calendar.
struct days_ahead {
    const domain::calendar& on;
    std::uint32_t days = 0;
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

/// The answer to a kind of clock that a requisition has none of, since each of its candidates or
/// interviews has its own: whom to name. Nothing for its own kinds.
[[nodiscard]] std::optional<outcome> refuse_clock_of_each(
    const context& ctx,
    const domain::requisition& req,
    std::string_view kind
);

/// The running clock of the named kind, or the one that leads; else what to answer. `purpose` ends
/// "there is nothing to ...".
[[nodiscard]] std::variant<const domain::clock*, outcome> clock_to_answer(
    const context& ctx,
    const clock_owner& of,
    std::string_view purpose
);

/// `act(clock, calendar)` for the one that is answered; else why it cannot be.
template <class Act>
[[nodiscard]] outcome with_answered_clock(
    const context& ctx,
    const domain::policy_book& book,
    const clock_owner& of,
    std::string_view purpose,
    const Act& act
) {
    if (auto refused =
            refuse_permission(ctx, of.req, domain::permission::acknowledge, "answer an alert of")) {
        return std::move(*refused);
    }
    auto chosen = clock_to_answer(ctx, of, purpose);
    if (auto* early = std::get_if<outcome>(&chosen)) {
        return std::move(*early);
    }
    const auto& clock = *std::get<const domain::clock*>(chosen);
    const auto* on = book.find_calendar(clock.calendar);
    return on == nullptr ? unknown_calendar(ctx, of.req) : act(clock, *on);
}

/// `act(record, owner)` for the requisition that the line is about, here and below; else what to
/// load or to answer first.
template <class Act>
[[nodiscard]] outcome for_requisition(const context& ctx, const snapshot& seen, const Act& act) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    return act(req, clock_owner_of(req));
}
template <class Act>
[[nodiscard]] outcome for_candidate(const context& ctx, const snapshot& seen, const Act& act) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    return act(*one.sub, clock_owner_of(*one.sub, *one.req));
}
template <class Act>
[[nodiscard]] outcome for_interview(const context& ctx, const snapshot& seen, const Act& act) {
    auto found = find_interview(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<found_interview>(found);
    return act(*one.iv, clock_owner_of(*one.iv, *one.req));
}

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
