// What a history tells of states: where each step led from and to, for those inside, and nothing of
// what was taken back.
#include "handlers/history_table.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

TEST(history, tells_those_inside_where_each_step_led) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 shortlist");
    const auto inside = d.type("robin", "acorn-internal", "S-301 history").text;
    const auto from = std::string(shown_state(domain::submittal_state::presented));
    const auto to = std::string(shown_state(domain::submittal_state::shortlisted));
    EXPECT_TRUE(has(inside, '(' + from + " → " + to + ')')) << inside;
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "1 history").text, "(qualified → open)"));
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        const auto outside = d.type(who, where, "S-301 history").text;
        EXPECT_FALSE(has(outside, "→")) << outside;
    }
}

TEST(history, names_no_people_of_a_firm_whose_name_is_not_read) {
    auto d = with_time();
    for (const auto* line : {"S-301 history", "I-51 history"}) {
        const auto client = d.type("ana", "dm-ana", line).text;
        EXPECT_TRUE(has(client, "by the supplier")) << client;
        EXPECT_FALSE(has(client, "Hattie") || has(client, "Hammer")) << client;
        EXPECT_TRUE(has(client, "by Ana") || has(client, "by Robin")) << client;
        const auto inside = d.type("robin", "acorn-internal", line).text;
        EXPECT_TRUE(has(inside, "by Hattie")) << inside;
    }
}

TEST(history, names_who_answered_an_invitation_and_left_the_panel_since) {
    auto d = with_time();
    must(d, "raj", "dm-raj", "I-51 decline \"travelling\"");
    must(d, "robin", "acorn-internal", "I-51 panel remove:@raj");
    const auto told = d.type("robin", "acorn-internal", "I-51 history").text;
    EXPECT_TRUE(has(told, "Raj Okafor-Bell cannot come")) << told;
    EXPECT_FALSE(has(told, "an interviewer")) << told;
}

TEST(history, begins_with_a_page_full_of_the_newest) {
    auto d = with_presented();
    constexpr int many = 45;
    for (int i = 1; i <= many; ++i) {
        must(d, "robin", "acorn-internal", "1 note \"call " + std::to_string(i) + "\"");
    }
    const auto newest = d.type("robin", "acorn-internal", "1 history").text;
    EXPECT_TRUE(has(newest, "call 45") && has(newest, "call 26")) << newest;
    EXPECT_FALSE(has(newest, "call 25")) << newest;
    const auto at_page = newest.find("/hire 1 history page");
    ASSERT_NE(at_page, std::string::npos) << newest;
    const auto page = newest.substr(at_page + 6, newest.find(')', at_page) - at_page - 6);
    const auto earlier = d.type("robin", "acorn-internal", page).text;
    EXPECT_TRUE(has(earlier, "call 25")) << page << '\n' << earlier;
}

TEST(history, what_was_taken_back_led_nowhere) {
    namespace fixed = domain::testing;
    std::vector<domain::event> history{
        fixed::happened(fixed::creation()),
        fixed::happened(domain::submitted_for_intake{})};
    history.back().command = command_id{"second"};
    const std::vector<std::string> moved{"", "draft → in intake"};
    EXPECT_EQ(state_moves<domain::requisition>(history), moved);
    history.push_back(fixed::happened(domain::undone{command_id{"second"}}));
    history.back().command = command_id{"third"};
    EXPECT_EQ(state_moves<domain::requisition>(history), (std::vector<std::string>{"", "", ""}));
}

}  // namespace
}  // namespace fillrate::handlers::testing
