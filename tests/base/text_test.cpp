#include "core/base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <rapidcheck.h>

namespace fillrate {
namespace {

using namespace std::string_view_literals;

TEST(utf8, accepts_well_formed_and_refuses_everything_else) {
    for (const auto good :
         {""sv,
          "plain"sv,
          "\0"sv,
          "é"sv,
          "€"sv,
          "😀"sv,
          "\xED\x9F\xBF"sv,
          "\xEE\x80\x80"sv,
          "\xF4\x8F\xBF\xBF"sv}) {
        EXPECT_TRUE(is_valid_utf8(good)) << good;
    }
    // Overlong forms, surrogates, beyond U+10FFFF, lone and missing continuation bytes.
    for (const auto bad :
         {"\xC0\x80"sv,
          "\xC1\xBF"sv,
          "\xE0\x80\x80"sv,
          "\xE0\x9F\xBF"sv,
          "\xF0\x80\x80\x80"sv,
          "\xED\xA0\x80"sv,
          "\xED\xBF\xBF"sv,
          "\xF4\x90\x80\x80"sv,
          "\xF5\x80\x80\x80"sv,
          "\x80"sv,
          "a\xBF"sv,
          "\xC3"sv,
          "\xE2\x82"sv,
          "\xF0\x9F\x98"sv,
          "\xC3("sv,
          "\xFF"sv,
          "\xFE"sv}) {
        EXPECT_FALSE(is_valid_utf8(bad)) << testing::PrintToString(bad);
    }
}

TEST(utf8, counts_and_cuts_on_code_points) {
    const auto text = "aé€😀z"sv;  // 1 + 2 + 3 + 4 + 1 bytes
    EXPECT_EQ(count_code_points(text), 5U);
    EXPECT_EQ(truncate_code_points(text, 3), "aé€"sv);
    EXPECT_EQ(truncate_code_points(text, 9), text);
    EXPECT_EQ(truncate_bytes(text, 2), "a"sv);
    EXPECT_EQ(truncate_bytes(text, 3), "aé"sv);
    EXPECT_EQ(truncate_bytes(text, 9), "aé€"sv);
    EXPECT_EQ(truncate_bytes(text, 10), "aé€😀"sv);
    EXPECT_EQ(truncate_bytes(text, 0), ""sv);
    EXPECT_EQ(truncate_bytes(text, 99), text);
    EXPECT_EQ(count_code_points("\xFF\xFE"sv), 2U);
    EXPECT_EQ(truncate_bytes("ab\xBF\xBF\xBF\xBF"sv, 5), "ab\xBF\xBF\xBF"sv);
}

TEST(utf8, abbreviates_with_an_ellipsis_that_counts) {
    EXPECT_EQ(abbreviate("forklift", 8), "forklift");
    EXPECT_EQ(abbreviate("forklift", 5), "fork…");
    EXPECT_EQ(abbreviate("ééé", 2), "é…");
    EXPECT_EQ(abbreviate("abc", 0), "");
}

TEST(utf8, cutting_valid_text_leaves_valid_text) {
    EXPECT_TRUE(rc::check([](const std::vector<std::uint32_t>& seeds, std::uint8_t at) {
        std::string text;
        for (const auto seed : seeds) {
            const char32_t value = seed % 0x110000;
            append_utf8(text, value >= 0xD800 && value <= 0xDFFF ? U'x' : value);
        }
        RC_ASSERT(is_valid_utf8(text));
        RC_ASSERT(count_code_points(text) == seeds.size());
        const auto cut = truncate_bytes(text, at);
        RC_ASSERT(is_valid_utf8(cut));
        RC_ASSERT(cut.size() <= at);
        RC_ASSERT(cut.size() + 3 >= std::min<std::size_t>(at, text.size()));
        RC_ASSERT(is_valid_utf8(displayable(text)));
    }));
}

TEST(utf8, any_bytes_become_displayable_text) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        const auto shown = displayable(bytes);
        RC_ASSERT(is_valid_utf8(shown));
        RC_ASSERT(shown.find('\n') == std::string::npos);
        RC_ASSERT(displayable(shown) == shown);
    }));
}

TEST(displayable, removes_what_is_not_seen) {
    EXPECT_EQ(displayable("Ana\u202Enimda\u202C"), "Ananimda");
    EXPECT_EQ(displayable("R\u200Bo\u200Db\u2060i\uFEFFn"), "Robin");
    EXPECT_EQ(displayable("a\x1b[31mred\x07"), "a[31mred");
    EXPECT_EQ(displayable("one\r\ntwo\tthree\u2028four"), "one two threefour");
    EXPECT_EQ(displayable("bad\xFF"), "bad\uFFFD");
    EXPECT_EQ(displayable("Zoë 東京 😀 ❤️"), "Zoë 東京 😀 ❤️");
    EXPECT_EQ(displayable("tag\U000E0041"), "tag");
    EXPECT_EQ(displayable_lines("one\r\ntwo\rthree\n\tx"), "one\ntwo\nthree\n x");
}

