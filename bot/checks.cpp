#include "bot/checks.hpp"

#include "bot/claim_codes.hpp"
#include "bot/clock.hpp"
#include "bot/configuration.hpp"
#include "bot/file_vault.hpp"
#include "bot/keyring.hpp"
#include "bot/policy_findings.hpp"
#include "bot/record_loader.hpp"
#include "bot/slack_link.hpp"
#include "bot/store_session.hpp"
#include "handlers/lists.hpp"
#include "integrations/net/system_dialer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::bot {

namespace {

// The answers a person reads: what is fine, and for the first thing that is not, the next step.
class check_list {
public:
    void pass(std::string_view what, std::string_view detail = {}) {
        std::printf(
            "ok    %.*s%s%.*s\n",
            width(what),
            what.data(),
            detail.empty() ? "" : ": ",
            width(detail),
            detail.data()
        );
    }
    void fail(std::string_view what, std::string_view next_step) {
        std::printf(
            "FAIL  %.*s: %.*s\n",
            width(what),
            what.data(),
            width(next_step),
            next_step.data()
        );
        if (all_passed_) {
            first_step_ = next_step;
        }
        all_passed_ = false;
    }
    [[nodiscard]] bool finish() const {
        if (!all_passed_) {
            std::printf("next: %s\n", first_step_.c_str());
        }
        return all_passed_;
    }

private:
    static int width(std::string_view text) { return static_cast<int>(text.size()); }

