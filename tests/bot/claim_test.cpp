// The claim code: hashed, one day, five wrong tries, one winner.
#include "bot/claim_codes.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

std::string issue(desk& on) {
    const auto code = on.run(issue_claim(
        on.store,
        desk::shared().codec,
        desk::shared().claims,
        on.random,
        on.clock.now()
    ));
    return code.value();
}

chat::request claiming(desk& on, const std::string& person, const std::string& code) {
    auto request = on.typed(person, "acorn-inside", "claim " + code);
    request.actor.home_tenant = request.tenant;
    request.actor.name = person;
    return request;
}

std::string claim(desk& on, const std::string& person, const std::string& code) {
    const auto request = claiming(on, person, code);
    return desk::text_of(on.handle(request));
}

claim_state state_of(desk& on) {
    return on.run(read_claim(on.store, desk::shared().codec, on.clock.now())).value().what;
}

}  // namespace

TEST(claim, the_code_makes_one_administrator_and_is_spent) {
    desk on;
    EXPECT_EQ(state_of(on), claim_state::none);
    const auto code = issue(on);
    EXPECT_EQ(state_of(on), claim_state::open);
    EXPECT_NE(claim(on, "kim", code).find("first administrator"), std::string::npos);
    EXPECT_EQ(state_of(on), claim_state::claimed);
    EXPECT_NE(claim(on, "pat", code).find("claimed already"), std::string::npos);
    EXPECT_NE(on.say("kim", "acorn-inside", "admin").find("Set up so far"), std::string::npos);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(claim, the_code_itself_is_not_in_the_store) {
    desk on;
    const auto code = issue(on);
    ASSERT_EQ(code.size(), 7U);
    for (const auto& [name, stored] : on.truth.records()) {
        EXPECT_EQ(stored.body.find(code), std::string::npos) << name;
    }
    EXPECT_TRUE(desk::shared().claims.matches("  " + code + " ", desk::shared().claims.hash(code)));
}

TEST(claim, of_two_at_once_one_wins_and_the_other_is_told) {
    desk on;
    const auto code = issue(on);
    const auto first = claiming(on, "kim", code);
    const auto second = claiming(on, "pat", code);
    std::vector<std::string> answers;
    for (const auto* request : {&first, &second}) {
        boost::asio::co_spawn(
            *on.loop,
            on.decides.handle(*request),
            [&answers](std::exception_ptr, const chat::reply& reply) {
                answers.push_back(desk::text_of(reply));
            }
        );
    }
    on.wait_for(seconds{5});
    ASSERT_EQ(answers.size(), 2U);
    const auto winners = std::count_if(answers.begin(), answers.end(), [](const auto& text) {
        return text.find("first administrator") != std::string::npos;
    });
    EXPECT_EQ(winners, 1);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(claim, five_wrong_tries_lock_it_also_at_once) {
    desk on;
    const auto code = issue(on);
    for (int left = 4; left >= 0; --left) {
        EXPECT_EQ(claim(on, "kim", "ZZZZ-ZZ").find("first administrator"), std::string::npos);
        EXPECT_EQ(state_of(on), left == 0 ? claim_state::stale : claim_state::open);
    }
    EXPECT_NE(claim(on, "kim", code).find("locked"), std::string::npos);
    const auto fresh = issue(on);
    EXPECT_NE(claim(on, "kim", fresh).find("first administrator"), std::string::npos);
}

TEST(claim, it_ends_after_a_day_and_is_not_for_guests) {
    desk on;
    const auto code = issue(on);
    auto guest = claiming(on, "kim", code);
    guest.actor.restricted = true;
    EXPECT_NE(desk::text_of(on.handle(guest)).find("Only members"), std::string::npos);
    auto foreigner = claiming(on, "kim", code);
    foreigner.actor.home_tenant = "t2";
    EXPECT_NE(desk::text_of(on.handle(foreigner)).find("Only members"), std::string::npos);
    on.pass(minutes{24 * 60 + 1});
    EXPECT_NE(claim(on, "kim", code).find("no valid code"), std::string::npos);
}

}  // namespace fillrate::bot
