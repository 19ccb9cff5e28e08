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

TEST(clock_why, of_few_stretches_is_one_page) {
    auto d = with_presented();
    d.move_to(d.now + std::chrono::hours{1});
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "1 why").text, "why page2"));
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "S-301 why").text, "why page2"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
