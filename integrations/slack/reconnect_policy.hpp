// How often Socket Mode may connect (SLACK.md 1.7): random exponential waits per slot, and one
// budget of apps.connections.open for all. Pure.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "integrations/slack/socket_session.hpp"

namespace fillrate::slack {

/// Full jitter: each wait is uniform below a bound that doubles with every failure.
class backoff {
public:
    backoff(milliseconds first, milliseconds most) : first_(first), most_(most) {}

    [[nodiscard]] milliseconds next(random_source& random);
    void reset() noexcept { failures_ = 0; }

private:
    milliseconds first_;
    milliseconds most_;
    unsigned failures_ = 0;
};

/// A token bucket of `burst` opens that refills by one per `every`.
class open_budget {
public:
    open_budget(milliseconds every, unsigned burst) : every_(every), burst_(burst) {}

    /// Takes the next token; the caller may go at the instant returned, which is `now` while there
    /// are some.
    [[nodiscard]] steady_instant take(steady_instant now);
    /// Nobody goes before `until` (Retry-After).
    void block(steady_instant until);

private:
    milliseconds every_;
    unsigned burst_;
    steady_instant next_free_{};
};

}  // namespace fillrate::slack
