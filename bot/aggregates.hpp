// What the engine has to know of a record whatever its kind: what its history adds up to, where its
// cards are, how many events it has.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/event.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fillrate::bot {

/// The record a history adds up to; nothing when its last command was taken back.
[[nodiscard]] std::optional<handlers::record> fold_record(
    const std::string& subject,
    const std::vector<domain::event>& history
);

/// Shows the record as it was after each event of its history, also what was taken back later.
void for_each_state(
    const std::string& subject,
    const std::vector<domain::event>& history,
    const std::function<void(const handlers::record&)>& look
);

/// Where its living cards are; empty for records without cards.
[[nodiscard]] std::span<const domain::card_place> places_of(const handlers::record& of) noexcept;

/// The ordinal of its last event; null for directory records, which are replaced whole.
[[nodiscard]] std::uint32_t* event_count_of(handlers::record& of) noexcept;
[[nodiscard]] std::uint32_t event_count_of(const handlers::record& of) noexcept;

/// The one timer of a record that changes by events; kept by the engine.
struct aggregate_timer {
    std::uint32_t generation = 0;
    std::optional<instant> due{};
    friend bool operator==(const aggregate_timer&, const aggregate_timer&) = default;
};
/// Nothing for directory records.
[[nodiscard]] std::optional<aggregate_timer> timer_of(const handlers::record& of) noexcept;
void set_timer(handlers::record& of, const aggregate_timer& to) noexcept;
/// When it next needs attention without anybody asking.
[[nodiscard]] std::optional<instant> next_due(const handlers::record& of);

}  // namespace fillrate::bot
