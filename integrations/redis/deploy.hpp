// What is done once at start, with the rights of the deploying user: load the functions, check that
// the server keeps its promises, write or compare what the store is.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/redis/keys.hpp"
#include "integrations/redis/redis_store.hpp"
#include "integrations/redis/redis_url.hpp"

#include <string>
#include <vector>

namespace fillrate::redis {

struct deploy_options {
    bool allow_weaker = false;      ///< store.allow_weaker: weaker settings only warn
    std::uint32_t shards = 16;      ///< store.shards
    std::string new_incarnation{};  ///< a fresh ULID, taken when the store is still empty
};

struct deployed {
    store_identity identity{};
    std::string version{};                ///< of the server
    std::vector<std::string> warnings{};  ///< weaker settings that were allowed
};

/// unavailable: not reachable. forbidden: the user may not do this. invalid_input: a setting or a
/// version is refused; the text names setting and fix. conflict: the store was made with other
/// values or by another version.
[[nodiscard]] async::awaitable<result<deployed>> deploy(
    ports::dialer& network,
    server_address address,
    key_space keys,
    deploy_options options,
    steady_instant deadline
);

/// What is wrong with the server's settings, each with its fix; empty when they promise durability
/// (RELIABILITY.md 1.1). `settings` is the flat reply of CONFIG GET.
[[nodiscard]] std::vector<std::string> weak_settings(const reply& settings);

/// The ACL rules of the application user: exactly the commands that the functions and the reads
/// use, on our keys only. Functions run with the rights of who calls them.
[[nodiscard]] std::string application_acl();
/// The commands in it, lower case, sorted.
[[nodiscard]] std::vector<std::string_view> application_commands();

}  // namespace fillrate::redis
