// The events this instance has answered lately. The engine applies a redelivery only once; this
// keeps its answer from being posted twice.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

namespace fillrate::slack {

class recent_events {
public:
    static constexpr std::size_t capacity = 1024;

    enum class state {
        fresh,    ///< now under way, finish() must follow
        running,  ///< another delivery of it is under way
        answered
    };

    [[nodiscard]] state begin(const std::string& source_id);
    /// `answered` false: the next delivery is fresh again.
    void finish(const std::string& source_id, bool answered);

private:
    std::unordered_map<std::string, bool> answered_{};
    std::deque<std::string> order_{};  // of the answered ones
};

}  // namespace fillrate::slack
