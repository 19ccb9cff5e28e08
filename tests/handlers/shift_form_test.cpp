// Shifts planned with a form: it decides as the typed line does, and says at the field what is
// wrong.
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

namespace fillrate::handlers::testing {
namespace {

TEST(shift_form, a_form_plans_what_a_line_would) {
    auto d = with_pickers();
    EXPECT_TRUE(has(d.card(1, "dockside-internal"), "[Plan shifts]"));
    EXPECT_FALSE(has(d.card(1, "sup-shiftbridge"), "[Plan shifts]"));
    const auto asked = d.type("robin", "dockside-internal", "shift 1 2nd plan");
    ASSERT_TRUE(asked.form) << asked.text;
    ASSERT_EQ(asked.form->fields.size(), 5U);
    EXPECT_EQ(asked.form->fields.front().value, "2nd");
    EXPECT_EQ(asked.form->fields.back().value, "12");
    const auto told = d.submit(
        "robin",
        "dockside-internal",
        asked.form->act,
        {{"name", "2nd"}, {"on", "tue..fri"}, {"from", "14:30"}, {"to", ""}, {"ordered", "10"}}
    );
    EXPECT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(has(told.text, "4 shifts of REQ-1 planned with 10 heads each")) << told.text;
    const domain::shift_id thursday{requisition_number{1}, "2026-12-03", "2nd"};
    EXPECT_EQ(d.shift(thursday).ordered, 10U);
    EXPECT_EQ(d.shift(thursday).starts, at("2026-12-03T14:30-06:00"));
    EXPECT_EQ(d.shift(thursday).ends, at("2026-12-03T22:00-06:00"));
}

TEST(shift_form, problems_of_the_form_are_shown_at_its_fields) {
    auto d = with_pickers();
    const auto form = d.type("gus", "dockside-floor", "shift 1 plan").form;
    ASSERT_TRUE(form);
    const std::map<std::string, std::string> right{
        {"name", "2nd"},
        {"on", "tue"},
        {"from", "14:00"},
        {"to", "22:00"},
        {"ordered", "12"}};
    for (const auto& [field, wrong, why] :
         {std::array<const char*, 3>{"ordered", "13", "12 openings"},
          {"ordered", "", "ordered"},
          {"on", "", "Name the days"},
          {"on", "2027-11-27", "five weeks"},
          {"from", "noonish", "14:00"},
          {"to", "noonish", "14:00"},
          {"name", "", "Name the shift"}}) {
        auto fields = right;
        fields[field] = wrong;
        const auto told = d.submit("gus", "dockside-floor", form->act, fields);
        ASSERT_EQ(told.problems.size(), 1U) << field << told.text;
        EXPECT_EQ(told.problems.front().first, field);
        EXPECT_TRUE(std::string_view(why) == field || has(told.problems.front().second, why))
            << told.problems.front().second;
    }
    auto begun = right;
    begun["name"] = "1st";
    begun["on"] = "today";
    begun["from"] = "06:00";
    EXPECT_EQ(d.submit("gus", "dockside-floor", form->act, begun).problems.front().first, "on");
    EXPECT_TRUE(d.submit("gus", "dockside-floor", form->act, right).changed);
}

TEST(shift_form, the_form_is_offered_where_shifts_are_looked_at_to_who_may_plan_them) {
    auto d = with_pickers();
    const auto none = d.type("gus", "dockside-floor", "1 shifts");
    ASSERT_TRUE(has(none.text, "[Plan shifts]")) << none.text;
    const auto& row = std::get<chat::button_row>(none.message->blocks.back());
    EXPECT_TRUE(d.press("gus", "dockside-floor", row.buttons.front().act).form);
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:tue");
    EXPECT_TRUE(has(d.type("robin", "dockside-internal", "1 shifts").text, "[Plan shifts]"));
    EXPECT_FALSE(has(d.type("bridge", "sup-shiftbridge", "1 shifts").text, "[Plan shifts]"));
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd plan");
    must(d, "robin", "dockside-internal", "1 hold budget");
    EXPECT_FALSE(has(d.card(1, "dockside-internal"), "[Plan shifts]"));
    EXPECT_FALSE(has(d.type("robin", "dockside-internal", "1 shifts").text, "[Plan shifts]"));
    refused(d, "robin", "dockside-internal", "shift 1 2nd plan");
}

// The line to type that stands in it last.
std::string next_line_in(const std::string& text) {
    constexpr std::string_view root = "/hire ";
    const auto from = text.rfind(root);
    if (from == std::string::npos) {
        return {};
    }
    const auto line = text.substr(from + root.size());
    return line.substr(0, line.find_first_of(")\n"));
}

TEST(shift_plans, that_are_wrong_are_answered_with_a_line_that_plans) {
    for (const auto* line :
         {"shift 1 2nd ordered:12 on:tue from:25:00 to:30:00",
          "shift 1 2nd ordered:99 on:yesterweek",
          "shift 1 2nd ordered:12 on:tue from:14:00 to:noonish",
          "shift 1 2nd ordered:12 on:today from:06:00",
          "shift 1 ordered:12 on:tue"}) {
        auto d = with_pickers();
        d.now = at("2026-11-30T15:00-06:00");
        const auto told = refused(d, "robin", "dockside-internal", line).text;
        must(d, "robin", "dockside-internal", next_line_in(told));
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
