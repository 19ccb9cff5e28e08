// What differs between the settings a bot runs with and those just read, key by key.
#pragma once

#include "config/settings.hpp"

#include <string>
#include <vector>

namespace fillrate::config {

struct setting_change {
    std::string key{};  ///< as in the file: "log.level"; a whole section by its name
    std::string before{};
    std::string after{};
    friend bool operator==(const setting_change&, const setting_change&) = default;
};

/// In the order of DESIGN.md 6. A section that is off counts with its defaults.
[[nodiscard]] std::vector<setting_change> changes(const settings& before, const settings& after);

/// Whether a running bot can take this key over; every other waits for a restart.
[[nodiscard]] bool changes_while_running(const std::string& key);

}  // namespace fillrate::config
