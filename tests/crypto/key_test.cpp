#include "core/crypto/key.hpp"

#include "core/base/text.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace fillrate::crypto {
namespace {

struct hkdf_case {
    std::string input_key;
    std::string salt;
    std::string info;
    std::size_t length;
    std::string output;
};

/// The bytes first, first + 1, ...
std::string rising(unsigned first, unsigned count) {
    std::string bytes;
    for (unsigned i = 0; i < count; ++i) {
        bytes += static_cast<char>(first + i);
    }
    return bytes;
}

// RFC 5869 appendix A, cases 1 to 3.
TEST(hkdf, published_vectors) {
    const std::vector<hkdf_case> cases{
        {std::string(22, '\x0b'),
         rising(0x00, 13),
         rising(0xf0, 10),
         42,
         "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
        {rising(0x00, 80),
         rising(0x60, 80),
         rising(0xb0, 80),
         82,
         "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65"
         "e"
         "590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
        {std::string(22, '\x0b'),
         "",
         "",
         42,
         "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"}};
    for (const auto& c : cases) {
        EXPECT_EQ(hex_encode(hkdf_sha256(c.input_key, c.salt, c.info, c.length)), c.output);
    }
    EXPECT_EQ(hkdf_sha256("k", "s", "i", 8160).size(), 8160U);
    EXPECT_THROW((void)hkdf_sha256("k", "s", "i", 8161), std::logic_error);
    EXPECT_THROW((void)hkdf_sha256("k", "s", "i", 0), std::logic_error);
}

TEST(key, reads_base64_of_exactly_32_bytes) {
    seeded_random random(1);
    const auto made = key::generate(random);
    const auto read = key::from_base64("  " + made.to_base64() + "\n");
    EXPECT_EQ(read.value().reveal(), made.reveal());
    for (const auto& bad : std::vector<std::string>{
             std::string(),
             std::string("short"),
             base64_encode(std::string(31, 'x')),
             base64_encode(std::string(33, 'x')),
             made.to_base64() + made.to_base64(),
             made.to_base64().substr(0, 43)}) {
        const auto refused = key::from_base64(bad);
        EXPECT_EQ(refused.error().code, errc::invalid_input);
        EXPECT_TRUE(bad.empty() || refused.error().detail.find(bad) == std::string::npos);
    }
    EXPECT_FALSE(key::from_bytes(std::string(16, 'x')));
}

TEST(key, every_purpose_and_context_has_its_own) {
    const auto master = key::from_bytes(std::string(32, 'm')).value();
    std::set<std::string> seen{std::string(master.reveal())};
    for (const auto what :
         {purpose::record_mac,
          purpose::action_mac,
          purpose::platform_id,
          purpose::sealing,
          purpose::audit_chain,
          purpose::claim_code,
          purpose::web_session}) {
        EXPECT_TRUE(seen.emplace(derive(master, what).reveal()).second);
        EXPECT_TRUE(seen.emplace(derive(master, what, "acme").reveal()).second);
        EXPECT_EQ(derive(master, what).reveal(), derive(master, what).reveal());
    }
    const auto other = key::from_bytes(std::string(32, 'n')).value();
    EXPECT_TRUE(seen.emplace(derive(other, purpose::record_mac).reveal()).second);
}

// Stored data depends on these values: a change makes every existing store unreadable.
TEST(key, derivation_never_changes) {
    const auto master = key::from_bytes(std::string(32, 'm')).value();
    EXPECT_EQ(
        hex_encode(derive(master, purpose::record_mac).reveal()),
        "7ca531f14f985cf49edddfa9998fcbfee8049816dfb34849c3c931687facec1e"
    );
    EXPECT_EQ(
        hex_encode(derive(master, purpose::platform_id, "acme").reveal()),
        "b682389009e26ce21aa6e74783a9e41581505f5021e94f93ebd182f4fb98a4bd"
    );
    EXPECT_EQ(key_id(master), 201);
}

}  // namespace
}  // namespace fillrate::crypto
