#include "bot/lease_holder.hpp"

#include <algorithm>

namespace fillrate::bot {

lease_watch::advice lease_watch::look(const ports::lease& seen, steady_instant now) {
    if (seen != last_seen_ || !unchanged_since_) {
        last_seen_ = seen;
        unchanged_since_ = now;
    }
    // A predecessor may still be sending until its last send must have ended, counted from the last
    // beat seen; remembered here, since the answer to our taking the lease may get lost. Given
    // back, the lease comes from one that has ended its sends.
    if (seen.owner.empty()) {
        others_until_ = {};
    } else if (seen.owner != instance_) {
        others_until_ = *unchanged_since_ + times_.take_sends;
    }
    advice next;
    next.wanted.owner = instance_;
    if (held_ && seen == *held_) {
        if (now - renewed_at_ >= times_.renew) {
            next.step = advice::what::swap;
            next.wanted.epoch = held_->epoch;
            next.wanted.beat = held_->beat + 1;
        }
        return next;
    }
    held_.reset();
    const bool free = seen.owner.empty() || seen.owner == instance_;
    if (free || now - *unchanged_since_ >= times_.take_timers) {
        next.step = advice::what::swap;
        next.wanted.epoch = seen.epoch + 1;
        next.wanted.beat = seen.beat + 1;
    }
    return next;
}

void lease_watch::renewed(const ports::lease& held, steady_instant now) {
    const bool newly = !held_ || held_->epoch != held.epoch;
    if (newly) {
        sends_from_ = std::max(now, others_until_);
    }
    held_ = held;
    last_seen_ = held;
    unchanged_since_ = now;
    renewed_at_ = now;
}

void lease_watch::lost() noexcept {
    held_.reset();
}

std::optional<std::uint64_t> lease_watch::epoch(steady_instant now) const {
    if (!held_ || now - renewed_at_ >= times_.give_up) {
        return std::nullopt;
    }
    return held_->epoch;
}

bool lease_watch::may_send(steady_instant now) const {
    return epoch(now).has_value() && now >= sends_from_;
}

lease_holder::lease_holder(
    ports::store& store,
    ports::clock& clock,
    logger& log,
    std::string instance,
    lease_times times
)
    : store_(store), clock_(clock), log_(log), times_(times), watch_(std::move(instance), times) {}

std::optional<std::uint64_t> lease_holder::epoch() const {
    return watch_.epoch(clock_.steady_now());
}
bool lease_holder::may_send() const {
    return watch_.may_send(clock_.steady_now());
}

async::awaitable<void> lease_holder::step() {
    const auto asked = clock_.steady_now();
    const auto seen = co_await store_.read_lease();
    if (!seen) {
        co_return;
    }
    const auto advice = watch_.look(*seen, clock_.steady_now());
    if (advice.step == lease_watch::advice::what::wait) {
        co_return;
    }
    const bool had = watch_.epoch(asked).has_value();
    const auto swapped = co_await store_.swap_lease(*seen, advice.wanted);
    if (!swapped) {
        co_return;
    }
    // Counted from before the request: the store may have taken it then.
    watch_.renewed(advice.wanted, asked);
    if (!had) {
        log_.info("lease taken", {{"epoch", advice.wanted.epoch}});
        if (on_taken) {
            on_taken(advice.wanted.epoch);
        }
    }
}

async::awaitable<void> lease_holder::run() {
    for (;;) {
        co_await step();
        co_await clock_.sleep_until(clock_.steady_now() + times_.look);
    }
}

async::awaitable<void> lease_holder::release() {
    const auto held = watch_.epoch(clock_.steady_now());
    if (!held) {
        co_return;
    }
    const auto seen = co_await store_.read_lease();
    if (seen && seen->epoch == *held) {
        ports::lease free = *seen;
        free.owner.clear();
        free.beat += 1;
        static_cast<void>(co_await store_.swap_lease(*seen, free));
    }
    watch_.lost();
}

}  // namespace fillrate::bot
