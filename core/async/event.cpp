#include "core/async/event.hpp"

#include <boost/asio/steady_timer.hpp>

#include <list>
#include <utility>

namespace fillrate::async {

struct event::state {
    struct waiter {
        asio::steady_timer timer;
        bool notified = false;
    };

    executor where;
    std::list<waiter*> waiters{};
    bool pending = false;
};

namespace {

// Takes the waiter out of the list on every way out of the wait, tear-down of the io_context
// included.
template <class State>
class registration {
public:
    registration(std::shared_ptr<State> state, typename State::waiter& self)
        : state_(std::move(state)), place_(state_->waiters.insert(state_->waiters.end(), &self)) {}
    ~registration() { state_->waiters.erase(place_); }
    registration(const registration&) = delete;
    registration& operator=(const registration&) = delete;

private:
    std::shared_ptr<State> state_;
    typename std::list<typename State::waiter*>::iterator place_;
};

template <class State>
awaitable<bool> wait_in(std::shared_ptr<State> shared, steady_instant deadline) {
    if (std::exchange(shared->pending, false)) {
        co_return true;
    }
    typename State::waiter self{asio::steady_timer(shared->where, deadline)};
    const registration<State> listed(shared, self);
    co_await self.timer.async_wait(use_tuple);
    co_return self.notified;
}

}  // namespace

event::event(executor where) : state_(std::make_shared<state>(state{std::move(where)})) {}

event::~event() = default;

void event::notify() {
    if (state_->waiters.empty()) {
        state_->pending = true;
        return;
    }
    bool woken = false;
    for (state::waiter* waiting : state_->waiters) {
        if (!waiting->notified) {
            waiting->notified = true;
            waiting->timer.cancel();
            woken = true;
        }
    }
    // Everybody listed was already on the way out for an earlier notice: this one is for whoever
    // waits next.
    if (!woken) {
        state_->pending = true;
    }
}

awaitable<void> event::wait() {
    co_await wait_in(state_, steady_instant::max());
}

awaitable<bool> event::wait_until(steady_instant deadline) {
    return wait_in(state_, deadline);
}

}  // namespace fillrate::async
