// What a changed file changes.
#include "config/settings.hpp"

#include "config/settings_changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::config {
namespace {

// Every key with a value that is not its default.
constexpr std::string_view everything_else = R"(
[server]
listen = "[::1]:9000"
public_url = "https://bot.example.com"
admin_listen = "127.0.0.1:9100"
[store]
url = "unix:///run/redis.sock"
data_dir = "/srv/fillrate"
shards = 4
allow_weaker = true
max_memory = "512MB"
files_dir = "/srv/files"
[slack]
mode = "http"
command = "/desk"
connections = 3
api_url = "https://slack-gov.com/api/"
app_id = "A1"
reconcile = "echo"
[organisation]
name = "Another Firm"
bot_name = "Desk"
default_zone = "Europe/London"
[admin]
people = ["slack:T1:U1", "slack:T1:U2"]
[policy]
file = "policies.toml"
[log]
level = "debug"
format = "json"
)";

settings parsed(std::string_view text) {
    const auto all = parse(text, "test.toml");
    EXPECT_TRUE(all) << all.error().detail;
    return all ? *all : settings{};
}

TEST(SettingsChanges, EqualFilesHaveNone) {
    EXPECT_TRUE(changes(settings{}, parsed("")).empty());
    EXPECT_TRUE(changes(parsed(everything_else), parsed(everything_else)).empty());
}

TEST(SettingsChanges, EveryKeyIsSeen) {
    const auto all = parsed(everything_else);
    const auto found = changes(settings{}, all);
    std::size_t keys = 0;
    for (const auto& [key, line] : all.lines) {
        const bool is_section = key.find('.') == std::string::npos;
        if (is_section && key != "slack") {
            continue;
        }
        ++keys;
        const auto at = std::find_if(found.begin(), found.end(), [&key](const auto& one) {
            return one.key == key;
        });
        EXPECT_NE(at, found.end()) << key;
    }
    EXPECT_EQ(found.size(), keys);
    const setting_change listen{"server.listen", "127.0.0.1:8080", "::1:9000"};
    EXPECT_EQ(found.front(), listen);
    const setting_change people{"admin.people", "", "slack:T1:U1, slack:T1:U2"};
    EXPECT_NE(std::find(found.begin(), found.end(), people), found.end());
}

TEST(SettingsChanges, OnlyTheLogLevelAndThePoliciesAreTakenOverAtOnce) {
    for (const auto& one : changes(settings{}, parsed(everything_else))) {
        const bool at_once = one.key == "log.level" || one.key == "policy.file";
        EXPECT_EQ(changes_while_running(one.key), at_once) << one.key;
    }
}

TEST(Settings, LinesSayWhereAKeyStands) {
    const auto all = parsed(everything_else);
    EXPECT_EQ(all.lines.at("server"), 2U);
    EXPECT_EQ(all.lines.at("slack.api_url"), 17U);
    EXPECT_EQ(all.lines.count("slack.colour"), 0U);
}

TEST(Settings, MemorySizesAreThoseOfRedis) {
    for (const auto* good : {"", "1", "512mb", "2GB", "100k"}) {
        EXPECT_EQ(
            parsed("[store]\nmax_memory = \"" + std::string(good) + "\"\n").store.max_memory,
            good
        );
    }
    for (const auto* bad : {"mb", "12 mb", "1.5gb", "-1", "12tb", "1mbx"}) {
        const auto all = parse("[store]\nmax_memory = \"" + std::string(bad) + "\"\n", "test.toml");
        ASSERT_FALSE(all) << bad;
        EXPECT_EQ(
            all.error().detail,
            "test.toml:2: store.max_memory: expected a size such as \"512mb\", or \"\" for no limit"
        );
    }
}

}  // namespace
}  // namespace fillrate::config
