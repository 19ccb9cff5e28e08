// What alerts say when several of one clock wait to be told.
#include "core/domain/clocks.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

// What of the alerts to one person about a subject is still told now.
std::vector<std::string> told_of(desk& d, std::string_view subject, std::string_view channel) {
    std::vector<std::string> told;
    for (const auto& item : d.alerts) {
        const bool meant =
            item.kind == "alert" && item.subject == subject && item.conversation.value == channel;
        if (auto text = meant ? d.composed_text(item) : std::nullopt) {
            told.push_back(std::move(*text));
        }
    }
    return told;
}

desk with_intake() {
    desk d;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro hm:@ana"
    );
    return d;
}

TEST(alerts, of_one_clock_only_the_last_step_is_told) {
    auto d = with_intake();
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_GT(d.alerts.size(), 1U);
    const auto told = told_of(d, "req:1", "dm-robin");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(has(told.front(), "Intake of REQ-1 Controls engineer was due")) << told.front();
}

TEST(alerts, a_step_is_told_while_no_later_one_is_on_record) {
    auto d = with_intake();
    // Three quarters of nine working hours after Monday 10:00.
    d.move_to(at("2026-11-30T16:50-06:00"));
    const auto told = told_of(d, "req:1", "dm-robin");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(has(told.front(), "Intake of REQ-1 Controls engineer is due")) << told.front();
}

// When alerts of the only requisition were to reach its owner, in order.
std::vector<std::int64_t> times_told(const desk& d) {
    std::vector<std::int64_t> times;
    for (const auto& item : d.alerts) {
        if (item.kind == "alert" && item.conversation.value == "dm-robin") {
            times.push_back(item.not_before_ms);
        }
    }
    return times;
}

TEST(alerts, a_warning_waits_two_working_hours_after_the_last_word_and_a_miss_does_not) {
    auto d = with_intake();
    d.move_to(at("2026-12-01T12:00-06:00"));
    const std::vector<std::int64_t> expected{
        to_unix_ms(at("2026-11-30T16:45-06:00")),
        to_unix_ms(at("2026-12-01T09:45-06:00")),  // 90 % is used at 09:06
        to_unix_ms(at("2026-12-01T10:00-06:00"))};
    EXPECT_EQ(times_told(d), expected);
}

TEST(alerts, of_what_is_due_soon_after_opening_come_before_the_close_before) {
    desk d;
    d.now = at("2026-11-30T13:45-06:00");
    auto policy = d.book.choose(domain::requisition{});
    policy.intake_target = std::chrono::hours{4};
    d.book.add(policy);
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro hm:@ana"
    );
    d.move_to(at("2026-11-30T17:00-06:00"));
    EXPECT_EQ(times_told(d), std::vector<std::int64_t>{to_unix_ms(at("2026-11-30T16:30-06:00"))});
    const auto history = d.type("robin", "acorn-internal", "1 history").text;
    EXPECT_TRUE(has(history, "Intake is due Tue 1 Dec 08:45 CST, soon after opening.")) << history;
    EXPECT_FALSE(has(history, "75 %")) << history;
}

TEST(alerts, a_warning_is_not_told_once_somebody_is_on_it) {
    auto d = with_intake();
    d.move_to(at("2026-12-01T09:30-06:00"));
    EXPECT_EQ(told_of(d, "req:1", "dm-robin").size(), 1U);
    must(d, "robin", "acorn-internal", "1 ack by:+2h");
    EXPECT_TRUE(told_of(d, "req:1", "dm-robin").empty());
}

// From now on clocks of a kind begin with a policy that says who hears of them.
void let_hear(desk& d, domain::clock_kind kind, domain::clock_alert how) {
    auto policy = d.book.choose(domain::requisition{});
    policy.alerts[kind] = how;
    d.book.add(policy);
}

TEST(alerts, go_to_whom_the_policy_says) {
    using domain::clock_alert;
    struct expected {
        std::optional<clock_alert> how{};
        bool alerted = false;
        bool in_today = false;
    };
    const expected all[] = {
        {std::nullopt, true, true},
        {clock_alert::dm, true, true},
        {clock_alert::digest, false, true},
        {clock_alert::off, false, false}};
    for (const auto& one : all) {
        const auto how = one.how ? domain::word(*one.how) : std::string_view("usual");
        desk d;
        if (one.how) {
            let_hear(d, domain::clock_kind::intake, *one.how);
        }
        must(
            d,
            "robin",
            "acorn-internal",
            "req new \"Controls engineer\" client:Acorn site:Chicago category:pro hm:@ana"
        );
        d.move_to(at("2026-12-03T12:00-06:00"));
        EXPECT_EQ(!told_of(d, "req:1", "dm-robin").empty(), one.alerted) << how;
        EXPECT_EQ(!told_of(d, "req:1", "acorn-internal").empty(), one.alerted) << how;
        const auto today = d.type("robin", "dm-robin", "today").text;
        EXPECT_EQ(has(today, "Intake was due"), one.in_today) << how << today;
        const auto late = d.type("robin", "dm-robin", "late").text;
        EXPECT_EQ(has(late, "Controls engineer"), one.in_today) << how << late;
        EXPECT_TRUE(has(d.type("robin", "dm-robin", "me").text, "REQ-1")) << how;
        EXPECT_TRUE(has(d.card(1, "acorn-internal"), "Intake was due")) << how;
    }
}

