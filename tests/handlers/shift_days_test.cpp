// One line about a shift on several days: all of them or none, of a range those that are planned.
#include "core/domain/shift_transitions.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::shift_state;

domain::shift_id second_on(const std::string& date) {
    return {requisition_number{1}, date, "2nd"};
}

/// The second shift of Tuesday to Thursday, twelve heads each.
desk with_three_days() {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:tue..thu");
    return d;
}

TEST(shift_days, heads_are_confirmed_for_all_that_are_planned_in_one_line) {
    auto d = with_three_days();
    const auto told = must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:tue..fri");
    for (const auto* date : {"2026-12-01", "2026-12-02", "2026-12-03"}) {
        EXPECT_EQ(domain::confirmed_heads(d.shift(second_on(date))), 8U) << date;
    }
    EXPECT_TRUE(has(told.text, "2nd shift Tue 1 Dec")) << told.text;
    EXPECT_TRUE(has(told.text, "2nd shift Thu 3 Dec")) << told.text;
    EXPECT_FALSE(d.has(second_on("2026-12-04"))) << "nobody planned it";
}

TEST(shift_days, one_that_is_not_planned_keeps_the_others_as_they_are) {
    auto d = with_three_days();
    const auto told =
        refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"tue, fri\"");
    EXPECT_TRUE(has(told.text, "REQ-1, 2nd shift Fri 4 Dec is not planned")) << told.text;
    EXPECT_EQ(domain::confirmed_heads(d.shift(second_on("2026-12-01"))), 0U);
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"tue, thu\"");
    EXPECT_EQ(domain::confirmed_heads(d.shift(second_on("2026-12-01"))), 8U);
    EXPECT_EQ(domain::confirmed_heads(d.shift(second_on("2026-12-02"))), 0U);
    EXPECT_EQ(domain::confirmed_heads(d.shift(second_on("2026-12-03"))), 8U);
}

TEST(shift_days, are_called_off_together) {
    auto d = with_three_days();
    must(d, "gus", "dockside-floor", "shift 1 2nd cancel \"line down\" on:wed..thu");
    EXPECT_EQ(d.shift(second_on("2026-12-01")).state, shift_state::planned);
    EXPECT_EQ(d.shift(second_on("2026-12-02")).state, shift_state::called_off);
    EXPECT_EQ(d.shift(second_on("2026-12-03")).state, shift_state::called_off);
    EXPECT_EQ(d.shift(second_on("2026-12-03")).reason, "line down");
}

TEST(shift_days, what_lacks_something_is_asked_in_the_line) {
    auto d = with_three_days();
    const auto heads = refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm on:tue..thu");
    EXPECT_TRUE(has(heads.text, "Say how many come")) << heads.text;
    EXPECT_FALSE(heads.form);
    EXPECT_TRUE(
        has(refused(d, "gus", "dockside-floor", "shift 1 2nd cancel on:tue..thu").text, "Say why")
    );
    EXPECT_TRUE(
        has(refused(d, "bridge", "sup-shiftbridge", "shift 1 3rd confirm 8 on:tue..thu").text,
            "No 3rd shift of REQ-1 is planned on these days")
    );
    EXPECT_EQ(d.shift(second_on("2026-12-01")).state, shift_state::planned);
}

TEST(shift_days, for_whom_they_are_confirmed_is_asked_in_a_line_about_all_of_them) {
    auto d = with_three_days();
    const auto told = refused(d, "robin", "dockside-internal", "shift 1 2nd confirm 4 on:tue..thu");
    EXPECT_FALSE(told.form);
    EXPECT_TRUE(has(told.text, "shift 1 confirm 2nd for:")) << told.text;
    EXPECT_TRUE(has(told.text, "on:\"2026-12-01,2026-12-02,2026-12-03\" \"4\"")) << told.text;
    must(
        d,
        "robin",
        "dockside-internal",
        "shift 1 confirm 2nd for:daybreak on:\"2026-12-01,2026-12-02,2026-12-03\" \"4\""
    );
    EXPECT_EQ(domain::confirmed_heads(d.shift(second_on("2026-12-03"))), 4U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
