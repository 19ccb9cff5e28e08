// compose() of kind "alert": a clock's warning or breach, or a hold whose day has come
// (DOMAIN.md 4.5).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

[[nodiscard]] composed compose_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
