// `fillrate check`: one line per check, and the next missing step (DESIGN.md 6).
#pragma once

#include "config/settings.hpp"
#include "integrations/slack/settings.hpp"

#include <string>

namespace fillrate::bot {

/// Prints a line per check; true when all passed.
[[nodiscard]] bool check_everything(
    const std::string& file,
    const config::settings& settings,
    const config::secrets& secrets
);

}  // namespace fillrate::bot
