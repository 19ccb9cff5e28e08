// Folding a history of events into a record, without what was taken back. Used by the
// folds, and by whoever reads a history.
#pragma once

#include "core/domain/event.hpp"

#include <set>
#include <utility>
#include <vector>

namespace fillrate::domain {

/// Commands whose events do not count. Read from the end, so that an undone undo does not either.
[[nodiscard]] inline std::set<command_id> undone_commands(const std::vector<event>& history) {
    std::set<command_id> commands;
    for (auto it = history.rbegin(); it != history.rend(); ++it) {
        const auto* const taken_back = std::get_if<undone>(&it->data);
        if (taken_back != nullptr && !commands.contains(it->command)) {
            commands.insert(taken_back->command);
        }
    }
    return commands;
}

/// Since when it is in its state, and who brought it there.
template <class Record>
void note_entry(Record& one, const event& what) {
    one.entered = what.at;
    one.entered_by = author_of(what);
}

/// It changed; `enters`: into another state.
template <class Record>
void note_change(Record& one, bool enters, const event& what) {
    one.changed = what.at;
    if (enters) {
        note_entry(one, what);
    }
}

/// Every event that stands, applied in order; `events` counts them all.
template <class Record>
[[nodiscard]] Record fold_kept(const std::vector<event>& history) {
    const auto skipped = undone_commands(history);
    Record folded;
    for (const event& each : history) {
        if (!skipped.contains(each.command)) {
            folded = apply(std::move(folded), each);
        }
    }
    folded.events = static_cast<std::uint32_t>(history.size());
    return folded;
}

}  // namespace fillrate::domain
