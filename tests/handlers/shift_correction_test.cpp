// A count is one message with all its numbers; corrected, one number leaves the others alone
// (DOMAIN.md 3.6).
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::head_count;

const domain::shift_id first{requisition_number{1}, "2026-11-30", "1st"};

TEST(shift_corrections, all_numbers_stand_in_one_message) {
    auto d = with_pickers();
    must(d, "gus", "dockside-floor", "shift 1 1st ordered:12 present:9 noshow:1 late:1");
    EXPECT_EQ(d.shift(first).ordered, 12U);
    EXPECT_EQ(d.shift(first).came, (head_count{9, 1, 1}));
}

TEST(shift_corrections, one_number_leaves_the_others_as_they_were_counted) {
    auto d = with_pickers();
    for (const auto& [line, came] :
         {std::pair{"shift 1 1st 10/12 noshow:1 late:2", head_count{10, 1, 2}},
          {"shift 1 1st noshow:2", head_count{10, 2, 2}},
          {"shift 1 1st late:0", head_count{10, 2, 0}},
          {"shift 1 1st present:11", head_count{11, 0, 0}},
          {"shift 1 1st 12/12", head_count{12, 0, 0}}}) {
        must(d, "gus", "dockside-floor", line);
        EXPECT_EQ(d.shift(first).came, came) << line;
    }
}

TEST(shift_corrections, nobody_is_counted_by_saying_nothing_of_them) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:today");
    d.move_to(at("2026-11-30T14:10-06:00"));
    const auto told = refused(d, "gus", "dockside-floor", "shift 1 2nd noshow:1");
    EXPECT_TRUE(has(told.text, "Say how many came, too.")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire shift 1 2nd 11/12 noshow:1")) << told.text;
    must(d, "gus", "dockside-floor", "shift 1 2nd 11/12 noshow:1");
}

}  // namespace
}  // namespace fillrate::handlers::testing
