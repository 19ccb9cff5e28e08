// The form of `req new`, for what a line lacks.
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// What stands in the list of clients for one that is not there yet, and marks the form for it.
inline constexpr std::string_view new_client_value = "+";
inline constexpr std::string_view new_client_subject = "new:client";

/// Those this person may open one for.
using clients = std::vector<const domain::client*>;

/// Null when it is none of them.
[[nodiscard]] const domain::client* client_of(const clients& in, std::string_view id);
/// A form's site names its client too, since one list shows the sites of all.
[[nodiscard]] std::string qualified(const domain::client& client, const domain::site& site);

/// Who may be its hiring manager and its owner.
[[nodiscard]] std::optional<need> missing_people_of(
    const snapshot& seen,
    const domain::client& client
);

/// The form for the rest of a line, prefilled with what was typed; an ambiguous client or site
/// leaves its field open to be picked.
[[nodiscard]] outcome ask_for_rest(const context& ctx, const snapshot& seen, const clients& in);
/// The same for a client that is not there yet: it is made with its first requisition.
[[nodiscard]] outcome ask_with_new_client(const context& ctx, const snapshot& seen);

}  // namespace fillrate::handlers
