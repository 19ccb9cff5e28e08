#include "core/async/turns.hpp"

#include <utility>

namespace fillrate::async {

turns::turn::turn(turn&& other) noexcept
    : of_(std::exchange(other.of_, nullptr)), name_(std::move(other.name_)) {}

turns::turn& turns::turn::operator=(turn&& other) noexcept {
    if (this != &other) {
        give_up();
        of_ = std::exchange(other.of_, nullptr);
        name_ = std::move(other.name_);
    }
    return *this;
}

void turns::turn::give_up() {
    if (of_ != nullptr) {
        std::exchange(of_, nullptr)->pass_on(name_);
        name_.clear();
    }
}

awaitable<turns::turn> turns::take(std::string name) {
    const auto [queue, free] = queues_.try_emplace(name);
    if (free) {
        co_return turn(*this, std::move(name));
    }
    auto called = std::make_shared<event>(where_);
    queue->second.push_back(called);
    const bool ours = co_await called->wait_until(steady_instant::max());
    if (!ours) {
        queues_[name].remove(called);
        co_return turn{};
    }
    co_return turn(*this, std::move(name));
}

void turns::pass_on(const std::string& name) {
    const auto queue = queues_.find(name);
    if (queue->second.empty()) {
        queues_.erase(queue);
        return;
    }
    const auto next = std::move(queue->second.front());
    queue->second.pop_front();
    next->notify();
}

}  // namespace fillrate::async
