// `client acorn`: the brief before a visit, for those who look after the client.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace fillrate::handlers::testing {
namespace {

desk with_somebody_at_work() {
    auto d = with_times();
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    must(d, "robin", "acorn-internal", "S-302 present");
    must(d, "ana", "acorn-hiring", "S-302 select");
    must(d, "robin", "acorn-internal", "S-302 offer pay:52 start:\"nov 30\"");
    must(d, "maul", "sup-hammer", "S-302 accept");
    must(d, "robin", "acorn-internal", "S-302 clear");
    must(d, "robin", "acorn-internal", "S-302 start end:\"mar 31\"");
    must(d, "robin", "acorn-internal", "opp add \"2nd shift Jan\" next:\"dec 10\"");
    must(d, "robin", "acorn-internal", "1 note \"wants a second shift in January\"");
    return d;
}

TEST(client_brief, tells_everything_before_a_visit) {
    auto d = with_somebody_at_work();
    const auto told = d.type("robin", "dm-robin", "client acorn");
    ASSERT_FALSE(told.refused) << told.text;
    for (const auto* part :
         {"Acorn Robotics",
          "Whose turn: 1 on the client",
          "Open requisitions: 1",
          "REQ-1 Controls engineer: 1 opening of 2 to fill, open.",
          "At work now: 1",
          "S-302 Al Dente, 2026-11-30 to 2027-03-31",
          "Concerns: none",
          "Interviews this week: 1",
          "I-51 S-301 Paige Turner",
          "Opportunities: 1",
          "O-7 2nd shift Jan: open, next Thu 10 Dec, Robin",
          "Last notes: 1",
          "wants a second shift in January"}) {
        EXPECT_TRUE(has(told.text, part)) << part << '\n' << told.text;
    }
    EXPECT_LE(told.message->blocks.size(), 50U);
}

TEST(client_brief, a_concern_stands_out_until_it_is_answered) {
    auto d = with_somebody_at_work();
    must(d, "robin", "acorn-internal", "S-302 concern \"often away\"");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "client acorn").text, "Concerns: 1"));
    must(d, "robin", "acorn-internal", "S-302 good");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "client acorn").text, "Concerns: none"));
}

// So many more requisitions of Acorn as REQ-1 is.
void add_requisitions_like_first(desk& d, std::uint32_t last) {
    for (std::uint32_t n = 2; n <= last; ++n) {
        auto other = d.req(1);
        other.number = requisition_number{n};
        other.places.clear();
        d.put(other);
    }
}

TEST(client_brief, headings_count_all_and_not_only_what_is_listed) {
    auto d = with_somebody_at_work();
    add_requisitions_like_first(d, 35);
    const auto told = d.type("robin", "dm-robin", "client acorn");
    EXPECT_TRUE(has(told.text, "Open requisitions: 35")) << told.text;
    EXPECT_TRUE(has(told.text, ", of the first 30")) << told.text;
    EXPECT_TRUE(has(told.text, "27 more: /hire req list open")) << told.text;
    EXPECT_LE(told.message->blocks.size(), 50U);
}

TEST(client_brief, tells_the_last_notes_of_all_that_are_listed) {
    auto d = with_somebody_at_work();
    add_requisitions_like_first(d, 8);
    for (const auto* number : {"3", "5", "7"}) {
        d.now += std::chrono::minutes{1};
        must(
            d,
            "robin",
            "acorn-internal",
            number + std::string(" note \"said by ") + number + "\""
        );
    }
    const auto told = d.type("robin", "dm-robin", "client acorn").text;
    EXPECT_TRUE(has(told, "Last notes: 4")) << told;
    for (const auto* part : {"said by 3", "said by 5", "said by 7"}) {
        EXPECT_TRUE(has(told, part)) << told;
    }
    EXPECT_FALSE(has(told, "wants a second shift")) << "only the last ones: " << told;
}

TEST(client_brief, the_room_says_which_client_and_shows_no_names) {
    auto d = with_somebody_at_work();
    const auto told = d.type("robin", "acorn-internal", "client");
    EXPECT_TRUE(has(told.text, "Acorn Robotics")) << told.text;
    EXPECT_TRUE(has(told.text, "S-302 A.D.")) << told.text;
    EXPECT_FALSE(has(told.text, "Paige")) << told.text;
    // Several, and nothing says which.
    const auto asked = d.type("robin", "dm-robin", "client");
    EXPECT_TRUE(asked.refused);
    EXPECT_TRUE(has(asked.text, "Dockside Freight Co-op")) << asked.text;
}

TEST(client_brief, only_inside_and_only_for_who_looks_after_it) {
    auto d = with_somebody_at_work();
    for (const auto& [who, where] :
         {std::pair{"lee", "dm-lee"},
          {"ana", "dm-ana"},
          {"maul", "dm-maul"},
          {"sam", "dm-sam"},
          {"robin", "acorn-hiring"},
          {"robin", "sup-hammer"},
          {"dana", "acorn-hiring"}}) {
        const auto told = d.type(who, where, "client acorn");
        EXPECT_TRUE(told.refused) << who << " in " << where << told.text;
        EXPECT_FALSE(has(told.text, "REQ-1")) << who << told.text;
    }
    EXPECT_FALSE(d.type("dana", "dm-dana", "client acorn").refused);
    for (const auto* name : {"acorn", "nowhere"}) {
        const auto text = d.type("lee", "dm-lee", "client " + std::string(name)).text;
        EXPECT_TRUE(has(text, "You look after no client called \"" + std::string(name) + "\"."))
            << text;
        EXPECT_TRUE(has(text, "/hire client \"Blue Heron Health IT\"")) << text;
    }
    const auto which = d.type("robin", "dm-robin", "client");
    ASSERT_TRUE(which.message) << which.text;
    const auto one = button_of(*which.message, "Acorn Robotics");
    ASSERT_TRUE(one) << which.text;
    EXPECT_TRUE(has(d.press("robin", "dm-robin", one->act).text, "Acorn Robotics"));
    const auto added = refused(d, "robin", "dm-robin", "opp add client:zz \"2nd shift Jan\"").text;
    EXPECT_TRUE(has(added, "2nd shift Jan") && has(added, "client:\"")) << added;
}

}  // namespace
}  // namespace fillrate::handlers::testing
