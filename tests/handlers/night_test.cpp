// Clocks that run round the clock come due at night: who is on call hears of it then, everybody
// else when work begins again (DOMAIN.md 0 "Nights").
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

constexpr std::string_view morning = "2026-12-01T05:00-06:00";

constexpr std::string_view at_night = "2026-11-30T23:00-06:00";

/// One of ten did not come, which is told then; whoever replaces them has four hours.
desk with_gap(std::string_view when) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const auto* line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:10 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 accept heads:10 for:shiftbridge"}) {
        must(d, "robin", "dockside-internal", line);
    }
    d.move_to(at(when));
    must(d, "robin", "dockside-internal", "start 1 present:9 noshow:1");
    d.alerts.clear();
    return d;
}

std::vector<chat::outgoing> told_in(const desk& d, std::string_view channel) {
    std::vector<chat::outgoing> told;
    std::ranges::copy_if(d.alerts, std::back_inserter(told), [channel](const auto& item) {
        return item.kind == "alert" && item.conversation.value == channel;
    });
    return told;
}

TEST(night, without_anybody_on_call_the_owner_hears_in_the_morning_and_it_is_marked) {
    auto d = with_gap(at_night);
    d.move_to(at("2026-12-01T03:30-06:00"));
    const auto told = told_in(d, "dm-robin");
    ASSERT_FALSE(told.empty());
    for (const auto& item : told) {
        EXPECT_GE(item.not_before_ms, to_unix_ms(at(morning)));
        EXPECT_FALSE(item.breaks_quiet);
    }
    EXPECT_EQ(told.back().not_before_ms, to_unix_ms(at(morning)));
    const auto text = d.composed_text(told.back()).value_or("");
    EXPECT_TRUE(has(text, "was due")) << text;
    EXPECT_TRUE(has(text, "This came up at night, Tue 1 Dec 03:00 CST")) << text;
}

TEST(night, who_is_on_call_hears_at_once_and_the_owner_in_the_morning) {
    auto d = with_gap(at_night);
    must(d, "sam", "dm-sam", "admin client dockside oncall:@dana");
    d.move_to(at("2026-12-01T03:30-06:00"));
    const auto told = told_in(d, "dm-dana");
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back().not_before_ms, to_unix_ms(at("2026-12-01T03:00-06:00")));
    for (const auto& item : told) {
        EXPECT_TRUE(item.breaks_quiet);
        EXPECT_FALSE(item.joins) << "what can wait must not hold it back";
    }
    const auto text = d.composed_text(told.back()).value_or("");
    EXPECT_TRUE(has(text, "You are on call")) << text;
    const auto owner = told_in(d, "dm-robin");
    ASSERT_FALSE(owner.empty());
    for (const auto& item : owner) {
        EXPECT_GE(item.not_before_ms, to_unix_ms(at(morning)));
    }
}

TEST(night, a_room_hears_in_the_morning_too_whoever_is_on_call) {
    for (const std::string_view on_call : {"", "@dana", "@robin"}) {
        auto d = with_gap(at_night);
        if (!on_call.empty()) {
            must(d, "sam", "dm-sam", "admin client dockside oncall:" + std::string(on_call));
        }
        d.move_to(at("2026-12-01T03:30-06:00"));
        const auto told = told_in(d, "dockside-internal");
        ASSERT_FALSE(told.empty()) << on_call;
        for (const auto& item : told) {
            EXPECT_EQ(item.not_before_ms, to_unix_ms(at(morning))) << on_call;
            EXPECT_TRUE(item.waited_for_morning && item.in_thread) << on_call;
        }
        const auto text = d.composed_text(told.back()).value_or("");
        EXPECT_TRUE(has(text, "This came up at night")) << text;
    }
}

TEST(night, by_day_nobody_is_on_call) {
    auto d = with_gap("2026-11-30T10:00-06:00");
    must(d, "sam", "dm-sam", "admin client dockside oncall:@dana");
    d.move_to(at("2026-11-30T15:00-06:00"));
    EXPECT_TRUE(told_in(d, "dm-dana").empty());
    const auto told = told_in(d, "dm-robin");
    EXPECT_FALSE(told.empty());
    for (const auto& item : told) {
        EXPECT_FALSE(item.waited_for_morning || item.breaks_quiet);
    }
    const auto room = told_in(d, "dockside-internal");
    ASSERT_FALSE(room.empty());
    EXPECT_EQ(room.back().not_before_ms, to_unix_ms(at("2026-11-30T14:00-06:00")));
}

