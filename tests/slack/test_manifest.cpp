#include "integrations/net/json.hpp"
#include "integrations/slack/manifest.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <string>

namespace fillrate::slack {
namespace {

boost::json::value read(const settings& configured, const manifest_options& options) {
    return *net::parse_json_strict(*make_manifest(configured, options));
}

manifest_options named() {
    manifest_options options;
    options.bot_name = "Acme Hiring Desk";
    return options;
}

TEST(manifest, over_a_socket_names_no_url) {
    const auto manifest = read(settings{}, named());
    const auto text = boost::json::serialize(manifest);
    EXPECT_EQ(text.find("url"), std::string::npos);
    EXPECT_EQ(manifest.at("settings").at("socket_mode_enabled"), true);
    EXPECT_EQ(manifest.at("display_information").at("name").as_string(), "Acme Hiring Desk");
    const auto& features = manifest.at("features");
    EXPECT_EQ(features.at("bot_user").at("display_name").as_string(), "acme-hiring-desk");
    const auto& command = features.at("slash_commands").at(0);
    EXPECT_EQ(command.at("command").as_string(), "/hire");
    EXPECT_EQ(command.at("should_escape"), true);
    EXPECT_EQ(
        boost::json::serialize(manifest.at("oauth_config").at("scopes").at("bot")),
        R"(["app_mentions:read","channels:history","channels:read","chat:write","commands",)"
        R"("files:read","files:write","groups:history","groups:read","im:history","im:write",)"
        R"("reactions:read"])"
    );
    EXPECT_EQ(
        boost::json::serialize(manifest.at("settings").at("event_subscriptions").at("bot_events")),
        R"(["app_mention","app_uninstalled","member_joined_channel","message.channels",)"
        R"("message.groups","message.im","reaction_added","tokens_revoked"])"
    );
}

TEST(manifest, without_reconciliation_asks_for_less) {
    settings configured;
    configured.reconcile = reconcile_mode::none;
    const auto manifest = read(configured, named());
    EXPECT_EQ(
        boost::json::serialize(manifest.at("oauth_config").at("scopes")),
        R"({"bot":["app_mentions:read","chat:write","commands","files:read","files:write",)"
        R"("im:history","im:write"],)"
        R"("bot_optional":["channels:history","chat:write.public","groups:history","users:read",)"
        R"("users:read.email"]})"
    );
    EXPECT_EQ(
        boost::json::serialize(manifest.at("settings").at("event_subscriptions").at("bot_events")),
        R"(["app_mention","app_uninstalled","message.im","tokens_revoked"])"
    );
}

TEST(manifest, over_http_names_the_urls) {
    settings configured;
    configured.mode = ingress_mode::http;
    auto options = named();
    EXPECT_FALSE(make_manifest(configured, options));
    options.public_url = "http://bot.example.com";
    EXPECT_FALSE(make_manifest(configured, options));
    options.public_url = "https://bot.example.com/";
    const auto manifest = read(configured, options);
    const auto& part = manifest.at("settings");
    EXPECT_EQ(part.at("socket_mode_enabled"), false);
    EXPECT_EQ(
        part.at("event_subscriptions").at("request_url").as_string(),
        "https://bot.example.com/slack/events"
    );
    EXPECT_EQ(
        part.at("interactivity").at("request_url").as_string(),
        "https://bot.example.com/slack/interactive"
    );
    EXPECT_EQ(
        manifest.at("features").at("slash_commands").at(0).at("url").as_string(),
        "https://bot.example.com/slack/commands"
    );
}

TEST(manifest, refuses_what_slack_would_refuse) {
    settings configured;
    for (const std::string command : {"hire", "/", "/Hire", "/hi re", ""}) {
        configured.command = command;
        EXPECT_FALSE(make_manifest(configured, named())) << command;
    }
    configured.command = "/" + std::string(32, 'x');
    EXPECT_FALSE(make_manifest(configured, named()));
    auto options = named();
    options.bot_name = std::string(36, 'x');
    EXPECT_FALSE(make_manifest(settings{}, options));
    options.bot_name = std::string(35, 'x');
    EXPECT_TRUE(make_manifest(settings{}, options));
}

}  // namespace
}  // namespace fillrate::slack
