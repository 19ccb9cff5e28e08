// The command line (DESIGN.md 6). Exit codes: 0 done, 1 a check failed, 2 wrong usage or
// configuration, 3 store not reachable.
#include "bot/calendar_command.hpp"
#include "bot/commands.hpp"

#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
    CLI::App app{
        "Fillrate: a recruitment coordinator that lives in Slack and Microsoft Teams",
        "fillrate"};
    app.set_version_flag("--version", std::string("fillrate ") + FILLRATE_VERSION);
    app.require_subcommand(1);

    fillrate::bot::demo_arguments demo;
    auto* demo_command = app.add_subcommand(
        "demo",
        "Run with an embedded store, a fictional organisation and a web chat"
    );
    demo_command->add_option("--listen", demo.listen, "Address to listen on")
        ->capture_default_str();
    demo_command->add_option("--port", demo.port, "Port; 0 takes any free one")
        ->capture_default_str();
    demo_command->add_option("--speed", demo.speed, "How many times faster the demo's clock runs")
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    demo_command->add_option("--data", demo.data_dir, "Where the demo keeps its data");
    demo_command->add_option("--config", demo.config, "Also use the Slack section of this file");

    fillrate::bot::config_arguments serve;
    auto* serve_command = app.add_subcommand("serve", "Run the bot");
    serve_command->add_option("--config", serve.config, "Configuration file")->required();

    fillrate::bot::config_arguments check;
    auto* check_command =
        app.add_subcommand("check", "Check configuration, store and credentials, one line each");
    check_command->add_option("--config", check.config, "Configuration file")->required();

    fillrate::bot::manifest_arguments manifest;
    auto* manifest_command =
        app.add_subcommand("manifest", "Write the app manifest for a configuration");
    manifest_command->add_option("platform", manifest.platform, "slack")
        ->required()
        ->check(CLI::IsMember({"slack"}));
    manifest_command->add_option("--config", manifest.config, "Configuration file")->required();
    manifest_command->add_option("--out", manifest.out, "Directory to write to")->required();

    const auto add_store_options = [](CLI::App* command, fillrate::bot::config_arguments& store) {
        auto* config = command->add_option("--config", store.config, "Configuration file");
        command
            ->add_option("--data", store.data_dir, "Data directory of a demo or an embedded store")
            ->excludes(config);
    };

    fillrate::bot::config_arguments fsck;
    auto* fsck_command =
        app.add_subcommand("fsck", "Recompute all state from its events and compare");
    add_store_options(fsck_command, fsck);

    const std::string kinds = "clients, sites, suppliers, people or requisitions";

    fillrate::bot::import_arguments table;
    auto* import_command =
        app.add_subcommand("import", "Create and change records from a CSV file");
    import_command->add_option("KIND", table.kind, kinds)->required();
    import_command->add_option("FILE", table.file, "The CSV file")->required();
    import_command->add_flag("--dry-run", table.dry_run, "Say what would happen, change nothing");
    add_store_options(import_command, table.store);

    fillrate::bot::export_arguments wanted;
    auto* export_command = app.add_subcommand("export", "Write all records of a kind as CSV");
    export_command->add_option("KIND", wanted.kind, kinds)->required();
    add_store_options(export_command, wanted.store);

    fillrate::bot::calendar_arguments asked;
    auto* calendar_command =
        app.add_subcommand("calendar", "What-if on a calendar: a due time, or working time");
    calendar_command
        ->add_option(
            "NAME",
            asked.name,
            "A calendar of the file, or default.<zone>: Mon-Fri 08:00-17:00 there"
        )
        ->required();
    calendar_command
        ->add_option(
            "VERB",
            asked.verb,
            "add: when working time has passed; between: how much there is"
        )
        ->required()
        ->check(CLI::IsMember({"add", "between"}));
    calendar_command
        ->add_option(
            "INSTANT",
            asked.from,
            "Such as 2026-11-25T15:30, in the calendar's zone unless it ends in Z or an offset"
        )
        ->required();
    calendar_command
        ->add_option("OPERAND", asked.operand, "add: such as 16h, 90m or 2bd; between: an instant")
        ->required();
    calendar_command->add_option("--policies", asked.policies, "The policies file");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        const int code = app.exit(problem);
        return code == 0 ? 0 : 2;
    }
    if (demo_command->parsed()) {
        return fillrate::bot::run_demo(demo);
    }
    if (serve_command->parsed()) {
        return fillrate::bot::run_serve(serve);
    }
    if (check_command->parsed()) {
        return fillrate::bot::run_check(check);
    }
    if (manifest_command->parsed()) {
        return fillrate::bot::run_manifest(manifest);
    }
    if (import_command->parsed()) {
        return fillrate::bot::run_import(table);
    }
    if (export_command->parsed()) {
        return fillrate::bot::run_export(wanted);
    }
    if (calendar_command->parsed()) {
        return fillrate::bot::run_calendar(asked);
    }
    return fillrate::bot::run_fsck(fsck);
}
