#include "core/crypto/sealer.hpp"

#include "core/base/text.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <string>
#include <vector>

namespace fillrate::crypto {
namespace {

std::string from_hex(std::string_view text) {
    return hex_decode(text).value();
}

key key_of(std::string_view hex) {
    return key::from_bytes(from_hex(hex)).value();
}

struct gcm_case {
    std::string key_hex;
    std::string nonce;
    std::string plain;
    std::string aad;
    std::string cipher_and_tag;
};

// The GCM specification submitted to NIST (McGrew, Viega), appendix B, AES-256 cases 13, 14 and 16.
TEST(sealer, opens_published_vectors) {
    const std::string zeros(64, '0');
    const std::vector<gcm_case> cases{
        {zeros, std::string(24, '0'), "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
        {zeros,
         std::string(24, '0'),
         std::string(32, '0'),
         "",
         "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
        {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
         "cafebabefacedbaddecaf888",
         "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e244"
         "9"
         "a6b525b16aedf5aa0de657ba637b39",
         "feedfacedeadbeeffeedfacedeadbeefabaddad2",
         "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b105"
         "6"
         "828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"}};
    seeded_random random(1);
    for (const auto& c : cases) {
        const key k = key_of(c.key_hex);
        const sealer box(k, {}, random);
        const std::string sealed =
            static_cast<char>(key_id(k)) + from_hex(c.nonce) + from_hex(c.cipher_and_tag);
        const auto opened = box.open(sealed, from_hex(c.aad));
        ASSERT_TRUE(opened) << c.cipher_and_tag;
        EXPECT_EQ(hex_encode(*opened), c.plain);
    }
}

TEST(sealer, what_is_sealed_opens_in_its_place_only) {
    EXPECT_TRUE(rc::check([](const std::string& plain, const std::string& place, std::uint64_t seed
                          ) {
        seeded_random random(seed);
        const sealer box(key::generate(random), {}, random);
        const auto sealed = box.seal(plain, place);
        RC_ASSERT(sealed.size() == plain.size() + sealer::overhead);
        RC_ASSERT(box.open(sealed, place).value() == plain);
        RC_ASSERT(box.open(sealed, place + "x").has_error());
        RC_ASSERT(box.seal(plain, place) != sealed);
    }));
}

TEST(sealer, any_changed_bit_is_noticed) {
    seeded_random random(5);
    const sealer box(key::generate(random), {}, random);
    const auto sealed = box.seal("phone +1 901 555 0100", "acme|C-7|phone|3");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        std::string changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        const auto opened = box.open(changed, "acme|C-7|phone|3");
        ASSERT_TRUE(opened.has_error()) << bit;
        EXPECT_EQ(opened.error().code, errc::invalid_input);
    }
    for (std::size_t length = 0; length < sealed.size(); ++length) {
        EXPECT_FALSE(box.open(sealed.substr(0, length), "acme|C-7|phone|3")) << length;
    }
    EXPECT_FALSE(box.open(sealed + '\0', "acme|C-7|phone|3"));
    EXPECT_FALSE(box.open(sealed, "acme|C-8|phone|3"));
    EXPECT_FALSE(box.open(sealed, ""));
}

TEST(sealer, rotation_keeps_old_texts_readable) {
    seeded_random random(9);
    const key old_key = key::generate(random);
    const key new_key = key::generate(random);
    ASSERT_NE(key_id(old_key), key_id(new_key));
    const sealer before(old_key, {}, random);
    const sealer after(new_key, {old_key}, random);
    const auto sealed = before.seal("text", "place");
    EXPECT_EQ(after.open(sealed, "place").value(), "text");
    EXPECT_TRUE(after.is_outdated(sealed));
    EXPECT_FALSE(after.is_outdated(after.seal("text", "place")));
    EXPECT_FALSE(before.open(after.seal("text", "place"), "place"));
}

TEST(sealer, two_keys_of_one_id_are_told_apart_by_the_tag) {
    seeded_random random(2);
    const key first = key::generate(random);
    key second = key::generate(random);
    while (key_id(second) != key_id(first)) {
        second = key::generate(random);
    }
    const sealer before(first, {}, random);
    const sealer after(second, {first}, random);
    EXPECT_EQ(after.open(before.seal("text", "place"), "place").value(), "text");
}

}  // namespace
}  // namespace fillrate::crypto
