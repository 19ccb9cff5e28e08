// The reader says exactly what is wrong and where, the writer writes nothing a spreadsheet would
// run, and what one writes the other reads.
#include "core/base/text.hpp"
#include "integrations/csv/reader.hpp"
#include "integrations/csv/writer.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace fillrate::csv {
namespace {

using table = std::vector<std::vector<std::string>>;

struct outcome {
    std::vector<row> rows{};
    std::optional<problem> wrong{};
    friend bool operator==(const outcome&, const outcome&) = default;
};

outcome read_in_pieces(std::string_view text, std::size_t piece, limits most = {}) {
    outcome found;
    reader in(most);
    while (!text.empty() && !found.wrong) {
        const auto next = text.substr(0, piece);
        text.remove_prefix(next.size());
        found.wrong = in.read(next, found.rows);
    }
    if (!found.wrong) {
        found.wrong = in.finish(found.rows);
    }
    return found;
}

table texts_of(const std::vector<row>& rows) {
    table all;
    for (const auto& one : rows) {
        auto& cells = all.emplace_back();
        for (const auto& each : one) {
            cells.push_back(each.text);
        }
    }
    return all;
}

table read(std::string_view text) {
    const auto found = read_in_pieces(text, text.size() + 1);
    EXPECT_FALSE(found.wrong) << text << ": " << found.wrong->text;
    return texts_of(found.rows);
}

TEST(Reader, MayPartCellsByTabs) {
    reader in({}, '\t');
    std::vector<row> rows;
    ASSERT_FALSE(in.read("a\tb,c\n\"d\te\"\t\n", rows));
    EXPECT_EQ(texts_of(rows), (table{{"a", "b,c"}, {"d\te", ""}}));
    const auto wrong = in.read("\"f\",", rows);
    ASSERT_TRUE(wrong);
    EXPECT_EQ(wrong->at, (place{3, 4}));
    EXPECT_NE(wrong->text.find("comes a tab"), std::string::npos) << wrong->text;
}

TEST(Reader, TakesWhatTheStandardAllows) {
    EXPECT_EQ(read(""), table{});
    EXPECT_EQ(read("a"), (table{{"a"}}));
    EXPECT_EQ(read("a,b\nc,d\n"), (table{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(read("a,b\r\nc,d\r\n"), (table{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(read("a,\n,b"), (table{{"a", ""}, {"", "b"}}));
    EXPECT_EQ(read("a,"), (table{{"a", ""}}));
    EXPECT_EQ(read(","), (table{{"", ""}}));
    EXPECT_EQ(read("\"a\",\"b,\"\"c\"\"\r\nd\"\n"), (table{{"a", "b,\"c\"\r\nd"}}));
    EXPECT_EQ(read("\"\"\n"), (table{{""}}));
    EXPECT_EQ(read(" a , b "), (table{{" a ", " b "}}));
    EXPECT_EQ(read("\n\r\na\n\n"), (table{{"a"}})) << "empty lines are no rows";
    EXPECT_EQ(read("\xEF\xBB\xBFsource,\xC3\xA9\n"), (table{{"source", "\xC3\xA9"}}));
    EXPECT_EQ(read("\xEF\xBB\xBF\"a\"\n"), (table{{"a"}}));
    EXPECT_EQ(read("\xEF\xBB\x80,b"), (table{{"\xEF\xBB\x80", "b"}})) << "begins like the mark";
    EXPECT_EQ(read("\xEF\xBB\xBF"), table{});
}

TEST(Reader, KnowsWhereEachCellBegins) {
    const auto found = read_in_pieces("a,\xC3\xA9\xC3\xA9,b\n\"x\ny\",\"z\"\nq", 1);
    ASSERT_EQ(found.rows.size(), 3U);
    EXPECT_EQ(found.rows[0][2].begins, (place{1, 6}));
    EXPECT_EQ(found.rows[1][0].begins, (place{2, 1}));
    EXPECT_EQ(found.rows[1][1].begins, (place{3, 4}));
    EXPECT_EQ(found.rows[2][0].begins, (place{4, 1}));
}

TEST(Reader, SaysWhatIsWrongAndWhere) {
    struct wrong {
        std::string text{};
        place at{};
        std::string part{};
    };
    const std::string nul("a,b\nc,\0d", 8);
    const wrong cases[] = {
        {"a,b\"c\n", {1, 4}, "a quote stands inside"},
        {"ok\n\"a\"b\n", {2, 4}, "after the closing quote"},
        {"ok\nx,\"a\nb\nc", {2, 3}, "never closed"},
        {"a\rb", {1, 3}, "CR alone"},
        {"a\r", {1, 3}, "CR alone"},
        {"\"a\"\r", {1, 5}, "CR alone"},
        {nul, {2, 3}, "zero byte"},
        {"a,\xC3\xA9\xFF\n", {1, 4}, "not UTF-8"},
        {"a,\"b\nc\xE2\x82\"\n", {2, 2}, "not UTF-8"},
        {"\xEF\xBB", {1, 1}, "not UTF-8"},
        {"\xFF\xFEs\1", {1, 1}, "not UTF-8"},
    };
    for (const auto& one : cases) {
        const auto found = read_in_pieces(one.text, 1);
        ASSERT_TRUE(found.wrong) << one.text;
        EXPECT_EQ(found.wrong->at, one.at) << one.text;
        EXPECT_NE(found.wrong->text.find(one.part), std::string::npos) << found.wrong->text;
    }
}

TEST(Reader, HoldsNoMoreThanItsLimits) {
    const limits most{.cell_bytes = 4, .cells_per_row = 3, .rows = 2};
    EXPECT_FALSE(read_in_pieces("abcd,\"efgh\",i\nj\n\n", 1, most).wrong);
    const auto cell = read_in_pieces("a,\"bcdef", 1, most).wrong;
    ASSERT_TRUE(cell);
    EXPECT_EQ(cell->at, (place{1, 3}));
    const auto cells = read_in_pieces("a,b,c,", 1, most);
    EXPECT_TRUE(read_in_pieces("a,b,c,d", 1, most).wrong);
    EXPECT_TRUE(read_in_pieces("a\nb\nc\n", 1, most).wrong);
    EXPECT_FALSE(read_in_pieces("a\nb\n\n\n", 1, most).wrong);
    EXPECT_TRUE(cells.wrong) << "a fourth cell, if an empty one";
}

TEST(Writer, WritesNothingASpreadsheetWouldRun) {
    for (const std::string text :
         {"=1+1",
          "+49 30 1234",
          "-x",
          "-1+2",
          "-",
          "-.5",
          "@sum(a1)",
          "|cmd",
          "\tx",
          "\rx",
          "\nx",
          "  =1",
          "\xEF\xBC\x9D"
          "1",
          "\xEF\xBC\x8B",
          "\xEF\xBC\x8D",
          "\xEF\xBC\xA0",
          "'=1",
          "''@"}) {
        std::string line;
        append_row(line, std::vector<std::string>{"a", text});
        EXPECT_TRUE(line.starts_with("a,\"'")) << line;
        EXPECT_EQ(unguarded(guarded(text)), text);
    }
    for (const std::string text : {"-5", "-19.50", "a=b", "a-b", "'quoted'", "'-5", "", " a"}) {
        EXPECT_EQ(guarded(text), text);
        EXPECT_EQ(unguarded(text), text);
    }
    std::string line;
    append_row(line, std::vector<std::string>{"a;b", "c,d", "e\"f", "g", " h", ""});
    EXPECT_EQ(line, "\"a;b\",\"c,d\",\"e\"\"f\",g,\" h\",\r\n");
}

std::string any_text() {
    static const std::vector<std::string> pieces{
        "a",
        "7",
        " ",
        "'",
        "=",
        "+",
        "-",
        "@",
        "|",
        ",",
        ";",
        "\"",
        "\n",
        "\r",
        "\t",
        ".",
        "\xC3\xA9",
        "\xEF\xBC\x9D",
        "\xEF\xBB\xBF",
        "\xF0\x9F\x99\x82"};
    std::string text;
    for (const auto& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) {
        text += piece;
    }
    return text;
}

RC_GTEST_PROP(RoundTrip, WhatIsWrittenReadsBack, ()) {
    table before;
    std::string text;
    const auto rows = *rc::gen::inRange(0, 5);
    for (int r = 0; r < rows; ++r) {
        auto& cells = before.emplace_back();
        const auto count = *rc::gen::inRange(1, 5);
        for (int c = 0; c < count; ++c) {
            cells.push_back(any_text());
        }
        append_row(text, cells);
    }
    const auto piece = *rc::gen::inRange<std::size_t>(1, 20);
    const auto found = read_in_pieces(text, piece);
    RC_ASSERT(!found.wrong);
    RC_ASSERT(found == read_in_pieces(text, text.size() + 1));
    auto after = texts_of(found.rows);
    for (auto& cells : after) {
        for (auto& cell : cells) {
            cell = std::string(unguarded(cell));
        }
    }
    RC_ASSERT(after == before);
}

RC_GTEST_PROP(Reader, DoesNotCareHowTheBytesCome, ()) {
    std::string text;
    static const std::vector<std::string>
        pieces{"a", ",", "\"", "\n", "\r\n", "\r", "\xC3", "\xA9", "\xEF"};
    for (const auto& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) {
        text += piece;
    }
    RC_ASSERT(read_in_pieces(text, 1) == read_in_pieces(text, text.size() + 1));
}

}  // namespace
}  // namespace fillrate::csv
