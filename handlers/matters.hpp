// What the owner of a requisition has to settle: a concern about who is at work, a person whom two
// firms claim, an interviewer who cannot come, what the manager asked for; and what operations have
// to: an offer over what was agreed. Each stands in `me` and `today` until it is (DOMAIN.md 0, 3.3,
// 3.4, 3.5).
#pragma once

#include "core/chat/message.hpp"
#include "handlers/handler.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// How many are looked at; each brings at most four records more.
inline constexpr std::size_t most_matters = 4;

/// One of them, with the acts that settle it.
struct matter {
    instant since{};
    const std::vector<domain::clock>* clocks = nullptr;  ///< of what it is about
    std::vector<chat::block> blocks{};
};

/// What is not loaded yet of where they are, of them and of what they hang on: three rounds.
[[nodiscard]] need missing_for_matters(const context& ctx, const snapshot& seen);
/// The records looked at, the oldest first: some of what only operations settle, then this person's
/// own before those they merely oversee.
/// Needs the loaded lists.
[[nodiscard]] std::vector<std::string> matter_names(const domain::actor& who, const snapshot& seen);
/// Those that are this person's to settle and may be shown here.
[[nodiscard]] std::vector<matter> matters_on(const context& ctx, const snapshot& seen);
/// What the manager of the requisition asked for; nothing when nothing stands.
[[nodiscard]] std::optional<matter> wish_of(const snapshot& seen, const domain::requisition& req);

}  // namespace fillrate::handlers
