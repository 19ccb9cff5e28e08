#include "core/chat/values.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::chat {
namespace {

TEST(money, accepted) {
    EXPECT_EQ(parse_money("19.50").value(), 1950);
    EXPECT_EQ(parse_money("19.5").value(), 1950);
    EXPECT_EQ(parse_money("21").value(), 2100);
    EXPECT_EQ(parse_money("$42.50/h").value(), 4250);
    EXPECT_EQ(parse_money("USD 42.50 /hr").value(), 4250);
    EXPECT_EQ(parse_money("42 usd").value(), 4200);
    EXPECT_EQ(parse_money("120,000").value(), 12'000'000);
    EXPECT_EQ(parse_money("120k").value(), 12'000'000);
    EXPECT_EQ(parse_money("82.5k").value(), 8'250'000);
    EXPECT_EQ(parse_money("£19.50", "GBP").value(), 1950);
    EXPECT_EQ(parse_money("1950", "JPY").value(), 1950);
    EXPECT_EQ(parse_money("100000000").value(), 10'000'000'000);
    EXPECT_EQ(parse_money("0.01").value(), 1);
}

TEST(money, refused_with_the_text) {
    for (const char* text :
         {"",
          "-5",
          "\xE2\x80\x93"
          "5",
          "0",
          "0.00",
          "19,50",
          "1,2,3",
          "19.505",
          "1e5",
          "0x10",
          "100000001",
          "999999999999999999999999",
          "abc",
          "$",
          "k",
          "£19.50",
          "1.950,00",
          "12..5",
          "+5",
          "1 9",
          ".",
          "5.",
          ".5",
          "NaN",
          "inf",
          "%n",
          "19.50/week"}) {
        const auto refused = parse_money(text);
        ASSERT_FALSE(refused.has_value()) << text;
        EXPECT_EQ(refused.error().code, errc::invalid_input);
        EXPECT_NE(refused.error().detail.find(text), std::string::npos) << text;
    }
    EXPECT_FALSE(parse_money("19.50", "JPY").has_value());
    const auto huge = parse_money(std::string(100'000, '9'));
    ASSERT_FALSE(huge.has_value());
    EXPECT_LT(huge.error().detail.size(), 200U);
}

TEST(count, bounds_are_strict) {
    EXPECT_EQ(parse_count("4").value(), 4U);
    EXPECT_EQ(parse_count("500").value(), 500U);
    EXPECT_EQ(parse_count("0", 0).value(), 0U);
    for (const char* text :
         {"", "0", "-1", "501", "4.0", "4x", "four", "99999999999999999999", "+4"}) {
        EXPECT_FALSE(parse_count(text).has_value()) << text;
    }
}

TEST(change, relative_or_new_value) {
    EXPECT_EQ(parse_change("+2").value(), (count_change{true, 2}));
    EXPECT_EQ(parse_change("-1").value(), (count_change{true, -1}));
    EXPECT_EQ(
        parse_change("\xE2\x88\x92"
                     "1")
            .value(),
        (count_change{true, -1})
    );
    EXPECT_EQ(parse_change("4").value(), (count_change{false, 4}));
    for (const char* text : {"", "+", "-", "+0", "0", "++1", "+-1", "+501", "2+", "two"}) {
        EXPECT_FALSE(parse_change(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace fillrate::chat