TEST(alerts, of_who_waits_for_the_manager_go_to_whom_the_policy_says) {
    using domain::clock_alert;
    for (const auto how : {clock_alert::dm, clock_alert::digest, clock_alert::off}) {
        auto d = with_presented();
        must(d, "ana", "acorn-hiring", "S-301 reject rate");
        let_hear(d, domain::clock_kind::review, how);
        must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
        must(d, "robin", "acorn-internal", "S-302 present");
        d.move_to(at("2026-12-10T12:00-06:00"));
        const auto sent = [&d](std::string_view kind, std::string_view subject) {
            return std::ranges::any_of(d.alerts, [kind, subject](const auto& item) {
                return item.kind == kind && item.subject == subject;
            });
        };
        const auto* const review =
            domain::find_clock(d.sub(302).clocks, domain::clock_kind::review);
        ASSERT_NE(review, nullptr);
        EXPECT_TRUE(review->breached);
        EXPECT_EQ(sent("alert", "sub:302"), how == clock_alert::dm) << domain::word(how);
        // The manager's daily request is no alert to the owner; "off" is off for everybody.
        EXPECT_EQ(sent("waiting", "req:1"), how != clock_alert::off) << domain::word(how);
    }
}

TEST(alerts, of_a_candidate_say_what_is_due_and_not_always_the_word_of_the_manager) {
    auto d = with_presented();
    let_hear(d, domain::clock_kind::screen, domain::clock_alert::dm);
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\""
    );
    d.move_to(at("2026-12-01T08:30-06:00"));
    const auto told = told_of(d, "sub:302", "dm-robin");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(has(told.front(), "Screening of S-302 (A.D.) for REQ-1 Controls engineer was due"))
        << told.front();
    EXPECT_FALSE(has(told.front(), "wait for a word")) << told.front();
    EXPECT_TRUE(has(told.front(), "[On it, by ...]")) << told.front();
}

TEST(alerts, of_a_replacement_that_is_found_offer_nothing_that_a_filled_requisition_refuses) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const auto* line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:2 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 accept heads:2 for:shiftbridge",
          "1 submit \"Paige Turner\" email:paige@example.test pay:19 for:shiftbridge",
          "1 submit \"Al Dente\" email:al@example.test pay:19 for:shiftbridge",
          "S-301 present",
          "S-302 present",
          "S-301 select",
          "S-302 select",
          "S-301 offer pay:19 start:\"dec 14 06:00\"",
          "S-302 offer pay:19 start:\"dec 14 06:00\""}) {
        must(d, "robin", "dockside-internal", line);
    }
    must(d, "bridge", "sup-shiftbridge", "S-301 accept");
    must(d, "robin", "dockside-internal", "S-301 withdraw unreachable");
    must(d, "bridge", "sup-shiftbridge", "S-302 accept");
    must(d, "robin", "dockside-internal", "start 1 present:1");
    ASSERT_EQ(d.req(1).state, domain::requisition_state::filled);
    d.move_to(at("2026-11-30T13:30-06:00"));
    const auto told = told_of(d, "req:1", "dm-robin");
    ASSERT_FALSE(told.empty());
    const auto& text = told.back();
    EXPECT_TRUE(has(text, "Who replaces them is found, and has yet to come.")) << text;
    EXPECT_TRUE(has(text, "[Candidates]") && has(text, "[On it, by ...]")) << text;
    EXPECT_FALSE(has(text, "[Hold]") || has(text, "[Release")) << text;
    must(d, "robin", "dockside-internal", "1 ack by:+1h");
}

TEST(alerts, of_missing_verdicts_go_to_whom_the_policy_says) {
    using domain::clock_alert;
    for (const auto how : {clock_alert::dm, clock_alert::digest, clock_alert::off}) {
        auto d = with_times();
        let_hear(d, domain::clock_kind::feedback, how);
        must(d, "maul", "sup-hammer", "I-51 confirm 1");
        d.move_to(at("2026-12-03T10:45-06:00"));
        bool told = false;
        for (const auto& text : told_of(d, "iv:51", "dm-robin")) {
            told = told || has(text, "still missing");
        }
        EXPECT_EQ(told, how == clock_alert::dm) << domain::word(how);
    }
}

TEST(alerts, to_one_person_may_join_and_threads_never_do) {
    auto d = with_intake();
    d.move_to(at("2026-12-03T12:00-06:00"));
    ASSERT_FALSE(d.alerts.empty());
    for (const auto& item : d.alerts) {
        if (item.kind == "alert") {
            EXPECT_EQ(item.joins, item.conversation.value == "dm-robin") << item.conversation.value;
        }
    }
}

TEST(alerts, of_verdicts_join_as_reminders_only) {
    auto d = with_time();
    d.alerts.clear();
    d.move_to(at("2026-12-01T10:50-06:00"));
    const auto joining = [&d] {
        return std::ranges::any_of(d.alerts, [](const auto& item) {
            return item.subject == "iv:51" && item.joins;
        });
    };
    ASSERT_FALSE(d.alerts.empty());
    EXPECT_FALSE(joining()) << "the first time with one tap for each verdict";
    d.move_to(at("2026-12-02T09:30-06:00"));
    EXPECT_TRUE(joining());
}

}  // namespace
}  // namespace fillrate::handlers::testing
