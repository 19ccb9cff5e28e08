#include "bot/configuration.hpp"

#include "config/settings_changes.hpp"
#include "integrations/redis/redis_url.hpp"
#include "integrations/slack/url_rules.hpp"

#include <filesystem>

namespace fillrate::bot {

namespace {

result<void> check_addresses(const config::settings& all) {
    if (all.store.url != "embedded") {
        const auto store = redis::parse_redis_url(all.store.url);
        if (!store) {
            return error(
                store.error().code,
                "store.url: " + store.error().detail + ", or \"embedded\""
            );
        }
    }
    if (all.slack) {
        const auto api = slack::parse_api_url(all.slack->api_url);
        if (!api) {
            return api.error();
        }
    }
    return {};
}

// A logger that is to say more says the change after, one that is to say less says it before.
void change_log_level(config::log_settings& running, const std::string& name, logger& log) {
    const auto level = parse_log_level(name).value();
    const auto tell = [&running, &name, &log] {
        log.info(
            "a setting changed",
            {{"key", "log.level"}, {"before", running.level}, {"now", name}}
        );
    };
    if (log.enabled(level)) {
        tell();
        log.set_level(level);
    } else {
        log.set_level(level);
        tell();
    }
    running.level = name;
}

}  // namespace

error located(const config::settings& all, const std::string& file, const error& about_key) {
    const auto key = about_key.detail.substr(0, about_key.detail.find(": "));
    const auto line = all.lines.find(key);
    const auto place = line == all.lines.end() ? std::string{} : ':' + std::to_string(line->second);
    return error(about_key.code, file + place + ": " + about_key.detail);
}

result<config::settings> read_configuration(const std::string& file) {
    auto all = config::load_file(file);
    if (!all) {
        return all.error();
    }
    const auto good = check_addresses(*all);
    if (!good) {
        return located(*all, file, good.error());
    }
    return all;
}

std::string policies_path(const config::settings& all, const std::string& file) {
    return (std::filesystem::path(file).parent_path() / all.policy.file).string();
}

result<config::policy_file> read_policies(const config::settings& all, const std::string& file) {
    if (all.policy.file.empty()) {
        return config::policy_file{};
    }
    return config::load_policies(policies_path(all, file));
}

result<configuration> read_whole_configuration(const std::string& file) {
    auto settings = read_configuration(file);
    if (!settings) {
        return settings.error();
    }
    auto policies = read_policies(*settings, file);
    if (!policies) {
        return policies.error();
    }
    return configuration{std::move(*settings), std::move(*policies)};
}

void take_over(config::settings& running, const config::settings& fresh, logger& log) {
    const auto changed = config::changes(running, fresh);
    log.info("configuration read again", {{"changes", changed.size()}});
    for (const auto& one : changed) {
        if (!config::changes_while_running(one.key)) {
            log.warn(
                "a changed setting needs a restart",
                {{"key", one.key}, {"running_with", one.before}, {"file_says", one.after}}
            );
        }
    }
    if (fresh.policy.file != running.policy.file) {
        log.info(
            "a setting changed",
            {{"key", "policy.file"}, {"before", running.policy.file}, {"now", fresh.policy.file}}
        );
        running.policy = fresh.policy;
    }
    if (fresh.log.level != running.log.level) {
        change_log_level(running.log, fresh.log.level, log);
    }
}

}  // namespace fillrate::bot
