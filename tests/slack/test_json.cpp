#include "integrations/net/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fillrate::net {
namespace {

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

void expect_refused(const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
        const auto parsed = parse_json_strict(text);
        ASSERT_FALSE(parsed) << text.substr(0, 40);
        EXPECT_EQ(parsed.error().code, errc::invalid_input);
    }
}

TEST(strict_json, reads_what_is_well_formed) {
    for (const std::string text :
         {R"({"a":{"a":1},"b":[{"a":2},{"a":3}]})", " null ", R"({"":0})"}) {
        EXPECT_TRUE(parse_json_strict(text)) << text;
    }
    EXPECT_EQ(parse_json_strict(R"({"a":"x"})")->at("a").as_string(), "x");
}

TEST(strict_json, n031_depth_is_bounded) {
    EXPECT_TRUE(parse_json_strict(nested(max_json_depth)));
    std::string objects;
    for (int i = 0; i < 10000; ++i) {
        objects += "{\"a\":";
    }
    expect_refused({nested(max_json_depth + 1), nested(10000), std::string(10000, '['), objects});
}

TEST(strict_json, n032_numbers_are_exact_or_refused) {
    EXPECT_EQ(parse_json_strict("9007199254740993")->as_int64(), 9007199254740993);
    EXPECT_EQ(parse_json_strict("18446744073709551615")->as_uint64(), 18446744073709551615U);
    EXPECT_EQ(parse_json_strict("1.5e300")->as_double(), 1.5e300);
    EXPECT_EQ(parse_json_strict("-0")->to_number<int>(), 0);
    // The nearest double, as RFC 8259 section 6 lets a reader choose.
    EXPECT_EQ(parse_json_strict("1e-400")->as_double(), 0.0);
    constexpr std::size_t mebibyte = 1024 * 1024;
    expect_refused({"1e309", "-1e400", std::string(mebibyte, '9'), "-" + std::string(mebibyte, '9')}
    );
    EXPECT_EQ(parse_json_strict("0." + std::string(mebibyte, '0'))->as_double(), 0.0);
}

TEST(strict_json, n032_a_million_keys_and_a_key_of_a_mebibyte) {
    std::string many = "{";
    for (int i = 0; i < 1'000'000; ++i) {
        many += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    }
    const auto all = parse_json_strict(many + "}");
    ASSERT_TRUE(all);
    EXPECT_EQ(all->as_object().size(), 1'000'000U);
    EXPECT_FALSE(parse_json_strict(many + ",\"k99\":0}"));
    const std::string key(1024 * 1024, 'k');
    EXPECT_EQ(parse_json_strict("{\"" + key + "\":1}")->at(key), 1);
    EXPECT_FALSE(parse_json_strict("{\"" + key + "\":1,\"" + key + "\":2}"));
}

TEST(strict_json, n033_duplicate_keys) {
    EXPECT_TRUE(parse_json_strict(R"({"user":1,"other":{"user":2}})"));
    expect_refused(
        {R"({"user":1,"user":2})",
         R"({"a":{"b":1,"c":2,"b":1}})",
         R"({"x":{"y":1},"x":3})",
         "{\"a\":1,\"\\u0061\":2}"}
    );
}

TEST(strict_json, n034_what_is_not_unicode_text) {
    for (const std::string text :
         {R"("\ud83d\ude00 grin")", "\"\xF0\x9F\x98\x80 \xC3\xA9\"", R"("\u00e9")"}) {
        EXPECT_TRUE(parse_json_strict(text)) << text;
    }
    expect_refused(
        {"\xEF\xBB\xBF{}",
         "\"\xff\"",
         "\"\xC3\"",
         "\"\x80\"",
         "\"\xC0\xAF\"",          // '/' in two bytes
         "\"\xE0\x80\xAF\"",      // and in three
         "\"\xF0\x80\x80\xAF\"",  // and in four
         "\"\xF4\x90\x80\x80\"",  // beyond U+10FFFF
         "\"\xED\xA0\x80\"",      // a surrogate as UTF-8
         "{\"\xC0\xAF\":1}",
         R"("\ud800")",
         R"("\udc00")",
         R"("\ud800A")",
         R"("\ud800\ud800")",
         R"({"\ud800":1})",
         R"("a\u0000b")",
         R"({"a\u0000":1})",
         std::string("\"a\0b\"", 5),
         std::string("{}\0", 3),
         std::string("\0{}", 3)}
    );
}

TEST(strict_json, n035_what_is_not_json) {
    EXPECT_TRUE(parse_json_strict("{}\r\n\t "));
    expect_refused(
        {"{} {}",
         "{}x",
         "{/*c*/}",
         "{}//c",
         "[1,]",
         "NaN",
         "Infinity",
         "-Infinity",
         "{'a':1}",
         "01",
         "+1",
         "",
         "  ",
         "{"}
    );
}

}  // namespace
}  // namespace fillrate::net
