// An offer over what was agreed waits for operations where the policy says so; nobody outside hears
// of it meanwhile.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

constexpr auto room = "acorn-internal";
constexpr auto too_much = "S-301 offer pay:65 start:\"dec 14\"";

/// S-301 is selected for REQ-1, which pays up to 61.
desk with_selected(bool asks_operations) {
    auto d = with_presented();
    d.book.add({.name = "acorn", .client = client_id{"acorn"}, .offer_approval = asks_operations});
    must(d, "ana", "acorn-hiring", "S-301 select");
    return d;
}

std::optional<chat::outgoing> question_to_dana(const said& told) {
    const auto found = std::ranges::find_if(told.messages, [](const chat::outgoing& item) {
        return item.kind == "approval" && item.readers.id == "dana";
    });
    return found == told.messages.end() ? std::nullopt : std::optional{*found};
}

TEST(offer_approval, operations_approve_what_is_over_the_ceiling) {
    auto d = with_selected(true);
    const auto told = must(d, "robin", room, too_much);
    EXPECT_TRUE(has(told.text, "operations are asked first")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::selected);
    EXPECT_TRUE(d.sub(301).offers.empty());
    const auto inside = d.type("robin", room, "S-301").text;
    EXPECT_TRUE(has(inside, "Waiting for operations to approve the offer.")) << inside;
    EXPECT_TRUE(has(inside, "Waits for operations: pay 65.00 USD/h")) << inside;
    for (const auto& [who, where] :
         {std::pair{"maul", "sup-hammer"}, std::pair{"ana", "acorn-hiring"}}) {
        for (const auto* line : {"S-301", "S-301 history"}) {
            const auto outside = d.type(who, where, line).text;
            EXPECT_FALSE(has(outside, "65.00") || has(outside, "operations")) << outside;
        }
    }
    const auto item = question_to_dana(told);
    ASSERT_TRUE(item);
    const auto asked = d.composed(*item);
    ASSERT_TRUE(asked);
    EXPECT_TRUE(has(asked->summary, "65.00 USD/h")) << asked->summary;
    EXPECT_TRUE(has(refused(d, "robin", room, "S-301 approve").text, "for operations"));
    const auto yes = button_of(*asked, "Approve the offer");
    ASSERT_TRUE(yes);
    const auto done = d.press("dana", "dm-dana", yes->act);
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_extended);
    EXPECT_EQ(d.sub(301).offers.back().pay, std::optional<domain::money>{6'500});
    EXPECT_FALSE(d.sub(301).unapproved);
    EXPECT_FALSE(d.composed(*item)) << "nothing is left to decide";
}

TEST(offer_approval, terms_that_came_after_those_that_were_read_are_read_first) {
    auto d = with_selected(true);
    const auto item = question_to_dana(must(d, "robin", room, too_much));
    ASSERT_TRUE(item);
    const auto read = d.composed(*item);
    ASSERT_TRUE(read);
    const auto yes = button_of(*read, "Approve the offer");
    ASSERT_TRUE(yes);
    must(d, "robin", room, "S-301 offer pay:90 start:\"dec 14\"");
    const auto stale = d.press("dana", "dm-dana", yes->act);
    EXPECT_TRUE(stale.refused) << stale.text;
    EXPECT_TRUE(has(stale.text, "90.00 USD/h")) << stale.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::selected);
    ASSERT_TRUE(stale.message);
    const auto fresh = button_of(*stale.message, "Approve the offer");
    ASSERT_TRUE(fresh) << stale.text;
    EXPECT_TRUE(d.press("dana", "dm-dana", fresh->act).changed);
    EXPECT_EQ(d.sub(301).offers.back().pay, std::optional<domain::money>{9'000});
}

TEST(offer_approval, what_is_not_approved_is_offered_at_other_terms) {
    auto d = with_selected(true);
    refused(d, "dana", "dm-dana", "S-301 approve");
    must(d, "robin", room, too_much);
    EXPECT_TRUE(d.type("dana", "dm-dana", "S-301 disapprove").form);
    must(d, "dana", "dm-dana", "S-301 disapprove \"over the budget\"");
    EXPECT_FALSE(d.sub(301).unapproved);
    EXPECT_EQ(d.sub(301).state, submittal_state::selected);
    const auto history = d.type("robin", room, "S-301 history").text;
    EXPECT_TRUE(has(history, "The offer was not approved by Dana: over the budget.")) << history;
    must(d, "robin", room, "S-301 offer pay:60 start:\"dec 14\"");
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_extended);
}

TEST(offer_approval, another_step_takes_the_question_away) {
    auto d = with_selected(true);
    const auto told = must(d, "robin", room, too_much);
    must(d, "ana", "acorn-hiring", "S-301 reject rate");
    EXPECT_FALSE(d.sub(301).unapproved);
    EXPECT_FALSE(d.composed(question_to_dana(told).value()));
}

TEST(offer_approval, operations_themselves_and_other_policies_ask_nobody) {
    auto d = with_selected(true);
    must(d, "dana", "dm-dana", too_much);
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_extended);
    d = with_selected(false);
    must(d, "robin", room, too_much);
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_extended);
}

}  // namespace
}  // namespace fillrate::handlers::testing
