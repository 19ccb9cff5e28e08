// What a policy says beside targets: who hears next, for what clocks pause, how far back something
// is logged, how long what has ended may come back (DOMAIN.md 0, 3, 4.1).
#include "tests/handlers/clock_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

/// Monday 30 November 2026 09:00: REQ-1 released on this policy.
desk released_on(domain::policy rules) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    rules.version = 2;
    d.book.add(std::move(rules));
    release(d);
    EXPECT_EQ(coverage_of(d).policy, "default@2");
    return d;
}

bool was_told(const desk& d, std::string_view conversation) {
    return std::ranges::any_of(d.alerts, [conversation](const auto& item) {
        return item.kind == "alert" && item.conversation.value == conversation;
    });
}

TEST(policy_rules, the_ladder_says_who_hears_that_a_named_time_has_passed) {
    domain::policy alone;
    alone.ladder.clear();
    domain::policy operations;
    operations.ladder = {domain::role::operations};
    for (const auto& [rules, told, not_told] :
         {std::tuple{domain::policy{}, "dm-dana", "dm-robin"},
          std::tuple{operations, "dm-dana", "dm-robin"},
          std::tuple{alone, "dm-robin", "dm-dana"}}) {
        auto d = released_on(rules);
        must(d, "robin", "acorn-internal", "1 ack by:+1h");
        d.alerts.clear();
        d.move_to(at("2026-11-30T10:30-06:00"));
        EXPECT_TRUE(was_told(d, told)) << rules.ladder.size();
        EXPECT_FALSE(was_told(d, not_told)) << rules.ladder.size();
    }
}

TEST(policy_rules, a_clock_that_runs_keeps_the_ladder_it_began_with) {
    domain::policy alone;
    alone.ladder.clear();
    auto d = released_on(alone);
    domain::policy later;
    later.version = 3;
    d.book.add(later);
    must(d, "robin", "acorn-internal", "1 ack by:+1h");
    d.alerts.clear();
    d.move_to(at("2026-11-30T10:30-06:00"));
    EXPECT_TRUE(was_told(d, "dm-robin"));
    EXPECT_FALSE(was_told(d, "dm-dana"));
}

TEST(policy_rules, clocks_pause_for_the_reasons_of_the_policy_only) {
    domain::policy strict;
    strict.pause_reasons = {"budget", "reorg"};
    auto d = released_on(strict);
    const auto no = refused(d, "robin", "acorn-internal", "1 hold hm_away").text;
    EXPECT_TRUE(has(no, "REQ-1 is not put on hold for hm_away; what counts here is budget, reorg"))
        << no;
    EXPECT_TRUE(has(no, "/hire 1 hold budget")) << no;
    EXPECT_EQ(d.req(1).state, domain::requisition_state::open);
    const auto asked = d.type("robin", "acorn-internal", "1 hold");
    ASSERT_TRUE(asked.form);
    EXPECT_EQ(asked.form->fields.front().options.size(), 2U);
    must(d, "robin", "acorn-internal", "1 hold budget");
    EXPECT_EQ(coverage_of(d).state, domain::clock_state::paused);
    auto usual = released_on({});
    must(usual, "robin", "acorn-internal", "1 hold hm_away");
}

TEST(policy_rules, several_are_asked_why_with_a_reason_of_the_policy) {
    domain::policy strict;
    strict.pause_reasons = {"reorg"};
    auto d = released_on(strict);
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"PM\" client:Acorn site:Chicago category:pro openings:1 pay:58 hm:@ana"
    );
    const auto why = refused(d, "robin", "acorn-internal", "hold 1 2").text;
    EXPECT_TRUE(has(why, "/hire 1 2 hold reorg")) << why;
    must(d, "robin", "acorn-internal", "1 2 hold reorg");
}

TEST(policy_rules, what_happened_is_logged_as_far_back_as_the_policy_says) {
    domain::policy never;
    never.late_entry_days = 0;
    domain::policy long_after;
    long_after.late_entry_days = 3;
    const std::string line = "1 hold budget at:2026-11-30T09:30";
    for (const auto& rules : {domain::policy{}, long_after}) {
        auto d = released_on(rules);
        d.move_to(at("2026-12-01T12:00-06:00"));
        must(d, "robin", "acorn-internal", line);
    }
    auto refuses = released_on(never);
    refuses.move_to(at("2026-11-30T10:00-06:00"));
    const auto no = refused(refuses, "robin", "acorn-internal", line).text;
    EXPECT_TRUE(has(no, "nothing is logged later here")) << no;
    auto usual = released_on({});
    usual.move_to(at("2026-12-02T12:00-06:00"));
    const auto too_far = refused(usual, "robin", "acorn-internal", line).text;
    EXPECT_TRUE(has(too_far, "more than two working days ago")) << too_far;
    auto farther = released_on(long_after);
    farther.move_to(at("2026-12-02T12:00-06:00"));
    must(farther, "robin", "acorn-internal", line);
}

TEST(policy_rules, a_requisition_is_reopened_as_long_after_its_end_as_the_policy_says) {
    domain::policy short_while;
    short_while.reopen_days = 1;
    const std::string line = "1 reopen \"the need is back\"";
    auto d = released_on(short_while);
    auto usual = released_on({});
    for (auto* each : {&d, &usual}) {
        must(*each, "robin", "acorn-internal", "1 cancel budget");
        each->now = at("2026-12-01T10:00-06:00");
    }
    const auto no = refused(d, "robin", "acorn-internal", line).text;
    EXPECT_TRUE(has(no, "REQ-1 ended more than 1 day ago")) << no;
    EXPECT_TRUE(has(no, "/hire 1 clone openings:1")) << no;
    must(usual, "robin", "acorn-internal", line);
}

