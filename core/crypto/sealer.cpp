#include "core/crypto/sealer.hpp"

#include "core/crypto/openssl_bytes.hpp"

#include <openssl/evp.h>

#include <array>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>

namespace fillrate::crypto {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

struct free_context {
    void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};
struct free_cipher {
    void operator()(EVP_CIPHER* cipher) const noexcept { EVP_CIPHER_free(cipher); }
};
using context_ptr = std::unique_ptr<EVP_CIPHER_CTX, free_context>;

const EVP_CIPHER* fetched_cipher() {
    static const std::unique_ptr<EVP_CIPHER, free_cipher> cipher(
        EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)
    );
    return cipher.get();
}

int length_of(std::string_view bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw std::length_error("text too long to seal");
    }
    return static_cast<int>(bytes.size());
}

context_ptr begin(const key& with, std::string_view nonce, bool encrypt) {
    context_ptr context(EVP_CIPHER_CTX_new());
    const bool ready = context && fetched_cipher() != nullptr &&
                       EVP_CipherInit_ex2(
                           context.get(),
                           fetched_cipher(),
                           data_of(with.reveal()),
                           data_of(nonce),
                           encrypt ? 1 : 0,
                           nullptr
                       ) == 1;
    if (!ready) {
        throw std::runtime_error("OpenSSL failed: AES-256-GCM");
    }
    return context;
}

/// Additional data first, then the text. An empty piece is skipped: OpenSSL takes a null output for
/// additional data.
bool run(EVP_CIPHER_CTX* context, std::string_view aad, std::string_view in, std::string& out) {
    int length = 0;
    if (!aad.empty() &&
        EVP_CipherUpdate(context, nullptr, &length, data_of(aad), length_of(aad)) != 1) {
        return false;
    }
    return in.empty() ||
           EVP_CipherUpdate(context, data_of(out), &length, data_of(in), length_of(in)) == 1;
}

std::string encrypt(
    const key& with,
    std::string_view nonce,
    std::string_view plain,
    std::string_view aad
) {
    const auto context = begin(with, nonce, true);
    std::string out(plain.size(), '\0');
    std::array<unsigned char, tag_size> tag{};
    int length = 0;
    const bool done =
        run(context.get(), aad, plain, out) &&
        EVP_CipherFinal_ex(context.get(), tag.data(), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()) == 1;
    if (!done) {
        throw std::runtime_error("OpenSSL failed: sealing");
    }
    return out.append(tag.begin(), tag.end());
}

/// False when the tag does not fit; `out` is then not to be used.
bool decrypt(
    const key& with,
    std::string_view nonce,
    std::string_view sealed,
    std::string_view aad,
    std::string& out
) {
    const auto text = sealed.substr(0, sealed.size() - tag_size);
    std::array<unsigned char, tag_size> tag{};
    sealed.substr(text.size()).copy(reinterpret_cast<char*>(tag.data()), tag_size);
    const auto context = begin(with, nonce, false);
    out.assign(text.size(), '\0');
    std::array<unsigned char, tag_size> nothing{};
    int length = 0;
    return EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1 &&
           run(context.get(), aad, text, out) &&
           EVP_CipherFinal_ex(context.get(), nothing.data(), &length) == 1;
}

}  // namespace

sealer::sealer(key current, std::vector<key> previous, random_source& random) : random_(&random) {
    keys_.push_back({key_id(current), std::move(current)});
    for (auto& old : previous) {
        keys_.push_back({key_id(old), std::move(old)});
    }
}

std::string sealer::seal(std::string_view plain, std::string_view bound_to) const {
    std::array<unsigned char, nonce_size> nonce{};
    random_->fill(nonce);
    const std::string_view nonce_bytes(reinterpret_cast<const char*>(nonce.data()), nonce.size());
    std::string out;
    out.reserve(plain.size() + overhead);
    out += static_cast<char>(keys_.front().id);
    out += nonce_bytes;
    out += encrypt(keys_.front().value, nonce_bytes, plain, bound_to);
    return out;
}

result<std::string> sealer::open(std::string_view sealed, std::string_view bound_to) const {
    if (sealed.size() >= overhead) {
        const auto nonce = sealed.substr(1, nonce_size);
        // Two keys may share an id; the tag then says which one it was.
        for (const auto& candidate : keys_) {
            std::string plain;
            if (candidate.id == static_cast<std::uint8_t>(sealed.front()) &&
                decrypt(candidate.value, nonce, sealed.substr(1 + nonce_size), bound_to, plain)) {
                return plain;
            }
        }
    }
    return error{errc::invalid_input, "sealed text cannot be opened"};
}

bool sealer::is_outdated(std::string_view sealed) const noexcept {
    return !sealed.empty() && static_cast<std::uint8_t>(sealed.front()) != keys_.front().id;
}

}  // namespace fillrate::crypto
