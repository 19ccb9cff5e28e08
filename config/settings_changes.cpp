#include "config/settings_changes.hpp"

#include "core/base/text.hpp"

#include <string_view>

namespace fillrate::config {

namespace {

struct written {
    std::string_view key;
    std::string value;
};

std::string in_words(const std::string& text) {
    return text;
}
std::string in_words(bool flag) {
    return flag ? "true" : "false";
}
std::string in_words(std::uint32_t number) {
    return std::to_string(number);
}
std::string in_words(const std::vector<platform_account>& accounts) {
    std::vector<std::string> texts;
    for (const auto& one : accounts) {
        texts.push_back(one.platform + ':' + one.tenant + ':' + one.user);
    }
    return join(texts, ", ");
}
std::string in_words(const listen_address& address) {
    return address.host + ':' + std::to_string(address.port);
}
std::string in_words(const std::optional<listen_address>& address) {
    return address ? in_words(*address) : std::string{};
}
std::string in_words(slack_mode mode) {
    return mode == slack_mode::http ? "http" : "socket";
}
std::string in_words(slack_reconcile how) {
    switch (how) {
        case slack_reconcile::none:
            return "none";
        case slack_reconcile::echo:
            return "echo";
        case slack_reconcile::echo_and_history:
            return "echo+history";
    }
    return {};
}

// The bindings do not compile when a section has gained a key that is not listed here.
std::vector<written> all_keys(const settings& all) {
    const auto& [server, store, slack, organisation, admins, policy, log, lines] = all;
    static_cast<void>(lines);
    const auto& [listen, public_url, admin_listen] = server;
    const auto& [url, data_dir, shards, allow_weaker, max_memory, files_dir] = store;
    const auto shape = slack.value_or(slack_settings{});
    const auto& [mode, command, connections, api_url, app_id, reconcile] = shape;
    const auto& [name, bot_name, default_zone] = organisation;
    const auto& [policy_file] = policy;
    const auto& [level, format] = log;
    return {
        {"server.listen", in_words(listen)},
        {"server.public_url", in_words(public_url)},
        {"server.admin_listen", in_words(admin_listen)},
        {"store.url", in_words(url)},
        {"store.data_dir", in_words(data_dir)},
        {"store.shards", in_words(shards)},
        {"store.allow_weaker", in_words(allow_weaker)},
        {"store.max_memory", in_words(max_memory)},
        {"store.files_dir", in_words(files_dir)},
        {"slack", slack ? "on" : "off"},
        {"slack.mode", in_words(mode)},
        {"slack.command", in_words(command)},
        {"slack.connections", in_words(connections)},
        {"slack.api_url", in_words(api_url)},
        {"slack.app_id", in_words(app_id)},
        {"slack.reconcile", in_words(reconcile)},
        {"organisation.name", in_words(name)},
        {"organisation.bot_name", in_words(bot_name)},
        {"organisation.default_zone", in_words(default_zone)},
        {"admin.people", in_words(admins)},
        {"policy.file", in_words(policy_file)},
        {"log.level", in_words(level)},
        {"log.format", in_words(format)},
    };
}

}  // namespace

std::vector<setting_change> changes(const settings& before, const settings& after) {
    std::vector<setting_change> found;
    const auto old_keys = all_keys(before);
    const auto new_keys = all_keys(after);
    for (std::size_t i = 0; i < old_keys.size(); ++i) {
        if (old_keys[i].value != new_keys[i].value) {
            found.push_back({std::string(old_keys[i].key), old_keys[i].value, new_keys[i].value});
        }
    }
    return found;
}

bool changes_while_running(const std::string& key) {
    return key == "log.level" || key == "policy.file";
}

}  // namespace fillrate::config
