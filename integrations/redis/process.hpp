// One child process, started with nothing of ours but what is named: no secrets in its environment,
// no sockets, no signal of the terminal.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>
#include <vector>

namespace fillrate::redis {

struct process_options {
    std::vector<std::string> words{};  ///< program (looked up in PATH) and arguments
    std::string output_file{};         ///< standard output and error are appended here
    int inherited = -1;                ///< this descriptor becomes the child's descriptor 3
};

class process {
public:
    [[nodiscard]] static result<std::unique_ptr<process>> start(
        async::executor where,
        const process_options& options
    );
    /// Kills and reaps the child if it still runs.
    ~process();
    process(const process&) = delete;
    process& operator=(const process&) = delete;

    /// Returns when the child has ended (or the waiting coroutine is cancelled). Several may wait.
    [[nodiscard]] async::awaitable<void> wait_end();
    /// True once it has ended; reaps it.
    [[nodiscard]] bool has_ended() noexcept;
    void signal(int number) noexcept;
    [[nodiscard]] int id() const noexcept { return id_; }

private:
    struct watch;
    process(int id, std::unique_ptr<watch> watching);

    int id_;
    bool ended_ = false;
    std::unique_ptr<watch> watch_;
};

}  // namespace fillrate::redis