TEST(words, lower_trim_split_join) {
    EXPECT_EQ(to_lower_ascii("REQ-104 É"), "req-104 É");
    EXPECT_TRUE(equal_ignoring_case("X-Slack-Signature", "x-slack-signature"));
    EXPECT_FALSE(equal_ignoring_case("abc", "ab"));
    EXPECT_EQ(trim("  \t a b \r\n"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(split("a,,b,", ','), (std::vector{"a"sv, ""sv, "b"sv, ""sv}));
    EXPECT_EQ(split("", ','), (std::vector{""sv}));
    EXPECT_EQ(split_words("  req  new\tx\n"), (std::vector{"req"sv, "new"sv, "x"sv}));
    EXPECT_TRUE(split_words(" \t").empty());
    EXPECT_EQ(join({"a", "b", ""}, ", "), "a, b, ");
    EXPECT_EQ(join({}, ", "), "");
}

TEST(numbers, are_whole_or_nothing) {
    EXPECT_EQ(parse_int<int>("104"), 104);
    EXPECT_EQ(parse_int<int>("-7"), -7);
    EXPECT_EQ(parse_int<std::uint8_t>("255"), 255);
    for (const auto bad : {""sv, " 1"sv, "1 "sv, "+1"sv, "1.0"sv, "0x1"sv, "1e3"sv, "-"sv, "١"sv}) {
        EXPECT_EQ(parse_int<int>(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(parse_int<std::uint8_t>("256"), std::nullopt);
    EXPECT_EQ(parse_int<unsigned>("-1"), std::nullopt);
    EXPECT_EQ(parse_int<std::int64_t>("9223372036854775808"), std::nullopt);
}

TEST(edit_distance, counts_edits_and_swaps_up_to_a_bound) {
    EXPECT_EQ(edit_distance("submit", "submit", 2), 0U);
    EXPECT_EQ(edit_distance("sumbit", "submit", 2), 1U);
    EXPECT_EQ(edit_distance("submt", "submit", 2), 1U);
    EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting", 2), std::nullopt);
    EXPECT_EQ(edit_distance("", "ab", 2), 2U);
    EXPECT_EQ(edit_distance("", "", 0), 0U);
    EXPECT_EQ(edit_distance("a", "b", 0), std::nullopt);
    EXPECT_EQ(edit_distance(std::string(50'000, 'a'), std::string(50'000, 'b'), 3), std::nullopt);
}

TEST(edit_distance, agrees_with_the_plain_table) {
    const auto plain = [](const std::string& a, const std::string& b) {
        std::vector<std::vector<std::size_t>> cell(
            a.size() + 1,
            std::vector<std::size_t>(b.size() + 1)
        );
        for (std::size_t i = 0; i <= a.size(); ++i) {
            for (std::size_t j = 0; j <= b.size(); ++j) {
                if (i == 0 || j == 0) {
                    cell[i][j] = i + j;
                    continue;
                }
                const std::size_t replaced = cell[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
                cell[i][j] = std::min({cell[i - 1][j] + 1, cell[i][j - 1] + 1, replaced});
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    cell[i][j] = std::min(cell[i][j], cell[i - 2][j - 2] + 1);
                }
            }
        }
        return cell[a.size()][b.size()];
    };
    EXPECT_TRUE(rc::check([&plain] {
        const auto letters = rc::gen::container<std::string>(rc::gen::inRange('a', 'd'));
        const auto a = *letters;
        const auto b = *letters;
        const auto bound = *rc::gen::inRange<std::size_t>(0, 6);
        const auto distance = plain(a, b);
        const auto wanted = distance <= bound ? std::optional(distance) : std::nullopt;
        RC_ASSERT(edit_distance(a, b, bound) == wanted);
    }));
}

TEST(did_you_mean, offers_the_nearest_first) {
    const std::vector<std::string_view> verbs{"submit", "qualify", "release", "reopen", "resume"};
    EXPECT_EQ(did_you_mean("SUMBIT", verbs), (std::vector{"submit"sv}));
    EXPECT_EQ(did_you_mean("relase", verbs), (std::vector{"release"sv}));
    EXPECT_TRUE(did_you_mean("xyzzy", verbs).empty());
    EXPECT_EQ(
        did_you_mean("aa", {"ab", "aa", "ac", "ad"}, 3),
        (std::vector{"aa"sv, "ab"sv, "ac"sv})
    );
}

TEST(base64, published_vectors) {
    // RFC 4648 section 10.
    const std::vector<std::pair<std::string_view, std::string_view>> vectors{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(base64_encode(plain), encoded);
        EXPECT_EQ(base64_decode(encoded), std::string(plain));
    }
    EXPECT_EQ(hex_encode("foobar"), "666f6f626172");
    EXPECT_EQ(hex_decode("666F6f626172"), "foobar");
}

TEST(base64, refuses_second_spellings) {
    for (const auto bad :
         {"Zg"sv,
          "Zg="sv,
          "Zg==="sv,
          "Zh=="sv,
          "Zm9="sv,
          "Zm9v\n"sv,
          " Zm9v"sv,
          "Zm9-"sv,
          "===="sv,
          "Z==="sv,
          "Zg==Zg=="sv,
          "\0\0\0\0"sv}) {
        EXPECT_EQ(base64_decode(bad), std::nullopt) << bad;
    }
    for (const auto bad : {"Zg=="sv, "Zh"sv, "Z"sv, "Zm+v"sv}) {
        EXPECT_EQ(base64url_decode(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(hex_decode("6"), std::nullopt);
    EXPECT_EQ(hex_decode("6g"), std::nullopt);
}

TEST(base64, every_encoding_reads_back) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        RC_ASSERT(base64_decode(base64_encode(bytes)) == bytes);
        RC_ASSERT(base64url_decode(base64url_encode(bytes)) == bytes);
        RC_ASSERT(hex_decode(hex_encode(bytes)) == bytes);
    }));
}

}  // namespace
}  // namespace fillrate
