// Excused misses (DOMAIN.md 4.6): how they read, and the line that excuses one.
#pragma once

#include "core/chat/message.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/requisition.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// "by Dana, Mon 30 Nov 11:00 CST: the client was away".
[[nodiscard]] std::string excuse_text(const domain::excuse& of, std::string_view zone);

/// For those who may: the line that excuses the longest missed of the clocks that is not excused
/// yet. `typed` is the code as typed.
[[nodiscard]] std::optional<chat::context_line> excuse_offer(
    const context& ctx,
    const domain::requisition& req,
    std::span<const domain::clock> clocks,
    std::string_view typed
);

}  // namespace fillrate::handlers
