// Words that are said in more than one way: the root word as a verb, plurals, and the shape of a
// count.
#include "core/chat/grammar.hpp"
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace fillrate::chat {
namespace {

TEST(grammar, the_root_word_without_its_slash_is_a_verb_before_a_candidate) {
    EXPECT_EQ(describe(parse("hire S-304")), "sub select [304]");
    EXPECT_EQ(describe(parse("S-304 hire")), "sub select [304]");
    EXPECT_EQ(describe(parse("/hire S-304")), "sub show [304]");
    EXPECT_EQ(describe(parse("hire 104")), "req show [104]");
    EXPECT_EQ(describe(parse("/hire hire S-304")), "sub select [304]");
}

TEST(grammar, short_nouns_have_plurals) {
    EXPECT_EQ(describe(parse("ivs")), describe(parse("iv")));
    EXPECT_EQ(describe(parse("subs")), describe(parse("sub")));
}

TEST(grammar, keys_are_read_behind_quoted_text_and_a_day_without_its_colon) {
    const std::pair<const char*, const char*> typed_and_meant[] = {
        {"104 hold budget until mon", "req hold [104] reason=budget until=mon"},
        {"104 hold \"budget\" until 12/7", "req hold [104] reason=budget until=12/7"},
        {"104 hold budget until dec 7 \"client away\"",
         "req hold [104] reason=budget until=dec 7 | client away"},
        {"104 hold budget until further notice",
         "req hold [104] reason=budget | until further notice"},
        {"104 note \"call back\" at:\"fri 15:00\"", "req note [104] at='fri 15:00' | call back"},
        {"104 note \"call back\" at:fri 15:00", "req note [104] at=fri 15:00 | call back"},
        {"104 note call back at:9:00", "req note [104] | call back at:9:00"},
    };
    for (const auto& [typed, meant] : typed_and_meant) {
        EXPECT_EQ(describe(parse(typed)), meant) << typed;
    }
}

TEST(grammar, a_time_by_when_it_is_settled_needs_no_key) {
    const std::pair<const char*, const char*> typed_and_meant[] = {
        {"ack B-9 3pm", "due ack [9] by=3pm"},
        {"sla ack B-9 3pm", "due ack [9] by=3pm"},
        {"B-9 ack by 3pm", "due ack [9] by=3pm"},
        {"ack 104 tomorrow 9:30", "req ack [104] by=tomorrow 9:30"},
        {"ack S-311 review dec 7 15:00 ET", "sub ack [311] clock=REVIEW by=dec 7 15:00 et"},
        {"ack I-52 +2h", "iv ack [52] by=+2h"},
        {"ack B-9 eta:3pm", "due ack [9] by=3pm"},
    };
    for (const auto& [typed, meant] : typed_and_meant) {
        EXPECT_EQ(describe(parse(typed)), meant) << typed;
    }
    EXPECT_EQ(describe(parse("ack 104 tomorrow I shall call them")), "?not_a_command");
}

TEST(grammar, the_example_told_after_a_mistake_is_about_what_was_typed) {
    const std::pair<const char*, const char*> typed_and_next[] = {
        {"ack B-12 soonish", "sla ack B-12 eta:3pm"},
        {"104 chase zzzz", "104 chase"},
        {"301 resume zzzz", "301 resume"},
    };
    for (const auto& [typed, next] : typed_and_next) {
        const auto read = parse(typed, {.meant_as_command = true});
        const auto* failed = std::get_if<problem>(&read);
        ASSERT_NE(failed, nullptr) << typed;
        EXPECT_EQ(failed->suggestions, std::vector<std::string>{next}) << typed;
    }
}

TEST(grammar, feedback_is_of_an_interview_or_of_a_candidate) {
    EXPECT_EQ(describe(parse("fb S-311 yes \"ok\"")), "sub feedback [311] verdict=yes | ok");
    EXPECT_EQ(describe(parse("S-311 fb yes \"ok\"")), "sub feedback [311] verdict=yes | ok");
    EXPECT_EQ(describe(parse("fb I-52 yes \"ok\"")), "iv feedback [52] verdict=yes | ok");
    EXPECT_EQ(describe(parse("fb yes \"ok\"")), "iv feedback (implied) verdict=yes | ok");
}

TEST(grammar, the_nearest_words_are_those_that_may_be_used) {
    line_settings settings{.meant_as_command = true};
    const auto all = parse("104 hodl", settings);
    ASSERT_TRUE(std::holds_alternative<problem>(all));
    EXPECT_EQ(std::get<problem>(all).suggestions.front(), "104 hold");
    settings.may_use = [](const verb_rule& verb) { return verb.verb != "hold"; };
    const auto some = parse("104 hodl", settings);
    ASSERT_TRUE(std::holds_alternative<problem>(some));
    for (const auto& line : std::get<problem>(some).suggestions) {
        EXPECT_NE(line, "104 hold");
    }
}

TEST(grammar, what_is_no_count_shows_the_shape_of_one) {
    const auto read = parse("shift 207 2nd -1/12");
    const auto* found = std::get_if<problem>(&read);
    const auto failed = found == nullptr ? problem{.text = "(a command)"} : *found;
    EXPECT_EQ(failed.text, "I don't know “-1/12”. Say how many came, of how many ordered.");
    EXPECT_EQ(failed.suggestions, std::vector<std::string>{"shift 207 2nd 11/12"});
    // What holds a count is a command, also to those whose other words are kept as notes.
    for (const auto* typed :
         {"shift 207 2nd -1/12", "shift 207 4th 11/12", "207 shift 2nd 11/-1"}) {
        EXPECT_EQ(describe(parse(typed)), "?unknown_value") << typed;
    }
    EXPECT_EQ(describe(parse("shift 207 2nd we had 11/12 people")), "?not_a_command");
    EXPECT_EQ(describe(parse("shift 207 2nd 11/12")), "shift count [207] name=2nd count=11/12");
}

}  // namespace
}  // namespace fillrate::chat
