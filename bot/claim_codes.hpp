// The one-time code that makes the first administrator: one per store, kept hashed, for 24 hours
// (DESIGN.md 6).
#pragma once

#include "bot/record_codec.hpp"
#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/key.hpp"
#include "core/domain/directory.hpp"
#include "core/ports/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::bot {

class claim_codes {
public:
    explicit claim_codes(const crypto::key& master);

    /// "7K3Q-9F": six characters that are not mistaken for one another, 30 random bits.
    [[nodiscard]] static std::string make(random_source& random);
    [[nodiscard]] std::string hash(std::string_view code) const;
    /// Whether somebody typed the code of this hash; case, dashes and spaces do not matter.
    [[nodiscard]] bool matches(std::string_view typed, std::string_view hash) const;

private:
    crypto::hmac_key key_;
};

/// What claiming this store stands at.
enum class claim_state {
    none,     ///< no code was ever issued
    open,     ///< a code is out
    stale,    ///< it expired, or was locked by wrong tries
    claimed,  ///< there is an administrator
};

struct claim_status {
    claim_state what = claim_state::none;
    std::optional<domain::claim> stored{};
    std::uint64_t version = 0;
};

[[nodiscard]] async::awaitable<result<claim_status>> read_claim(
    ports::store& store,
    const record_codec& codec,
    instant now
);

/// A new code in place of the old one; `seen` is what it replaces. Errors: conflict: somebody else
/// was faster.
[[nodiscard]] async::awaitable<result<std::string>> issue_claim(
    ports::store& store,
    const record_codec& codec,
    const claim_codes& codes,
    random_source& random,
    instant now
);

/// "Claim this workspace: type /hire claim 7K3Q-9F (valid for 24 hours)"
[[nodiscard]] std::string claim_line(std::string_view root, std::string_view code);

}  // namespace fillrate::bot
