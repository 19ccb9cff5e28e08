// Words of a typed line that would not be kept whole (RELIABILITY.md N040): they are refused, never
// cut. What was no command is kept as far as it fits, as it is answered to nobody with a refusal.
#pragma once

#include "handlers/handler.hpp"

#include <optional>

namespace fillrate::handlers {

/// The refusal, with the line to type instead; nothing when every text of the line fits.
[[nodiscard]] std::optional<outcome> refuse_long_words(const context& ctx);

}  // namespace fillrate::handlers
