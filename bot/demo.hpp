// The demo: plays the shipped history through the real engine, on the history's own clock, and
// describes the web chat.
#pragma once

#include "bot/clock.hpp"
#include "bot/engine.hpp"
#include "bot/identity.hpp"
#include "bot/lease_holder.hpp"
#include "bot/scheduler.hpp"
#include "config/demo_data.hpp"
#include "core/async/awaitable.hpp"
#include "core/ports/store.hpp"
#include "integrations/web/directory.hpp"

#include <string>

namespace fillrate::bot {

struct demo_parts {
    ports::store& store;
    machine_clock& clock;
    engine& engine_of;
    scheduler& timers;
    lease_holder& lease;
    const identity& names;
};

/// Who unknown people of other platforms act as in the demo: operations (DESIGN.md 6).
[[nodiscard]] person_id demo_guest();

/// Loads directory and history into a fresh store. False: the store already had them.
/// Errors: internal when a scripted command was refused (a broken data file).
[[nodiscard]] async::awaitable<result<bool>> play_history(
    const demo_parts& on,
    const config::demo_data& data
);

[[nodiscard]] web::directory demo_directory(
    const config::demo_data& data,
    const std::string& edition
);

/// "10:02 CST": shown at a message.
[[nodiscard]] std::string stamp(instant now, const std::string& zone);
/// "Chicago time".
[[nodiscard]] std::string zone_label(const std::string& zone);

}  // namespace fillrate::bot
