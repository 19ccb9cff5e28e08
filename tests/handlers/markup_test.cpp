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
        EXPECT_TRUE(has(told.text, "Markup: 26.00 USD/h, 45 % of pay")) << told.text;
        EXPECT_FALSE(has(told.text, "of bill")) << told.text;
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

TEST(markup, is_a_percentage_of_what_the_client_counts_in) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 set bill:84");
    refused(d, "robin", "dm-robin", "admin client acorn markup:bill");
    must(d, "dana", "dm-dana", "admin client acorn markup:bill");
    const auto told = d.type("robin", "dm-robin", "1");
    EXPECT_TRUE(has(told.text, "Markup: 26.00 USD/h, 31 % of bill")) << told.text;
    EXPECT_FALSE(has(told.text, "of pay")) << told.text;
    EXPECT_TRUE(has(d.type("sam", "dm-sam", "admin clients").text, "of bill"));
    const auto both = must(d, "sam", "dm-sam", "admin client acorn markup:pay contact:presented");
    EXPECT_TRUE(has(both.text, "in percent of pay")) << both.text;
    EXPECT_TRUE(has(both.text, "once presented")) << both.text;
    EXPECT_TRUE(has(d.type("dana", "dm-dana", "1").text, "45 % of pay"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
