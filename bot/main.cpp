// The command line (DESIGN.md 6). Exit codes: 0 done, 1 a check failed, 2 wrong usage or
// configuration, 3 store not reachable.
#include "bot/calendar_command.hpp"
#include "bot/commands.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <utility>

namespace {

namespace bot = fillrate::bot;

constexpr auto kinds = "clients, sites, suppliers, people or requisitions";

/// What the parsed line asks for.
using chosen_run = std::function<int()>;

/// A subcommand that, when it is on the line, is what runs.
template <class Arguments>
CLI::App* add_command(
    CLI::App& app,
    chosen_run& chosen,
    Arguments& arguments,
    int (*run)(const Arguments&),
    std::string name,
    std::string help
) {
    auto* command = app.add_subcommand(std::move(name), std::move(help));
    command->callback([&chosen, &arguments, run] {
        chosen = [&arguments, run] { return run(arguments); };
    });
    return command;
}

void add_demo_options(CLI::App& command, bot::demo_arguments& into) {
    command.add_option("--listen", into.listen, "Address to listen on")->capture_default_str();
    command.add_option("--port", into.port, "Port; 0 takes any free one")->capture_default_str();
    command.add_option("--speed", into.speed, "How many times faster the demo's clock runs")
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    command.add_option("--data", into.data_dir, "Where the demo keeps its data");
    command.add_option("--config", into.config, "Also use the Slack section of this file");
}

void add_required_config(CLI::App& command, std::string& config) {
    command.add_option("--config", config, "Configuration file")->required();
}

void add_store_options(CLI::App& command, bot::config_arguments& store) {
    auto* config = command.add_option("--config", store.config, "Configuration file");
    command.add_option("--data", store.data_dir, "Data directory of a demo or an embedded store")
        ->excludes(config);
}

void add_manifest_options(CLI::App& command, bot::manifest_arguments& into) {
    command.add_option("platform", into.platform, "slack")
        ->required()
        ->check(CLI::IsMember({"slack"}));
    add_required_config(command, into.config);
    command.add_option("--out", into.out, "Directory to write to")->required();
}

void add_import_options(CLI::App& command, bot::import_arguments& into) {
    command.add_option("KIND", into.kind, kinds)->required();
    command.add_option("FILE", into.file, "The CSV file")->required();
    command.add_flag("--dry-run", into.dry_run, "Say what would happen, change nothing");
    add_store_options(command, into.store);
}

void add_export_options(CLI::App& command, bot::export_arguments& into) {
    command.add_option("KIND", into.kind, kinds)->required();
    add_store_options(command, into.store);
}

void add_calendar_options(CLI::App& command, bot::calendar_arguments& into) {
    command
        .add_option(
            "NAME",
            into.name,
            "A calendar of the file, one without a zone as name.<zone>, or default.<zone>: Mon-Fri "
            "08:00-17:00 there, light-industrial.<zone>: Mon-Sat 05:00-21:00, or 24x7.<zone>"
        )
        ->required();
    command
        .add_option(
            "VERB",
            into.verb,
            "add: when working time has passed; between: how much there is"
        )
        ->required()
        ->check(CLI::IsMember({"add", "between"}));
    command
        .add_option(
            "INSTANT",
            into.from,
            "Such as 2026-11-25T15:30, in the calendar's zone unless it ends in Z or an offset"
        )
        ->required();
    command
        .add_option("OPERAND", into.operand, "add: such as 16h, 90m or 2bd; between: an instant")
        ->required();
    command.add_option("--policies", into.policies, "The policies file");
}

/// Everything the subcommands take.
struct all_arguments {
    bot::demo_arguments demo{};
    bot::config_arguments serve{};
    bot::config_arguments check{};
    bot::manifest_arguments manifest{};
    bot::config_arguments fsck{};
    bot::import_arguments table{};
    bot::export_arguments wanted{};
    bot::calendar_arguments asked{};
};

void add_commands(CLI::App& app, chosen_run& chosen, all_arguments& to) {
    const auto add = [&](auto& arguments, auto run, const char* name, const char* help) {
        return add_command(app, chosen, arguments, run, name, help);
    };
    add_demo_options(
        *add(
            to.demo,
            bot::run_demo,
            "demo",
            "Run with an embedded store, a fictional organisation and a web chat"
        ),
        to.demo
    );
    add_required_config(*add(to.serve, bot::run_serve, "serve", "Run the bot"), to.serve.config);
    add_required_config(
        *add(
            to.check,
            bot::run_check,
            "check",
            "Check configuration, store and credentials, one line each"
        ),
        to.check.config
    );
    add_manifest_options(
        *add(
            to.manifest,
            bot::run_manifest,
            "manifest",
            "Write the app manifest for a configuration"
        ),
        to.manifest
    );
    add_store_options(
        *add(to.fsck, bot::run_fsck, "fsck", "Recompute all state from its events and compare"),
        to.fsck
    );
    add_import_options(
        *add(to.table, bot::run_import, "import", "Create and change records from a CSV file"),
        to.table
    );
    add_export_options(
        *add(to.wanted, bot::run_export, "export", "Write all records of a kind as CSV"),
        to.wanted
    );
    add_calendar_options(
        *add(
            to.asked,
            bot::run_calendar,
            "calendar",
            "What-if on a calendar: a due time, or working time"
        ),
        to.asked
    );
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Fillrate: a recruitment coordinator that lives in Slack and Microsoft Teams",
        "fillrate"};
    app.set_version_flag("--version", std::string("fillrate ") + FILLRATE_VERSION);
    app.require_subcommand(1);
    all_arguments arguments;
    chosen_run chosen;
    add_commands(app, chosen, arguments);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        const int code = app.exit(problem);
        return code == 0 ? 0 : 2;
    }
    return chosen();
}
