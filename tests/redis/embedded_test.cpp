// The embedded redis-server: locks, private files, restart, take-over of an orphan.
#include "core/async/sleep.hpp"
#include "integrations/redis/deploy.hpp"
#include "integrations/redis/embedded_server.hpp"
#include "integrations/redis/redis_store.hpp"
#include "tests/support/redis_fixture.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fillrate::redis {
namespace {

using namespace std::chrono_literals;

class redis_embedded : public ::testing::Test {
protected:
    result<std::unique_ptr<embedded_server>> start(embedded_options options = {}) {
        if (options.data_dir.empty()) {
            options.data_dir = data_dir();
        }
        return loop_.run(embedded_server::start(loop_.world(), options, loop_.in(60s)));
    }
    std::string data_dir() const { return directory_.path() + "/data"; }
    static mode_t mode_of(const std::string& path) {
        struct stat about {};
        EXPECT_EQ(::stat(path.c_str(), &about), 0) << path;
        return about.st_mode & 0777;
    }
    // One command on the server's own socket.
    reply ask(const server_address& address, request what) {
        const auto talk = [this](server_address to, request words) -> async::awaitable<reply> {
            result<conversation> opened =
                co_await open_conversation(loop_.dialer(), std::move(to), loop_.in(60s));
            if (!opened) {
                co_return reply{.what = reply::kind::failure, .text = opened.error().detail};
            }
            const auto answer = co_await opened->ask(std::move(words));
            co_return answer ? answer->front() : reply();
        };
        return loop_.run(talk(address, std::move(what)));
    }
    // Waits for a process that is not our child to be gone, by its entry in /proc.
    void wait_gone(int id) {
        while (std::filesystem::exists("/proc/" + std::to_string(id) + "/exe")) {
            loop_.run(async::sleep_for(2ms));
        }
    }

    testing::loop_fixture loop_;
    testing::temporary_directory directory_{};
};

TEST_F(redis_embedded, keeps_its_promises_in_private_files) {
    std::string socket;
    {
        auto server = start().value();
        socket = server->address().where.path;
        EXPECT_EQ(mode_of(data_dir()), 0700U);
        EXPECT_EQ(mode_of(data_dir() + "/redis"), 0700U);
        EXPECT_EQ(mode_of(std::filesystem::path(socket).parent_path()), 0700U);
        EXPECT_EQ(mode_of(socket), 0700U);
        EXPECT_EQ(mode_of(data_dir() + "/redis.socket"), 0600U);
        EXPECT_LT(socket.size(), 107U);
        EXPECT_EQ(embedded_address(data_dir()).value().where.path, socket);
        const reply settings =
            ask(server->address(),
                request({"CONFIG", "GET", "append*", "*-on-rewrite", "maxmemory-policy", "port"}));
        EXPECT_TRUE(weak_settings(settings).empty());
        const key_space keys = key_space::make(0, "acme").value();
        const auto done = loop_.run(
            deploy(loop_.dialer(), server->address(), keys, {.new_incarnation = "A"}, loop_.in(60s))
        );
        EXPECT_TRUE(done.has_value());
        loop_.run(server->stop());
    }
    EXPECT_FALSE(std::filesystem::exists(socket));
    EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(socket).parent_path()));
}

TEST_F(redis_embedded, what_was_stored_is_there_after_a_restart) {
    {
        auto server = start().value();
        EXPECT_TRUE(ask(server->address(), request({"SET", "k", "v"})).is_status("OK"));
        loop_.run(server->stop());
    }
    auto server = start().value();
    EXPECT_EQ(ask(server->address(), request({"GET", "k"})).text, "v");
}

TEST_F(redis_embedded, two_on_one_data_dir_refuse) {
    auto first = start().value();
    const auto second = start();
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, errc::conflict);
    EXPECT_NE(second.error().detail.find(data_dir()), std::string::npos);
    EXPECT_TRUE(ask(first->address(), request({"PING"})).is_status("PONG"));
}

TEST_F(redis_embedded, a_child_that_dies_is_restarted_with_all_that_was_acknowledged) {
    auto server = start().value();
    const auto running = loop_.start(server->run());
    for (int round = 0; round < 3; ++round) {
        const std::string key = "k" + std::to_string(round);
        ASSERT_TRUE(ask(server->address(), request({"SET", key, "v"})).is_status("OK"));
        const int died = server->process_id();
        ASSERT_EQ(::kill(died, SIGKILL), 0);
        while (!ask(server->address(), request({"PING"})).is_status("PONG") ||
               server->process_id() == died) {
            loop_.run(async::sleep_for(2ms));
        }
        EXPECT_EQ(ask(server->address(), request({"GET", key})).text, "v");
    }
    loop_.run(server->stop());
    loop_.wait(running);
}

