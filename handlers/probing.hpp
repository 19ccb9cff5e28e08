// Who asks again and again whether somebody can be submitted for a client looks for what other
// firms have: such answers are few a day (DOMAIN.md 3.4, "Probing guard").
#pragma once

#include "handlers/handler.hpp"
#include "handlers/slate_step.hpp"

#include <optional>

namespace fillrate::handlers {

/// A firm that had all answers of the day is refused before it is looked at who the person is; the
/// record neutral_record_name(client, supplier) is loaded.
[[nodiscard]] std::optional<outcome> refuse_probing(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const domain::requisition& req,
    const supplier_id& supplier
);

/// Keeps that the step answers the firm so; the last answer of the day is told to those inside.
void keep_neutral_answer(
    slate_step& step,
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& of,
    const domain::submittal_made& made
);

}  // namespace fillrate::handlers
