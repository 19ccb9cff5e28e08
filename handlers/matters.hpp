// What the owner of a requisition has to settle: a concern about who is at work, a person whom two
// firms claim, an interviewer who cannot come, what the manager asked for. Each stands in `me` and
// `today` until it is (DOMAIN.md 0, 3.4, 3.5).
#pragma once

#include "core/chat/message.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fillrate::handlers {

/// How many of the lists are looked at; each brings at most four records more.
inline constexpr std::uint32_t most_matters = 4;

/// One of them, with the acts that settle it.
struct matter {
    instant since{};
    const std::vector<domain::clock>* clocks = nullptr;  ///< of what it is about
    std::vector<chat::block> blocks{};
};

/// Where they are, for this person in this place.
[[nodiscard]] std::vector<index_page> matter_pages(const context& ctx);
/// What those on the loaded pages hang on, as far as it is not loaded.
[[nodiscard]] need missing_for_matters(const snapshot& seen, const std::vector<index_page>& pages);
/// Those that are this person's to settle and may be shown here.
[[nodiscard]] std::vector<matter> matters_on(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages
);
/// What the manager of the requisition asked for; nothing when nothing stands.
[[nodiscard]] std::optional<matter> wish_of(const snapshot& seen, const domain::requisition& req);

}  // namespace fillrate::handlers
