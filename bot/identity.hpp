// From a platform's ids to the names of our records. Raw platform text never becomes part of a key:
// names hold a keyed hash of it (RELIABILITY.md 4.2, N082).
#pragma once

#include "core/base/strong.hpp"
#include "core/chat/request.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/key.hpp"
#include "core/domain/origin.hpp"

#include <string>
#include <string_view>

namespace fillrate::bot {

class identity {
public:
    explicit identity(const crypto::key& master);

    /// Record that maps a platform user to a person.
    [[nodiscard]] std::string user_mapping(
        std::string_view platform,
        std::string_view tenant,
        std::string_view user
    ) const;
    /// Record that maps a platform channel to a conversation.
    [[nodiscard]] std::string channel_mapping(
        std::string_view platform,
        std::string_view tenant,
        std::string_view channel
    ) const;
    /// Record that knows what became of another system's client, site, ...
    [[nodiscard]] std::string external_record(std::string_view kind, const domain::origin& of)
        const;
    /// Record that says which subject's card a message is.
    [[nodiscard]] std::string thread_record(
        std::string_view platform,
        std::string_view tenant,
        std::string_view channel,
        std::string_view message
    ) const;

private:
    [[nodiscard]] std::string hashed(
        std::string_view what,
        std::string_view platform,
        std::string_view tenant,
        std::string_view id
    ) const;

    crypto::hmac_key key_;
};

/// The command id of a delivery: equal for every redelivery of it (RELIABILITY.md 4.3).
[[nodiscard]] command_id command_of(const chat::request& request);

}  // namespace fillrate::bot
