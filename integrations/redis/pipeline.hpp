// The bookkeeping of one pipelined connection, free of I/O: which requests wait, which were
// written, whose replies come next.
#pragma once

#include "core/base/result.hpp"
#include "integrations/redis/reply.hpp"
#include "integrations/redis/request.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::redis {

/// A request and, once done, its replies or its failure.
struct pending {
    enum class state { waiting, written, done };

    explicit pending(request r) : what(std::move(r)) {}

    request what;
    std::function<void()> wake{};  ///< called once, when done
    state where = state::waiting;
    bool abandoned = false;  ///< nobody wants the replies any more; they are swallowed in order
    std::vector<reply> replies{};
    std::optional<error> failure{};
};

using pending_ptr = std::shared_ptr<pending>;

class pipeline {
public:
    static constexpr std::size_t max_waiting_bytes = 16 * 1024 * 1024;

    /// False when too much waits already.
    [[nodiscard]] bool submit(pending_ptr one);
    /// Everything that waits, as one piece for one write; from now on it counts as written, because
    /// any part of it may reach the peer.
    [[nodiscard]] std::string take_waiting();
    /// Gives the next reply to whom it belongs. False when nobody asked.
    [[nodiscard]] bool deliver(reply one);
    /// The caller gives up. Answers what it may claim: unavailable when nothing was sent,
    /// unknown_outcome when something may have been.
    [[nodiscard]] error abandon(const pending_ptr& one, std::string why);
    /// The connection is gone: waiting requests end as unavailable, written ones as
    /// unknown_outcome.
    void fail_all(const std::string& why);

    [[nodiscard]] bool has_waiting() const noexcept { return !waiting_.empty(); }
    [[nodiscard]] bool has_written() const noexcept { return !written_.empty(); }

private:
    std::deque<pending_ptr> waiting_{};
    std::deque<pending_ptr> written_{};
    std::size_t waiting_bytes_ = 0;
};

}  // namespace fillrate::redis
