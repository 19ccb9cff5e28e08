// The private redis-server of the default configuration: a child of ours on a unix socket, synced
// on every commit, restarted when it dies, taken over when we died before it (DESIGN.md 3).
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/event.hpp"
#include "integrations/redis/connection.hpp"
#include "integrations/redis/directory.hpp"
#include "integrations/redis/process.hpp"

#include <memory>
#include <string>

namespace fillrate::redis {

struct embedded_options {
    std::string data_dir{};    ///< created 0700 where needed
    std::string max_memory{};  ///< as redis.conf takes it ("512mb"); empty: no limit
    std::string program = "redis-server";
    milliseconds orphan_limit{10000};  ///< how long an orphan may take to end
    milliseconds stop_limit{10000};    ///< how long our own may take; killed after that
};

class embedded_server {
public:
    /// Takes data_dir's locks, ends an orphan, starts the child and waits until it answers.
    /// conflict: another fillrate uses this data_dir. unavailable: the server does not start; the
    /// text says why.
    [[nodiscard]] static async::awaitable<result<std::unique_ptr<embedded_server>>> start(
        surroundings world,
        embedded_options options,
        steady_instant deadline
    );
    ~embedded_server();
    embedded_server(const embedded_server&) = delete;
    embedded_server& operator=(const embedded_server&) = delete;

    /// Where it listens.
    [[nodiscard]] server_address address() const;
    [[nodiscard]] int process_id() const noexcept { return child_ ? child_->id() : 0; }

    /// Restarts the child, with backoff, whenever it ends; until stop() or cancellation.
    [[nodiscard]] async::awaitable<void> run();
    /// Ends the child for good; last of all, since others may still commit.
    [[nodiscard]] async::awaitable<void> stop();

private:
    embedded_server(surroundings world, embedded_options options);
    [[nodiscard]] result<void> prepare_socket();
    [[nodiscard]] result<void> launch();
    [[nodiscard]] async::awaitable<result<void>> take_over();
    [[nodiscard]] async::awaitable<result<void>> wait_answer(steady_instant deadline);
    [[nodiscard]] std::string in_data_dir(std::string_view name) const;

    surroundings world_;
    embedded_options options_;
    std::string socket_{};
    // The child holds redis_lock_ too: after our death it says that an orphan lives.
    file_lock bot_lock_{};
    file_lock redis_lock_{};
    std::unique_ptr<process> child_{};
    async::event stopped_;
    bool stopping_ = false;
};

/// The address of the store that a running fillrate keeps in this data_dir, for the commands that
/// join it. not_found when none is noted there.
[[nodiscard]] result<server_address> embedded_address(const std::string& data_dir);

}  // namespace fillrate::redis
