// What becomes of shifts when their requisition ends: those to come are called off with it, and
// reopening does not bring them back. Who is counted could come, and what is over is not asked for.
#include "core/domain/shift_due.hpp"
#include "core/domain/shift_transitions.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::shift_state;

constexpr auto planned_thursday = "shift 1 2nd ordered:12 from:14:00 to:22:00 on:\"dec 3\"";
const domain::shift_id in_december{requisition_number{1}, "2026-12-03", "2nd"};

TEST(shifts_of_the_ended, to_come_end_with_their_requisition_and_stay_called_off) {
    for (const std::string line : {"1 close budget", "1 cancel budget"}) {
        auto d = with_pickers();
        must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:thu..fri");
        must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
        const auto told = must(d, "robin", "dockside-internal", line);
        EXPECT_TRUE(has(told.text, "2 shifts to come are called off")) << told.text;
        EXPECT_EQ(d.shift(in_december).state, shift_state::called_off);
        EXPECT_FALSE(domain::next_due(d.shift(in_december))) << "no ladder stands any more";
        bool bridge_hears = false;
        for (const auto& item : told.messages) {
            const auto text = d.composed_text(item).value_or("");
            bridge_hears =
                bridge_hears || (item.readers.id == "shiftbridge" && item.kind == "line" &&
                                 has(text, "2 shifts from Thu 3 Dec called off"));
        }
        EXPECT_TRUE(bridge_hears);
        must(d, "robin", "dockside-internal", "1 reopen \"needed after all\" openings:12");
        EXPECT_EQ(d.shift(in_december).state, shift_state::called_off);
        must(d, "robin", "dockside-internal", planned_thursday);
        EXPECT_EQ(d.shift(in_december).state, shift_state::planned);
    }
}

TEST(shifts_of_the_ended, that_nobody_could_come_to_are_not_counted) {
    desk d;
    d.now = at("2026-11-30T15:00-06:00");
    must(
        d,
        "robin",
        "dockside-internal",
        "req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 hm:@gus"
    );
    must(d, "robin", "dockside-internal", "1 qualify waive:\"as last year\"");
    const auto told = refused(d, "gus", "dockside-floor", "shift 1 2nd 11/12");
    EXPECT_TRUE(has(told.text, "has not gone to suppliers yet")) << told.text;
    must(d, "robin", "dockside-internal", "1 release tier1");
    must(d, "gus", "dockside-floor", "shift 1 2nd 11/12");
}

TEST(shifts_of_the_ended, are_over_for_a_supplier_that_had_not_confirmed) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", planned_thursday);
    EXPECT_TRUE(
        has(d.type("bridge", "sup-shiftbridge", "shift 1 2nd on:\"dec 3\"").text,
            "8 heads of yours not confirmed yet")
    );
    d.move_to(at("2026-12-03T14:40-06:00"));
    must(d, "gus", "dockside-floor", "shift 1 2nd 11/12");
    const auto shown = d.type("bridge", "sup-shiftbridge", "shift 1 2nd on:\"dec 3\"").text;
    EXPECT_TRUE(has(shown, "over for you, none of yours confirmed")) << shown;
    EXPECT_FALSE(has(shown, "11")) << "nobody else's numbers: " << shown;
}

TEST(shifts_of_the_ended, that_run_when_their_requisition_ends_are_still_counted) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", planned_thursday);
    d.move_to(at("2026-12-03T15:00-06:00"));
    const auto told = must(d, "robin", "dockside-internal", "1 close budget");
    EXPECT_FALSE(has(told.text, "called off")) << told.text;
    EXPECT_NE(d.shift(in_december).state, shift_state::called_off);
}

}  // namespace
}  // namespace fillrate::handlers::testing
