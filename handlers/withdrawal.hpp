// A miss that was none, since what happened was logged later: the words, and the alert that takes
// back the one that told of it (DOMAIN.md 4.1, 11.11).
#pragma once

#include "handlers/handler.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::handlers {

inline constexpr std::string_view withdrawn_kind = "withdrawn";

/// "Coverage: the miss is withdrawn, it was logged later."
[[nodiscard]] std::string withdrawn_text(const domain::breach_withdrawn& what);

/// The mark of an alert that tells of a miss.
[[nodiscard]] std::string miss_mark(domain::clock_kind kind, std::uint32_t batch);

/// For every miss the decision withdraws: the alerts that told of it, in the owner's own
/// conversation and inside, are replaced. Their requisitions and owners have to be loaded.
void replace_alerts(decision& into, const snapshot& seen, instant now);

[[nodiscard]] composed compose_withdrawn(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
