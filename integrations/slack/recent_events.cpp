#include "integrations/slack/recent_events.hpp"

namespace fillrate::slack {

recent_events::state recent_events::begin(const std::string& source_id) {
    const auto [entry, is_new] = answered_.emplace(source_id, false);
    if (is_new) {
        return state::fresh;
    }
    return entry->second ? state::answered : state::running;
}

void recent_events::finish(const std::string& source_id, bool answered) {
    if (!answered) {
        answered_.erase(source_id);
        return;
    }
    answered_[source_id] = true;
    order_.push_back(source_id);
    if (order_.size() > capacity) {
        answered_.erase(order_.front());
        order_.pop_front();
    }
}

}  // namespace fillrate::slack
