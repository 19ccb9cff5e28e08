#include "core/crypto/hash.hpp"

#include "core/base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace fillrate::crypto {
namespace {

// FIPS 180-4 example values.
TEST(sha256, published_vectors) {
    EXPECT_EQ(
        to_hex(sha256("")),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    EXPECT_EQ(
        to_hex(sha256("abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_EQ(short_hash("abc", 8), "ba7816bf");
}

struct mac_case {
    std::string key;
    std::string message;
    std::string mac;
};

// RFC 4231 section 4, cases 1 to 4, 6 and 7.
TEST(hmac, published_vectors) {
    const std::string long_key(131, '\xaa');
    const std::vector<mac_case> cases{
        {std::string(20, '\x0b'),
         "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"Jefe",
         "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {std::string(20, '\xaa'),
         std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {hex_decode("0102030405060708090a0b0c0d0e0f10111213141516171819").value(),
         std::string(50, '\xcd'),
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        {long_key,
         "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        {long_key,
         "This is a test using a larger than block-size key and a larger than block-size data. The "
         "key needs to be hashed before being used by the HMAC algorithm.",
         "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"}};
    for (const auto& [key, message, mac] : cases) {
        const hmac_key keyed(key);
        EXPECT_EQ(to_hex(keyed.sign(message)), mac);
        // The same context again, and in parts.
        const std::string_view text(message);
        EXPECT_EQ(to_hex(keyed.sign({text.substr(0, 5), "", text.substr(5)})), mac);
    }
}

TEST(hmac, empty_key_and_message_are_legal) {
    const auto mac = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
    EXPECT_EQ(to_hex(hmac_key({}).sign("")), mac);
    EXPECT_EQ(to_hex(hmac_key({}).sign(std::string_view{})), mac);
}

TEST(hmac, contexts_survive_a_move) {
    hmac_key first("Jefe");
    const auto mac = first.sign("x");
    hmac_key second(std::move(first));
    EXPECT_EQ(second.sign("x"), mac);
    hmac_key third("other");
    third = std::move(second);
    EXPECT_EQ(third.sign("x"), mac);
}

TEST(hmac, verifies_whole_and_shortened_macs) {
    const hmac_key key("key");
    const auto mac = key.sign("message");
    const auto bytes = as_bytes(mac);
    EXPECT_TRUE(key.verify("message", bytes));
    EXPECT_TRUE(key.verify("message", bytes.substr(0, 12)));
    EXPECT_FALSE(key.verify("message", bytes.substr(0, 11)));
    EXPECT_FALSE(key.verify("message", ""));
    EXPECT_FALSE(key.verify("messagE", bytes));
    EXPECT_FALSE(key.verify("message", std::string(bytes) + "x"));
    for (std::size_t bit = 0; bit < 256; ++bit) {
        std::string wrong(bytes);
        wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_FALSE(key.verify("message", wrong));
    }
}

TEST(constant_time, compares_like_equality) {
    EXPECT_TRUE(equal_constant_time("", ""));
    EXPECT_TRUE(equal_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_constant_time("abc", "ab"));
}

// Fresh zero pages of memory that the kernel can be asked about: which of them were read.
class watched_pages {
public:
    static constexpr std::size_t count = 16;

    watched_pages()
        : page_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))),
          start_(::mmap(nullptr, size(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {}
    ~watched_pages() { ::munmap(start_, size()); }
    watched_pages(const watched_pages&) = delete;
    watched_pages& operator=(const watched_pages&) = delete;

    [[nodiscard]] std::size_t size() const { return count * page_; }
    [[nodiscard]] std::string_view bytes() const {
        return {static_cast<const char*>(start_), size()};
    }
    [[nodiscard]] std::size_t pages_read() const {
        std::array<unsigned char, count> resident{};
        EXPECT_EQ(::mincore(start_, size(), resident.data()), 0);
        return static_cast<std::size_t>(std::count_if(
            resident.begin(),
            resident.end(),
            [](unsigned char page) { return (page & 1U) != 0; }
        ));
    }

private:
    std::size_t page_;
    void* start_;
};

// RELIABILITY.md N010 without a clock: how far is read does not depend on where the texts differ.
// The ordinary comparison is the control: it stops early, and is seen to.
TEST(constant_time, n010_reads_everything_wherever_the_difference_is) {
    const std::size_t size = watched_pages().size();
    for (const std::size_t place : {std::size_t{0}, size / 2, size - 1}) {
        std::string other(size, '\0');
        other[place] = '\1';
        const watched_pages ours;
        EXPECT_EQ(ours.pages_read(), 0U);
        EXPECT_FALSE(equal_constant_time(other, ours.bytes()));
        EXPECT_EQ(ours.pages_read(), watched_pages::count) << place;
    }
    std::string early(size, '\0');
    early[0] = '\1';
    const watched_pages ordinary;
    EXPECT_FALSE(std::equal(early.begin(), early.end(), ordinary.bytes().begin()));
    EXPECT_EQ(ordinary.pages_read(), 1U);
}

}  // namespace
}  // namespace fillrate::crypto
