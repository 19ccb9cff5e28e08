// Who may work on something now: one coroutine at a time for each name, in the order they came.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/event.hpp"

#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace fillrate::async {

/// Queues by name. Whoever holds the turn of one name must not wait for that of another. For one
/// thread; outlives every turn.
class turns {
public:
    /// Held until destroyed; then the next in line has it.
    class turn {
    public:
        turn() = default;
        turn(turns& of, std::string name) : of_(&of), name_(std::move(name)) {}
        ~turn() { give_up(); }
        turn(turn&& other) noexcept;
        turn& operator=(turn&& other) noexcept;

        [[nodiscard]] const std::string& name() const noexcept { return name_; }
        void give_up();

    private:
        turns* of_ = nullptr;
        std::string name_{};
    };

    explicit turns(executor where) : where_(std::move(where)) {}
    turns(const turns&) = delete;
    turns& operator=(const turns&) = delete;

    /// Whether somebody holds it.
    [[nodiscard]] bool taken(const std::string& name) const { return queues_.contains(name); }
    /// Waits for it; a turn of nothing when the coroutine was cancelled meanwhile.
    [[nodiscard]] awaitable<turn> take(std::string name);

private:
    void pass_on(const std::string& name);

    executor where_;
    /// A queue exists while the turn is held.
    std::map<std::string, std::list<std::shared_ptr<event>>> queues_{};
};

}  // namespace fillrate::async
