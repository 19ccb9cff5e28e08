// Which of our posts came back to us as events: proof of delivery without a look-up (SLACK.md 4.4).
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace fillrate::slack {

/// The latest echoes of this instance, by outbox id.
class echo_log {
public:
    static constexpr std::size_t capacity = 4096;

    void remember(const std::string& outbox_id, const std::string& message_id);
    /// Empty when none was seen.
    [[nodiscard]] std::string message_of(const std::string& outbox_id) const;

private:
    std::unordered_map<std::string, std::string> messages_{};
    std::deque<std::string> order_{};
};

}  // namespace fillrate::slack
