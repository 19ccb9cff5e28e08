// A secret cannot be printed, logged or compared by accident.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace fillrate {

/// Holds a token or key. Only reveal() gives it out; the memory is wiped when it goes.
class secret {
public:
    secret() = default;
    explicit secret(std::string text) : text_(std::move(text)) {}
    secret(const secret&) = default;
    secret(secret&&) noexcept = default;
    secret& operator=(const secret&) = default;
    secret& operator=(secret&&) noexcept = default;
    ~secret() { wipe(); }

    [[nodiscard]] std::string_view reveal() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
    void wipe() noexcept {
        volatile char* p = text_.data();
        for (std::size_t i = 0; i < text_.size(); ++i) {
            p[i] = '\0';
        }
    }
    std::string text_;
};

}  // namespace fillrate
