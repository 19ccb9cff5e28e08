// Who inside the firm looks after somebody outside it (DOMAIN.md 0).
#pragma once

#include "core/domain/directory.hpp"
#include "handlers/handler.hpp"

#include <variant>
#include <vector>

namespace fillrate::handlers {

/// Of those with these grants: the first who can be written to of the account managers of their
/// client, or of what their supplier works on, else who made its channel, else of operations, else
/// of the administrators; never `self`. Null when nobody can; else what must be loaded first.
[[nodiscard]] std::variant<const domain::person*, need> find_keeper(
    const person_id& self,
    const std::vector<domain::grant>& grants,
    const snapshot& seen
);

}  // namespace fillrate::handlers
