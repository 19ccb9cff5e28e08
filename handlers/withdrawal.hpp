// A miss that was none, since what happened was logged later: the words, and the alert that takes
// back the one that told of it (DOMAIN.md 4.1, 11.11).
#pragma once

#include "handlers/handler.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

inline constexpr std::string_view withdrawn_kind = "withdrawn";

/// What an alert of a requisition, a candidate or an interview hangs on.
struct alerted {
    std::string shown{};
    const std::vector<domain::clock>* clocks = nullptr;
    const std::vector<domain::card_place>* places = nullptr;
    requisition_number req{};
};

/// Of a loaded record; nothing of any other.
[[nodiscard]] std::optional<alerted> alerted_of(const snapshot& seen, const std::string& name);

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
