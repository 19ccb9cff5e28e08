// Which must-haves somebody has, asked of whoever presents them: all are met, or it is said why
// they are presented all the same (DOMAIN.md 3.3).
#pragma once

#include "core/domain/must_haves.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>
#include <string>

namespace fillrate::handlers {

/// Asks in a form which of them are met; `all`: until somebody says otherwise.
[[nodiscard]] chat::form_field must_haves_field(
    const domain::requisition& req,
    std::string label,
    bool all
);

/// What was said now of one that is known to be complete; nothing where there is nothing to say.
[[nodiscard]] std::optional<domain::must_have_check> said_must_haves(
    const context& ctx,
    const found_submittal& one
);

/// The form or the line that says it, until it is said of each of them; nothing then.
[[nodiscard]] std::optional<outcome> ask_must_haves(
    const context& ctx,
    const snapshot& seen,
    const submittals& all
);

}  // namespace fillrate::handlers
