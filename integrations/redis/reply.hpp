// What Redis answered, as a plain value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::redis {

/// RESP2: https://redis.io/docs/latest/develop/reference/protocol-spec/
struct reply {
    enum class kind {
        nil,
        integer,  ///< number
        text,     ///< text, any bytes
        status,   ///< text, such as "OK"
        failure,  ///< text, "<CODE> <sentence>"
        array     ///< items
    };
    kind what = kind::nil;
    std::int64_t number = 0;
    std::string text{};
    std::vector<reply> items{};

    [[nodiscard]] bool is_nil() const noexcept { return what == kind::nil; }
    [[nodiscard]] bool is_integer() const noexcept { return what == kind::integer; }
    [[nodiscard]] bool is_text() const noexcept { return what == kind::text; }
    [[nodiscard]] bool is_failure() const noexcept { return what == kind::failure; }
    [[nodiscard]] bool is_array() const noexcept { return what == kind::array; }
    [[nodiscard]] bool is_status(std::string_view wanted) const noexcept {
        return what == kind::status && text == wanted;
    }
    /// A failure whose first word is `code`.
    [[nodiscard]] bool is_failure(std::string_view code) const noexcept {
        return is_failure() && text.starts_with(code) &&
               (text.size() == code.size() || text[code.size()] == ' ');
    }

    friend bool operator==(const reply&, const reply&) = default;
};

}  // namespace fillrate::redis
