// How a record of any kind changes by an event of its own, for whoever commits events and for
// whoever decides on top of what was decided just before.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/event.hpp"
#include "handlers/handler.hpp"

#include <string_view>

namespace fillrate::handlers {

/// The record after one more event of its subject. Errors: internal when it does not fit the kind.
[[nodiscard]] result<record> apply_event(record before, const domain::event& what);

/// The surface of what a policy does by itself in the commit of somebody's act: nobody did it.
inline constexpr std::string_view policy_surface = "policy";

/// Versioned reference data: a decision stands on what it was when it was made, also if it changes
/// meanwhile (DESIGN.md 2).
[[nodiscard]] bool is_reference(const record& value) noexcept;

}  // namespace fillrate::handlers
