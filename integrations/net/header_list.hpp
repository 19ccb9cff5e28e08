// The header fields of one message in one allocation, in the order they came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::net {

/// Names compare without regard to case; a name may occur more than once and the count is visible,
/// because a doubled security header must be refused, not resolved.
class header_list {
public:
    header_list() = default;
    header_list(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

    void add(std::string_view name, std::string_view value);
    void clear() noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }
    [[nodiscard]] std::pair<std::string_view, std::string_view> at(std::size_t index) const;
    [[nodiscard]] std::size_t count(std::string_view name) const noexcept;
    /// The first value of that name; empty when there is none.
    [[nodiscard]] std::string_view value(std::string_view name) const noexcept;

private:
    struct field {
        std::uint32_t start;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };
    [[nodiscard]] std::string_view name_of(const field& f) const noexcept;
    [[nodiscard]] std::string_view value_of(const field& f) const noexcept;

    std::string text_{};
    std::vector<field> fields_{};
};

/// ASCII case folding only, as RFC 9110 compares field names and tokens.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

}  // namespace fillrate::net
