// Strict reading and writing of application/x-www-form-urlencoded bodies. Pure.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::slack {

/// The fields in the order sent; names are unique.
class form_body {
public:
    static constexpr std::size_t max_fields = 100;

    /// errc::invalid_input for broken percent escapes, invalid UTF-8, NUL, a name given twice and
    /// more than max_fields fields (RELIABILITY.md N014).
    [[nodiscard]] static result<form_body> parse(std::string_view text);

    [[nodiscard]] bool has(std::string_view name) const noexcept;
    /// Empty when there is none.
    [[nodiscard]] std::string_view value(std::string_view name) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }

private:
    std::vector<std::pair<std::string, std::string>> fields_{};
};

/// Writes one more "name=value" with everything but unreserved characters escaped.
void append_form_field(std::string& body, std::string_view name, std::string_view value);

}  // namespace fillrate::slack
