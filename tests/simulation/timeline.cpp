#include "tests/simulation/timeline.hpp"

namespace fillrate::simulation {

namespace {

// Takes the sleeper off the line on every way out of the wait, a crash of its instance included.
class registration {
public:
    registration(timeline& time, steady_instant when, timeline::sleeper who)
        : time_(time), ticket_(time.add(when, who)) {}
    ~registration() { time_.remove(ticket_); }
    registration(const registration&) = delete;
    registration& operator=(const registration&) = delete;

private:
    timeline& time_;
    timeline::ticket ticket_;
};

std::int64_t elapsed_ms(steady_instant now) {
    return std::chrono::duration_cast<milliseconds>(now.time_since_epoch()).count();
}

}  // namespace

timeline::ticket timeline::add(steady_instant when, sleeper who) {
    const ticket place{std::max(when, now_), ++added_};
    waiting_.emplace(place, who);
    return place;
}

void timeline::remove(const ticket& which) {
    const auto moved = postponed_.find(which);
    if (moved == postponed_.end()) {
        waiting_.erase(which);
        return;
    }
    waiting_.erase(moved->second);
    postponed_.erase(moved);
}

void timeline::postpone(ticket from, steady_instant to) {
    const sleeper delayed = waiting_.at(from);
    const ticket later{to, ++added_};
    waiting_.erase(from);
    waiting_.emplace(later, delayed);
    // Stopped twice: the registration still knows the first ticket.
    for (auto& [original, present] : postponed_) {
        if (present == from) {
            present = later;
            return;
        }
    }
    postponed_.emplace(from, later);
}

std::optional<steady_instant> timeline::next() const {
    return waiting_.empty() ? std::nullopt : std::optional(waiting_.begin()->first.first);
}

std::optional<owner_id> timeline::wake_next() {
    while (!waiting_.empty()) {
        const auto first = waiting_.begin();
        now_ = std::max(now_, first->first.first);
        const auto stopped = stopped_.find(first->second.owner);
        if (stopped != stopped_.end() && stopped->second > now_) {
            postpone(first->first, stopped->second);
            continue;
        }
        const sleeper woken = first->second;
        waiting_.erase(first);
        if (woken.timer != nullptr) {
            woken.timer->cancel();
        } else {
            woken.event->notify();
        }
        return woken.owner;
    }
    return std::nullopt;
}

virtual_clock::virtual_clock(
    timeline& time,
    const wall& shown,
    boost::asio::any_io_executor where,
    owner_id owner
)
    : time_(time), shown_(shown), where_(std::move(where)), owner_(owner) {}

instant virtual_clock::now() const {
    return from_unix_ms(shown_.organisation_ms + elapsed_ms(time_.now()));
}

wire_instant virtual_clock::wire_now() const {
    return wire_instant{milliseconds{shown_.wire_ms + elapsed_ms(time_.now())} + wire_step_};
}

steady_instant virtual_clock::steady_for(instant when) const {
    return time_.now() + (when - now());
}

async::awaitable<void> virtual_clock::sleep_until(steady_instant when) {
    if (when <= time_.now()) {
        co_return;
    }
    boost::asio::steady_timer timer(where_, steady_instant::max());
    timeline::sleeper self;
    self.owner = owner_;
    self.timer = &timer;
    const registration listed(time_, when, self);
    co_await timer.async_wait(async::use_tuple);
}

async::awaitable<void> virtual_clock::wait(async::event& wake, steady_instant when) {
    timeline::sleeper self;
    self.owner = owner_;
    self.event = &wake;
    const registration listed(time_, when, self);
    co_await wake.wait();
}

}  // namespace fillrate::simulation
