// What the owner has to settle stands in `me` and `today` until it is: concerns, what the manager
// asked for.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

std::string waiting_for(desk& d, std::string_view who, std::string_view line) {
    return d.type(who, "dm-" + std::string(who), line).text;
}

desk with_paige_at_work() {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    for (const auto* line : {"S-301 offer pay:54", "S-301 accept", "S-301 clear"}) {
        must(d, "robin", "acorn-internal", line);
    }
    d.move_to(at("2026-12-01T08:30-06:00"));
    must(d, "robin", "acorn-internal", "S-301 start");
    return d;
}

TEST(matters, a_concern_stands_until_it_is_settled) {
    for (const bool pressed : {true, false}) {
        auto d = with_paige_at_work();
        const auto card = [&d](std::string_view who, std::string_view where) {
            return d.type(who, where, "S-301").text;
        };
        EXPECT_TRUE(has(card("robin", "acorn-internal"), "On the job."));
        must(d, "ana", "acorn-hiring", "S-301 concern \"often away\"");
        for (const auto& [who, where] :
             {std::pair{"robin", "acorn-internal"}, std::pair{"ana", "acorn-hiring"}}) {
            EXPECT_TRUE(has(card(who, where), "Waiting for Robin Quill to settle the concern."))
                << card(who, where);
        }
        EXPECT_TRUE(has(card("maul", "sup-hammer"), "On the job.")) << card("maul", "sup-hammer");
        for (const auto* line : {"me", "today"}) {
            const auto text = waiting_for(d, "robin", line);
            EXPECT_TRUE(has(text, "a concern is to be settled")) << text;
            EXPECT_TRUE(has(text, "[Settled]")) << text;
            for (const auto* other : {"ana", "maul", "lee"}) {
                EXPECT_FALSE(has(waiting_for(d, other, line), "a concern")) << other;
            }
        }
        if (pressed) {
            const auto listed = d.type("robin", "dm-robin", "me");
            const auto settled = button_of(listed.message.value(), "Settled");
            ASSERT_TRUE(settled);
            const auto told = d.press("robin", "dm-robin", settled->act);
            EXPECT_TRUE(has(told.text, "The concern about S-301 is settled.")) << told.text;
            EXPECT_TRUE(d.press("robin", "dm-robin", settled->act).refused) << "once";
        } else {
            must(d, "robin", "acorn-internal", "S-301 good \"spoke with both\"");
        }
        EXPECT_FALSE(has(waiting_for(d, "robin", "me"), "a concern"));
        EXPECT_TRUE(has(card("robin", "acorn-internal"), "On the job."));
        EXPECT_FALSE(d.sub(301).job->check_ins[1].answered) << "day 5 is still asked";
    }
}

// However much waits for colleagues, and for longer.
TEST(matters, a_colleagues_never_hide_ones_own) {
    auto d = with_paige_at_work();
    must(d, "ana", "acorn-hiring", "S-301 concern \"often away\"");
    auto other = d.req(1);
    other.number = requisition_number{9};
    other.owner = person_id{"gus"};
    d.put(other);
    for (std::uint32_t number = 401; number <= 406; ++number) {
        auto one = d.sub(301);
        one.number = submittal_number{number};
        one.requisition = other.number;
        one.job->worried = *one.job->worried - std::chrono::hours{1};
        d.put(one);
    }
    const auto own = waiting_for(d, "robin", "today");
    EXPECT_TRUE(has(own, "S-301 Paige Turner")) << own;
    EXPECT_TRUE(has(own, "a concern is to be settled")) << own;
    EXPECT_FALSE(has(own, "S-401")) << own;
    other.owner = d.req(1).owner;
    d.put(other);
    const auto both = waiting_for(d, "robin", "today");
    EXPECT_TRUE(has(both, "S-401 Paige Turner")) << "the oldest first\n" << both;
}

