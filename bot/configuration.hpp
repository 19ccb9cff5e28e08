// The configuration file as the whole program judges it: the schema's rules and the adapters'.
#pragma once

#include "config/policies.hpp"
#include "config/settings.hpp"
#include "core/base/log.hpp"

#include <string>

namespace fillrate::bot {

/// Reads `file` and checks also what only the adapters can judge, the addresses. Errors:
/// invalid_input, "file:line: key: what was expected".
[[nodiscard]] result<config::settings> read_configuration(const std::string& file);

/// What a bot runs with.
struct configuration {
    config::settings settings{};
    config::policy_file policies{};
};

/// Where the policies file of a configuration lies.
[[nodiscard]] std::string policies_path(const config::settings& all, const std::string& file);

/// The policies file that the settings of `file` name; nothing in it where they name none. Errors:
/// invalid_input, with the place.
[[nodiscard]] result<config::policy_file> read_policies(
    const config::settings& all,
    const std::string& file
);

/// Both files of a bot.
[[nodiscard]] result<configuration> read_whole_configuration(const std::string& file);

/// Puts "file:line: " before an error that begins with a key of the configuration, or "file: "
/// where the file does not have that key.
[[nodiscard]] error located(
    const config::settings& all,
    const std::string& file,
    const error& about_key
);

/// Takes over into `running` what a running bot can, and logs each change; what needs a restart is
/// named in the log and stays as it was.
void take_over(config::settings& running, const config::settings& fresh, logger& log);

}  // namespace fillrate::bot
