// Where a Redis is and who we are there, from redis:// rediss:// and unix:// addresses.
#pragma once

#include "core/base/result.hpp"
#include "core/base/secret.hpp"
#include "core/ports/dialer.hpp"

#include <string>
#include <string_view>

namespace fillrate::redis {

struct server_address {
    ports::endpoint where{};
    std::string user{};  ///< empty: the default user
    secret password{};   ///< empty: no AUTH
};

/// redis://[user[:password]@]host[:port] (plain), rediss:// (TLS), unix://[user[:password]@]/path.
/// Strict: no query, fragment or database other than 0. The error names what is wrong and repeats
/// no secret.
[[nodiscard]] result<server_address> parse_redis_url(std::string_view text);

/// "redis://host:port" or "unix:///path": without credentials, for people and logs.
[[nodiscard]] std::string describe(const server_address& address);

}  // namespace fillrate::redis
