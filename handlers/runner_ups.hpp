// Who is still in play when an offer is declined or somebody falls off: suggested to the program,
// to nobody else (DOMAIN.md 3.1, 3.5).
#pragma once

#include "handlers/handler.hpp"

#include <optional>

namespace fillrate::handlers {

/// Whether a place that was as good as taken is to be filled again.
[[nodiscard]] bool leaves_a_place(const domain::event& what);
/// The candidates of the requisition, as far as they are not loaded yet.
[[nodiscard]] std::optional<need> missing_runner_ups(
    const snapshot& seen,
    const domain::requisition& req
);
/// Adds up to three of them, the furthest first, each with the button that shows them; nothing
/// when nobody is left. Only for readers inside the program.
void add_runner_ups(chat::message& to, const snapshot& seen, const domain::requisition& req);

}  // namespace fillrate::handlers
