// The first administrators: the people of [admin] people, or whoever types the claim code that the
// first start prints (DESIGN.md 6).
#pragma once

#include "bot/claim_codes.hpp"
#include "bot/engine.hpp"
#include "config/settings.hpp"

#include <string>
#include <vector>

namespace fillrate::bot {

/// Everything it stands on.
struct administrator_parts {
    ports::store& store;
    const record_codec& codec;
    const identity& names;
    const claim_codes& claims;
    random_source& random;
    engine& engine_of;
};

/// What makes a user of the platform a person with every role inside the firm; `mapping` is the
/// record that knows the user.
[[nodiscard]] handlers::decision new_administrator(
    const config::platform_account& account,
    const std::string& mapping,
    person_id id,
    std::string name
);

/// Every named person is one from then on; whoever is already stays as they are.
[[nodiscard]] async::awaitable<result<void>> add_administrators(
    administrator_parts on,
    std::vector<config::platform_account> people,
    instant now
);

/// What the operator is told at the start of a store nobody administers: the code, once; later
/// where to get another. Empty when there is an administrator.
[[nodiscard]] async::awaitable<result<std::string>> claim_notice(
    administrator_parts on,
    std::string root,
    instant now
);

}  // namespace fillrate::bot
