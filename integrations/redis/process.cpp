#include "integrations/redis/process.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fillrate::redis {

namespace {

// The first descriptor after standard input, output, error and the inherited one.
constexpr int inherited_place = 3;

class spawn_settings {
public:
    spawn_settings() {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
    }
    ~spawn_settings() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    spawn_settings(const spawn_settings&) = delete;
    spawn_settings& operator=(const spawn_settings&) = delete;

    void redirect(const process_options& options) {
        ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(
            &actions,
            1,
            options.output_file.c_str(),
            O_WRONLY | O_CREAT | O_APPEND,
            0600
        );
        ::posix_spawn_file_actions_adddup2(&actions, 1, 2);
        if (options.inherited >= 0) {
            ::posix_spawn_file_actions_adddup2(&actions, options.inherited, inherited_place);
        }
        // Listening sockets must not live on in an orphan; Asio opens its own without
        // close-on-exec.
        ::posix_spawn_file_actions_addclosefrom_np(
            &actions,
            options.inherited >= 0 ? inherited_place + 1 : inherited_place
        );
    }

    // Default signal handling, and a process group of its own: Ctrl-C in the terminal asks us to
    // drain, and the child has to outlive that.
    void detach_signals() {
        ::sigset_t none;
        ::sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setsigdefault(&attributes, &all);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setflags(
            &attributes,
            POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        );
    }

    ::posix_spawn_file_actions_t actions{};
    ::posix_spawnattr_t attributes{};
};

int open_process_descriptor(int id) {
    return static_cast<int>(::syscall(SYS_pidfd_open, id, 0));
}

}  // namespace

struct process::watch {
    boost::asio::posix::stream_descriptor descriptor;
};

process::process(int id, std::unique_ptr<watch> watching) : id_(id), watch_(std::move(watching)) {}

process::~process() {
    if (!has_ended()) {
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
    }
}

result<std::unique_ptr<process>> process::start(
    async::executor where,
    const process_options& options
) {
    spawn_settings settings;
    settings.redirect(options);
    settings.detach_signals();
    std::vector<std::string> words = options.words;
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const char* path = std::getenv("PATH");
    std::string path_entry = "PATH=" + std::string(path == nullptr ? "/usr/bin:/bin" : path);
    std::string locale_entry = "LC_ALL=C";
    std::array<char*, 3> environment{path_entry.data(), locale_entry.data(), nullptr};
    ::pid_t id = 0;
    const int failed = ::posix_spawnp(
        &id,
        arguments.front(),
        &settings.actions,
        &settings.attributes,
        arguments.data(),
        environment.data()
    );
    if (failed != 0) {
        return error(
            errc::unavailable,
            "cannot start " + words.front() + ": " + std::generic_category().message(failed)
        );
    }
    const int descriptor = open_process_descriptor(id);
    if (descriptor < 0) {
        const int number = errno;
        ::kill(id, SIGKILL);
        ::waitpid(id, nullptr, 0);
        return error(
            errc::unavailable,
            "cannot watch a child: " + std::generic_category().message(number)
        );
    }
    auto watching = std::unique_ptr<watch>(new watch{
        boost::asio::posix::stream_descriptor(std::move(where), descriptor)});
    return std::unique_ptr<process>(new process(id, std::move(watching)));
}

async::awaitable<void> process::wait_end() {
    if (!has_ended()) {
        co_await watch_->descriptor.async_wait(
            boost::asio::posix::stream_descriptor::wait_read,
            async::use_tuple
        );
    }
}

bool process::has_ended() noexcept {
    if (!ended_) {
        ended_ = ::waitpid(id_, nullptr, WNOHANG) != 0;
    }
    return ended_;
}

void process::signal(int number) noexcept {
    if (!has_ended()) {
        ::kill(id_, number);
    }
}

}  // namespace fillrate::redis
