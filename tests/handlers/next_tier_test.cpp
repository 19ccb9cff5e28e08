// Tiers that follow by themselves: when coverage is nearly due and nobody is on it.
#include "core/domain/clocks.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

namespace fillrate::handlers::testing {
namespace {

/// REQ-1 at Acorn Chicago, released Monday 09:00; coverage has nine hours of work.
desk released(std::string_view how) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
          "bill:84 max:61 hm:@ana",
          "1 qualify waive:\"known role\""}) {
        EXPECT_TRUE(d.type("robin", "acorn-internal", line).changed) << line;
    }
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 release " + std::string(how)).changed);
    return d;
}

bool is_asked(const desk& d, std::string_view supplier) {
    return std::ranges::any_of(d.req(1).suppliers, [supplier](const auto& one) {
        return one.supplier.value == supplier;
    });
}

bool has_card_in(const desk& d, std::string_view room) {
    return std::ranges::any_of(d.req(1).places, [room](const auto& place) {
        return place.conversation.value == room;
    });
}

TEST(next_tier, is_asked_when_coverage_is_nearly_due) {
    auto d = released("tier1");
    const auto* const coverage = domain::find_clock(d.req(1).clocks, domain::clock_kind::coverage);
    ASSERT_NE(coverage, nullptr);
    const auto moment = coverage->urge_at;
    d.move_to(moment - seconds{1});
    EXPECT_FALSE(is_asked(d, "northlight"));
    d.move_to(moment);
    EXPECT_TRUE(is_asked(d, "northlight"));
    EXPECT_TRUE(is_asked(d, "tortoise"));
    EXPECT_FALSE(is_asked(d, "shiftbridge"));  // serves other roles
    EXPECT_TRUE(has_card_in(d, "sup-northlight"));
    EXPECT_EQ(d.req(1).tier, 2U);
    const auto history = d.type("robin", "acorn-internal", "1 history").text;
    EXPECT_NE(
        history.find("Tier 2 is asked as well: Northlight Recruiting, Tortoise Talent."),
        std::string::npos
    ) << history;
}

TEST(next_tier, goes_on_to_the_last_and_stops) {
    auto d = released("tier1");
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_EQ(d.req(1).tier, 2U);
    EXPECT_EQ(d.req(1).suppliers.size(), 4U);
}

TEST(next_tier, is_not_asked_once_it_is_covered) {
    auto d = released("tier1");
    ASSERT_TRUE(d.type("maul", "sup-hammer", "1 accept").changed);
    ASSERT_TRUE(d.type("wren", "sup-quillfeather", "1 accept").changed);
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_FALSE(is_asked(d, "northlight"));
}

TEST(next_tier, waits_for_who_is_on_it) {
    auto d = released("tier1");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 ack by:\"tue 9:00\"").changed);
    d.move_to(at("2026-12-01T08:59-06:00"));
    EXPECT_FALSE(is_asked(d, "northlight"));
    d.move_to(at("2026-12-01T09:00-06:00"));
    EXPECT_TRUE(is_asked(d, "northlight"));
}

TEST(next_tier, never_follows_suppliers_who_were_named) {
    auto d = released("to:hammer");
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_FALSE(is_asked(d, "quillfeather"));
    EXPECT_FALSE(is_asked(d, "northlight"));
}

TEST(next_tier, stands_still_with_the_hold) {
    auto d = released("tier1");
    d.move_to(at("2026-11-30T12:00-06:00"));
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 hold budget").changed);
    d.move_to(at("2026-12-04T09:00-06:00"));
    EXPECT_FALSE(is_asked(d, "northlight"));
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 resume").changed);
    d.move_to(at("2026-12-04T13:00-06:00"));
    EXPECT_FALSE(is_asked(d, "northlight"));
    d.move_to(at("2026-12-04T17:00-06:00"));
    EXPECT_TRUE(is_asked(d, "northlight"));
}

TEST(next_tier, is_let_in_by_hand_where_the_policy_says_so) {
    auto d = released("tier1");
    domain::policy by_hand = d.book.choose(d.req(1));
    by_hand.tiers_follow = false;
    d.book.add(by_hand);
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_FALSE(is_asked(d, "northlight"));
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 release tier2").changed);
    EXPECT_TRUE(is_asked(d, "northlight"));
}

std::optional<chat::button> first_button(const chat::message& said) {
    for (const auto& block : said.blocks) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            return row->buttons.front();
        }
    }
    return std::nullopt;
}

TEST(next_tier, is_opened_with_one_tap_from_the_alert_while_there_is_one) {
    for (const auto& [how, label] :
         {std::pair{"tier1", "Open tier 2"}, std::pair{"to:hammer", "Release to more"}}) {
        auto d = released(how);
        domain::policy by_hand = d.book.choose(d.req(1));
        by_hand.tiers_follow = false;
        d.book.add(by_hand);
        d.move_to(at("2026-11-30T17:00-06:00"));
        const auto alert = std::ranges::find(d.alerts, "alert", &chat::outgoing::kind);
        ASSERT_NE(alert, d.alerts.end()) << how;
        const auto said = d.composed(*alert);
        ASSERT_TRUE(said) << how;
        const auto offered = first_button(*said);
        ASSERT_TRUE(offered) << how;
        EXPECT_EQ(offered->label, label);
        const auto pressed = d.press("robin", "dm-robin", offered->act);
        EXPECT_EQ(is_asked(d, "northlight"), std::string(how) == "tier1") << pressed.text;
        const auto again = d.composed(*alert);
        ASSERT_TRUE(again) << "coverage still runs";
        EXPECT_EQ(first_button(*again)->label, "Release to more") << "there is no third";
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
