#include "integrations/net/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::net {
namespace {

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(strict_json, reads_what_is_well_formed) {
    for (const std::string text :
         {R"({"a":{"a":1},"b":[{"a":2},{"a":3}]})",
          R"([1,-0,1e-400,9007199254740993,18446744073709551615,1.5e300])",
          R"("\ud83d\ude00 grin")",
          " null ",
          R"({"":0})"}) {
        EXPECT_TRUE(parse_json_strict(text)) << text;
    }
    EXPECT_TRUE(parse_json_strict(nested(max_json_depth)));
    EXPECT_EQ(parse_json_strict(R"({"a":"x"})")->at("a").as_string(), "x");
}

// RELIABILITY.md N031-N035.
TEST(strict_json, refuses_everything_else) {
    for (const auto& text : {
             std::string(R"({"user":1,"user":2})"),
             std::string(R"({"a":{"b":1,"c":2,"b":1}})"),
             std::string(R"({"x":{"y":1},"x":3})"),
             std::string("{\"a\":1,\"\\u0061\":2}"),
             nested(max_json_depth + 1),
             nested(10000),
             std::string(10000, '['),
             std::string("\xEF\xBB\xBF{}"),
             std::string("\"\xC0\xAF\""),
             std::string("\"\xED\xA0\x80\""),
             std::string("\"\xff\""),
             std::string(R"("\ud800")"),
             std::string(R"("\udc00")"),
             std::string(R"("\ud800A")"),
             std::string(R"("a\u0000b")"),
             std::string(R"({"a\u0000":1})"),
             std::string("\"a\0b\"", 5),
             std::string("{}\0", 3),
             std::string("1e309"),
             std::string("-1e400"),
             std::string("{} {}"),
             std::string("{}x"),
             std::string("{/*c*/}"),
             std::string("[1,]"),
             std::string("NaN"),
             std::string("Infinity"),
             std::string("{'a':1}"),
             std::string("01"),
             std::string("+1"),
             std::string(""),
             std::string("  "),
             std::string("{"),
         }) {
        const auto parsed = parse_json_strict(text);
        ASSERT_FALSE(parsed) << text.substr(0, 40);
        EXPECT_EQ(parsed.error().code, errc::invalid_input);
    }
}

TEST(strict_json, is_exact_about_huge_inputs) {
    std::string many = "{";
    for (int i = 0; i < 100000; ++i) {
        many += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    }
    EXPECT_TRUE(parse_json_strict(many + "}"));
    EXPECT_FALSE(parse_json_strict(many + ",\"k99\":0}"));
    EXPECT_TRUE(parse_json_strict("{\"" + std::string(1 << 20, 'k') + "\":1}"));
    EXPECT_FALSE(parse_json_strict(std::string(1 << 20, '9')));
}

}  // namespace
}  // namespace fillrate::net
