#include "bot/candidate_vault.hpp"

#include "bot/field_archive.hpp"
#include "core/base/text.hpp"
#include "core/crypto/sealer.hpp"

#include <boost/json/parse.hpp>

#include <stdexcept>

namespace fillrate::bot {

namespace {

struct personal_fields {
    std::string name{}, email{}, phone{}, about{};
};

template <class V, class T>
void describe_personal(V& f, T& v) {
    f("n", v.name);
    f("e", v.email);
    f("p", v.phone);
    f("a", v.about);
}

constexpr std::string_view key_place = "candidate|key";

std::string data_place(const domain::candidate& of) {
    return "candidate|" + of.id.value;
}

crypto::sealer sealer_with(const crypto::key& key, random_source& random) {
    return {key, {}, random};
}

}  // namespace

candidate_vault::candidate_vault(const crypto::key& master)
    : wrapping_(crypto::derive(master, crypto::purpose::sealing)) {}

std::string candidate_vault::make_key() const {
    system_random random;
    const auto key = crypto::key::generate(random);
    return base64url_encode(sealer_with(wrapping_, random).seal(key.reveal(), key_place));
}

std::optional<crypto::key> candidate_vault::unwrapped(const domain::candidate& of) const {
    system_random random;
    const auto wrapped = base64url_decode(of.key);
    if (!wrapped || wrapped->empty()) {
        return std::nullopt;
    }
    const auto bytes = sealer_with(wrapping_, random).open(*wrapped, key_place);
    auto key = bytes ? crypto::key::from_bytes(*bytes) : result<crypto::key>(bytes.error());
    return key ? std::optional{std::move(*key)} : std::nullopt;
}

domain::candidate candidate_vault::sealed(domain::candidate open) const {
    const auto key = unwrapped(open);
    if (!key) {
        if (!open.name.empty() || !open.email.empty() || !open.phone.empty()) {
            throw std::logic_error("personal data has no key to be sealed with");
        }
        return open;  // erased
    }
    const personal_fields personal{open.name, open.email, open.phone, open.about};
    std::string json;
    field_writer writer(json);
    describe_personal(writer, personal);
    writer.finish();
    system_random random;
    open.sealed = base64url_encode(sealer_with(*key, random).seal(json, data_place(open)));
    open.name.clear();
    open.email.clear();
    open.phone.clear();
    open.about.clear();
    return open;
}

domain::candidate candidate_vault::opened(domain::candidate closed) const {
    const auto key = unwrapped(closed);
    const auto bytes = base64url_decode(closed.sealed);
    if (!key || !bytes) {
        return closed;
    }
    system_random random;
    const auto json = sealer_with(*key, random).open(*bytes, data_place(closed));
    if (!json) {
        return closed;
    }
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json->data(), json->size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr) {
        return closed;
    }
    personal_fields personal;
    field_reader reader(*object);
    describe_personal(reader, personal);
    closed.name = std::move(personal.name);
    closed.email = std::move(personal.email);
    closed.phone = std::move(personal.phone);
    closed.about = std::move(personal.about);
    closed.sealed.clear();
    return closed;
}

std::string candidate_vault::sealed_words(
    const domain::candidate& about,
    std::string_view words,
    const std::string& place
) const {
    const auto key = unwrapped(about);
    if (!key) {
        return {};
    }
    system_random random;
    return base64url_encode(sealer_with(*key, random).seal(words, data_place(about) + '|' + place));
}

std::string candidate_vault::opened_words(
    const domain::candidate& about,
    std::string_view sealed,
    const std::string& place
) const {
    const auto key = unwrapped(about);
    const auto bytes = base64url_decode(sealed);
    if (!key || !bytes) {
        return {};
    }
    system_random random;
    const auto words = sealer_with(*key, random).open(*bytes, data_place(about) + '|' + place);
    return words ? *words : std::string{};
}

}  // namespace fillrate::bot
