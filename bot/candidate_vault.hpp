// Personal data of candidates at rest: each has a random data key of their own, wrapped with the
// installation's; without it neither record nor events can be read again (DESIGN.md 2).
#pragma once

#include "core/base/random.hpp"
#include "core/crypto/key.hpp"
#include "core/domain/candidate.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::bot {

class candidate_vault {
public:
    explicit candidate_vault(const crypto::key& master);

    /// A new data key, wrapped, for domain::candidate::key.
    [[nodiscard]] std::string make_key() const;

    /// The personal fields moved into `sealed`, under the candidate's own key. A candidate without
    /// one must have none left (a programming error otherwise).
    [[nodiscard]] domain::candidate sealed(domain::candidate open) const;
    /// The reverse. Without the key, or with another one, the personal fields stay empty and
    /// `sealed` stays.
    [[nodiscard]] domain::candidate opened(domain::candidate closed) const;

    /// Words about a candidate, such as an interviewer's, under the candidate's own key; empty when
    /// they have none any more. `place` says where they stand: elsewhere they cannot be opened.
    [[nodiscard]] std::string sealed_words(
        const domain::candidate& about,
        std::string_view words,
        const std::string& place
    ) const;
    /// The reverse; empty without the key, or from another place.
    [[nodiscard]] std::string opened_words(
        const domain::candidate& about,
        std::string_view sealed,
        const std::string& place
    ) const;

private:
    [[nodiscard]] std::optional<crypto::key> unwrapped(const domain::candidate& of) const;

    crypto::key wrapping_;
};

}  // namespace fillrate::bot
