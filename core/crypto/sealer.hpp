// Sealing of tokens and personal data at rest: AES-256-GCM with a random nonce.
#pragma once

#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "core/crypto/key.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::crypto {

/// Seals with the current key, opens with it or a previous one. A sealed text is bytes:
/// key id (1) | nonce (12) | ciphertext | tag (16). Random nonces allow 2^32 seals per key (NIST SP
/// 800-38D 8.3).
class sealer {
public:
    static constexpr std::size_t overhead = 1 + 12 + 16;

    /// `random` must outlive the sealer.
    sealer(key current, std::vector<key> previous, random_source& random);

    /// `bound_to` (tenant|entity|field|version) is authenticated, not stored: the text opens only
    /// in its own place.
    [[nodiscard]] std::string seal(std::string_view plain, std::string_view bound_to) const;
    /// invalid_input on any change of text, place or key; nothing else is told.
    [[nodiscard]] result<std::string> open(std::string_view sealed, std::string_view bound_to)
        const;
    /// Whether the text was sealed with a previous key and should be sealed again when written
    /// next.
    [[nodiscard]] bool is_outdated(std::string_view sealed) const noexcept;

private:
    struct identified_key {
        std::uint8_t id;
        key value;
    };
    std::vector<identified_key> keys_;  // the current one first
    random_source* random_;
};

}  // namespace fillrate::crypto
