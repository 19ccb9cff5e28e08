// Waiting for time to pass in a coroutine, by the steady clock.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"

#include <chrono>

namespace fillrate::async {

/// Returns at `when`, or at once when the waiting coroutine is cancelled.
[[nodiscard]] awaitable<void> sleep_until(steady_instant when);
[[nodiscard]] awaitable<void> sleep_for(std::chrono::steady_clock::duration span);

}  // namespace fillrate::async
