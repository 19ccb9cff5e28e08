// Commands on their way to Redis, encoded eagerly. Arguments are bytes with a length each, so no
// value can become a command (RELIABILITY.md N083); there is no printf-like form.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace fillrate::redis {

/// One or more commands that travel together; each gets one reply, in order.
class request {
public:
    request() = default;
    explicit request(std::initializer_list<std::string_view> words) { add(words); }

    void add(std::span<const std::string_view> words);
    void add(std::initializer_list<std::string_view> words);

    [[nodiscard]] std::size_t commands() const noexcept { return commands_; }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_{};
    std::size_t commands_ = 0;
};

}  // namespace fillrate::redis
