// Somebody taken on by the client: the hours worked, and a word on the fee (DOMAIN.md 3.2).
#pragma once

#include "handlers/asking.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <cstdint>
#include <string>

namespace fillrate::handlers {

/// What is added to the answer. The fee is for our own people to look at; others read what was
/// kept.
[[nodiscard]] std::string said_of_hours(
    const context& ctx,
    const found_submittal& one,
    std::uint32_t hours
);

/// `hours:` as typed; zero when it is not given. A problem when it is no number of hours.
[[nodiscard]] std::uint32_t read_hours(const context& ctx, field_problems& problems);

}  // namespace fillrate::handlers
