// A site whose zone is put right: what has no running clock takes it as well (DOMAIN.md 4.6).
#include "core/domain/clocks.hpp"
#include "core/domain/shift.hpp"
#include "tests/handlers/interview_desk.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::handlers::testing {
namespace {

/// What the last alert of a kind says.
std::string last_told(desk& d, std::string_view kind) {
    std::string text;
    for (const auto& item : d.alerts) {
        text = item.kind == kind ? d.composed_text(item).value_or("-") : text;
    }
    return text;
}

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

TEST(corrected_zone, reaches_more_shifts_than_one_commit_takes) {
    auto d = with_pickers();
    for (const auto* line :
         {"1st ordered:12 from:06:00 to:14:00",
          "2nd ordered:12 from:14:00 to:22:00",
          "3rd ordered:12 from:22:00 to:06:00"}) {
        must(d, "gus", "dockside-floor", "shift 1 " + std::string(line) + " on:\"dec 2..dec 15\"");
    }
    must(d, "sam", "hiring-desk", "admin client dockside site:\"Memphis DC\" zone:America/Denver");
    const auto foreseen = must(d, "sam", "dm-sam", "sla preview").text;
    EXPECT_TRUE(has(foreseen, "43 records would take the zone of their site")) << foreseen;
    must(d, "sam", "dm-sam", "sla apply");
    d.move_to(d.now);
    for (int day = 2; day <= 15; ++day) {
        const auto date = std::string(day < 10 ? "2026-12-0" : "2026-12-") + std::to_string(day);
        for (const auto* name : {"1st", "2nd", "3rd"}) {
            const auto& one = d.shift({requisition_number{1}, date, name});
            EXPECT_EQ(one.zone, "America/Denver") << date << ' ' << name;
        }
    }
    const domain::shift_id last{requisition_number{1}, "2026-12-15", "3rd"};
    EXPECT_EQ(d.shift(last).ends, at("2026-12-16T06:00-07:00"));
    const auto told = last_told(d, "applied");
    EXPECT_TRUE(has(told, "43 records took the zone of their site.")) << told;
}

TEST(corrected_zone, reaches_interviews_that_are_over) {
    auto d = with_time();
    must(d, "ana", "acorn-hiring", "I-51 cancel \"role changed\"");
    ASSERT_TRUE(std::ranges::none_of(d.iv(51).clocks, [](const auto& c) {
        return domain::is_live(c);
    }));
    must(
        d,
        "sam",
        "hiring-desk",
        "admin client \"Acorn Robotics\" site:Chicago zone:America/Denver"
    );
    const auto preview = must(d, "sam", "dm-sam", "sla preview");
    EXPECT_TRUE(has(preview.text, "2 records would take the zone of their site.")) << preview.text;
    must(d, "sam", "dm-sam", "sla apply");
    d.move_to(d.now);
    EXPECT_EQ(d.iv(51).zone, "America/Denver");
    EXPECT_EQ(d.iv(51).state, domain::interview_state::cancelled);
    const auto after = must(d, "sam", "dm-sam", "sla preview");
    EXPECT_FALSE(has(after.text, "would take the zone")) << after.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
