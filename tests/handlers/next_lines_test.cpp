// Refusals keep what was typed and show the next line, and their sentences read as English.
#include "core/domain/transitions.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

TEST(next_lines, a_wrong_term_is_corrected_and_the_rest_of_the_line_stays) {
    auto d = with_presented();
    const auto openings = refused(d, "robin", "acorn-internal", "1 openings -5").text;
    EXPECT_TRUE(has(openings, "set openings:3")) << openings;
    const auto several = refused(d, "robin", "acorn-internal", "1 set pay:0 bill:80").text;
    EXPECT_TRUE(has(several, "set pay:21 bill:80")) << several;
    const std::string line =
        "req new \"Line lead\" client:Acorn site:Chicago category:pro hm:@ana ";
    const auto pay = refused(d, "robin", "acorn-internal", line + "pay:0").text;
    EXPECT_TRUE(has(pay, "client:Acorn site:Chicago")) << pay;
    EXPECT_TRUE(has(pay, "pay:21") && has(pay, "Line lead")) << pay;
    const auto start = refused(d, "robin", "acorn-internal", line + "start:2020-01-01").text;
    EXPECT_TRUE(has(start, "start:+14d") && has(start, "Line lead")) << start;
}

TEST(next_lines, a_number_of_openings_to_type_instead_is_one_it_can_have) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 accept heads:12 for:shiftbridge",
          "start 1 present:9"}) {
        must(d, "robin", "dockside-internal", line);
    }
    for (const std::string line : {"1 openings -9", "1 openings -999999"}) {
        const auto fewer = refused(d, "robin", "dockside-internal", line).text;
        EXPECT_TRUE(has(fewer, "/hire 1 set openings:9")) << fewer;
    }
    must(d, "robin", "dockside-internal", "1 set openings:9");
    EXPECT_EQ(domain::count_openings(d.req(1)).total(), 9U);
}

TEST(next_lines, what_was_changed_is_said_back_as_far_as_it_may_be_read_there) {
    auto d = with_presented();
    const auto told = must(d, "robin", "dm-robin", "1 set rate:85 pay:21 start:\"dec 14\"").text;
    EXPECT_TRUE(has(told, "REQ-1 is changed: ")) << told;
    EXPECT_TRUE(has(told, "start 2026-12-14")) << told;
    EXPECT_TRUE(has(told, "bill 85.00 USD/h")) << told;
    const auto cut = must(d, "robin", "acorn-internal", "1 set rate:86").text;
    EXPECT_TRUE(has(cut, "REQ-1 is changed. Here rate: is the bill rate.")) << cut;
    EXPECT_FALSE(has(cut, "86.00")) << cut;
}

TEST(next_lines, who_is_put_forward_stays_who_was_typed) {
    auto d = with_presented();
    const auto bare = refused(d, "maul", "sup-hammer", "1 submit \"Sandy Beech\" pay:55").text;
    EXPECT_TRUE(has(bare, "\"Sandy Beech\"") && has(bare, "pay:55")) << bare;
    EXPECT_TRUE(has(bare, "email:paige@example.test")) << bare;
    EXPECT_FALSE(has(bare, "Paige Turner")) << bare;
}

TEST(next_lines, a_manager_who_asks_what_is_past_due_is_led_to_what_waits_for_them) {
    auto d = with_presented();
    const auto told = d.type("ana", "acorn-hiring", "late").text;
    EXPECT_TRUE(has(told, "/hire today")) << told;
    EXPECT_FALSE(has(told, "Nothing needs you")) << told;
    EXPECT_TRUE(has(d.type("ana", "acorn-hiring", "today").text, "S-301"));
    const auto firm = d.type("maul", "sup-hammer", "late").text;
    EXPECT_TRUE(has(firm, "No time of yours has passed.") && has(firm, "/hire today")) << firm;
}

TEST(next_lines, a_tier_that_is_asked_already_leads_to_the_next_one_that_is_not) {
    auto d = with_presented();
    const auto first = refused(d, "robin", "acorn-internal", "1 release tier1").text;
    EXPECT_TRUE(has(first, "/hire 1 release tier2")) << first;
    must(d, "robin", "acorn-internal", "1 release tier2");
    const auto last = refused(d, "robin", "acorn-internal", "1 release tier9").text;
    EXPECT_FALSE(has(last, "release tier")) << last;
    EXPECT_TRUE(has(last, "/hire 1")) << last;
}