/// I-51 of an urgent order took place and was over by Mon 30 Nov 20:45; its feedback is due within
/// two hours that run at night too, and Gus says nothing.
desk with_silent_panel() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const auto* line :
         {"req new \"Dock lead\" client:Dockside site:Memphis category:li openings:2 pay:19.50 "
          "priority:P1 hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 submit \"Paige Turner\" email:paige@example.test pay:19 for:shiftbridge",
          "S-301 present",
          "S-301 interview \"today 20:00\" panel:@gus"}) {
        must(d, "robin", "dockside-internal", line);
    }
    must(d, "bridge", "sup-shiftbridge", "I-51 confirm 1");
    d.move_to(at("2026-11-30T20:46-06:00"));
    must(d, "robin", "dockside-internal", "I-51 held");
    d.alerts.clear();
    return d;
}

TEST(night, the_feedback_of_an_urgent_order_waits_for_the_morning_too) {
    auto d = with_silent_panel();
    d.move_to(at("2026-12-01T00:00-06:00"));
    const auto overdue = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.subject == "iv:51" && item.conversation.value == "dm-robin";
    });
    ASSERT_NE(overdue, d.alerts.end());
    EXPECT_EQ(overdue->not_before_ms, to_unix_ms(at(morning)));
    const auto text = d.composed_text(*overdue).value_or("");
    EXPECT_TRUE(has(text, "is still missing from")) << text;
    EXPECT_TRUE(has(text, "This came up at night")) << text;
}

TEST(night, the_feedback_of_an_urgent_order_is_told_to_who_is_on_call) {
    auto d = with_silent_panel();
    must(d, "sam", "dm-sam", "admin client dockside oncall:@dana");
    d.move_to(at("2026-12-01T00:00-06:00"));
    const auto at_once = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.subject == "iv:51" && item.conversation.value == "dm-dana";
    });
    ASSERT_NE(at_once, d.alerts.end());
    EXPECT_TRUE(at_once->breaks_quiet);
    EXPECT_FALSE(at_once->joins);
    EXPECT_LT(at_once->not_before_ms, to_unix_ms(at(morning)));
}

// Of two hours that run at night too.
TEST(night, a_manager_is_asked_for_a_word_when_work_begins) {
    const std::pair<std::string_view, std::string_view> presented_and_asked[] = {
        {"2026-11-30T10:00-06:00", "2026-11-30T12:00-06:00"},
        {"2026-11-30T20:30-06:00", morning}};
    for (const auto& [presented, asked] : presented_and_asked) {
        desk d;
        d.now = at("2026-11-30T09:00-06:00");
        for (const auto* line :
             {"req new \"Dock lead\" client:Dockside site:Memphis category:li openings:2 pay:19.50 "
              "priority:P1 hm:@gus",
              "1 qualify waive:\"as last year\"",
              "1 release tier1",
              "1 submit \"Paige Turner\" email:paige@example.test pay:19 for:shiftbridge"}) {
            must(d, "robin", "dockside-internal", line);
        }
        d.move_to(at(presented));
        must(d, "robin", "dockside-internal", "S-301 present");
        d.alerts.clear();
        d.move_to(at("2026-12-01T00:00-06:00"));
        const auto word = std::ranges::find_if(d.alerts, [](const auto& item) {
            return item.kind == "waiting" && item.conversation.value == "dm-gus";
        });
        ASSERT_NE(word, d.alerts.end()) << presented;
        EXPECT_EQ(word->not_before_ms, to_unix_ms(at(asked))) << presented;
    }
}

TEST(night, on_call_is_who_looks_after_the_client) {
    auto d = with_gap(at_night);
    refused(d, "sam", "dm-sam", "admin client dockside oncall:@lee");
    refused(d, "sam", "dm-sam", "admin client dockside oncall:@maul");
    refused(d, "robin", "dm-robin", "admin client dockside oncall:@robin");
    must(d, "sam", "dm-sam", "admin client dockside oncall:@robin");
    EXPECT_TRUE(has(d.type("sam", "dm-sam", "admin clients").text, "@robin"));
    const auto off = must(d, "sam", "dm-sam", "admin client dockside oncall:off");
    EXPECT_TRUE(has(off.text, "Nobody is on call for Dockside")) << off.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
