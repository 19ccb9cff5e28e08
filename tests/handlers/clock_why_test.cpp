// Every stretch of a clock can be read, however many there are (DOMAIN.md 7.1 "why").
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fillrate::handlers::testing {
namespace {

/// REQ-1 stood still eight times, ten minutes each, from 10:10 on.
desk often_on_hold() {
    auto d = with_presented();
    for (int i = 0; i < 8; ++i) {
        d.move_to(d.now + std::chrono::minutes{10});
        must(d, "robin", "acorn-internal", "1 hold budget");
        d.move_to(d.now + std::chrono::minutes{10});
        must(d, "robin", "acorn-internal", "1 resume");
    }
    d.move_to(d.now + std::chrono::minutes{20});
    return d;
}

TEST(clock_why, pages_back_to_the_first_stretch) {
    auto d = often_on_hold();
    const auto last = d.type("robin", "acorn-internal", "1 why").text;
    EXPECT_TRUE(has(last, "in 5 earlier stretches")) << last;
    EXPECT_TRUE(has(last, "/hire 1 why page2")) << last;
    EXPECT_FALSE(has(last, "Mon 30 Nov 10:10 CST | Mon 30 Nov 10:20 CST")) << last;
    const auto first = d.type("robin", "acorn-internal", "1 why page2").text;
    EXPECT_TRUE(has(first, "Mon 30 Nov 10:10 CST | Mon 30 Nov 10:20 CST")) << first;
    EXPECT_FALSE(has(first, "earlier stretches")) << first;
    EXPECT_FALSE(has(first, "why page3")) << first;
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "1 why page3").text, "That was all."));
}

TEST(clock_why, of_what_rests_with_its_requisition_says_the_reason_and_to_the_client_its_code) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 interview \"thu 10:00, thu 15:00\"");
    d.move_to(d.now + std::chrono::hours{1});
    must(d, "robin", "acorn-internal", "1 hold other \"the plant is sold\"");
    must(d, "robin", "acorn-internal", "1 priority P1 \"line down\"");
    for (const auto* line : {"1 why", "I-51 why"}) {
        const auto inside = d.type("robin", "acorn-internal", line).text;
        EXPECT_TRUE(has(inside, "turn (other: the plant is sold)")) << inside;
        EXPECT_FALSE(has(inside, "line down")) << inside;
    }
    auto other = with_presented();
    must(other, "robin", "acorn-internal", "1 hold other \"the plant is sold\"");
    const auto inside = other.type("robin", "acorn-internal", "S-301 why").text;
    EXPECT_TRUE(has(inside, "stood still, the client's turn (other: the plant is sold)")) << inside;
    const auto client = other.type("ana", "acorn-hiring", "S-301 why").text;
    EXPECT_TRUE(has(client, "stood still, the client's turn (other)")) << client;
    EXPECT_FALSE(has(client, "sold")) << client;
}

TEST(clock_why, of_a_missed_one_that_rests_says_when_it_was_due) {
    auto d = with_presented();
    d.move_to(at("2026-12-03T11:00-06:00"));
    must(d, "robin", "acorn-internal", "1 hold budget");
    const auto told = d.type("robin", "acorn-internal", "S-301 why").text;
    EXPECT_TRUE(has(told, "Review: stands still after its due time of Wed 2 Dec 10:00 CST"))
        << told;
    EXPECT_TRUE(has(told, "stood still, the client's turn (budget)")) << told;
}

TEST(clock_why, of_what_rests_by_the_rules_of_its_clock_says_which) {
    auto d = with_time();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    must(d, "maul", "sup-hammer", "I-51 move \"thu 11:00\" by:candidate");
    d.move_to(d.now + std::chrono::hours{1});
    const auto screening = d.type("robin", "acorn-internal", "S-302 why").text;
    EXPECT_TRUE(has(screening, "stood still, the supplier's turn (consent is missing)"))
        << screening;
    const auto round = d.type("robin", "acorn-internal", "I-51 why").text;
    EXPECT_TRUE(has(round, "stood still, the candidate's turn (the candidate asked for another"))
        << round;
    EXPECT_TRUE(has(round, "(another time is looked for)")) << round;
}

TEST(clock_why, of_another_priority_says_what_was_aimed_at_before) {
    auto d = with_presented();
    d.move_to(d.now + std::chrono::hours{1});
    must(d, "robin", "acorn-internal", "1 priority P1 \"line down\"");
    d.move_to(d.now + std::chrono::hours{1});
    const auto told = d.type("robin", "acorn-internal", "S-301 why").text;
    EXPECT_TRUE(has(told, "2h00m of 9h00m used")) << told;
    EXPECT_TRUE(has(told, "1h00m | ran, the client's turn, with a target of 18h00m")) << told;
    EXPECT_TRUE(has(told, "Mon 30 Nov 11:00 CST | now | 1h00m | ran, the client's turn")) << told;
}

TEST(clock_why, of_few_stretches_is_one_page) {
    auto d = with_presented();
    d.move_to(d.now + std::chrono::hours{1});
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "1 why").text, "why page2"));
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "S-301 why").text, "why page2"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
