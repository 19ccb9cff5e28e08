// An offer over what was agreed waits for operations where the policy says so; nobody outside hears
// of it meanwhile.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

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

// As the candidate's own card does; its manager still waits for the account manager.
TEST(offer_approval, the_requisition_says_that_operations_decide) {
    const std::string decide = "Waiting for operations to approve the offer.";
    const std::string ours = "Waiting for Robin Quill to make an offer to 1 candidate.";
    for (const bool approves : {true, false}) {
        auto d = with_selected(true);
        const auto card = [&d](std::string_view who, std::string_view channel) {
            return d.type(who, channel, "1").text;
        };
        EXPECT_TRUE(has(card("robin", room), ours)) << card("robin", room);
        must(d, "robin", room, too_much);
        must(d, "robin", room, "S-301 offer pay:66 start:\"dec 14\"");
        EXPECT_EQ(d.req(1).slate.unapproved.size(), 1U);
        EXPECT_TRUE(has(card("robin", room), decide)) << card("robin", room);
        EXPECT_TRUE(has(card("ana", "acorn-hiring"), "to make an offer to 1"))
            << card("ana", "acorn-hiring");
        EXPECT_FALSE(has(card("maul", "sup-hammer"), "operations"));
        must(
            d,
            "dana",
            "dm-dana",
            approves ? "S-301 approve" : "S-301 disapprove \"over the budget\""
        );
        EXPECT_TRUE(d.req(1).slate.unapproved.empty());
        const auto then = card("robin", room);
        EXPECT_TRUE(has(then, approves ? "Waiting for 1 candidate to answer an offer." : ours))
            << then;
    }
}

TEST(offer_approval, who_makes_the_offer_reads_who_approves_it_and_how) {
    auto d = with_selected(true);
    const auto told = must(d, "robin", room, too_much).text;
    EXPECT_TRUE(has(told, "Dana Frost can approve it: /hire S-301 approve.")) << told;
    EXPECT_FALSE(has(told, "tell them")) << told;
    must(d, "dana", "dm-dana", "S-301 approve");
}

TEST(offer_approval, nobody_waits_unseen_for_who_cannot_be_written_to) {
    auto data = config::load_demo().value();
    for (auto& person : data.people) {
        if (person.id.value == "dana") {
            person.direct = {};
        }
    }
    desk d(std::move(data));
    d.book.add({.name = "acorn", .client = client_id{"acorn"}, .offer_approval = true});
    must(
        d,
        "robin",
        room,
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro pay:58 max:61 hm:@ana"
    );
    must(d, "robin", room, "1 qualify waive:\"known role\"");
    must(d, "robin", room, "1 release tier1");
    must(d, "maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test pay:52");
    must(d, "robin", room, "S-301 present");
    must(d, "ana", "acorn-hiring", "S-301 select");
    const auto told = must(d, "robin", room, too_much);
    EXPECT_FALSE(question_to_dana(told));
    EXPECT_TRUE(has(told.text, "I cannot write to them in person here, so tell them."))
        << told.text;
    EXPECT_TRUE(has(told.text, "Dana Frost can approve it")) << told.text;
    const auto today = d.type("dana", "dm-dana", "today").text;
    EXPECT_TRUE(has(today, "waits for your approval")) << today;
}

TEST(offer_approval, operations_find_what_waits_for_them) {
    auto d = with_selected(true);
    for (const auto* line : {"me", "today", "late"}) {
        EXPECT_FALSE(has(d.type("dana", "dm-dana", line).text, "approval")) << line;
    }
    must(d, "robin", room, too_much);
    for (const auto* line : {"me", "today"}) {
        const auto text = d.type("dana", "dm-dana", line).text;
        EXPECT_TRUE(has(text, "offer pay 65.00 USD/h")) << text;
        EXPECT_TRUE(has(text, "waits for your approval")) << text;
        EXPECT_TRUE(has(text, "[Approve the offer] [Not at these terms]")) << text;
        EXPECT_FALSE(has(text, "[Make an offer]")) << text;
    }
    const auto late = d.type("dana", "dm-dana", "late").text;
    EXPECT_TRUE(has(late, "Offers that wait for your approval: S-301.")) << late;
    EXPECT_TRUE(has(late, "/hire S-301 approve")) << late;
    for (const auto* line : {"me", "today", "late"}) {
        for (const auto* other : {"robin", "ana", "maul"}) {
            const auto text = d.type(other, "dm-" + std::string(other), line).text;
            EXPECT_FALSE(has(text, "approval")) << other << text;
        }
        EXPECT_FALSE(has(d.type("dana", "acorn-hiring", line).text, "approval")) << line;
    }
    const auto card = d.type("dana", "dm-dana", "S-301");
    EXPECT_TRUE(has(card.text, "over the 61.00 USD/h agreed")) << card.text;
    EXPECT_FALSE(has(d.type("robin", room, "S-301").text, "[Approve the offer]"));
    ASSERT_TRUE(card.message);
    const auto yes = button_of(*card.message, "Approve the offer");
    ASSERT_TRUE(yes) << card.text;
    EXPECT_TRUE(d.press("dana", "dm-dana", yes->act).changed);
    for (const auto* line : {"me", "today", "late"}) {
        EXPECT_FALSE(has(d.type("dana", "dm-dana", line).text, "approval")) << line;
    }
}

