#include "integrations/slack/echo_log.hpp"

namespace fillrate::slack {

void echo_log::remember(const std::string& outbox_id, const std::string& message_id) {
    const bool is_new = messages_.insert_or_assign(outbox_id, message_id).second;
    if (!is_new) {
        return;
    }
    order_.push_back(outbox_id);
    if (order_.size() > capacity) {
        messages_.erase(order_.front());
        order_.pop_front();
    }
}

std::string echo_log::message_of(const std::string& outbox_id) const {
    const auto found = messages_.find(outbox_id);
    return found == messages_.end() ? std::string{} : found->second;
}

}  // namespace fillrate::slack