TEST(policy_rules, who_is_out_comes_back_as_long_as_the_policy_says) {
    domain::policy week;
    week.revive_days = 7;
    const std::string submit = "1 submit \"Paige Turner\" email:paige@example.test";
    auto d = released_on(week);
    auto usual = released_on({});
    for (auto* each : {&d, &usual}) {
        must(*each, "maul", "sup-hammer", submit);
        must(*each, "robin", "acorn-internal", "S-301 present");
        must(*each, "maul", "sup-hammer", "S-301 withdraw other_offer");
        each->now = at("2026-12-08T09:00-06:00");
    }
    const auto no = refused(d, "robin", "acorn-internal", "S-301 revive \"free again\"").text;
    EXPECT_TRUE(has(no, "S-301 has been out for more than 7 days. Submit them anew.")) << no;
    must(d, "maul", "sup-hammer", submit);
    const auto again = refused(usual, "maul", "sup-hammer", submit).text;
    EXPECT_TRUE(has(again, "can be brought back by the account manager")) << again;
    must(usual, "robin", "acorn-internal", "S-301 revive \"free again\"");
}

/// S-301 is awaited since half past eight on Monday 14 December 2026.
desk awaited() {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", "acorn-internal", "S-301 clear");
    d.now = at("2026-12-14T08:30-06:00");
    return d;
}

TEST(policy_rules, who_was_missed_comes_late_as_long_as_the_policy_says) {
    domain::policy one_day;
    one_day.version = 2;
    one_day.came_late_days = 1;
    auto d = awaited();
    must(d, "robin", "acorn-internal", "S-301 noshow");
    d.now = at("2026-12-15T08:40-06:00");
    auto usual = d;
    must(usual, "robin", "acorn-internal", "S-301 start");
    d.book.add(one_day);
    const auto no = refused(d, "robin", "acorn-internal", "S-301 start").text;
    EXPECT_TRUE(has(no, "more than one working day ago")) << no;
}

TEST(policy_rules, an_assignment_is_asked_about_on_the_days_of_the_policy) {
    domain::policy seldom;
    seldom.version = 2;
    seldom.check_in_days = {2};
    seldom.end_notice_days = 7;
    auto usual = awaited();
    auto d = usual;
    d.book.add(seldom);
    for (auto* each : {&d, &usual}) {
        must(*each, "ana", "acorn-hiring", "S-301 start end:2026-12-31");
    }
    EXPECT_EQ(usual.sub(301).job->check_ins.size(), 3U);
    EXPECT_EQ(usual.sub(301).job->ask_end, at("2026-12-30T10:00-06:00"));
    ASSERT_EQ(d.sub(301).job->check_ins.size(), 1U);
    EXPECT_EQ(d.sub(301).job->check_ins[0].due, at("2026-12-16T10:00-06:00"));
    EXPECT_EQ(d.sub(301).job->ask_end, at("2026-12-24T10:00-06:00"));
    must(d, "robin", "acorn-internal", "S-301 extend end:2027-01-31");
    EXPECT_EQ(d.sub(301).job->ask_end, at("2027-01-24T10:00-06:00"));
}

TEST(policy_rules, an_interview_is_taken_as_held_as_late_as_the_policy_says) {
    domain::policy patient;
    patient.version = 2;
    patient.assumed_held_hours = 4;
    auto d = with_times();
    auto usual = d;
    d.book.add(patient);
    for (auto* each : {&d, &usual}) {
        must(*each, "maul", "sup-hammer", "I-51 confirm 1");
        each->move_to(at("2026-12-01T13:30-06:00"));
    }
    EXPECT_TRUE(usual.iv(51).assumed);
    EXPECT_EQ(d.iv(51).state, domain::interview_state::confirmed);
    d.move_to(at("2026-12-01T14:45-06:00"));
    EXPECT_TRUE(d.iv(51).assumed);
}

TEST(policy_rules, a_hold_is_asked_about_when_the_policy_calls_it_long) {
    domain::policy impatient;
    impatient.long_hold_days = 2;
    auto d = released_on(impatient);
    auto usual = released_on({});
    for (auto* each : {&d, &usual}) {
        must(*each, "robin", "acorn-internal", "1 hold budget");
        each->alerts.clear();
        each->move_to(at("2026-12-02T08:59-06:00"));
        EXPECT_FALSE(was_told(*each, "dm-robin"));
        each->move_to(at("2026-12-02T09:00-06:00"));
    }
    EXPECT_FALSE(was_told(usual, "dm-robin"));
    EXPECT_TRUE(was_told(d, "dm-robin"));
    EXPECT_TRUE(std::ranges::any_of(d.alerts, [&d](const auto& item) {
        return has(d.composed_text(item).value_or(""), "on hold since Mon 30 Nov 09:00 CST");
    }));
}

TEST(policy_rules, a_time_is_named_and_a_clock_waits_as_far_ahead_as_the_policy_says) {
    domain::policy other;
    other.acknowledge_days = 2;
    other.wait_days = 2;
    const std::string named = "1 ack by:2026-12-02T08:30";
    const std::string waits = "1 wait until:2026-12-04 \"client on holiday\"";
    auto d = released_on(other);
    auto usual = released_on({});
    must(d, "robin", "acorn-internal", named);
    const auto too_far = refused(usual, "robin", "acorn-internal", named).text;
    EXPECT_TRUE(has(too_far, "Name a time within one working day")) << too_far;
    must(usual, "robin", "acorn-internal", waits);
    const auto too_long = refused(d, "robin", "acorn-internal", waits).text;
    EXPECT_TRUE(has(too_long, "Name a time within two working days")) << too_long;
}

}  // namespace
}  // namespace fillrate::handlers::testing
