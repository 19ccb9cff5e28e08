#include "bot/commands.hpp"

#include "bot/app.hpp"
#include "bot/calendar_command.hpp"
#include "bot/checks.hpp"
#include "bot/configuration.hpp"
#include "bot/csv_commands.hpp"
#include "bot/fsck.hpp"
#include "bot/instance_id.hpp"
#include "bot/keyring.hpp"
#include "bot/slack_link.hpp"
#include "integrations/slack/manifest.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fillrate::bot {

namespace {

constexpr int exit_done = 0;
constexpr int exit_check_failed = 1;
constexpr int exit_usage = 2;
constexpr int exit_store = 3;
constexpr milliseconds drain_time{10'000};

int exit_code_of(const error& why) {
    switch (why.code) {
        case errc::unavailable:
        case errc::timeout:
        case errc::unknown_outcome:
            return exit_store;
        default:
            return exit_usage;
    }
}

int complain(const error& why) {
    // A token pasted into the wrong place of a file is not repeated.
    const auto text = redact(why.detail.empty() ? name_of(why.code) : why.detail);
    std::fprintf(stderr, "fillrate: %s\n", text.c_str());
    return exit_code_of(why);
}

// No core file may hold tokens or personal data (RELIABILITY.md 4.8).
void forbid_core_dumps() {
    const struct rlimit none { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

// What is read again on SIGHUP; empty where no file was named.
using settings_source = std::function<result<configuration>()>;

void announce(const app& bot, bool demo, const std::string& listen) {
    std::printf(
        demo ? "Fillrate demo: http://%s:%u/\n" : "Fillrate is ready on %s:%u\n",
        listen.c_str(),
        static_cast<unsigned>(bot.port())
    );
    if (!bot.notice().empty()) {
        std::printf("%s\n", bot.notice().c_str());
    }
    std::fflush(stdout);
}

async::awaitable<void> read_again(app& bot, const settings_source& source, logger& log) {
    auto fresh = source();
    if (!fresh) {
        log.error(
            "configuration not read again, the old one stays",
            {{"problem", fresh.error().detail}}
        );
        co_return;
    }
    const auto adopted = co_await bot.adopt(std::move(*fresh));
    if (!adopted) {
        log.error(
            "policies not loaded, the old ones stay; send SIGHUP again",
            {{"problem", adopted.error().detail}}
        );
    }
}

// SIGHUP without a file to read means what it says: the terminal is gone.
async::awaitable<void> serve_signals(
    app& bot,
    boost::asio::signal_set& signals,
    const settings_source& source,
    logger& log
) {
    for (;;) {
        const auto [failed, signal] = co_await signals.async_wait(async::use_tuple);
        if (failed || signal != SIGHUP || !source) {
            log.info("stopping", {{"signal", signal}});
            co_return;
        }
        co_await read_again(bot, source, log);
    }
}

async::awaitable<void> run_until_signal(
    app& bot,
    boost::asio::signal_set& signals,
    const settings_source& source,
    logger& log,
    bool demo,
    std::string listen,
    int& code
) {
    const auto started = co_await bot.start();
    if (started) {
        announce(bot, demo, listen);
        co_await serve_signals(bot, signals, source, log);
    } else {
        code = complain(started.error());
    }
    co_await bot.stop(drain_time);
    signals.cancel();
    log.info("stopped");
}

// nohup and its kin have it ignored, and mean it.
bool is_ignored(int signal) {
    struct sigaction now {};
    return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

int run_bot(run_options options, const settings_source& source) {
    forbid_core_dumps();
    const auto format = parse_log_format(options.settings.log.format);
    const auto level = parse_log_level(options.settings.log.level);
    logger log(format.value(), level.value());
    boost::asio::io_context loop{1};
    boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
    if (source || !is_ignored(SIGHUP)) {
        signals.add(SIGHUP);
    }
    const machine_clock clock;
    system_random random;
    const auto instance = claim_instance_id(options.settings.store, clock, random);
    options.instance = instance.value;
    const bool demo = options.demo;
    auto listen = options.settings.server.listen.host;
    int code = exit_done;
    app bot(loop.get_executor(), std::move(options), log);
    boost::asio::co_spawn(
        loop,
        run_until_signal(bot, signals, source, log, demo, std::move(listen), code),
        boost::asio::detached
    );
    loop.run();
    return code;
}

result<run_options> options_of(const std::string& config_path) {
    run_options options;
    if (!config_path.empty()) {
        auto read = read_whole_configuration(config_path);
        if (!read) {
            return read.error();
        }
        options.settings = std::move(read->settings);
        options.policies = std::move(read->policies);
    }
    auto secrets = config::read_secrets();
    if (!secrets) {
        return secrets.error();
    }
    options.secrets = std::move(*secrets);
    return options;
}

bool names_no_store(const config_arguments& arguments) {
    return arguments.config.empty() && arguments.data_dir.empty();
}

error without_store(const std::string& command) {
    return {errc::invalid_input, command + " needs --config FILE or --data DIR"};
}

// `files`: the folder of kept files, or empty.
using store_work = std::function<
    async::awaitable<int>(store_session&, const crypto::key&, const std::string& files)>;

// Runs one coroutine that needs the store, for the commands that end by themselves.
int with_store(const config_arguments& arguments, const store_work& body) {
    auto options = options_of(arguments.config);
    if (!options) {
        return complain(options.error());
    }
    if (!arguments.data_dir.empty()) {
        options->settings.store.data_dir = arguments.data_dir;
    }
    boost::asio::io_context loop{1};
    logger log(log_format::text, log_level::warn);
    machine_clock clock;
    system_random random;
    auto dialer = net::system_dialer::create(loop.get_executor());
    if (!dialer) {
        return complain(dialer.error());
    }
    int code = exit_done;
    auto run = [&]() -> async::awaitable<void> {
        const redis::surroundings world{loop.get_executor(), **dialer, clock, random, log};
        auto session = co_await store_session::open(
            world,
            options->settings.store,
            options->secrets,
            store_session::use::join
        );
        if (!session) {
            code = complain(session.error());
            co_return;
        }
        const auto key = find_key(options->secrets, options->settings.store, random);
        if (key) {
            const auto files = files_folder(options->settings.store, options->secrets);
            code = co_await body(**session, *key, files);
        } else {
            code = complain(key.error());
        }
        co_await (*session)->close();
    };
    boost::asio::co_spawn(loop, run(), boost::asio::detached);
    loop.run();
    return code;
}

// What the command line says goes before the file.
void fit_for_demo(config::settings& settings, const demo_arguments& arguments) {
    settings.server.listen = {arguments.listen, arguments.port};
    settings.store.url = "embedded";
    settings.store.data_dir = arguments.data_dir.empty() ? "data/demo" : arguments.data_dir;
    if (arguments.config.empty()) {
        settings.log.level = "warn";
    }
}

}  // namespace

int run_demo(const demo_arguments& arguments) {
    auto options = options_of(arguments.config);
    if (!options) {
        return complain(options.error());
    }
    options->demo = true;
    options->speed = arguments.speed;
    fit_for_demo(options->settings, arguments);
    options->secrets.redis_url = secret{};
    options->secrets.redis_deploy_url = secret{};
    if (arguments.listen != "localhost" && arguments.listen != "::1" &&
        !arguments.listen.starts_with("127.")) {
        std::fprintf(
            stderr,
            "fillrate: warning: listening on %s without sign-in: everybody who reaches it may act "
            "as anybody\n",
            arguments.listen.c_str()
        );
    }
    settings_source source;
    if (!arguments.config.empty()) {
        source = [&arguments] {
            auto fresh = read_whole_configuration(arguments.config);
            if (fresh) {
                fit_for_demo(fresh->settings, arguments);
            }
            return fresh;
        };
    }
    return run_bot(std::move(*options), source);
}

int run_serve(const config_arguments& arguments) {
    auto options = options_of(arguments.config);
    if (!options) {
        return complain(options.error());
    }
    return run_bot(std::move(*options), [&arguments] {
        return read_whole_configuration(arguments.config);
    });
}

int run_manifest(const manifest_arguments& arguments) {
    const auto settings = read_configuration(arguments.config);
    if (!settings) {
        return complain(settings.error());
    }
    if (!settings->slack) {
        return complain(
            error(errc::invalid_input, arguments.config + ": there is no [slack] section; add one")
        );
    }
    slack::manifest_options options;
    options.bot_name = settings->organisation.bot_name;
    options.public_url = settings->server.public_url;
    const auto text = slack::make_manifest(slack_shape_of(*settings->slack), options);
    if (!text) {
        return complain(located(*settings, arguments.config, text.error()));
    }
    std::error_code failed;
    std::filesystem::create_directories(arguments.out, failed);
    const auto path = std::filesystem::path(arguments.out) / "slack-manifest.json";
    std::ofstream out(path, std::ios::binary);
    out << *text;
    out.close();
    if (!out) {
        return complain(error(errc::invalid_input, path.string() + " cannot be written"));
    }
    std::printf("%s\n", path.c_str());
    return exit_done;
}

int run_check(const config_arguments& arguments) {
    const auto settings = read_configuration(arguments.config);
    if (!settings) {
        return complain(settings.error());
    }
    const auto secrets = config::read_secrets();
    if (!secrets) {
        return complain(secrets.error());
    }
    return check_everything(arguments.config, *settings, *secrets) ? exit_done : exit_check_failed;
}

int run_import(const import_arguments& arguments) {
    if (names_no_store(arguments.store)) {
        return complain(without_store("import"));
    }
    const auto table = check_table(arguments.kind, arguments.file);
    if (!table) {
        return complain(table.error());
    }
    const auto body =
        [&table, &arguments](store_session& session, const crypto::key& key, const std::string&)
        -> async::awaitable<int> {
        const auto refused = co_await import_table(session.store(), key, *table, arguments.dry_run);
        if (!refused) {
            co_return complain(refused.error());
        }
        co_return *refused == 0 ? exit_done : exit_check_failed;
    };
    return with_store(arguments.store, body);
}

int run_export(const export_arguments& arguments) {
    if (names_no_store(arguments.store)) {
        return complain(without_store("export"));
    }
    const auto kind = find_table_kind(arguments.kind);
    if (!kind) {
        return complain(kind.error());
    }
    // A reader that goes away early ends the export, not the embedded store's server with it.
    std::signal(SIGPIPE, SIG_IGN);
    const auto body =
        [kind = *kind](store_session& session, const crypto::key& key, const std::string&)
        -> async::awaitable<int> {
        const auto written = co_await export_table(session.store(), key, kind);
        co_return written ? exit_done : complain(written.error());
    };
    return with_store(arguments.store, body);
}

int run_calendar(const calendar_arguments& arguments) {
    const auto answer = answer_calendar(arguments);
    if (!answer) {
        return complain(answer.error());
    }
    std::printf("%s\n", answer->c_str());
    return exit_done;
}

int run_fsck(const config_arguments& arguments) {
    if (names_no_store(arguments)) {
        return complain(without_store("fsck"));
    }
    const auto body = [](store_session& session, const crypto::key& key, const std::string& folder
                      ) -> async::awaitable<int> {
        const record_codec codec(key, organisation_id{std::string(only_organisation)});
        system_random random;
        const file_vault files(folder, random);
        const auto report =
            co_await fsck(session.store(), codec, folder.empty() ? nullptr : &files);
        if (!report) {
            co_return complain(report.error());
        }
        for (const auto& problem : report->problems) {
            std::printf("%s\n", problem.c_str());
        }
        std::printf(
            "%llu events, %llu records, %llu list entries, %llu timers: %s\n",
            static_cast<unsigned long long>(report->events),
            static_cast<unsigned long long>(report->records),
            static_cast<unsigned long long>(report->index_entries),
            static_cast<unsigned long long>(report->timers),
            report->problems.empty() ? "all as it should be" : "problems found"
        );
        co_return report->problems.empty() ? exit_done : exit_check_failed;
    };
    return with_store(arguments, body);
}

}  // namespace fillrate::bot
