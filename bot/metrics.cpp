#include "bot/metrics.hpp"

#include <initializer_list>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <utility>

namespace fillrate::bot {

namespace {

using labelled = std::initializer_list<std::pair<const char*, std::uint64_t>>;

void add(
    prometheus::Registry& registry,
    const char* name,
    const char* help,
    const char* label,
    labelled values
) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(registry);
    for (const auto& [value, count] : values) {
        family.Add({{label, value}}).Increment(static_cast<double>(count));
    }
}

void add_flag(prometheus::Registry& registry, const char* name, const char* help, bool value) {
    prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({}).Set(value ? 1 : 0);
}

}  // namespace

std::string render_metrics(
    const engine::counters& commands,
    const dispatcher::counters& messages,
    std::uint64_t timers_fired,
    std::uint64_t timers_dead,
    bool store_ready,
    bool owner,
    bool policies_differ
) {
    prometheus::Registry registry;
    add(registry,
        "fillrate_commands_total",
        "Requests by what became of them",
        "outcome",
        {{"received", commands.commands},
         {"committed", commands.commits},
         {"refused", commands.refusals},
         {"duplicate", commands.duplicates},
         {"conflict", commands.conflicts},
         {"failed", commands.failures}});
    add(registry,
        "fillrate_messages_total",
        "Outgoing messages by what became of them",
        "outcome",
        {{"sent", messages.sent},
         {"edited", messages.edited},
         {"retried", messages.retried},
         {"unknown", messages.unknown},
         {"found", messages.found},
         {"dead", messages.dead},
         {"dropped", messages.dropped}});
    add(registry,
        "fillrate_timers_total",
        "Timers by what became of them",
        "outcome",
        {{"fired", timers_fired}, {"dead", timers_dead}});
    add_flag(registry, "fillrate_store_ready", "Whether the store can be reached", store_ready);
    add_flag(
        registry,
        "fillrate_owner",
        "Whether this instance works timers and the outbox",
        owner
    );
    add_flag(
        registry,
        "fillrate_policies_differ",
        "Whether another instance runs with another policies file",
        policies_differ
    );
    return prometheus::TextSerializer().Serialize(registry.Collect());
}

}  // namespace fillrate::bot
