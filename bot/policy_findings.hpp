// What a policies file and the sites of the store say of each other and that leads nowhere: read by
// `fillrate check` (DOMAIN.md 4.1).
#pragma once

#include "config/policies.hpp"
#include "core/domain/directory.hpp"

#include <string>
#include <vector>

namespace fillrate::bot {

struct policy_findings {
    std::vector<std::string> for_nobody{};     ///< policies of clients or sites that are not there
    std::vector<std::string> calendar_gone{};  ///< sites whose calendar the file does not have
    friend bool operator==(const policy_findings&, const policy_findings&) = default;
};

/// One line each, in the order of the file and of the clients.
[[nodiscard]] policy_findings compare_with_sites(
    const config::policy_file& file,
    const std::vector<const domain::client*>& clients
);

}  // namespace fillrate::bot
