// The two clocks of DESIGN.md 4 as two types that do not mix, and the steady clock for deadlines.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace fillrate {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Tag: organisation time, which domain rules, reminders and texts use and a demo or test may
/// drive.
struct organisation_clock {
    using duration = milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<organisation_clock, duration>;
};

/// Tag: the real world's wall clock, for signatures, tokens, Retry-After.
struct wire_clock {
    using duration = milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<wire_clock, duration>;
};

/// Milliseconds since 1970-01-01T00:00:00Z in organisation time.
using instant = organisation_clock::time_point;
/// Milliseconds since 1970-01-01T00:00:00Z in real time.
using wire_instant = wire_clock::time_point;
/// Monotonic, for deadlines, backoff and leases.
using steady_instant = std::chrono::steady_clock::time_point;

[[nodiscard]] constexpr std::int64_t to_unix_ms(instant t) noexcept {
    return t.time_since_epoch().count();
}
[[nodiscard]] constexpr instant from_unix_ms(std::int64_t ms) noexcept {
    return instant{milliseconds{ms}};
}

}  // namespace fillrate
