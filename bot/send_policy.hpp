// What to do after an attempt to send: pure rules over the states of DESIGN.md 5 and the classes of
// RELIABILITY.md 4.5.
#pragma once

#include "bot/outbox.hpp"
#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "core/chat/audience.hpp"
#include "core/ports/platform.hpp"

#include <chrono>
#include <cstdint>

namespace fillrate::bot {

inline constexpr std::uint32_t max_attempts = 12;
inline constexpr std::chrono::hours longest_retry_after{1};
/// When an unknown outcome is looked up, after the send (SLACK.md 4.4): two empty looks mean
/// absent.
inline constexpr milliseconds first_look{2000};
inline constexpr milliseconds second_look{10000};

/// Full jitter, 1 s doubling to 5 min.
[[nodiscard]] milliseconds backoff(std::uint32_t attempts, random_source& random);

/// The progress after a receipt that is not `sent` or `gone`.
[[nodiscard]] sending after_receipt(
    sending before,
    const ports::receipt& got,
    bool is_edit,
    wire_instant now,
    random_source& random
);

/// The progress after looking for an item of unknown fate and not finding it (or not being able to
/// tell).
[[nodiscard]] sending after_look(sending before, chat::delivery_class how, wire_instant now);

/// When an item of unknown fate may next be looked for.
[[nodiscard]] wire_instant next_look(const sending& progress);

/// Token bucket of one conversation (GCRA): when the next message may go.
class pacer {
public:
    [[nodiscard]] steady_instant reserve(const ports::platform::pace& pace, steady_instant now);

private:
    steady_instant theoretical_{};
};

}  // namespace fillrate::bot
