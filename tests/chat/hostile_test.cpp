// Text made to confuse (RELIABILITY.md N038-N042): literal, bounded, and shown without controls.
#include "core/base/text.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/plain_text.hpp"
#include "core/chat/suggest.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/values.hpp"
#include "core/chat/when.hpp"
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

namespace fillrate::chat {
namespace {

typed_line line_of(std::string text) {
    typed_line line;
    line.runs.push_back({text_run::kind::plain, std::move(text)});
    return line;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

bool has_invisible(std::string_view text) {
    while (!text.empty()) {
        const code_point c = first_code_point(text);
        if (c.valid && c.value != '\n' && is_invisible(c.value)) {
            return true;
        }
        text.remove_prefix(c.length);
    }
    return false;
}

TEST(hostile, n038_bidi_and_zero_width_characters_are_dropped) {
    const parsed p = parse("104 note \"safe\xE2\x80\xAE evil\xE2\x80\x8B\xE2\x81\xA6\"");
    EXPECT_EQ(describe(p), "req note [104] | safe evil");
    const parsed unknown = parse("104 ho\xE2\x80\xAE\x1B[31mdl budget", {.meant_as_command = true});
    ASSERT_TRUE(std::holds_alternative<problem>(unknown));
    EXPECT_FALSE(has_invisible(std::get<problem>(unknown).text));
    const message m{
        .title =
            "a\xE2\x80\xAE"
            "b",
        .blocks = {paragraph{{bold("x\x1B[0m\xE2\x80\x8By")}}}};
    EXPECT_EQ(to_plain_text(m), "ab\nx[0my\n");
}

TEST(hostile, n038_look_alike_letters_are_other_letters) {
    // Cyrillic o in "hоld" and a Greek question mark: no verb, no separator.
    EXPECT_EQ(describe(parse("104 h\xD0\xBEld budget now please")), "?not_a_command");
    const std::vector<named> records{
        {"p1", {"Robin Quill"}},
        {"p2",
         {"R\xD0\xBE"
          "bin Quill"}}};
    EXPECT_EQ(resolve_name("robin quill", records), (name_lookup{one_name{{"p1", "Robin Quill"}}}));
}

TEST(hostile, n039_composed_and_decomposed_names_are_several_people_not_one) {
    const std::vector<named> records{{"p1", {"Jos\xC3\xA9 Park"}}, {"p2", {"Jose\xCC\x81 Park"}}};
    for (const char* typed : {"jose park", "Jos\xC3\xA9 Park", "Jose\xCC\x81 Park"}) {
        const auto found = resolve_name(typed, records);
        ASSERT_TRUE(std::holds_alternative<several_names>(found)) << typed;
        EXPECT_EQ(std::get<several_names>(found).matches.size(), 2U);
        // Where there is one of that name, each form of it is that person.
        EXPECT_TRUE(
            std::holds_alternative<one_name>(resolve_name(typed, std::span(records).first(1)))
        ) << typed;
    }
    // The id alone tells them apart.
    EXPECT_EQ(resolve_name("p2", records), (name_lookup{one_name{{"p2", "Jose\xCC\x81 Park"}}}));
}

TEST(hostile, n040_long_lines_get_a_short_answer) {
    EXPECT_TRUE(std::holds_alternative<command>(parse("104 note " + repeated("é", 3991))));
    for (const std::string& text :
         {"104 note " + repeated("é", 3992), repeated("a", 100'000), repeated("\"", 100'000)}) {
        const parsed p = parse(text);
        ASSERT_EQ(describe(p), "?too_long");
        EXPECT_LT(std::get<problem>(p).text.size(), 100U);
    }
}

TEST(hostile, n041_work_is_linear_in_the_text_and_bounded) {
    // Shapes that make backtracking patterns explode.
    for (const char* shape :
         {"a", "\"", "\\", "a:", "104 ", "(a+)+", "client:", "\xE2\x80\x9C", "\xFF"}) {
        const std::size_t length = count_code_points(shape);
        const std::size_t fits = max_line_length / length;
        const token_list half = tokenize(line_of(repeated(shape, fits / 2)), "");
        const token_list whole = tokenize(line_of(repeated(shape, fits)), "");
        EXPECT_EQ(half.steps, fits / 2 * length) << shape;
        EXPECT_EQ(whole.steps, fits * length) << shape;
        const token_list huge = tokenize(line_of(repeated(shape, 50'000) + "!"), "");
        EXPECT_TRUE(huge.too_long) << shape;
        EXPECT_LE(huge.steps, max_line_length + 1) << shape;
    }
}

// Each reader of typed values gets the text that makes a backtracking pattern explode, and a value
// of its own kind as the control. Regular expressions themselves are banned by lint/includes.
TEST(hostile, n041_no_reader_of_values_backtracks) {
    const time_zone zone = time_zone::find("America/Chicago").value();
    const instant now = from_unix_ms(1'796'000'000'000);
    EXPECT_TRUE(std::holds_alternative<moment>(parse_when("2026-12-08T09:00", now, zone)));
    EXPECT_TRUE(parse_money("19.50"));
    EXPECT_TRUE(parse_count("4"));
    EXPECT_TRUE(parse_change("+2"));
    const std::vector<named> records{{"p1", {"Robin Quill"}}};
    EXPECT_TRUE(std::holds_alternative<one_name>(resolve_name("robin", records)));
    for (const char* shape : {"a", "1", "1,", "1:", "+1", "tue ", "dec ", "a ", "-", "."}) {
        const std::string text = repeated(shape, 50'000) + "!";
        EXPECT_TRUE(std::holds_alternative<when_problem>(parse_when(text, now, zone))) << shape;
        EXPECT_FALSE(parse_money(text)) << shape;
        EXPECT_FALSE(parse_count(text)) << shape;
        EXPECT_FALSE(parse_change(text)) << shape;
        EXPECT_TRUE(std::holds_alternative<no_name>(resolve_name(text, records))) << shape;
    }
}

TEST(hostile, n042_format_and_markup_tokens_are_literal) {
    const std::string odd = "%n%s{}${x} <!channel> <@U1> *b* `c` &amp; </script>";
    EXPECT_EQ(describe(parse("104 note \"" + odd + "\"")), "req note [104] | " + odd);
    EXPECT_EQ(
        describe(parse("req new \"%n%s{}\" client:%s%n{}")),
        "req new client=%s%n{} | %n%s{}"
    );
    const parsed p = parse("%n%s{} 104", {.meant_as_command = true});
    ASSERT_TRUE(std::holds_alternative<problem>(p));
    EXPECT_NE(std::get<problem>(p).text.find("%n%s{}"), std::string::npos);
}

TEST(hostile, n034_invalid_utf8_becomes_replacement_characters) {
    const parsed p = parse("104 note \"a\xFF\xC3\"");
    EXPECT_EQ(describe(p), "req note [104] | a\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(describe(parse(std::string_view{"104 note \"a\0b\"", 14})), "req note [104] | ab");
}

}  // namespace
}  // namespace fillrate::chat
