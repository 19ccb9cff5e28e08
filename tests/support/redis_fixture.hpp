// A redis-server of the test's own: unix socket, temporary directory, killed at the end.
#pragma once

#include "integrations/redis/process.hpp"
#include "integrations/redis/redis_url.hpp"
#include "tests/support/loop_fixture.hpp"

#include <memory>
#include <string>
#include <vector>

namespace fillrate::testing {

/// A directory that goes with the object.
class temporary_directory {
public:
    temporary_directory();
    ~temporary_directory();
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
};

/// Started with the settings a store needs, unless `more` says otherwise.
class redis_fixture {
public:
    explicit redis_fixture(loop_fixture& loop, std::vector<std::string> more = {});

    [[nodiscard]] redis::server_address address() const;
    /// SIGKILL, as a crash or a power cut would.
    void kill();
    /// Starts it (again) on the same files and waits until it answers.
    void start();
    /// One command as the default user, on a connection of its own.
    [[nodiscard]] redis::reply ask(redis::request what);
    /// Everything under fr:* but the meta key, as memory_store::dump() writes it.
    [[nodiscard]] std::string dump();
    [[nodiscard]] int process_id() const noexcept { return child_->id(); }

private:
    [[nodiscard]] std::string socket() const { return directory_.path() + "/s"; }

    loop_fixture& loop_;
    temporary_directory directory_{};
    std::vector<std::string> more_;
    std::unique_ptr<redis::process> child_{};
};

}  // namespace fillrate::testing
