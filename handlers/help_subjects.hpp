// What the examples of `help` are about: what was named, or the thread it is asked in; else what a
// place has at hand (DOMAIN.md 7.1, "only what this role can do here").
#pragma once

#include "handlers/handler.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

struct help_subjects {
    /// By noun: "req" -> "req:104". A noun without one keeps the table's example.
    std::map<std::string_view, std::string> codes{};
    std::string_view named{};  ///< the noun of what was named or is the thread's, if any
    /// Verbs of some of them, as their buttons have them: the likely first.
    std::map<std::string_view, std::vector<std::string>> acts{};
    std::vector<std::string> names{};  ///< the records all this was read from
    const domain::requisition* req = nullptr;
    const domain::client* client = nullptr;  ///< whose requisition or room it is
};

/// At most three rounds. The refusal when what was named is not to be seen here.
[[nodiscard]] std::variant<help_subjects, outcome> find_help_subjects(
    const context& ctx,
    const snapshot& seen
);

}  // namespace fillrate::handlers
