// Events as stored in the stream: compact JSON, one object per event, fields only ever added.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/event.hpp"

#include <string>
#include <string_view>

namespace fillrate::bot {

[[nodiscard]] std::string encode_event(const domain::event& what);

/// Errors: protocol for an unknown type or a field of the wrong type.
[[nodiscard]] result<domain::event> decode_event(std::string_view json);

}  // namespace fillrate::bot
