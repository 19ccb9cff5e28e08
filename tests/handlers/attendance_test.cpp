// The first day: nobody comes before it, nobody is missed before the time a start may be off has
// passed, and who comes after it comes within two working days.
#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

/// S-301, cleared to start on Monday 14 December 2026 at Acorn Chicago, which opens at 08:00.
desk cleared() {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", "acorn-internal", "S-301 clear");
    return d;
}

TEST(attendance, nobody_starts_before_the_agreed_day) {
    auto d = cleared();
    const auto early = refused(d, "ana", "acorn-hiring", "S-301 start");
    EXPECT_TRUE(has(early.text, "S-301 is to start on Mon 14 Dec")) << early.text;
    EXPECT_TRUE(has(early.text, "/hire S-301 note")) << early.text;
    // Who may move the first day is told how.
    const auto ours = refused(d, "robin", "acorn-internal", "S-301 start");
    EXPECT_TRUE(has(ours.text, "/hire S-301 move today by:client")) << ours.text;
    d.now = at("2026-12-14T00:10-06:00");
    must(d, "ana", "acorn-hiring", "S-301 start");
    EXPECT_EQ(d.sub(301).state, submittal_state::started);
}

TEST(attendance, nobody_is_missed_before_the_tolerance_has_passed) {
    auto d = cleared();
    const auto days_before = refused(d, "ana", "acorn-hiring", "S-301 noshow");
    EXPECT_TRUE(has(days_before.text, "Mon 14 Dec 08:30 CST")) << days_before.text;
    d.now = at("2026-12-14T08:29-06:00");
    refused(d, "robin", "acorn-internal", "S-301 noshow");
    EXPECT_FALSE(d.sub(301).missed);
    d.now = at("2026-12-14T08:30-06:00");
    must(d, "robin", "acorn-internal", "S-301 noshow");
    EXPECT_EQ(d.sub(301).state, submittal_state::fell_off);
    EXPECT_EQ(d.sub(301).missed, d.now);
}

/// S-301 of ShiftBridge is to start at Dockside Memphis, in light industrial, on Monday 14 December
/// 2026 at 06:00. The site may say by itself who is late.
desk picker_to_come(std::optional<domain::shift_patience> own = {}) {
    auto data = config::load_demo().value();
    for (auto& client : data.clients) {
        for (auto& site : client.sites) {
            site.patience = client.id == client_id{"dockside"} ? own : site.patience;
        }
    }
    desk d(std::move(data));
    d.now = at("2026-11-30T10:00-06:00");
    must(
        d,
        "robin",
        "dockside-internal",
        "req new \"Picker\" client:Dockside site:Memphis category:li openings:2 pay:19.50 hm:@gus"
    );
    for (const std::string line :
         {"1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 submit \"Paige Turner\" email:paige@example.test pay:19 for:shiftbridge",
          "S-301 present",
          "S-301 select",
          "S-301 offer pay:19 start:\"dec 14 06:00\""}) {
        must(d, "robin", "dockside-internal", line);
    }
    must(d, "bridge", "sup-shiftbridge", "S-301 accept");
    return d;
}

TEST(attendance, in_light_industrial_late_and_missing_are_two_times) {
    auto d = picker_to_come();
    const auto* first_day = domain::find_clock(d.sub(301).clocks, domain::clock_kind::start);
    ASSERT_NE(first_day, nullptr);
    EXPECT_EQ(first_day->due, at("2026-12-14T06:10-06:00"));
    d.move_to(at("2026-12-14T06:15-06:00"));
    first_day = domain::find_clock(d.sub(301).clocks, domain::clock_kind::start);
    EXPECT_TRUE(first_day->breached) << "ten minutes are late";
    const auto early = refused(d, "robin", "dockside-internal", "S-301 noshow");
    EXPECT_TRUE(has(early.text, "S-301 is not missing before Mon 14 Dec 06:30 CST")) << early.text;
    d.now = at("2026-12-14T06:30-06:00");
    must(d, "robin", "dockside-internal", "S-301 noshow");
    EXPECT_EQ(d.sub(301).state, submittal_state::fell_off);
}

