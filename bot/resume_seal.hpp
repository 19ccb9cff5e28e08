// Where a resume is, or the key of its file, is readable only with the candidate's own key: sealed
// before it is stored, opened once submittal and candidate are both loaded.
#pragma once

#include "bot/candidate_vault.hpp"
#include "core/domain/event.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::bot {

/// Gives an event that attaches a resume its sealed part. The candidate may come with `decided`
/// itself, already with a key; whoever has none any more keeps no resume.
void seal_resume(
    domain::event& what,
    const domain::submittal* sub,
    const std::vector<domain::event>& decided,
    const handlers::snapshot& seen,
    const candidate_vault& vault
);

/// The submittal of that name with its resume readable; nothing when there is nothing to open
/// (yet).
[[nodiscard]] std::optional<domain::submittal> opened_resume(
    const handlers::snapshot& seen,
    const std::string& name,
    const candidate_vault& vault
);

}  // namespace fillrate::bot
