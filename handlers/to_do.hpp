// What waits for somebody's act: their requisitions, candidates, interviews and questions, the most
// pressing first. The one source of `me` and of "Your word" in `today` (DOMAIN.md 7.1).
#pragma once

#include "core/chat/message.hpp"
#include "handlers/handler.hpp"
#include "handlers/subject.hpp"

#include <cstdint>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// How many requisitions of the two lists of a person are looked at.
struct to_do_room {
    std::uint32_t late = 0;
    std::uint32_t mine = 0;
};
/// What looking costs in records besides those requisitions.
inline constexpr std::uint32_t most_beside_requisitions = 104;

/// One thing that waits for this person.
struct to_do {
    int urgency = 0;       ///< smaller is more pressing
    instant at{};          ///< since when it waits, or when it is due: the earlier comes first
    bool is_word = false;  ///< somebody waits for their word; else time runs, or work is theirs
    std::vector<chat::block> blocks{};  ///< what it is, and the acts that help
};

struct to_do_list {
    found_requisitions own{};  ///< what was looked at
    std::vector<to_do> items{};
};

/// At most three rounds of loading. Only what may be shown in this place.
[[nodiscard]] std::variant<to_do_list, need> what_waits_for(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const to_do_room& room
);

}  // namespace fillrate::handlers
