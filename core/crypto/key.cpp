#include "core/crypto/key.hpp"

#include "core/base/text.hpp"
#include "core/crypto/hash.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <stdexcept>

namespace fillrate::crypto {
namespace {

constexpr std::string_view label_of(purpose what) noexcept {
    switch (what) {
        case purpose::record_mac:
            return "record mac";
        case purpose::action_mac:
            return "action mac";
        case purpose::platform_id:
            return "platform id";
        case purpose::sealing:
            return "sealing";
        case purpose::audit_chain:
            return "audit chain";
        case purpose::candidate_id:
            return "candidate id";
        case purpose::claim_code:
            return "claim code";
        case purpose::web_session:
            return "web session";
    }
    return "unknown";
}

void wipe(std::string& text) {
    OPENSSL_cleanse(text.data(), text.size());
}

key take(std::string bytes) {
    auto made = key::from_bytes(bytes);
    wipe(bytes);
    return *made;
}

}  // namespace

result<key> key::from_base64(std::string_view text) {
    auto bytes = base64_decode(trim(text));
    if (!bytes || bytes->size() != size) {
        return error{errc::invalid_input, "expected 32 bytes in base64 (44 characters)"};
    }
    return take(std::move(*bytes));
}

result<key> key::from_bytes(std::string_view bytes) {
    if (bytes.size() != size) {
        return error{errc::invalid_input, "expected a key of 32 bytes"};
    }
    key made;
    std::copy(bytes.begin(), bytes.end(), made.bytes_.begin());
    return made;
}

key key::generate(random_source& random) {
    key made;
    random.fill(made.bytes_);
    return made;
}

key::~key() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

std::string_view key::reveal() const noexcept {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
}

std::string key::to_base64() const {
    return base64_encode(reveal());
}

key derive(const key& master, purpose what) {
    return derive(master, what, {});
}

key derive(const key& master, purpose what, std::string_view context) {
    std::string info = "fillrate 1 ";
    info += label_of(what);
    info += '\0';
    info += context;
    return take(hkdf_sha256(master.reveal(), {}, info, key::size));
}

std::string hkdf_sha256(
    std::string_view input_key,
    std::string_view salt,
    std::string_view info,
    std::size_t length
) {
    constexpr std::size_t block_size = digest{}.size();
    if (length == 0 || length > 255 * block_size) {
        throw std::logic_error("HKDF-SHA256 gives 1 to 8160 bytes");
    }
    const std::string zeros(block_size, '\0');
    const digest extracted =
        hmac_key(salt.empty() ? std::string_view(zeros) : salt).sign(input_key);
    const hmac_key expand(as_bytes(extracted));
    std::string out;
    out.reserve(length + block_size);
    digest block{};
    std::string_view previous;
    for (unsigned char counter = 1; out.size() < length; ++counter) {
        const char count = static_cast<char>(counter);
        block = expand.sign({previous, info, std::string_view(&count, 1)});
        previous = as_bytes(block);
        out += previous;
    }
    out.resize(length);
    return out;
}

std::uint8_t key_id(const key& k) {
    return static_cast<std::uint8_t>(hkdf_sha256(k.reveal(), {}, "fillrate 1 key id", 1).front());
}

}  // namespace fillrate::crypto