TEST(attendance, a_site_says_by_itself_who_is_late_and_who_did_not_come) {
    auto d = picker_to_come(domain::shift_patience{20, 45});
    const auto first_day = [&d] {
        return *domain::find_clock(d.sub(301).clocks, domain::clock_kind::start);
    };
    EXPECT_EQ(first_day().due, at("2026-12-14T06:20-06:00"));
    EXPECT_EQ(first_day().policy, "light-industrial@1");
    must(d, "robin", "dockside-internal", "1 priority p3 \"no hurry\"");
    EXPECT_EQ(first_day().due, at("2026-12-14T06:20-06:00"));
    must(d, "robin", "dockside-internal", "S-301 move \"dec 15 06:00\" by:client");
    EXPECT_EQ(first_day().due, at("2026-12-15T06:20-06:00"));
    d.move_to(at("2026-12-15T06:19-06:00"));
    EXPECT_FALSE(first_day().breached);
    d.move_to(at("2026-12-15T06:25-06:00"));
    EXPECT_TRUE(first_day().breached);
    const auto why = d.type("robin", "dockside-internal", "S-301 why").text;
    EXPECT_TRUE(has(why, "of 0h20m used, by policy light-industrial@1, with the time its site"))
        << why;
    const auto early = refused(d, "robin", "dockside-internal", "S-301 noshow");
    EXPECT_TRUE(has(early.text, "S-301 is not missing before Tue 15 Dec 06:45 CST")) << early.text;
    d.now = at("2026-12-15T06:45-06:00");
    must(d, "robin", "dockside-internal", "S-301 noshow");
}

TEST(attendance, the_alert_of_a_late_one_says_from_when_they_count_as_not_come) {
    auto d = picker_to_come();
    d.alerts.clear();
    d.move_to(at("2026-12-14T06:15-06:00"));
    const bool said = std::ranges::any_of(d.alerts, [&d](const auto& item) {
        const auto text = d.composed_text(item).value_or("");
        return has(text, "nobody has said they came") &&
               has(text, "They count as not come from Mon 14 Dec 06:30 CST on.");
    });
    EXPECT_TRUE(said);
}

TEST(attendance, who_was_missed_may_come_within_two_working_days) {
    auto d = cleared();
    d.now = at("2026-12-14T08:30-06:00");
    must(d, "robin", "acorn-internal", "S-301 noshow");
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "S-301").text, "[Started]"));
    auto in_time = d;
    in_time.now = at("2026-12-16T08:30-06:00");
    must(in_time, "robin", "acorn-internal", "S-301 start");
    EXPECT_EQ(domain::count_openings(in_time.req(1)).filled, 1U);
    d.now = at("2026-12-16T08:40-06:00");
    const auto told = refused(d, "robin", "acorn-internal", "S-301 start");
    EXPECT_TRUE(has(told.text, "more than two working days ago")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire 1 submit")) << told.text;
    const auto manager = refused(d, "ana", "acorn-hiring", "S-301 start");
    EXPECT_TRUE(has(manager.text, "/hire S-301 note")) << manager.text;
    EXPECT_FALSE(has(manager.text, "submit")) << "that is for others: " << manager.text;
}

TEST(attendance, who_withdrew_before_the_first_day_did_not_come_after_it) {
    auto d = cleared();
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    ASSERT_EQ(d.sub(301).state, submittal_state::fell_off);
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "S-301").text, "[Started]"));
    const auto told = refused(d, "robin", "acorn-internal", "S-301 start");
    EXPECT_TRUE(has(told.text, "fell off before the first day")) << told.text;
}

TEST(attendance, without_an_agreed_day_it_is_any_day) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", "acorn-internal", "S-301 clear");
    must(d, "ana", "acorn-hiring", "S-301 start");
}

}  // namespace
}  // namespace fillrate::handlers::testing
