// The 32-byte keys of the installation and the keys derived from them per purpose.
#pragma once

#include "core/base/random.hpp"
#include "core/base/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::crypto {

/// 256 secret bytes-in-bits; wiped when it goes. Has no output operator and no comparison.
class key {
public:
    static constexpr std::size_t size = 32;

    /// Base64 text of exactly 32 bytes, surrounding white space ignored (FILLRATE_KEY may come from
    /// a file).
    [[nodiscard]] static result<key> from_base64(std::string_view text);
    /// Exactly 32 raw bytes.
    [[nodiscard]] static result<key> from_bytes(std::string_view bytes);
    [[nodiscard]] static key generate(random_source& random);

    key(const key&) = default;
    key(key&&) noexcept = default;
    key& operator=(const key&) = default;
    key& operator=(key&&) noexcept = default;
    ~key();

    [[nodiscard]] std::string_view reveal() const noexcept;
    /// For writing a generated key to its file.
    [[nodiscard]] std::string to_base64() const;

private:
    key() = default;
    std::array<unsigned char, size> bytes_{};
};

/// What a derived key is for. One key never serves two purposes.
enum class purpose {
    record_mac,    ///< authenticity of stored records
    action_mac,    ///< action values of buttons
    platform_id,   ///< keyed names of platform users and workspaces
    sealing,       ///< tokens and personal data at rest
    audit_chain,   ///< the audit stream's hash chain
    candidate_id,  ///< keyed names of candidates and of who may represent them
    claim_code,    ///< stored hashes of claim codes
    web_session    ///< signed cookies and one-time links of the web chat
};

/// HKDF-SHA256 (RFC 5869) of the master key for one purpose.
[[nodiscard]] key derive(const key& master, purpose what);
/// The same with a further context, such as an organisation id.
[[nodiscard]] key derive(const key& master, purpose what, std::string_view context);

/// HKDF-SHA256 (RFC 5869), extract and expand, 1 to 8160 bytes.
[[nodiscard]] std::string hkdf_sha256(
    std::string_view input_key,
    std::string_view salt,
    std::string_view info,
    std::size_t length
);

/// One byte that names a key without telling about it, to find the right one among few after a
/// rotation.
[[nodiscard]] std::uint8_t key_id(const key& k);

}  // namespace fillrate::crypto
