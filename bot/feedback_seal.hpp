// What interviewers say of a candidate is readable only with the candidate's own key: sealed before
// it is stored, opened once interview and candidate are both loaded.
#pragma once

#include "bot/candidate_vault.hpp"
#include "core/domain/event.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>

namespace fillrate::bot {

/// Gives a feedback event its sealed words; whoever has no key any more keeps none.
void seal_feedback(
    domain::event& what,
    const handlers::snapshot& seen,
    const candidate_vault& vault
);

/// The interview of that name with the words of its feedback; nothing when there is nothing to open
/// (yet).
[[nodiscard]] std::optional<domain::interview> opened_feedback(
    const handlers::snapshot& seen,
    const std::string& name,
    const candidate_vault& vault
);

}  // namespace fillrate::bot