// In a process of its own, which then dies without a word: its redis-server lives on.
int leave_orphan(const std::string& data_dir) {
    std::array<int, 2> channel{};
    EXPECT_EQ(::pipe(channel.data()), 0);
    const ::pid_t bot = ::fork();
    if (bot == 0) {
        testing::loop_fixture loop;
        auto server =
            loop.run(embedded_server::start(loop.world(), {.data_dir = data_dir}, loop.in(60s)));
        const int id = server ? (*server)->process_id() : 0;
        const bool told = ::write(channel[1], &id, sizeof id) == sizeof id;
        ::raise(told ? SIGKILL : SIGABRT);
    }
    int id = 0;
    EXPECT_EQ(::read(channel[0], &id, sizeof id), static_cast<::ssize_t>(sizeof id));
    ::waitpid(bot, nullptr, 0);
    ::close(channel[0]);
    ::close(channel[1]);
    return id;
}

TEST_F(redis_embedded, an_orphan_is_ended_and_its_data_taken_over) {
    const int orphan = leave_orphan(data_dir());
    ASSERT_GT(orphan, 0);
    const server_address old = embedded_address(data_dir()).value();
    ASSERT_TRUE(ask(old, request({"SET", "k", "v"})).is_status("OK"));
    auto server = start().value();
    EXPECT_NE(server->process_id(), orphan);
    EXPECT_NE(server->address().where.path, old.where.path);
    EXPECT_EQ(ask(server->address(), request({"GET", "k"})).text, "v");
    EXPECT_FALSE(std::filesystem::exists(old.where.path));
    wait_gone(orphan);
    loop_.run(server->stop());
}

TEST_F(redis_embedded, an_orphan_that_does_not_end_is_said_and_left_alone) {
    const int orphan = leave_orphan(data_dir());
    ASSERT_GT(orphan, 0);
    ASSERT_EQ(::kill(orphan, SIGSTOP), 0);
    const auto refused = start({.orphan_limit = 30ms});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::unavailable);
    EXPECT_NE(refused.error().detail.find(data_dir()), std::string::npos);
    ASSERT_EQ(::kill(orphan, SIGCONT), 0);
    // The shutdown it was asked for is done now, or asked for again.
    auto server = start();
    EXPECT_TRUE(server.has_value());
    wait_gone(orphan);
}

TEST_F(redis_embedded, nothing_of_ours_is_inherited) {
    ::setenv("FILLRATE_KEY", "canary-of-a-secret", 1);
    const int leaky = ::dup(1);
    auto server = start().value();
    const std::string proc = "/proc/" + std::to_string(server->process_id());
    std::ifstream environment(proc + "/environ", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(environment), {}};
    EXPECT_EQ(text.find("canary"), std::string::npos);
    for (const auto& entry : std::filesystem::directory_iterator(proc + "/fd")) {
        std::error_code gone;
        const std::string target = std::filesystem::read_symlink(entry.path(), gone).string();
        EXPECT_EQ(target.find("bot.lock"), std::string::npos);
        if (target.find("redis.lock") != std::string::npos) {
            EXPECT_EQ(entry.path().filename(), "3");
        }
    }
    ::close(leaky);
    ::unsetenv("FILLRATE_KEY");
    loop_.run(server->stop());
}

TEST_F(redis_embedded, a_server_that_cannot_start_is_explained) {
    const auto missing = start({.program = "no-such-redis-server"});
    EXPECT_EQ(missing.error().code, errc::unavailable);
    EXPECT_NE(missing.error().detail.find("no-such-redis-server"), std::string::npos);
    const auto wrong = start({.max_memory = "not-a-size"});
    EXPECT_EQ(wrong.error().code, errc::unavailable);
    EXPECT_NE(wrong.error().detail.find("redis-server ended at once"), std::string::npos);
    std::ofstream(directory_.path() + "/file") << "x";
    const auto no_place = start({.data_dir = directory_.path() + "/file"});
    EXPECT_EQ(no_place.error().code, errc::invalid_input);
    EXPECT_TRUE(start().has_value());
}

}  // namespace
}  // namespace fillrate::redis