TEST(matters, what_the_manager_asked_for_stands_until_it_is_answered) {
    struct row {
        const char* asked;
        const char* shown;
        const char* done;  ///< empty: it is refused by the button
    };
    for (const auto& [asked, shown, done] :
         {row{"1 cancel budget", "asks to cancel REQ-1", "1 cancel budget"},
          row{"1 cancel budget", "asks to cancel REQ-1", ""},
          row{"1 openings +1", "asks for 3 openings of REQ-1", "1 openings 3"},
          row{"1 openings +1", "asks for 3 openings of REQ-1", ""}}) {
        auto d = with_presented();
        must(d, "ana", "acorn-hiring", asked);
        ASSERT_TRUE(d.req(1).wish) << asked;
        for (const auto* line : {"me", "today"}) {
            EXPECT_TRUE(has(waiting_for(d, "robin", line), shown)) << waiting_for(d, "robin", line);
            EXPECT_FALSE(has(waiting_for(d, "maul", line), "asks"));
        }
        if (*done != '\0') {
            must(d, "robin", "acorn-internal", done);
        } else {
            const auto listed = d.type("robin", "dm-robin", "me").message.value();
            const auto refusal =
                has(asked, "cancel") ? button_of(listed, "Keep it") : button_of(listed, "No");
            ASSERT_TRUE(refusal) << asked;
            EXPECT_TRUE(d.press("robin", "dm-robin", refusal->act).changed) << asked;
        }
        EXPECT_FALSE(d.req(1).wish) << asked << done;
        EXPECT_FALSE(has(waiting_for(d, "robin", "me"), "asks ")) << asked << done;
    }
}

/// I-51 is agreed with Ana and Raj, and Raj says that he cannot come; what that led to.
std::pair<desk, said> without_raj() {
    auto d = with_presented({"raj", "gus"});
    must(d, "ana", "acorn-hiring", "S-301 interview \"tue 10:00, wed 9:00\" panel:@ana,@raj");
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    auto told = must(d, "raj", "dm-raj", "I-51 decline \"travelling\"");
    return {std::move(d), std::move(told)};
}

bool is_asked_for(const domain::interview& iv, std::string_view person) {
    return std::ranges::any_of(iv.panel, [person](const auto& one) {
        return one.required && one.person.value == person;
    });
}

TEST(matters, who_cannot_come_is_replaced_made_optional_or_moved_for) {
    for (const std::string act : {"Replace with Gus", "Make optional", "move"}) {
        auto [d, told] = without_raj();
        const auto word = std::ranges::find_if(told.messages, [](const auto& item) {
            return item.kind == "alert" && item.conversation.value == "dm-robin";
        });
        ASSERT_NE(word, told.messages.end());
        const auto card = d.composed(*word);
        ASSERT_TRUE(card);
        for (const auto* line : {"me", "today"}) {
            const auto text = waiting_for(d, "robin", line);
            EXPECT_TRUE(has(text, "cannot come. Replace: ")) << text;
            EXPECT_TRUE(has(text, "[Make optional] [Move]")) << text;
            EXPECT_FALSE(has(waiting_for(d, "maul", line), "cannot come"));
        }
        if (act == "move") {
            EXPECT_TRUE(button_of(*card, "Move"));
            must(d, "robin", "acorn-internal", "I-51 move \"thu 10:00\" by:client");
        } else {
            const auto button = button_of(*card, act);
            ASSERT_TRUE(button) << act << chat::to_plain_text(*card);
            const auto pressed = d.press("robin", "dm-robin", button->act);
            ASSERT_TRUE(pressed.changed) << act << pressed.text;
            EXPECT_FALSE(is_asked_for(d.iv(51), "raj")) << act;
            EXPECT_EQ(is_asked_for(d.iv(51), "gus"), act == "Replace with Gus");
        }
        EXPECT_FALSE(has(waiting_for(d, "robin", "me"), "cannot come")) << act;
        EXPECT_FALSE(d.composed(*word)) << "nothing is left to ask " << act;
    }
}

TEST(matters, a_person_whom_two_firms_claim_is_one_thing_to_settle) {
    auto d = with_presented();
    const auto told = d.type(
        "wren",
        "sup-quillfeather",
        "1 submit \"Paige Turner\" email:paige@example.test pay:50 rtr:\"nov 27\""
    );
    ASSERT_TRUE(d.sub(301).disputed && d.sub(302).disputed) << told.text;
    for (const auto* line : {"me", "today"}) {
        const auto text = waiting_for(d, "robin", line);
        EXPECT_TRUE(has(text, "two firms claim them")) << text;
        EXPECT_TRUE(has(text, "[Award to S-301] [Award to S-302]")) << text;
        EXPECT_EQ(text.find("two firms claim"), text.rfind("two firms claim")) << text;
        for (const auto* other : {"ana", "maul", "wren"}) {
            EXPECT_FALSE(has(waiting_for(d, other, line), "two firms")) << other;
        }
    }
    must(d, "robin", "acorn-internal", "S-302 award \"hers was first\"");
    EXPECT_FALSE(has(waiting_for(d, "robin", "me"), "two firms"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
