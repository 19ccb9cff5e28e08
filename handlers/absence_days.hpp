// The days and hours that people type about themselves. Used by absence.cpp only.
#pragma once

#include "core/domain/absence.hpp"
#include "handlers/asking.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// The days of the line, without a cover: "12/1-12/5", "dec 1 to dec 5", "fri", or from: and
/// until:. Two readings are a question, none a problem.
[[nodiscard]] std::optional<domain::absence> read_absence(
    const context& ctx,
    const std::string& zone,
    field_problems& problems
);

/// "18-8", "18:00-08:30", "6pm to 8am", or a form's from and until; nothing when it is none of
/// these.
[[nodiscard]] std::optional<domain::quiet_hours> read_quiet_hours(
    const context& ctx,
    const std::string& zone
);

}  // namespace fillrate::handlers
