// What is earned on an hour is for whoever runs the account, alone with us (DOMAIN.md 9).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace fillrate::handlers::testing {
namespace {

TEST(markup, is_told_to_whoever_runs_the_account_and_to_nobody_else) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 set bill:84");
    for (const auto& [who, where] : {std::pair{"robin", "dm-robin"}, {"dana", "dm-dana"}}) {
        const auto told = d.type(who, where, "1");
        EXPECT_TRUE(has(told.text, "Markup: 26.00 USD/h, 45 % of pay, 31 % of bill")) << told.text;
    }
    for (const auto& [who, where] :
         {std::pair{"robin", "acorn-internal"},
          {"ana", "dm-ana"},
          {"ana", "acorn-hiring"},
          {"maul", "sup-hammer"},
          {"maul", "dm-maul"}}) {
        const auto told = d.type(who, where, "1");
        EXPECT_TRUE(has(told.text, "Controls engineer")) << who << told.text;
        EXPECT_FALSE(has(told.text, "Markup")) << who << told.text;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
