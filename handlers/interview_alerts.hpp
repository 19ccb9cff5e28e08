// What comes due of an interview, and what people are told of it in person (DOMAIN.md 0, 5).
#pragma once

#include "handlers/handler.hpp"

namespace fillrate::handlers {

/// A due timer of an interview.
[[nodiscard]] outcome decide_interview_due(
    const context& ctx,
    const domain::interview& iv,
    const snapshot& seen,
    const domain::policy_book& book
);

/// compose() of kind "alert" for an interview: the event it names says what about.
[[nodiscard]] composed compose_interview_alert(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
