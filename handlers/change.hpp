// Collects what one command does to one requisition, submittal or interview: events in order, the
// state they lead to, and who is told.
#pragma once

#include "core/domain/event.hpp"
#include "handlers/handler.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// Whom a thread line is for besides the internal place, which always gets one.
struct told {
    bool client = false;
    bool suppliers = false;
};

/// The living card of a requisition or submittal in a place, posted or brought up to date.
[[nodiscard]] chat::outgoing card_in(
    const domain::card_place& place,
    std::string subject,
    instant not_before
);

template <class Record>
class change_of {
public:
    /// From an existing record, or from nothing for a new one.
    change_of(const context& ctx, std::string subject, Record before, std::uint64_t version);

    /// Appends an event; the state moves on.
    void add(
        domain::payload data,
        std::string reason = {},
        domain::party party = domain::party::program
    );
    /// Everything added from now on is on behalf of this shown name.
    void on_behalf_of(std::string name) { behalf_ = std::move(name); }
    /// Everything added from now on nobody did: it follows by itself.
    void by_itself() { by_itself_ = true; }
    /// Everything added from now on happened then, not now.
    void at(instant when) { at_ = when; }
    /// A thread line will tell of the event added last.
    void tell(told who = {});

    [[nodiscard]] const Record& after() const noexcept { return after_; }
    [[nodiscard]] const std::string& subject() const noexcept { return subject_; }
    [[nodiscard]] bool empty() const noexcept { return events_.empty(); }
    /// The record's version once this is committed.
    [[nodiscard]] std::uint64_t next_version() const noexcept { return version_ + 1; }

    /// Adds events, card refreshes and lines to the decision.
    void finish(decision& into) const;
    /// Adds the events only: nothing of it is to be seen on a card.
    void record(decision& into) const;

private:
    struct line {
        std::uint32_t event = 0;
        told who{};
    };
    void refresh_cards(decision& into) const;
    void add_lines(decision& into) const;

    const context& ctx_;
    std::string subject_;
    Record after_;
    std::uint64_t version_;
    instant at_;
    std::string behalf_{};
    bool by_itself_ = false;
    std::vector<domain::event> events_{};
    std::vector<line> lines_{};
};
using change = change_of<domain::requisition>;
using submittal_change = change_of<domain::submittal>;
using interview_change = change_of<domain::interview>;
using opportunity_change = change_of<domain::opportunity>;
using shift_change = change_of<domain::work_shift>;

/// The decision of one change, with the changed card as the private answer, headed by `said`.
[[nodiscard]] outcome decide_change(const context& ctx, const change& one, std::string said);

/// The decision of several changes alike; `done` completes "REQ-104 ...": "is on hold".
[[nodiscard]] outcome decide_changes(
    const context& ctx,
    const std::vector<change>& all,
    std::string_view done
);

/// When other parties may hear of what happens now: after the undo window (DOMAIN.md 4.6).
[[nodiscard]] std::int64_t outside_ms(instant now);

}  // namespace fillrate::handlers
