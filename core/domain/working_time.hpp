// Spans of working time as people write and read them.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// "16h", "90m", "1h30m", and "2bd" where it is known how long a business day is; more than
/// nothing, at most 1,000,000 h. Errors: invalid_input with what was expected.
[[nodiscard]] result<seconds> parse_working_time(
    std::string_view text,
    std::optional<seconds> business_day = std::nullopt
);

/// "38h00m", "-2h05m"; seconds are written only where there are any: "0h00m30s".
[[nodiscard]] std::string format_working_time(seconds span);

}  // namespace fillrate::domain
