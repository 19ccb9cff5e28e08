// Turns a decision into the one commit that carries it: new records, index and timer differences,
// events, messages, dedupe (DESIGN.md 2). Pure.
#pragma once

#include "bot/outbox.hpp"
#include "bot/record_codec.hpp"
#include "bot/record_loader.hpp"
#include "core/domain/index.hpp"
#include "core/ports/store.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace fillrate::bot {

/// Set of all timers; members are "<record>#<generation>", scored by the due instant.
inline constexpr std::string_view timer_set = "timers";
/// Timers that could not be decided, by the time they were given up.
inline constexpr std::string_view dead_timer_set = "dead_timers";
[[nodiscard]] std::string timer_member(const std::string& record, std::uint32_t generation);

/// The timer of a guest's record: its member and when it is due; nothing for everybody else.
[[nodiscard]] std::optional<std::pair<std::string, instant>> guest_timer(
    const std::string& name,
    const handlers::record& value
);

using domain::undo_window;

/// Whose command it is.
struct authorship {
    command_id command{};
    person_id actor{};
    std::string actor_name{};
    std::string surface{};
    instant now{};
    std::optional<std::uint64_t> epoch{};  ///< owner's work
    std::string outcome{};                 ///< what a redelivery is told: "<verb>|<subject>"
};

/// A commit ready to go, and what the rest of the process should look at after it.
struct prepared_commit {
    ports::commit_batch batch{};
    std::map<std::string, handlers::record> records{};  ///< the new values, by name
    std::optional<instant> undo_until{};  ///< the last moment to take it back; nothing: nobody may
    bool wakes_outbox = false;
    bool wakes_timers = false;
};

/// Errors: internal when an event does not belong to any known record (a handler's bug).
[[nodiscard]] result<prepared_commit> prepare(
    const handlers::decision& decided,
    const record_loader& loader,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
);

/// Index entries of any record kind (requisitions and the directory).
[[nodiscard]] std::vector<domain::index_entry> indexes_of(
    const std::string& name,
    const handlers::record& value
);

/// The index and timer changes from one value of a record to another (absent: monostate), and the
/// new value with its timer fields set.
void change_record(
    prepared_commit& into,
    const std::string& name,
    const handlers::record& before,
    handlers::record after,
    const record_codec& codec
);

}  // namespace fillrate::bot
