// Guests: people whom a platform calls foreign or restricted. Their mapping lapses unless they do
// something, and before it does somebody is asked whether they are still there (DOMAIN.md 0, 9).
#pragma once

#include "core/domain/directory.hpp"

#include <chrono>
#include <optional>

namespace fillrate::domain {

/// So long a guest stays known without doing anything.
inline constexpr std::chrono::hours guest_term{90 * 24};
/// So long before the end it is asked.
inline constexpr std::chrono::hours guest_notice{7 * 24};

/// When to ask about this person; nothing for members, and when it has been asked for this end.
[[nodiscard]] std::optional<instant> next_due(const person& who);

/// The guest as known for a whole term from now on.
[[nodiscard]] person kept_on(person guest, instant now);

/// What the person is after doing something; nothing when it need not be written down: members, and
/// guests of whom it was written within the last day. `foreign`: the platform says so.
[[nodiscard]] std::optional<person> after_activity(const person& who, bool foreign, instant now);

}  // namespace fillrate::domain
