// The must-haves of a requisition, one by one.
#include "core/domain/must_haves.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using texts = std::vector<std::string>;

TEST(MustHaves, AreToldApartByCommasAndLines) {
    EXPECT_EQ(must_haves_in(""), texts{});
    EXPECT_EQ(must_haves_in(" , \n ,"), texts{});
    EXPECT_EQ(must_haves_in("forklift license"), texts{"forklift license"});
    EXPECT_EQ(
        must_haves_in("PLC, ladder,nights\nown car"),
        (texts{"PLC", "ladder", "nights", "own car"})
    );
}

TEST(MustHaves, BeyondTenCountWithTheLast) {
    const auto all = must_haves_in("a,b,c,d,e,f,g,h,i,j,k,l");
    ASSERT_EQ(all.size(), most_must_haves);
    EXPECT_EQ(all.back(), "j, k, l");
}

}  // namespace
}  // namespace fillrate::domain::testing
