// What each subcommand does; the answer is the exit code.
#pragma once

#include <cstdint>
#include <string>

namespace fillrate::bot {

struct demo_arguments {
    std::string listen{"127.0.0.1"};
    std::uint16_t port = 8080;
    std::int64_t speed = 1;
    std::string data_dir{};  ///< empty: a directory of its own below the working directory
    std::string config{};
};

struct config_arguments {
    std::string config{};
    std::string data_dir{};
};

struct import_arguments {
    std::string kind{};
    std::string file{};
    bool dry_run = false;
    config_arguments store{};
};

struct export_arguments {
    std::string kind{};
    config_arguments store{};
};

struct manifest_arguments {
    std::string platform{};
    std::string config{};
    std::string out{};
};

struct calendar_arguments;

[[nodiscard]] int run_demo(const demo_arguments& arguments);
[[nodiscard]] int run_serve(const config_arguments& arguments);
[[nodiscard]] int run_check(const config_arguments& arguments);
[[nodiscard]] int run_manifest(const manifest_arguments& arguments);
[[nodiscard]] int run_import(const import_arguments& arguments);
[[nodiscard]] int run_export(const export_arguments& arguments);
[[nodiscard]] int run_calendar(const calendar_arguments& arguments);
[[nodiscard]] int run_fsck(const config_arguments& arguments);

}  // namespace fillrate::bot