TEST(offer_approval, the_account_manager_hears_the_answer) {
    for (const bool approved : {true, false}) {
        auto d = with_selected(true);
        must(d, "robin", room, too_much);
        const auto told = must(
            d,
            "dana",
            "dm-dana",
            approved ? "S-301 approve" : "S-301 disapprove \"over the budget\""
        );
        const auto item =
            std::ranges::find(told.messages, "approval_answer", &chat::outgoing::kind);
        ASSERT_NE(item, told.messages.end());
        EXPECT_EQ(item->conversation.value, "dm-robin");
        const auto text = d.composed_text(*item).value_or("");
        EXPECT_TRUE(
            has(text,
                approved ? "Offered the job by Dana: 65.00 USD/h"
                         : "The offer was not approved by Dana: over the budget.")
        ) << text;
        EXPECT_EQ(has(text, "[Make an offer]"), !approved) << text;
    }
}

TEST(offer_approval, what_was_said_earlier_is_logged_so) {
    auto d = with_selected(true);
    must(d, "robin", room, too_much);
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto told = must(d, "dana", "dm-dana", "S-301 approve at:\"mon 16:00\"").text;
    EXPECT_TRUE(has(told, "Logged as of Mon 30 Nov 16:00 CST.")) << told;
    EXPECT_EQ(d.sub(301).offers.back().extended, at("2026-11-30T16:00-06:00"));
}

TEST(offer_approval, a_list_is_approved_or_not_at_once) {
    for (const std::string line : {"approve", "disapprove \"over the budget\""}) {
        auto d = with_selected(true);
        must(d, "wren", "sup-quillfeather", "1 submit \"Al Dente\" phone:+13125550101");
        must(d, "robin", room, "S-302 present");
        must(d, "ana", "acorn-hiring", "S-302 select");
        must(d, "robin", room, too_much);
        const auto early = refused(d, "dana", "dm-dana", "S-301 S-302 " + line).text;
        EXPECT_TRUE(has(early, "That is about S-302; nothing changed")) << early;
        EXPECT_TRUE(d.sub(301).unapproved);
        must(d, "robin", room, "S-302 offer pay:66");
        must(d, "dana", "dm-dana", "S-301 S-302 " + line);
        const auto then =
            line == "approve" ? submittal_state::offer_extended : submittal_state::selected;
        EXPECT_EQ(d.sub(301).state, then);
        EXPECT_EQ(d.sub(302).state, then);
        EXPECT_FALSE(d.sub(301).unapproved || d.sub(302).unapproved);
    }
}

// Each amount is held against its own; `max:` for the bill of a professional without `bill:`.
TEST(offer_approval, what_is_over_is_flagged_where_the_program_reads) {
    struct offered {
        const char* terms;
        const char* line;
        const char* over;  ///< empty: within
    };
    for (const auto& [terms, line, over] :
         {offered{"pay:58 max:61", "pay:61", ""},
          offered{"pay:58 max:61", "pay:62", "over the 61.00 USD/h"},
          offered{"pay:58 max:61", "bill:61", ""},
          offered{"pay:58 max:61", "bill:62", "over the bill 61.00 USD/h"},
          offered{"pay:58 bill:84 max:61", "pay:58 bill:84", ""},
          offered{"pay:58 bill:84 max:61", "bill:85", "over the bill 84.00 USD/h"},
          offered{"pay:58", "pay:58", ""},
          offered{"pay:58", "pay:59", "over the 58.00 USD/h"},
          offered{"pay:58", "bill:200", ""},
          offered{"salary:90000", "salary:90001", "over the "},
          offered{"salary:90000", "salary:90000", ""}}) {
        desk d;
        must(
            d,
            "robin",
            room,
            "req new \"Controls engineer\" client:Acorn site:Chicago category:pro hm:@ana " +
                std::string(terms)
        );
        must(d, "robin", room, "1 qualify waive:\"known role\"");
        must(d, "robin", room, "1 release tier1");
        must(d, "maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test pay:52");
        must(d, "robin", room, "S-301 present");
        must(d, "ana", "acorn-hiring", "S-301 select");
        const auto told = must(d, "robin", room, "S-301 offer " + std::string(line)).text;
        EXPECT_EQ(has(told, "That is over the"), *over != '\0') << terms << line << told;
        EXPECT_TRUE(has(told, over)) << terms << line << told;
        EXPECT_EQ(has(d.type("robin", room, "S-301").text, "agreed"), *over != '\0') << line;
        EXPECT_FALSE(has(d.type("maul", "sup-hammer", "S-301").text, "agreed")) << line;
    }
}

// Light industrial is ordered by pay: without `max:` that is what a supplier reads as the most.
TEST(offer_approval, a_light_industrial_ask_is_held_against_the_pay_rate) {
    for (const auto& [asked, over] : {std::pair{"pay:19.50", false}, std::pair{"pay:20", true}}) {
        desk d;
        must(
            d,
            "robin",
            "dockside-internal",
            "req new \"Loader\" client:dockside site:memphis category:li pay:19.50 hm:gus"
        );
        must(d, "robin", "dockside-internal", "1 qualify waive:\"known role\"");
        must(d, "robin", "dockside-internal", "1 release tier1");
        const auto told = must(
            d,
            "bridge",
            "sup-shiftbridge",
            "1 submit \"Paige Turner\" email:paige@example.test " + std::string(asked)
        );
        EXPECT_EQ(has(told.text, "over the 19.50 USD/h asked for"), over) << told.text;
    }
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
