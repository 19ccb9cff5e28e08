// The app manifest for a configuration (SLACK.md 6). Pure.
#pragma once

#include "core/base/result.hpp"
#include "integrations/slack/settings.hpp"

#include <string>

namespace fillrate::slack {

struct manifest_options {
    std::string bot_name{"Fillrate"};
    std::string public_url{};  ///< "https://bot.example.com"; needed in HTTP mode
};

/// JSON for "create an app from a manifest": the scopes that the bot uses as required, the rest as
/// optional. errc::invalid_input, naming what is missing or does not fit.
[[nodiscard]] result<std::string> make_manifest(
    const settings& configured,
    const manifest_options& options
);

}  // namespace fillrate::slack
