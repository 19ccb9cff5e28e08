// What is told to type next after a mistake is a whole line that is read as a command.
#include "core/chat/grammar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace fillrate::chat {
namespace {

problem mistake_in(const std::string& typed) {
    const parsed read = parse("/hire " + typed, {.meant_as_command = true});
    const auto* found = std::get_if<problem>(&read);
    return found == nullptr ? problem{.text = "(a command)"} : *found;
}

void expect_whole_lines(const problem& mistake, const std::string& typed) {
    for (const auto& line : mistake.suggestions) {
        const parsed again = parse(line, {.meant_as_command = true});
        EXPECT_TRUE(std::holds_alternative<command>(again)) << typed << " -> " << line;
    }
}

TEST(corrected, lines_are_whole_and_are_read) {
    const std::pair<const char*, const char*> mistaken_and_next[] = {
        {"104 priority P9", "104 priority P1"},
        {"104 set priority:P9", "104 set priority:P1"},
        {"104 set pay:21 priority:\"P9\" bill:30", "104 set pay:21 priority:P1 bill:30"},
        {"req new \"x\" category:heavy", "req new \"x\" category:professional"},
        {"req new \"x\" clinet:Dockside openings:4", "req new \"x\" client:Dockside openings:4"},
        {"req new \"x\" clinet:\"Dockside Freight\"", "req new \"x\" client:\"Dockside Freight\""},
        {"S-311 offer pay:71 end:\"dec 1\"", "S-311 offer pay:71"},
        {"S-311 offer pay:71 end:dec1 start:\"dec 14\"", "S-311 offer pay:71 start:\"dec 14\""},
        {"104 set title:\"\" pay:21", "104 set pay:21"},
        {"104 hold until:", "104 hold"},
        {"req new \"x\" client:A client:B", "req new \"x\" client:A"},
        {"104 note \"call back", "104 note \"call back\""},
        {"req list lat", "req list late"},
        {"report zzzzzzzz", "help report"},
        {"S-311 zzzzzzzz", "help S-311"},
        {"fb I-52 yess \"strong PLC\"", "fb I-52 yes \"strong PLC\""},
        {"fb I-52 maybe \"strong PLC\"", "fb I-52 strong_yes \"strong PLC\""},
        {"S-311 reject must_hav \"no PLC\"", "S-311 reject must_have \"no PLC\""},
    };
    for (const auto& [typed, next] : mistaken_and_next) {
        const problem mistake = mistake_in(typed);
        ASSERT_FALSE(mistake.suggestions.empty()) << typed << ": " << mistake.text;
        EXPECT_EQ(mistake.suggestions.front(), next) << mistake.text;
        expect_whole_lines(mistake, typed);
    }
}

TEST(corrected, a_line_of_too_many_codes_is_told_as_one_of_as_many_as_are_read) {
    std::string typed = "present";
    std::string next = "present";
    for (std::size_t i = 0; i < 200; ++i) {
        const auto code = " S-" + std::to_string(301 + i);
        typed += code;
        next += i < max_subjects ? code : "";
    }
    const problem mistake = mistake_in(typed);
    EXPECT_EQ(mistake.what, problem::kind::bad_subject);
    ASSERT_EQ(mistake.suggestions.size(), 1U);
    EXPECT_EQ(mistake.suggestions.front(), next);
    expect_whole_lines(mistake, typed);
}

TEST(corrected, a_line_too_long_to_be_shown_is_told_as_the_example_of_its_verb) {
    const std::string words(300, 'a');
    for (const auto& typed :
         {"104 note \"" + words,
          "req new \"" + words + "\" clinet:A",
          "104 set title:" + words + " priority:P9"}) {
        const problem mistake = mistake_in(typed);
        ASSERT_FALSE(mistake.suggestions.empty()) << typed;
        EXPECT_LE(mistake.suggestions.front().size(), 200U) << typed;
        expect_whole_lines(mistake, typed);
    }
}

}  // namespace
}  // namespace fillrate::chat
