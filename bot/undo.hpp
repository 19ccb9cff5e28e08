// Taking back the last command of a person (DESIGN.md 2): possible while no touched record moved on
// and nothing outside was sent. A resume that came to what the command made, or was opened there,
// and a reminder of it go with it.
#pragma once

#include "bot/unit_of_work.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::bot {

/// One record as it was before the command.
struct before_image {
    std::string name{};
    std::uint64_t version_after = 0;
    bool existed = false;
    std::string json{};
    friend bool operator==(const before_image&, const before_image&) = default;
};

/// A message to somebody of the firm or to one person, which is not waited for: it may be sent by
/// the time it is taken back.
struct told_notice {
    std::string id{};  ///< of the notice, removable while PENDING
    conversation_id conversation{};
    person_id reader{};  ///< set: one that was sent is edited
    std::string subject{};
    std::uint32_t event = 0;
    friend bool operator==(const told_notice&, const told_notice&) = default;
};

/// What is queued by one command, as its undo finds it again.
struct queued_notices {
    std::vector<std::string> outside{};  ///< ids of those to other parties
    std::vector<told_notice> inside{};
};

/// Record "undo:<person>": one per person, overwritten by each of their commands.
struct undo_record {
    command_id command{};
    std::string label{};  ///< "hold|req:104": the outcome of the command
    instant at{};
    std::vector<before_image> records{};
    std::vector<std::string>
        notices{};  ///< ids of messages to other parties, still removable while PENDING
    std::vector<told_notice> told{};
    friend bool operator==(const undo_record&, const undo_record&) = default;
};

[[nodiscard]] std::string undo_name(const person_id& of);
[[nodiscard]] std::string to_json(const undo_record& value);
[[nodiscard]] result<undo_record> undo_from_json(std::string_view json);

/// Those of what the command made that moved on since: whether it can be taken back is in their
/// histories.
[[nodiscard]] std::vector<std::string> moved_since(
    const undo_record& last,
    const handlers::snapshot& seen
);

/// The commit that takes `last` back, or why it cannot be: expired, conflict (something moved on),
/// duplicate (already sent outside). `loader` holds every record and notice that `last` names, and
/// the histories of those that moved on.
[[nodiscard]] result<prepared_commit> prepare_undo(
    const undo_record& last,
    const record_loader& loader,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
);

}  // namespace fillrate::bot
