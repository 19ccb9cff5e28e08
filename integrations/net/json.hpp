// Strict reading of JSON that came from outside: RFC 8259 and I-JSON (RFC 7493), nothing looser.
#pragma once

#include "core/base/result.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <string_view>

namespace fillrate::net {

/// Deepest nesting of arrays and objects that is read (RELIABILITY.md N031).
inline constexpr std::size_t max_json_depth = 32;

/// The one value of `text`. errc::invalid_input for duplicate keys, deeper nesting, a byte order
/// mark, invalid UTF-8, lone surrogates, NUL in a text (also as \u0000), numbers beyond a double,
/// bytes after the value and whatever else RFC 8259 forbids (RELIABILITY.md N031-N035). The error
/// never quotes the text.
[[nodiscard]] result<boost::json::value> parse_json_strict(std::string_view text);

}  // namespace fillrate::net
