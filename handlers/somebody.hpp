// Whom a line of `admin` points at, who may not be in the directory yet.
#pragma once

#include "handlers/handler.hpp"

#include <string>
#include <variant>

namespace fillrate::handlers {

inline constexpr std::string_view person_example = "admin person @lee name:\"Lee Marlow\" role:am";

/// Who is meant: somebody of the directory, or a user of the platform who is not in it yet.
struct somebody {
    const domain::person* known = nullptr;
    std::string mapping{};  ///< record of the platform user's mapping; empty for a typed name
    std::string user{};
    std::string label{};
};

/// Who `who` names, or what has to be loaded first, or that it names nobody.
[[nodiscard]] std::variant<somebody, outcome> find_somebody(
    const context& ctx,
    const snapshot& seen
);

}  // namespace fillrate::handlers
