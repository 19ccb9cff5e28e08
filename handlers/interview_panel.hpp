// Whom a panel may name.
#pragma once

#include "handlers/asking.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <vector>

namespace fillrate::handlers {

/// The pages of people this actor may name on a panel, or nothing when they are loaded.
[[nodiscard]] std::optional<need> missing_panel_people(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);
/// Those people.
[[nodiscard]] std::vector<chat::named> panel_people(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
);

/// Whom the command or form names under `key`; a problem for each who cannot be named.
[[nodiscard]] std::vector<chat::name_match> read_people(
    const context& ctx,
    std::string_view key,
    const std::vector<chat::named>& people,
    field_problems& problems
);
/// The panel that "panel" and "optional" name; without any the requisition's hiring manager.
[[nodiscard]] std::vector<domain::interviewer> read_panel(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req,
    field_problems& problems
);

}  // namespace fillrate::handlers
