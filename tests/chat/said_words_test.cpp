// Words that are said in more than one way: the root word as a verb, plurals, and the shape of a
// count.
#include "core/chat/grammar.hpp"
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

#include <string>
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
