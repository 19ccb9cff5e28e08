// What the configuration file and the environment say, as values (DESIGN.md 6).
#pragma once

#include "core/base/result.hpp"
#include "core/base/secret.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::config {

struct listen_address {
    std::string host{"127.0.0.1"};
    std::uint16_t port = 8080;
    friend bool operator==(const listen_address&, const listen_address&) = default;
};

struct server_settings {
    listen_address listen{};
    std::string public_url{};
    std::optional<listen_address> admin_listen{};
};

struct store_settings {
    std::string url{"embedded"};
    std::string data_dir{"./data"};
    std::uint32_t shards = 16;
    bool allow_weaker = false;
    std::string max_memory{};
    std::string files_dir{};
};

enum class slack_mode { socket, http };
enum class slack_reconcile { none, echo, echo_and_history };

struct slack_settings {
    slack_mode mode = slack_mode::socket;
    std::string command{"/hire"};
    std::uint32_t connections = 2;
    std::string api_url{"https://slack.com/api/"};
    std::string app_id{};
    slack_reconcile reconcile = slack_reconcile::echo_and_history;
};

struct organisation_settings {
    std::string name{"Acme Staffing"};
    std::string bot_name{"Acme Hiring Desk"};
    std::string default_zone{"America/Chicago"};
};

/// A user of a platform, as [admin] people names them: "slack:T123:U456".
struct platform_account {
    std::string platform{};
    std::string tenant{};
    std::string user{};
    friend bool operator==(const platform_account&, const platform_account&) = default;
};

struct policy_settings {
    std::string file{};  ///< empty: the shipped policies; relative to the configuration's folder
};

struct log_settings {
    std::string level{"info"};
    std::string format{"text"};
};

/// Secrets come from the environment only, each also as NAME_FILE.
struct secrets {
    secret slack_bot_token{};
    secret slack_app_token{};
    secret slack_signing_secret{};
    secret slack_signing_secret_old{};
    secret redis_url{};
    secret redis_deploy_url{};
    secret fillrate_key{};
};

struct settings {
    server_settings server{};
    store_settings store{};
    std::optional<slack_settings> slack{};  ///< the section is present = Slack is on
    organisation_settings organisation{};
    std::vector<platform_account> admins{};
    policy_settings policy{};
    log_settings log{};
    /// In which line each section and key of the file stands ("slack.api_url"), for errors that are
    /// found later.
    std::map<std::string, std::uint32_t> lines{};
};

/// Reads and checks a file. Errors: invalid_input, "file:line: key: what was expected".
[[nodiscard]] result<settings> load_file(const std::string& path);
/// The same for text; `name` stands for the file in errors.
[[nodiscard]] result<settings> parse(std::string_view text, const std::string& name);

/// NAME, or the contents of the file that NAME_FILE names (trailing line end removed). Errors:
/// invalid_input when the file is missing, empty, a link, or readable by others (N108).
[[nodiscard]] result<secret> read_secret(const char* name);
[[nodiscard]] result<secrets> read_secrets();

}  // namespace fillrate::config