TEST(next_lines, states_and_verbs_make_sentences) {
    auto d = with_presented();
    const auto early = refused(d, "robin", "acorn-internal", "S-301 offer pay:52").text;
    EXPECT_TRUE(has(early, "S-301 select")) << early;
    const auto back = refused(d, "robin", "acorn-internal", "S-301 revive").text;
    EXPECT_FALSE(has(back, "S-301 reject")) << back;
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    const auto state = refused(d, "robin", "acorn-internal", "S-301 present").text;
    EXPECT_TRUE(has(state, "S-301 has accepted the offer, so it cannot take \"present\"")) << state;
    const auto card = d.type("robin", "acorn-internal", "S-301").text;
    EXPECT_TRUE(has(card, "for REQ-1 has accepted the offer")) << card;
    const auto owner = refused(d, "ana", "acorn-hiring", "1 owner @lee").text;
    EXPECT_TRUE(has(owner, "You cannot say \"owner\" to REQ-1: that is for operations")) << owner;
    const auto start = refused(d, "wren", "sup-quillfeather", "1 hold budget").text;
    EXPECT_TRUE(has(start, "You cannot say \"hold\" to REQ-1")) << start;
}

TEST(next_lines, a_day_is_read_back_and_a_name_of_nobody_is_left_out) {
    auto d = with_presented();
    const auto held = must(d, "robin", "acorn-internal", "1 hold budget until:mon").text;
    EXPECT_TRUE(has(held, "REQ-1 is on hold until Mon 7 Dec")) << held;
    must(d, "robin", "acorn-internal", "1 resume");
    const auto nobody =
        refused(d, "ana", "acorn-hiring", "S-301 interview \"tue 10:00\" panel:@ana,@zebediah?")
            .text;
    EXPECT_TRUE(has(nobody, "is nobody that you can name here")) << nobody;
    const auto next = nobody.substr(nobody.rfind("/hire ") + 6);
    EXPECT_TRUE(has(next, "@ana") && !has(next, "zebediah")) << nobody;
    must(d, "ana", "acorn-hiring", next.substr(0, next.rfind(')')));
    EXPECT_EQ(d.iv(52).panel.size(), 1U) << "the refused one leaves a gap";
}

TEST(next_lines, change_nothing_that_was_not_said) {
    auto d = with_presented();
    const auto long_title = "title:\"" + std::string(130, 't') + '"';
    for (const auto& wrong : {std::string("hm:@zebediah"), long_title}) {
        const auto told = refused(d, "robin", "acorn-internal", "1 set " + wrong).text;
        EXPECT_FALSE(has(told, "set pay:")) << told;
        const auto next = told.substr(told.rfind("/hire ") + 6);
        EXPECT_TRUE(d.type("robin", "acorn-internal", next.substr(0, next.rfind(')'))).form)
            << told;
    }
}

TEST(next_lines, of_who_takes_a_role_away_add_nobody) {
    auto d = with_presented();
    const auto told = refused(d, "sam", "dm-sam", "admin revoke @zebediah").text;
    EXPECT_TRUE(has(told, "/hire admin people)")) << told;
}

TEST(next_lines, a_rate_that_was_never_meant_is_none) {
    auto d = with_presented();
    for (const auto* key : {"pay", "bill", "max"}) {
        const auto line = std::string("1 set ") + key + ':';
        const auto told = refused(d, "robin", "acorn-internal", line + "1000001").text;
        EXPECT_TRUE(has(told, "over 1 million an hour")) << told;
    }
    EXPECT_EQ(d.req(1).pay, std::optional<domain::money>{5800});
    must(d, "robin", "acorn-internal", "1 set max:1000000");
    const auto asked = "1 submit \"Al Dente\" email:al@example.test rtr:\"nov 28\" pay:";
    refused(d, "maul", "sup-hammer", std::string(asked) + "99999999");
    must(d, "maul", "sup-hammer", std::string(asked) + "52");
}

TEST(next_lines, a_change_of_terms_is_read_back_to_those_who_may_read_it) {
    auto d = with_presented();
    const auto more = must(d, "robin", "acorn-internal", "1 openings +2").text;
    EXPECT_TRUE(has(more, "REQ-1 is changed: openings 4.")) << more;
    const auto two =
        must(d, "robin", "acorn-internal", "1 set pay:57 title:\"Controls lead\"").text;
    EXPECT_TRUE(has(two, "title Controls lead") && has(two, "pay 57.00 USD/h")) << two;
    const auto shared = must(d, "robin", "acorn-hiring", "1 set pay:56").text;
    EXPECT_TRUE(has(shared, "REQ-1 is changed.") && !has(shared, "56")) << shared;
}

