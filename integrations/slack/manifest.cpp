#include "integrations/slack/manifest.hpp"

#include "core/base/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace fillrate::slack {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 35;
constexpr std::size_t longest_command = 32;

json::array array_from(const std::vector<std::string_view>& names) {
    json::array array;
    for (const auto name : names) {
        array.emplace_back(name);
    }
    return array;
}

bool is_command(std::string_view command) {
    return command.size() >= 2 && command.size() <= longest_command && command.front() == '/' &&
           std::all_of(command.begin() + 1, command.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

// The name of the bot's user: what Slack accepts of the name people read.
std::string user_name(std::string_view name) {
    std::string user;
    for (const char c : to_lower_ascii(name)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain) {
            user += c;
        } else if (!user.empty() && user.back() != '-') {
            user += '-';
        }
    }
    while (!user.empty() && user.back() == '-') {
        user.pop_back();
    }
    return user.empty() ? "fillrate" : user;
}

json::object make_features(const settings& configured, const manifest_options& options) {
    json::object command;
    command["command"] = configured.command;
    command["description"] = "Requisitions, answers and what is late";
    command["usage_hint"] = "req new | 104 | req list late | help";
    command["should_escape"] = true;
    if (configured.mode == ingress_mode::http) {
        command["url"] = options.public_url + "/slack/commands";
    }
    json::object home;
    home["home_tab_enabled"] = false;
    home["messages_tab_enabled"] = true;
    home["messages_tab_read_only_enabled"] = false;
    json::object bot;
    bot["display_name"] = user_name(options.bot_name);
    bot["always_online"] = true;
    json::object features;
    features["app_home"] = std::move(home);
    features["bot_user"] = std::move(bot);
    features["slash_commands"] = json::array{std::move(command)};
    return features;
}

// An echo needs the message events of channels, and these need the history scopes; so does reading
// the message that a reaction is on.
bool watches_channels(const settings& configured) {
    return configured.reconcile != reconcile_mode::none;
}

json::object make_scopes(const settings& configured) {
    std::vector<std::string_view> required{
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "im:history",
        "im:write"};
    std::vector<std::string_view> optional{"chat:write.public", "users:read", "users:read.email"};
    auto& history = watches_channels(configured) ? required : optional;
    history.insert(history.end(), {"channels:history", "groups:history"});
    if (watches_channels(configured)) {
        required.emplace_back("reactions:read");  // eyes keep a message as a note
        // Who joins a channel is told with these (SLACK.md 7.6).
        required.insert(required.end(), {"channels:read", "groups:read"});
    }
    std::sort(required.begin(), required.end());
    std::sort(optional.begin(), optional.end());
    json::object scopes;
    scopes["bot"] = array_from(required);
    scopes["bot_optional"] = array_from(optional);
    return scopes;
}

json::object make_settings(const settings& configured, const manifest_options& options) {
    const bool over_http = configured.mode == ingress_mode::http;
    std::vector<std::string_view> events{
        "app_mention",
        "app_uninstalled",
        "message.im",
        "tokens_revoked"};
    if (watches_channels(configured)) {
        events.insert(
            events.end(),
            {"member_joined_channel", "message.channels", "message.groups", "reaction_added"}
        );
        std::sort(events.begin(), events.end());
    }
    json::object subscriptions;
    json::object interactivity;
    interactivity["is_enabled"] = true;
    if (over_http) {
        subscriptions["request_url"] = options.public_url + "/slack/events";
        interactivity["request_url"] = options.public_url + "/slack/interactive";
    }
    subscriptions["bot_events"] = array_from(events);
    json::object part;
    part["event_subscriptions"] = std::move(subscriptions);
    part["interactivity"] = std::move(interactivity);
    part["org_deploy_enabled"] = false;
    part["socket_mode_enabled"] = !over_http;
    part["token_rotation_enabled"] = false;
    return part;
}

}  // namespace

result<std::string> make_manifest(const settings& configured, const manifest_options& options) {
    const auto name = displayable(options.bot_name);
    if (trim(name).empty() || count_code_points(name) > longest_name) {
        return error(errc::invalid_input, "organisation.bot_name: 1 to 35 characters");
    }
    if (!is_command(configured.command)) {
        return error(
            errc::invalid_input,
            "slack.command: a slash and up to 31 lower-case letters, digits, '-' or '_'"
        );
    }
    if (configured.mode == ingress_mode::http && !options.public_url.starts_with("https://")) {
        return error(errc::invalid_input, "server.public_url: HTTP mode needs an https:// URL");
    }
    auto checked = options;
    while (checked.public_url.ends_with('/')) {
        checked.public_url.pop_back();
    }
    json::object metadata;
    metadata["major_version"] = 2;
    metadata["minor_version"] = 1;
    json::object display;
    display["name"] = name;
    display["description"] = "Staffing coordination: requisitions, owners, due times";
    display["background_color"] = "#1d3557";
    json::object access;
    access["scopes"] = make_scopes(configured);
    json::object manifest;
    manifest["_metadata"] = std::move(metadata);
    manifest["display_information"] = std::move(display);
    manifest["features"] = make_features(configured, checked);
    manifest["oauth_config"] = std::move(access);
    manifest["settings"] = make_settings(configured, checked);
    return json::serialize(manifest) + "\n";
}

}  // namespace fillrate::slack
