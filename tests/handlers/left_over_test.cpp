// Candidates without a decision when their requisition is filled, closed or cancelled: who is
// asked, who is passed over, what their suppliers read, and how many at once.
#include "handlers/left_over.hpp"

#include "core/domain/transitions.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;
using domain::submittal_state;

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void must(desk& d, std::initializer_list<std::pair<std::string_view, std::string>> lines) {
    for (const auto& [who, line] : lines) {
        const auto told = d.type(who, "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    }
}

/// REQ-1 with one opening, S-301 presented, S-302 submitted and S-303 selected.
desk three_in_play() {
    desk d;
    must(
        d,
        {{"robin",
          "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
          "bill:84 max:61 hm:@ana"},
         {"robin", "1 qualify waive:\"known role\""},
         {"robin", "1 release tier1"},
         {"robin", "1 submit \"Paige Turner\" email:paige@example.test for:hammer"},
         {"robin", "1 submit \"Al Dente\" email:al@example.test for:quillfeather"},
         {"robin", "1 submit \"Ray Diator\" email:ray@example.test for:hammer"},
         {"robin", "present S-301 S-303"},
         {"ana", "S-303 select"}}
    );
    return d;
}

void fill(desk& d) {
    must(
        d,
        {{"robin", "S-303 offer pay:54"},
         {"robin", "S-303 accept"},
         {"robin", "S-303 clear"},
         {"ana", "S-303 start"}}
    );
}

std::vector<chat::outgoing> questions_in(const said& told) {
    std::vector<chat::outgoing> found;
    std::ranges::copy_if(told.messages, std::back_inserter(found), [](const auto& item) {
        return item.kind == left_over_kind;
    });
    return found;
}

TEST(left_over, ending_a_requisition_passes_everybody_over_in_the_same_step) {
    for (const std::string line : {"1 close filled_internally", "1 cancel budget"}) {
        auto d = three_in_play();
        const auto told = d.type("robin", "acorn-internal", line);
        ASSERT_TRUE(told.changed) << told.text;
        EXPECT_TRUE(says(told.text, "3 candidates are not selected.")) << told.text;
        for (const std::uint32_t number : {301U, 302U, 303U}) {
            EXPECT_EQ(d.sub(number).state, submittal_state::not_selected) << line;
        }
        EXPECT_EQ(d.req(1).slate, domain::slate{}) << line;
        EXPECT_TRUE(domain::has_ended(d.req(1)));
    }
}

TEST(left_over, suppliers_read_a_neutral_reason_after_the_undo_window) {
    auto d = three_in_play();
    const auto told = d.type("robin", "acorn-internal", "1 cancel budget \"the plant moves\"");
    std::string read;
    for (const auto& item : told.messages) {
        if (item.subject == "sub:302" && item.kind == "line") {
            EXPECT_EQ(item.conversation.value, "sup-quillfeather");
            EXPECT_GT(item.not_before_ms, to_unix_ms(d.now));
            read = d.composed_text(item).value_or("");
        }
    }
    EXPECT_TRUE(says(read, "Not selected: the role was filled or closed.")) << read;
    for (const auto* leak : {"plant", "budget", "Robin", "Hammer"}) {
        EXPECT_FALSE(says(read, leak)) << read;
    }
    const auto card = d.type("wren", "sup-quillfeather", "S-302");
    EXPECT_TRUE(says(card.text, "not selected: the role was filled or closed")) << card.text;
}

TEST(left_over, an_offer_that_is_out_is_answered_or_taken_back_first) {
    auto d = three_in_play();
    must(d, {{"robin", "S-303 offer pay:54"}});
    const auto told = d.type("robin", "acorn-internal", "1 close budget");
    EXPECT_TRUE(told.refused);
    EXPECT_TRUE(says(told.text, "S-303 has an offer out")) << told.text;
    EXPECT_TRUE(says(told.text, "S-303 rescind")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    must(d, {{"robin", "S-303 rescind \"headcount cut\""}, {"robin", "1 close budget"}});
    EXPECT_EQ(d.sub(303).state, submittal_state::rescinded);
}

TEST(left_over, operations_alone_end_it_over_an_offer_that_is_out) {
    for (const std::string line : {"1 close budget", "1 cancel budget"}) {
        const auto forced = line + " force:\"client ended program\"";
        for (const auto* who : {"robin", "ana"}) {
            auto d = three_in_play();
            must(d, {{"robin", "S-303 offer pay:54"}});
            const auto told = d.type(who, "acorn-internal", forced);
            EXPECT_TRUE(told.refused) << who << told.text;
            EXPECT_TRUE(says(told.text, "that is for operations")) << told.text;
            EXPECT_TRUE(says(told.text, "/hire " + line)) << told.text;
            EXPECT_EQ(d.sub(303).state, submittal_state::offer_extended);
        }
        auto d = three_in_play();
        must(d, {{"robin", "S-303 offer pay:54"}});
        const auto unforced = d.type("dana", "acorn-internal", line);
        EXPECT_TRUE(unforced.refused) << unforced.text;
        EXPECT_TRUE(says(unforced.text, line + " force:\"why\"")) << unforced.text;
        const auto told = d.type("dana", "acorn-internal", forced);
        ASSERT_TRUE(told.changed) << told.text;
        EXPECT_TRUE(says(told.text, "2 candidates are not selected. 1 offer is taken back."))
            << told.text;
        EXPECT_TRUE(domain::has_ended(d.req(1)));
        EXPECT_EQ(d.sub(303).state, submittal_state::rescinded);
        EXPECT_EQ(d.sub(301).state, submittal_state::not_selected);
        std::string read;
        for (const auto& item : told.messages) {
            if (item.subject == "sub:303" && item.kind == "line") {
                EXPECT_EQ(item.conversation.value, "sup-hammer");
                EXPECT_GT(item.not_before_ms, to_unix_ms(d.now));
                read = d.composed_text(item).value_or("");
            }
        }
        EXPECT_TRUE(says(read, "ffer taken back")) << read;
        EXPECT_FALSE(says(read, "program")) << read;
        const auto history = d.type("robin", "acorn-internal", "1 history").text;
        EXPECT_TRUE(says(history, "client ended program")) << history;
    }
}

TEST(left_over, the_last_filled_opening_asks_before_anybody_is_passed_over) {
    auto d = three_in_play();
    must(d, {{"robin", "S-303 offer pay:54"}, {"robin", "S-303 accept"}, {"robin", "S-303 clear"}});
    const auto filled = d.type("ana", "acorn-internal", "S-303 start");
    ASSERT_TRUE(filled.changed) << filled.text;
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    const auto asked = questions_in(filled);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked.front().conversation.value, "acorn-internal");
    const auto question = d.composed(asked.front());
    ASSERT_TRUE(question);
    EXPECT_TRUE(says(question->summary, "2 others are still in play")) << question->summary;
    const auto& row = std::get<chat::button_row>(question->blocks.back());
    ASSERT_GE(row.buttons.size(), 2U);
    EXPECT_EQ(row.buttons[0].label, "Close the rest");
    EXPECT_EQ(row.buttons[1].label, "Keep them");
    const auto kept = d.press("robin", "acorn-internal", row.buttons[1].act);
    ASSERT_TRUE(kept.changed) << kept.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
    const auto closed = d.press("robin", "acorn-internal", row.buttons[0].act);
    ASSERT_TRUE(closed.changed) << closed.text;
    EXPECT_EQ(d.req(1).state, requisition_state::closed);
    EXPECT_EQ(d.req(1).reason, "filled_by_us");
    EXPECT_EQ(d.sub(301).state, submittal_state::not_selected);
    EXPECT_EQ(d.sub(303).state, submittal_state::started) << "who works there is not passed over";
    EXPECT_FALSE(d.composed(asked.front())) << "nothing is left to ask";
}

TEST(left_over, the_last_opening_is_filled_by_whichever_step_comes_last) {
    // One of two has started; the other is taken off, or somebody accepts it.
    for (const bool accepts : {false, true}) {
        auto d = three_in_play();
        must(d, {{"robin", "1 openings +1"}});
        fill(d);
        EXPECT_EQ(d.req(1).state, requisition_state::open);
        if (accepts) {
            must(d, {{"ana", "S-301 select"}, {"robin", "S-301 offer pay:54"}});
        }
        const auto told =
            d.type("robin", "acorn-internal", accepts ? "S-301 accept" : "1 openings -1");
        ASSERT_TRUE(told.changed) << told.text;
        EXPECT_EQ(d.req(1).state, requisition_state::filled) << accepts;
        EXPECT_EQ(questions_in(told).size(), 1U) << "somebody is still in play";
        if (accepts) {
            must(d, {{"robin", "S-301 clear"}, {"ana", "S-301 start"}});
            EXPECT_EQ(d.req(1).state, requisition_state::filled);
            EXPECT_EQ(domain::count_openings(d.req(1)).filled, 2U);
        }
    }
}

TEST(left_over, what_was_settled_on_hold_fills_it_when_it_goes_on) {
    auto d = three_in_play();
    must(d, {{"robin", "1 openings +1"}});
    fill(d);
    must(d, {{"robin", "1 hold budget"}, {"robin", "1 openings -1"}});
    EXPECT_EQ(d.req(1).state, requisition_state::on_hold);
    const auto told = d.type("robin", "acorn-internal", "1 resume");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
    EXPECT_EQ(questions_in(told).size(), 1U);
}

TEST(left_over, with_nobody_else_nobody_is_asked) {
    auto d = three_in_play();
    must(
        d,
        {{"robin", "S-301 reject rate"},
         {"robin", "S-302 withdraw other_offer"},
         {"robin", "S-303 offer pay:54"},
         {"robin", "S-303 accept"},
         {"robin", "S-303 clear"}}
    );
    EXPECT_TRUE(questions_in(d.type("ana", "acorn-internal", "S-303 start")).empty());
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 keep_rest").refused);
}

TEST(left_over, the_typed_line_closes_a_filled_one_too) {
    auto d = three_in_play();
    fill(d);
    must(d, {{"robin", "1 close filled"}});
    EXPECT_EQ(d.sub(302).state, submittal_state::not_selected);
}

TEST(left_over, a_reopened_requisition_may_have_them_back) {
    auto d = three_in_play();
    must(
        d,
        {{"robin", "1 close budget"},
         {"robin", "1 reopen \"budget is back\" openings:1"},
         {"robin", "S-303 revive \"budget is back\""}}
    );
    EXPECT_EQ(d.sub(303).state, submittal_state::selected);
    EXPECT_EQ(d.req(1).slate.before_client, 1U);
}

TEST(left_over, more_than_one_step_can_take_end_in_several) {
    desk d;
    must(
        d,
        {{"robin",
          "req new \"Picker\" client:Acorn site:Chicago category:pro openings:9 pay:20 hm:@ana"},
         {"robin", "1 qualify waive:\"known role\""},
         {"robin", "1 release tier1"}}
    );
    constexpr std::uint32_t all = most_passed_over + 5;
    for (std::uint32_t i = 0; i < all; ++i) {
        const auto mail = "p" + std::to_string(i) + "@example.test";
        must(d, {{"robin", "1 submit \"Pat Picker\" email:" + mail}});
    }
    const auto first = d.type("robin", "acorn-internal", "1 close budget");
    ASSERT_TRUE(first.changed) << first.text;
    EXPECT_EQ(d.req(1).state, requisition_state::open);
    EXPECT_EQ(d.req(1).slate.live, 5U);
    EXPECT_TRUE(says(first.text, "1 close budget")) << first.text;
    must(d, {{"robin", "1 close budget"}});
    EXPECT_EQ(d.req(1).state, requisition_state::closed);
    EXPECT_EQ(d.req(1).slate.live, 0U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
