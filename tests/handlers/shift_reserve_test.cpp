// Who stands in reserve for a shift, and is called on the last rung of the ladder (DOMAIN.md 3.6).
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

const domain::shift_id thursday_shift{requisition_number{1}, "2026-12-03", "2nd"};

std::vector<chat::outgoing> told_of_shifts(const desk& d, std::string_view kind) {
    std::vector<chat::outgoing> told;
    std::ranges::copy_if(d.alerts, std::back_inserter(told), [kind](const auto& item) {
        return item.kind == kind;
    });
    return told;
}

/// Twelve are ordered for Thursday 14:00: ShiftBridge confirmed eight and has three in reserve,
/// Daybreak confirmed two of four.
desk with_reserve() {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:\"dec 3\"");
    const auto said =
        must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 reserve:3 on:\"dec 3\"");
    EXPECT_TRUE(has(said.text, ", 3 in reserve")) << said.text;
    must(d, "robin", "dockside-internal", "shift 1 2nd confirm 2 for:daybreak on:\"dec 3\"");
    return d;
}

TEST(shift_reserve, counts_only_once_it_is_called) {
    auto d = with_reserve();
    EXPECT_EQ(domain::confirmed_heads(d.shift(thursday_shift)), 10U);
    EXPECT_EQ(domain::missing_heads(d.shift(thursday_shift)), 2U);
    const auto theirs = d.type("bridge", "sup-shiftbridge", "shift 1 2nd on:\"dec 3\"").text;
    EXPECT_TRUE(has(theirs, "you confirmed 8 of 8, 3 in reserve")) << theirs;
    const auto ours = d.type("robin", "dockside-internal", "shift 1 2nd on:\"dec 3\"").text;
    EXPECT_TRUE(has(ours, "confirmed 8, 3 in reserve")) << ours;
    EXPECT_FALSE(has(d.type("gus", "dockside-floor", "shift 1 2nd on:\"dec 3\"").text, "reserve"));
}

TEST(shift_reserve, is_shown_to_the_owner_at_the_cut_off) {
    auto d = with_reserve();
    d.move_to(at("2026-12-02T18:01-06:00"));
    const auto told = told_of_shifts(d, "shift_short");
    ASSERT_EQ(told.size(), 1U);
    const auto card = d.composed(told.front()).value();
    EXPECT_TRUE(has(chat::to_plain_text(card), "ShiftBridge Labor: 3 in reserve"))
        << chat::to_plain_text(card);
    EXPECT_TRUE(button_of(card, "Send 2 of the reserve"));
}

TEST(shift_reserve, is_called_on_the_last_rung_for_what_is_missing) {
    auto d = with_reserve();
    d.move_to(at("2026-12-03T09:59-06:00"));
    d.alerts.clear();
    d.move_to(at("2026-12-03T10:01-06:00"));
    const auto asks = told_of_shifts(d, "shift_ask");
    const auto to_bridge =
        std::ranges::find(asks, "shiftbridge", [](const auto& item) { return item.readers.id; });
    ASSERT_NE(to_bridge, asks.end());
    const auto text = d.composed_text(*to_bridge).value_or("");
    EXPECT_TRUE(has(text, "More people are needed, and 3 of yours are in reserve.")) << text;
    EXPECT_TRUE(has(text, "Send 2 of the reserve")) << text;
    EXPECT_FALSE(has(text, "All 8 confirmed")) << text;
    EXPECT_FALSE(has(text, "Daybreak")) << text;
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd send_reserve on:\"dec 3\"");
    const auto& after = d.shift(thursday_shift);
    EXPECT_EQ(after.state, domain::shift_state::confirmed);
    EXPECT_EQ(domain::confirmed_by(after, supplier_id{"shiftbridge"}), 10U);
    EXPECT_EQ(domain::reserve_of(after, supplier_id{"shiftbridge"}), 1U);
    EXPECT_FALSE(d.composed(*to_bridge)) << "nothing is left to ask";
    const auto again =
        refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd send_reserve on:\"dec 3\"");
    EXPECT_TRUE(has(again.text, "Nobody of the reserve is needed")) << again.text;
}

TEST(shift_reserve, is_sent_by_its_supplier_or_for_it) {
    auto d = with_reserve();
    refused(d, "maul", "sup-hammer", "shift 1 2nd send_reserve on:\"dec 3\"");
    refused(d, "gus", "dockside-floor", "shift 1 2nd send_reserve on:\"dec 3\"");
    const auto nobody = refused(
        d,
        "robin",
        "dockside-internal",
        "shift 1 2nd send_reserve for:daybreak on:\"dec 3\""
    );
    EXPECT_TRUE(has(nobody.text, "Nobody is in reserve")) << nobody.text;
    must(d, "robin", "dockside-internal", "shift 1 2nd send_reserve on:\"dec 3\"");
    EXPECT_EQ(d.shift(thursday_shift).state, domain::shift_state::confirmed);
}

TEST(shift_reserve, stays_when_fewer_are_confirmed_and_can_be_changed_alone) {
    auto d = with_reserve();
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 7 on:\"dec 3\"");
    EXPECT_EQ(domain::reserve_of(d.shift(thursday_shift), supplier_id{"shiftbridge"}), 3U);
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm reserve:1 on:\"dec 3\"");
    EXPECT_EQ(domain::reserve_of(d.shift(thursday_shift), supplier_id{"shiftbridge"}), 1U);
    EXPECT_EQ(domain::confirmed_by(d.shift(thursday_shift), supplier_id{"shiftbridge"}), 7U);
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 9 on:\"dec 3\"");
}

}  // namespace
}  // namespace fillrate::handlers::testing
