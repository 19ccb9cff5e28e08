#include "bot/send_policy.hpp"

#include <algorithm>

namespace fillrate::bot {

milliseconds backoff(std::uint32_t attempts, random_source& random) {
    static constexpr std::int64_t first = 1000;
    static constexpr std::int64_t longest = 300'000;
    const auto doublings = std::min<std::uint32_t>(attempts == 0 ? 0 : attempts - 1, 10);
    const auto ceiling = std::min(longest, first << doublings);
    return milliseconds{
        static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(ceiling)))};
}

sending after_receipt(
    sending before,
    const ports::receipt& got,
    bool is_edit,
    wire_instant now,
    random_source& random
) {
    before.reason = got.reason;
    if (got.what == ports::receipt::status::dead || got.wait > longest_retry_after) {
        before.state = outbox_state::dead;
        return before;
    }
    // An edit says the same however often it is made, so an unknown one is simply made again.
    if (got.what == ports::receipt::status::unknown && !is_edit) {
        before.state = outbox_state::unknown;
        before.looks = 0;
        return before;
    }
    if (before.attempts >= max_attempts) {
        before.state = outbox_state::dead;
        return before;
    }
    before.state = outbox_state::retry;
    const auto wait = std::max(
        got.wait,
        got.wait.count() > 0 ? milliseconds{0} : backoff(before.attempts, random)
    );
    before.wait_until_ms = (now + wait).time_since_epoch().count();
    return before;
}

sending after_look(sending before, chat::delivery_class how, wire_instant now) {
    ++before.looks;
    if (before.looks < 2) {
        return before;
    }
    // Twice absent. What may be said at most once is given up; the rest is said again.
    if (how == chat::delivery_class::notice || before.attempts >= max_attempts) {
        before.state = outbox_state::dead;
        before.reason = "outcome unknown";
        return before;
    }
    before.state = outbox_state::retry;
    before.wait_until_ms = now.time_since_epoch().count();
    return before;
}

wire_instant next_look(const sending& progress) {
    const wire_instant started{milliseconds{progress.started_ms}};
    return started + (progress.looks == 0 ? first_look : second_look);
}

steady_instant pacer::reserve(const ports::platform::pace& pace, steady_instant now) {
    if (pace.interval.count() == 0) {
        return now;
    }
    const auto allowance = pace.interval * (pace.burst - 1);
    const auto at = std::max(now, theoretical_ - allowance);
    theoretical_ = std::max(theoretical_, now) + pace.interval;
    return at;
}

}  // namespace fillrate::bot
