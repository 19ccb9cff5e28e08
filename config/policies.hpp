// What policies.toml says: calendars and SLA policies (DESIGN.md 6, DOMAIN.md 4.1-4.3).
// config/share/policies.toml shows every key.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/calendar.hpp"
#include "core/domain/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::config {

/// In the order of their names; every calendar compiles, every calendar a policy names is there.
struct policy_file {
    std::vector<domain::calendar_spec> calendars{};
    std::vector<domain::policy> policies{};
    friend bool operator==(const policy_file&, const policy_file&) = default;
};

/// Reads and checks a file. Errors: invalid_input, "file:line: key: what was expected".
[[nodiscard]] result<policy_file> load_policies(const std::string& path);
/// The same for text; `name` stands for the file in errors.
[[nodiscard]] result<policy_file> parse_policies(std::string_view text, const std::string& name);

/// The policies of the file, and the shipped ones it has nothing in the place of: neither of their
/// name nor for the same requisitions.
[[nodiscard]] std::vector<domain::policy> policies_in_force(const policy_file& file);

}  // namespace fillrate::config
