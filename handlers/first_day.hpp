// The first day of a candidate as people type it, with the time of day where one is agreed
// (DOMAIN.md 4.2, START).
#pragma once

#include "core/base/instant.hpp"
#include "handlers/asking.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

inline constexpr const char* first_day_label = "First day, and the time if one is agreed";

struct first_day {
    std::string date{};             ///< local to the site: "2026-12-14"
    std::optional<seconds> time{};  ///< since local midnight; nothing: when the site opens
};

/// What `start` says, on the wall clock of the site; a problem when it is no moment, is ambiguous
/// or has passed.
[[nodiscard]] std::optional<first_day> read_first_day(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
);

}  // namespace fillrate::handlers
