// Lines in another order than the usual one mean what the usual one does (DOMAIN.md 7.1).
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace fillrate::chat {
namespace {

struct said_otherwise {
    const char* typed;
    const char* usual;
};

void expect_same(const said_otherwise& lines) {
    const auto usual = parse(lines.usual);
    EXPECT_TRUE(std::holds_alternative<command>(usual)) << lines.usual;
    EXPECT_EQ(describe(parse(lines.typed)), describe(usual)) << lines.typed;
}

TEST(usual_order, keys_may_stand_before_the_verb_and_before_the_code) {
    constexpr said_otherwise lines[] = {
        {"104 until:mon hold budget", "104 hold until:mon budget"},
        {"until:mon 104 hold budget", "104 hold until:mon budget"},
        {"until:mon hold 104 budget", "hold 104 until:mon budget"},
        {"until:dec 7 hold 104 105 budget", "hold 104 105 until:dec 7 budget"},
        {"104 until:\"dec 7\" hold budget", "104 hold until:\"dec 7\" budget"},
        {"/hire until:mon 104 hold budget", "/hire 104 hold until:mon budget"},
        {"for:quillfeather submit 104 Some Body", "submit 104 for:quillfeather Some Body"},
        {"104 for:quillfeather submit Some Body", "104 submit for:quillfeather Some Body"},
        {"client:Dockside openings:4 req new \"Loader\"",
         "req new client:Dockside openings:4 \"Loader\""},
        {"pay:21 104", "104 pay:21"},
        {"by:client move I-52 wed 11:00", "move I-52 by:client wed 11:00"},
        {"at:9:00 start 207 present:9", "start 207 at:9:00 present:9"},
        {"shift 207 2nd on:tue cancel \"line down\"", "shift 207 2nd cancel \"line down\" on:tue"},
        {"at:mon 104 note call back", "104 note at:mon call back"},
        {"104 at:mon note 2 people came late", "104 note at:mon 2 people came late"},
    };
    for (const auto& each : lines) {
        expect_same(each);
    }
}

TEST(usual_order, keys_before_something_else_stay_where_they_are) {
    EXPECT_EQ(
        describe(parse("104 pay:21 \"rate card\"")),
        describe(parse("104 set pay:21 \"rate card\""))
    );
    EXPECT_FALSE(
        std::holds_alternative<command>(parse("for:me the hold is fine, and 104 as well, thanks"))
    );
    EXPECT_FALSE(std::holds_alternative<command>(parse("colour:red 104 hold budget")));
    for (const auto* marks :
         {"until:. pm we shall know", "104 hold until:. pm", "104 hold until:: am"}) {
        EXPECT_FALSE(describe(parse(marks)).empty()) << marks;
    }
}

TEST(usual_order, a_count_of_a_shift_needs_neither_its_word_nor_a_slash) {
    constexpr said_otherwise lines[] = {
        {"207 2nd 9/12", "shift 207 2nd 9/12"},
        {"207 2nd 9 of 12", "shift 207 2nd 9/12"},
        {"207 2nd 9 out of 12", "shift 207 2nd 9/12"},
        {"207 2nd 11/12 noshow:1", "shift 207 2nd 11/12 noshow:1"},
        {"shift 207 2nd 9 of 12", "shift 207 2nd 9/12"},
        {"shift 207 9 of 12", "shift 207 9/12"},
        {"207 shift second 9 of 12 noshow:1", "shift 207 second 9/12 noshow:1"},
        {"shift 2nd 9 of 12", "shift 2nd 9/12"},
        {"207 2nd shift 9 of 12", "shift 207 2nd 9/12"},
        {"207 2nd shift", "shift 207 2nd"},
        {"207 2nd shift confirm 10", "shift 207 2nd confirm 10"},
    };
    for (const auto& each : lines) {
        expect_same(each);
    }
}

TEST(usual_order, a_sentence_with_a_fraction_is_no_count) {
    for (const auto* typed :
         {"104 day 2 of 3 went well for all of them",
          "I-52 day 2 of 3",
          "104 night shift went well for all of them"}) {
        EXPECT_FALSE(std::holds_alternative<command>(parse(typed))) << typed;
    }
    EXPECT_EQ(
        describe(parse("104 note second shift 9 of 12")),
        "req note [104] | second shift 9 of 12"
    );
}

TEST(usual_order, my_names_the_lists_of_ones_own) {
    constexpr said_otherwise lines[] = {
        {"my reqs", "req list mine"},
        {"my requisitions", "req list mine"},
        {"my late reqs", "req list mine late"},
        {"my reqs late", "req list mine late"},
        {"my candidates", "sub list"},
        {"my submittals", "sub list"},
    };
    for (const auto& each : lines) {
        expect_same(each);
    }
    EXPECT_FALSE(std::holds_alternative<command>(parse("my reqs are all stuck, please have a look"))
    );
    EXPECT_EQ(describe(parse("my undo")), "me undo");
}

}  // namespace
}  // namespace fillrate::chat
