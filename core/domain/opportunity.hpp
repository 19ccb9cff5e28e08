// An opportunity: work a client may give us, not yet a requisition (DOMAIN.md 0, 8 "opportunity
// log"). A value; only apply() changes it. Its state machine is one table: guards, apply() and the
// picture in docs/opportunity.md come from it.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/requisition.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate {
using opportunity_number = number_id<struct opportunity_tag>;
}

namespace fillrate::domain {

enum class opportunity_state { open, pursuing, won, lost };
enum class opportunity_verb { pursue, win, lose };

struct opportunity {
    opportunity_number number{};
    opportunity_state state = opportunity_state::open;
    std::uint32_t events = 0;  ///< how many events it has; the ordinal of its last one

    client_id client{};
    std::string client_name{};
    std::string zone{};  ///< of the client's first site: what a day means
    std::string title{};
    std::string next{};                  ///< local date of the next step, or empty
    std::optional<instant> remind_at{};  ///< on that day; nothing once it was said
    person_id owner{};
    std::string owner_name{};
    requisition_number requisition{};  ///< what it became, once won
    std::string reason{};              ///< of the loss
    std::string last_note{};
    std::optional<instant> entered{};  ///< since when it is in its present state
    author entered_by{};
    instant created{};
    instant changed{};
    std::vector<card_place> places{};  ///< none: it is read where it is asked for

    // Kept by the engine, not by events: the one timer of this aggregate.
    std::uint32_t timer_generation = 0;
    std::optional<instant> timer_due{};

    friend bool operator==(const opportunity&, const opportunity&) = default;
};

// What happened to it; notes are `noted`, as everywhere.

struct opportunity_added {
    opportunity_number number{};
    client_id client{};
    std::string client_name{};
    std::string zone{};
    std::string title{};
    std::string next{};
    std::optional<instant> remind_at{};
    person_id owner{};
    std::string owner_name{};
    friend bool operator==(const opportunity_added&, const opportunity_added&) = default;
};
/// A step along the table; why it was lost is the event's reason.
struct opportunity_moved {
    opportunity_verb what = opportunity_verb::pursue;
    requisition_number requisition{};  ///< what a won one became
    friend bool operator==(const opportunity_moved&, const opportunity_moved&) = default;
};
/// Only the named fields change.
struct opportunity_changed {
    std::optional<std::string> title{}, next{};
    std::optional<instant> remind_at{};  ///< belongs to `next`
    std::optional<person_id> owner{};
    std::string owner_name{};
    friend bool operator==(const opportunity_changed&, const opportunity_changed&) = default;
};
/// Its owner was told that the day has come.
struct opportunity_reminded {
    friend bool operator==(const opportunity_reminded&, const opportunity_reminded&) = default;
};

struct opportunity_transition {
    opportunity_state from;
    opportunity_verb what;
    opportunity_state to;
};
inline constexpr auto opportunity_transitions = std::to_array<opportunity_transition>({
    {opportunity_state::open, opportunity_verb::pursue, opportunity_state::pursuing},
    {opportunity_state::open, opportunity_verb::win, opportunity_state::won},
    {opportunity_state::open, opportunity_verb::lose, opportunity_state::lost},
    {opportunity_state::pursuing, opportunity_verb::win, opportunity_state::won},
    {opportunity_state::pursuing, opportunity_verb::lose, opportunity_state::lost},
    {opportunity_state::lost, opportunity_verb::pursue, opportunity_state::pursuing},
});

/// Where the step leads, or nothing when it is not possible now.
[[nodiscard]] std::optional<opportunity_state> next_state(
    const opportunity& of,
    opportunity_verb what
) noexcept;
/// Neither won nor lost.
[[nodiscard]] bool is_alive(opportunity_state s) noexcept;
/// When its owner is reminded; nothing without a day, or once it is decided.
[[nodiscard]] std::optional<instant> next_due(const opportunity& of);

/// The state machine as a Mermaid diagram.
[[nodiscard]] std::string opportunity_diagram();

[[nodiscard]] std::string_view word(opportunity_state s) noexcept;
[[nodiscard]] std::string_view word(opportunity_verb v) noexcept;  ///< as typed: "won"

template <>
[[nodiscard]] std::optional<opportunity_state> from_word(std::string_view text) noexcept;
template <>
[[nodiscard]] std::optional<opportunity_verb> from_word(std::string_view text) noexcept;

}  // namespace fillrate::domain
