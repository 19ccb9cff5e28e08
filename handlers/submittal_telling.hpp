// One event of a submittal as one sentence, cut to what its readers are cleared for (DOMAIN.md 9).
#pragma once

#include "core/domain/event.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// Nothing when these readers are not told of it. `req` gives currency and zone.
[[nodiscard]] std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::requisition& req,
    const domain::submittal_clearance& allowed
);

/// What a step did, completing "S-311 (P.T.) ...": "was presented".
[[nodiscard]] std::string_view told_step(domain::submittal_verb what) noexcept;

/// compose() of kind "line" for a submittal.
[[nodiscard]] composed compose_submittal_line(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
