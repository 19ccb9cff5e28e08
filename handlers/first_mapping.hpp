// How somebody of a platform becomes known: a conversation of their own, the mapping of their id,
// one welcome (DOMAIN.md 0, 9).
#pragma once

#include "handlers/handler.hpp"

#include <string>

namespace fillrate::handlers {

/// One welcome, at the first mapping.
[[nodiscard]] chat::outgoing welcome_of(const domain::person& person);

/// `person` has id, name and grants; it gets its conversation and is put, and is welcomed unless
/// somebody has to say first who they are. `mapping`: the record of the platform's user `user`.
void make_known(
    decision& into,
    const platform_names& names,
    const std::string& mapping,
    const std::string& user,
    domain::person person
);

}  // namespace fillrate::handlers
