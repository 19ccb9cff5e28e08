// What operators watch, as Prometheus text.
#pragma once

#include "bot/dispatcher.hpp"
#include "bot/engine.hpp"
#include "bot/scheduler.hpp"

#include <cstdint>
#include <string>

namespace fillrate::bot {

[[nodiscard]] std::string render_metrics(
    const engine::counters& commands,
    const dispatcher::counters& messages,
    std::uint64_t timers_fired,
    std::uint64_t timers_dead,
    bool store_ready,
    bool owner,
    bool policies_differ
);

}  // namespace fillrate::bot
