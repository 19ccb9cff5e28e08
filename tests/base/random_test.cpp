#include "core/base/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

namespace fillrate {
namespace {

TEST(random, seeded_source_repeats_itself) {
    seeded_random first(7);
    seeded_random second(7);
    seeded_random other(8);
    EXPECT_EQ(first.next(), second.next());
    EXPECT_NE(first.next(), other.next());
}

TEST(random, below_stays_in_bounds_and_reaches_everything) {
    seeded_random random(1);
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 200; ++i) {
        seen.insert(random.below(6));
    }
    EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(random.below(1), 0U);
    EXPECT_EQ(random.below(0), 0U);
}

TEST(random, system_source_gives_different_bytes) {
    system_random random;
    std::array<unsigned char, 32> a{};
    std::array<unsigned char, 32> b{};
    random.fill(a);
    random.fill(b);
    EXPECT_NE(a, b);
}

TEST(random, ulids_sort_by_time) {
    seeded_random random(3);
    const auto earlier = make_ulid(1'764'000'000'000, random);
    const auto later = make_ulid(1'764'000'000'001, random);
    EXPECT_EQ(earlier.size(), 26U);
    EXPECT_LT(earlier, later);
    EXPECT_EQ(earlier.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), std::string::npos);
}

}  // namespace
}  // namespace fillrate
