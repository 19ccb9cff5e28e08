// Clocks that run round the clock come due at night: who is on call hears of it then, everybody
// else when work begins again (DOMAIN.md 0 "Nights").
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

constexpr std::string_view morning = "2026-12-01T08:00-06:00";

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
    for (const auto& item : told_in(d, "dm-robin")) {
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