TEST(next_lines, a_wrong_part_of_a_submit_keeps_the_name_and_the_rest) {
    auto d = with_presented();
    const std::string line = "1 submit \"Al Dente\" pay:52 ";
    for (const auto* wrong : {"email:nowhere", "phone:x", "email:al@example.test rtr:2019-01-05"}) {
        const auto told = refused(d, "maul", "sup-hammer", line + wrong).text;
        const auto next = told.substr(told.rfind("/hire ") + 6);
        EXPECT_TRUE(has(next, "Al Dente") && has(next, "pay:52")) << told;
        EXPECT_FALSE(has(next, "Paige Turner")) << told;
    }
    const auto why = std::string(400, 'w');
    const auto told =
        refused(d, "maul", "sup-hammer", line + "email:nowhere about:\"" + why + '"').text;
    EXPECT_FALSE(has(told, why)) << told;
    EXPECT_TRUE(has(told, "/hire 1 submit")) << told;
}

TEST(next_lines, of_a_step_said_again_lead_on_and_not_back) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    const auto owner = refused(d, "robin", "acorn-internal", "S-301 select").text;
    EXPECT_TRUE(has(owner, "/hire S-301 offer)")) << owner;
    const auto manager = refused(d, "ana", "acorn-hiring", "S-301 select").text;
    EXPECT_TRUE(has(manager, "/hire S-301)")) << manager;
}

TEST(next_lines, of_buttons_a_way_out_is_never_the_suggested_one) {
    auto d = with_presented();
    const auto supplier = d.type("maul", "sup-hammer", "S-301");
    const auto manager = d.type("ana", "acorn-hiring", "S-301");
    ASSERT_TRUE(supplier.message && manager.message);
    const auto out = button_of(*supplier.message, "Withdraw");
    const auto on = button_of(*manager.message, "Interview");
    ASSERT_TRUE(out && on) << supplier.text << manager.text;
    EXPECT_NE(out->tone, chat::button_tone::primary);
    EXPECT_EQ(on->tone, chat::button_tone::primary);
}

TEST(next_lines, an_absence_is_said_with_its_end_alone) {
    for (const auto* line : {"me away until fri", "me away until:fri"}) {
        auto d = with_presented();
        const auto told = must(d, "robin", "dm-robin", line).text;
        EXPECT_TRUE(has(told, "to Fri 4 Dec")) << told;
    }
}

TEST(next_lines, days_of_absence_that_cannot_be_are_shown_as_days_that_can) {
    auto d = with_presented();
    for (const auto* days : {"\"dec 5 2026 to dec 1 2026\"", "\"nov 1 2020 to nov 5 2020\""}) {
        const auto told = refused(d, "robin", "dm-robin", std::string("me away ") + days).text;
        const auto next = told.substr(told.rfind("/hire ") + 6);
        auto own = d;
        must(own, "robin", "dm-robin", next.substr(0, next.rfind(')')));
    }
}

TEST(next_lines, help_for_due_times_shows_the_words_of_due_times) {
    desk d;
    const auto owner = d.type("robin", "dm-robin", "help sla").text;
    EXPECT_TRUE(has(owner, "sla 104 why") && has(owner, "sla ack 104")) << owner;
    EXPECT_FALSE(has(owner, "I-52") || has(owner, "sla excuse")) << owner;
    const auto operations = d.type("dana", "dm-dana", "help sla").text;
    EXPECT_TRUE(has(operations, "sla excuse 104 cov client_request")) << operations;
    const auto manager = d.type("ana", "dm-ana", "help sla").text;
    EXPECT_TRUE(has(manager, "/hire 104 why")) << manager;
    EXPECT_FALSE(has(manager, "sla ")) << manager;
    // A supplier reads its own times with the same words.
    const auto supplier = d.type("maul", "dm-maul", "help sla").text;
    EXPECT_TRUE(has(supplier, "/hire sla  What is past a due time")) << supplier;
    EXPECT_FALSE(has(supplier, "sla ack") || has(supplier, "sla excuse")) << supplier;
    EXPECT_TRUE(has(d.type("maul", "dm-maul", "help late").text, "/hire late  What is past"));
    EXPECT_TRUE(d.type("ana", "dm-ana", "help late").refused);
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "help me").text, "me undo"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
