#include "integrations/slack/reconnect_policy.hpp"

#include <algorithm>
#include <cstdint>

namespace fillrate::slack {

milliseconds backoff::next(random_source& random) {
    constexpr unsigned most_doublings = 20;
    const auto bound = std::min(most_, first_ * (std::int64_t{1} << failures_));
    failures_ = std::min(failures_ + 1, most_doublings);
    const auto range = static_cast<std::uint64_t>(bound.count()) + 1;
    return milliseconds{static_cast<std::int64_t>(random.below(range))};
}

// next_free_ is when the bucket would be full again, less the burst: the usual trick that needs no
// timer.
steady_instant open_budget::take(steady_instant now) {
    const auto earliest = now - every_ * (burst_ - 1);
    const auto slot = std::max(next_free_, earliest);
    next_free_ = slot + every_;
    return std::max(slot, now);
}

void open_budget::block(steady_instant until) {
    next_free_ = std::max(next_free_, until);
}

}  // namespace fillrate::slack
