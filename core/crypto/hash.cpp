#include "core/crypto/hash.hpp"

#include "core/base/text.hpp"
#include "core/crypto/openssl_bytes.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace fillrate::crypto {
namespace {

/// OpenSSL fails here only without memory or without its default provider: nothing a caller could
/// handle.
void require(bool done, const char* what) {
    if (!done) {
        throw std::runtime_error(std::string("OpenSSL failed: ") + what);
    }
}

struct free_md {
    void operator()(EVP_MD* md) const noexcept { EVP_MD_free(md); }
};
struct free_mac {
    void operator()(EVP_MAC* mac) const noexcept { EVP_MAC_free(mac); }
};
struct free_mac_context {
    void operator()(EVP_MAC_CTX* context) const noexcept { EVP_MAC_CTX_free(context); }
};

/// Fetched once: a fetch per call costs more than hashing a short text.
const EVP_MD* fetched_sha256() {
    static const std::unique_ptr<EVP_MD, free_md> md(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    require(md != nullptr, "SHA256");
    return md.get();
}

}  // namespace

std::string_view as_bytes(const digest& d) noexcept {
    return {reinterpret_cast<const char*>(d.data()), d.size()};
}

std::string to_hex(const digest& d) {
    return hex_encode(as_bytes(d));
}

digest sha256(std::string_view bytes) {
    digest out{};
    require(
        EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, fetched_sha256(), nullptr) == 1,
        "EVP_Digest"
    );
    return out;
}

std::string short_hash(std::string_view bytes, std::size_t hex_digits) {
    return to_hex(sha256(bytes)).substr(0, hex_digits);
}

bool equal_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

struct hmac_key::context {
    std::unique_ptr<EVP_MAC_CTX, free_mac_context> mac;
};

hmac_key::hmac_key(std::string_view key) : context_(std::make_unique<context>()) {
    static const std::unique_ptr<EVP_MAC, free_mac> hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    require(hmac != nullptr, "HMAC");
    context_->mac.reset(EVP_MAC_CTX_new(hmac.get()));
    require(context_->mac != nullptr, "EVP_MAC_CTX_new");
    std::string digest_name = "SHA256";
    const std::array<OSSL_PARAM, 2> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name.data(), 0),
        OSSL_PARAM_construct_end()};
    // A null key would mean "as before"; the empty key is legal for HMAC and needs an address.
    const std::string_view given = key.data() == nullptr ? std::string_view("") : key;
    require(
        EVP_MAC_init(context_->mac.get(), data_of(given), given.size(), parameters.data()) == 1,
        "EVP_MAC_init"
    );
}

hmac_key::~hmac_key() = default;
hmac_key::hmac_key(hmac_key&&) noexcept = default;
hmac_key& hmac_key::operator=(hmac_key&&) noexcept = default;

digest hmac_key::sign(std::string_view message) const {
    return sign({message});
}

digest hmac_key::sign(std::initializer_list<std::string_view> parts) const {
    EVP_MAC_CTX* const mac = context_->mac.get();
    require(EVP_MAC_init(mac, nullptr, 0, nullptr) == 1, "EVP_MAC_init");
    for (const auto part : parts) {
        require(EVP_MAC_update(mac, data_of(part), part.size()) == 1, "EVP_MAC_update");
    }
    digest out{};
    std::size_t length = 0;
    require(EVP_MAC_final(mac, out.data(), &length, out.size()) == 1, "EVP_MAC_final");
    return out;
}

bool hmac_key::verify(std::string_view message, std::string_view mac) const {
    constexpr std::size_t fewest = 12;
    if (mac.size() < fewest || mac.size() > digest{}.size()) {
        return false;
    }
    const digest right = sign(message);
    return equal_constant_time(as_bytes(right).substr(0, mac.size()), mac);
}

}  // namespace fillrate::crypto