    bool all_passed_ = true;
    std::string first_step_{};
};

// Nothing when the file is wrong.
std::optional<config::policy_file> check_policies(
    const std::string& file,
    const config::settings& settings,
    check_list& list
) {
    auto policies = read_policies(settings, file);
    if (!policies) {
        list.fail("policies", policies.error().detail);
        return std::nullopt;
    }
    if (settings.policy.file.empty()) {
        list.pass("policies", "the shipped ones; a [policy] section names a file of your own");
        return std::move(*policies);
    }
    list.pass(
        "policies",
        policies_path(settings, file) + ", " + std::to_string(policies->policies.size()) +
            " policies, " + std::to_string(policies->calendars.size()) + " calendars"
    );
    return std::move(*policies);
}

// A policy may be there before its client is; a site without its calendar is released nothing.
async::awaitable<void> check_sites(
    ports::store& store,
    const crypto::key& key,
    const config::policy_file& policies,
    check_list& list
) {
    const record_codec codec(key, organisation_id{std::string(only_organisation)});
    record_loader loader(store, codec, command_id{});
    const auto page = handlers::directory_page(handlers::clients_list);
    handlers::need wanted;
    wanted.pages.push_back(page);
    const auto loaded = co_await loader.satisfy(std::move(wanted));
    if (!loaded) {
        list.fail("clients", loaded.error().detail);
        co_return;
    }
    const auto clients = handlers::records_of<domain::client>(loader.seen(), page);
    const auto found = compare_with_sites(policies, clients);
    const bool all_read = loader.seen().pages.at(page).size() < page.limit;
    for (const auto& line : all_read ? found.for_nobody : std::vector<std::string>{}) {
        list.pass("policies, for nobody yet", line);
    }
    for (const auto& line : found.calendar_gone) {
        list.fail("calendars", line);
    }
}

void check_files_folder(
    const config::settings& settings,
    const config::secrets& secrets,
    random_source& random,
    check_list& list
) {
    const auto folder = files_folder(settings.store, secrets);
    if (folder.empty()) {
        list.pass(
            "files",
            "none are kept, resumes are links only; store.files_dir names a folder that every "
            "instance shares"
        );
        return;
    }
    const file_vault vault(folder, random);
    const auto tried = vault.try_out();
    if (tried) {
        list.pass("files", folder);
    } else {
        list.fail("files", tried.error().detail + "; store.files_dir names another folder");
    }
}

// A store nobody administers gets a new code once the first start printed one: that may be lost
// (DESIGN.md 6).
async::awaitable<void> check_claim(
    ports::store& store,
    const crypto::key& key,
    const redis::surroundings& world,
    const config::settings& settings,
    check_list& list
) {
    const record_codec codec(key, organisation_id{std::string(only_organisation)});
    const claim_codes codes(key);
    const auto now = world.clock.now();
    const auto status = co_await read_claim(store, codec, now);
    if (!status) {
        list.fail("administrator", status.error().detail);
        co_return;
    }
    if (status->what == claim_state::claimed) {
        list.pass("administrator");
        co_return;
    }
    if (status->what == claim_state::none && settings.admins.empty()) {
        list.pass("administrator", "none yet; the first start prints a claim code");
        co_return;
    }
    if (!settings.admins.empty()) {
        list.pass("administrator", "the people of [admin] become so when the bot starts");
        co_return;
    }
    const auto code = co_await issue_claim(store, codec, codes, world.random, now);
    if (!code) {
        list.fail("administrator", code.error().detail);
        co_return;
    }
    const auto root = settings.slack ? settings.slack->command : std::string("/hire");
    list.pass("administrator, none yet", claim_line(root, *code));
}

async::awaitable<void> check_store(
    const redis::surroundings& world,
    const config::settings& settings,
    const config::secrets& secrets,
    const std::optional<config::policy_file>& policies,
    check_list& list
) {
    auto session =
        co_await store_session::open(world, settings.store, secrets, store_session::use::join);
    if (!session) {
        list.fail("store", session.error().detail);
        co_return;
    }
    const auto& facts = (*session)->facts();
    list.pass("store", "redis " + facts.version);
    for (const auto& warning : facts.warnings) {
        list.pass("store, allowed weaker", warning);
    }
    const auto key = find_key(secrets, settings.store, world.random);
    if (key) {
        list.pass("key");
        co_await check_claim((*session)->store(), *key, world, settings, list);
        if (policies) {
            co_await check_sites((*session)->store(), *key, *policies, list);
        }
    } else {
        list.fail("key", key.error().detail);
    }
    co_await (*session)->close();
}

async::awaitable<void> check_slack(
    net::http_client& http,
    const ports::clock& clock,
    const config::slack_settings& file,
    const config::secrets& secrets,
    check_list& list
) {
    const auto configured = slack_settings_of(file, secrets);
    if (!configured) {
        list.fail("slack settings", configured.error().detail);
        co_return;
    }
    auto location = slack::parse_api_url(configured->api_url);
    if (!location) {
        list.fail("slack settings", location.error().detail);
        co_return;
    }
    list.pass("slack settings");
    slack::web_api api(http, clock, *configured, std::move(*location));
    slack::app_identity us;
    const auto known = co_await api.identify(us);
    if (known.what == slack::api_outcome::status::ok) {
        list.pass("slack bot token", "team " + us.team_id);
    } else {
        list.fail(
            "slack bot token",
            "Slack did not accept it (" + known.reason +
                "); reinstall the app and copy the token anew"
        );
        co_return;
    }
    if (configured->mode == slack::ingress_mode::socket) {
        const auto opened = co_await api.open_connection();
        if (opened.what == slack::api_outcome::status::ok) {
            list.pass("slack app token");
        } else {
            list.fail(
                "slack app token",
                "Slack did not accept it (" + opened.reason +
                    "); it needs the scope connections:write, and Socket Mode must be on"
            );
        }
    }
}

}  // namespace

bool check_everything(
    const std::string& file,
    const config::settings& settings,
    const config::secrets& secrets
) {
    check_list list;
    list.pass("configuration", file);
    const auto policies = check_policies(file, settings, list);
    boost::asio::io_context loop{1};
    logger log(log_format::text, log_level::off);
    machine_clock clock;
    system_random random;
    auto dialer = net::system_dialer::create(loop.get_executor());
    if (!dialer) {
        list.fail("network", dialer.error().detail);
        return list.finish();
    }
    net::http_client http(**dialer);
    auto run = [&]() -> async::awaitable<void> {
        const redis::surroundings world{loop.get_executor(), **dialer, clock, random, log};
        co_await check_store(world, settings, secrets, policies, list);
        check_files_folder(settings, secrets, random, list);
        if (settings.slack) {
            co_await check_slack(http, clock, *settings.slack, secrets, list);
        } else {
            list.pass("slack", "off; add a [slack] section to turn it on");
        }
    };
    boost::asio::co_spawn(loop, run(), boost::asio::detached);
    loop.run();
    return list.finish();
}

}  // namespace fillrate::bot
