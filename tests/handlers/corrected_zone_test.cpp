// A site whose zone is put right: what has no running clock takes it as well (DOMAIN.md 4.6).
#include "core/domain/shift.hpp"
#include "tests/handlers/interview_desk.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

TEST(corrected_zone, reaches_shifts_ahead_which_keep_their_time_of_the_day) {
    auto d = with_pickers();
    must(d, "gus", "dockside-floor", "shift 1 2nd ordered:12 from:14:00 to:22:00 on:\"dec 3\"");
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    const domain::shift_id thursday{requisition_number{1}, "2026-12-03", "2nd"};
    ASSERT_EQ(d.shift(thursday).starts, at("2026-12-03T14:00-06:00"));
    must(d, "sam", "hiring-desk", "admin client dockside site:\"Memphis DC\" zone:America/Denver");
    EXPECT_EQ(d.shift(thursday).zone, "America/Chicago");
    must(d, "sam", "hiring-desk", "sla preview");
    must(d, "sam", "hiring-desk", "sla apply");
    d.move_to(d.now);
    EXPECT_EQ(d.req(1).zone, "America/Denver");
    EXPECT_EQ(d.shift(thursday).zone, "America/Denver");
    EXPECT_EQ(d.shift(thursday).starts, at("2026-12-03T14:00-07:00"));
    EXPECT_EQ(d.shift(thursday).ends, at("2026-12-03T22:00-07:00"));
    EXPECT_EQ(domain::confirmed_heads(d.shift(thursday)), 8U);
    const auto said = d.type("robin", "dockside-internal", "shift 1 2nd").text;
    EXPECT_TRUE(has(said, "14:00-22:00 MST")) << said;
}

TEST(corrected_zone, reaches_requisitions_that_are_over) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 close budget");
    must(
        d,
        "sam",
        "hiring-desk",
        "admin client \"Acorn Robotics\" site:Chicago zone:America/Denver"
    );
    EXPECT_EQ(d.req(1).zone, "America/Chicago");
    const auto preview = must(d, "sam", "hiring-desk", "sla preview");
    EXPECT_TRUE(has(preview.text, "1 record would take the zone of its site.")) << preview.text;
    EXPECT_TRUE(has(preview.text, "[Apply]")) << preview.text;
    must(d, "sam", "hiring-desk", "sla apply");
    d.move_to(d.now);
    EXPECT_EQ(d.req(1).zone, "America/Denver");
    EXPECT_EQ(d.req(1).state, domain::requisition_state::closed);
    const auto after = must(d, "sam", "hiring-desk", "sla preview");
    EXPECT_FALSE(has(after.text, "would take the zone")) << after.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
