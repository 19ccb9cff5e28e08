// `for:` on any act: in whose name it is done (DOMAIN.md 0). One place reads it, so that nobody is
// named who could not have done it themselves.
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <variant>

namespace fillrate::handlers {

/// Who may be named for an act.
struct spoken_for {
    const domain::requisition* req = nullptr;  ///< null: of one that is being opened
    client_id client{};
    bool manager = false;    ///< its hiring manager, and who decides in their place
    supplier_id supplier{};  ///< this one; empty: none
    std::string supplier_name{};
};

/// The hiring manager of a requisition, or who decides in their place.
[[nodiscard]] spoken_for speaking_for_manager(const domain::requisition& req);
/// The supplier a candidate came from.
[[nodiscard]] spoken_for speaking_for_supplier(
    const domain::requisition& req,
    const domain::submittal& sub
);

/// The people to load before `for:` can be read; nothing when it is not given or all are.
[[nodiscard]] std::optional<need> missing_for_behalf(
    const context& ctx,
    const snapshot& seen,
    const spoken_for& whom
);

/// A form that asks for the rest keeps in whose name it is done.
void keep_behalf(const context& ctx, chat::form& form);

/// The shown name that `for:` means; empty when it is not given, or means the actor or their own
/// firm. Else what has to be loaded, or a refusal: of somebody who is none of `whom`, and of
/// everybody else by who speaks for themselves only.
[[nodiscard]] std::variant<std::string, outcome> read_on_behalf(
    const context& ctx,
    const snapshot& seen,
    const spoken_for& whom
);

}  // namespace fillrate::handlers
