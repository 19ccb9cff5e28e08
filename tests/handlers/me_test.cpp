// `me`: the three things that wait for the one who asks, with the acts that help, whoever it is.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::handlers::testing {
namespace {

std::string me(desk& d, std::string_view who) {
    return d.type(who, "dm-" + std::string(who), "me").text;
}

std::string today(desk& d, std::string_view who) {
    return d.type(who, "dm-" + std::string(who), "today").text;
}

TEST(me, a_manager_sees_whom_to_decide_on_with_the_buttons) {
    auto d = with_presented();
    const auto text = me(d, "ana");
    EXPECT_TRUE(has(text, "1 thing needs you.")) << text;
    EXPECT_TRUE(has(text, "S-301 Paige Turner, REQ-1 Controls engineer, since")) << text;
    EXPECT_TRUE(has(text, "[Interview] [Maybe] [No] [Hire]")) << text;
    EXPECT_TRUE(has(today(d, "ana"), "1 waits for your word"));
    EXPECT_FALSE(has(me(d, "robin"), "S-301"));
    // In a channel the code and the initials only.
    const auto shared = d.type("ana", "acorn-hiring", "me").text;
    EXPECT_TRUE(has(shared, "S-301 P.T.")) << shared;
    EXPECT_FALSE(has(shared, "Paige")) << shared;
    must(d, "ana", "acorn-hiring", "S-301 reject rate");
    EXPECT_TRUE(has(me(d, "ana"), "Nothing needs you"));
}

TEST(me, whoever_is_asked_for_a_time_picks_one) {
    auto d = with_times();
    for (const auto& text : {me(d, "maul"), today(d, "maul")}) {
        EXPECT_TRUE(has(text, "I-51 S-301")) << text;
        EXPECT_TRUE(has(text, "[Pick Tue 1 Dec 10:00 CST]")) << text;
    }
    for (const auto* who : {"ana", "robin", "wren"}) {
        EXPECT_FALSE(has(me(d, who), "I-51")) << who << me(d, who);
        EXPECT_FALSE(has(today(d, who), "I-51")) << who;
    }
}

TEST(me, a_supplier_completes_what_came_back_and_answers_offers) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    must(d, "robin", "acorn-internal", "S-302 return \"no forklift cert\"");
    EXPECT_TRUE(has(me(d, "maul"), "returned to the supplier since")) << me(d, "maul");
    EXPECT_TRUE(has(me(d, "maul"), "[Submit again]")) << me(d, "maul");
    must(d, "ana", "acorn-hiring", "S-301 select");
    EXPECT_TRUE(has(me(d, "robin"), "[Make an offer]")) << me(d, "robin");
    EXPECT_FALSE(has(me(d, "ana"), "S-301")) << me(d, "ana");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    EXPECT_TRUE(has(me(d, "maul"), "[Offer accepted] [Offer declined]")) << me(d, "maul");
    EXPECT_FALSE(has(me(d, "wren"), "S-30")) << me(d, "wren");
}

TEST(me, who_has_to_be_looked_at_waits_for_the_account_manager) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    const auto text = me(d, "robin");
    EXPECT_TRUE(has(text, "S-302 Al Dente")) << text;
    EXPECT_TRUE(has(text, "[Present]")) << text;
    EXPECT_FALSE(has(me(d, "ana"), "S-302"));
}

TEST(me, a_missing_verdict_is_asked_for) {
    auto d = with_held();
    d.move_to(at("2026-12-01T13:30-06:00"));
    EXPECT_TRUE(has(me(d, "raj"), "Your verdict: /hire fb I-51 yes")) << me(d, "raj");
}

TEST(me, half_of_the_time_is_marked_and_nobody_is_written_to) {
    desk d;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro hm:@ana"
    );
    // Nine working hours from Monday 10:00: half of them are over at 14:30.
    d.move_to(at("2026-11-30T14:29-06:00"));
    EXPECT_FALSE(has(me(d, "robin"), "half of its time")) << me(d, "robin");
    d.move_to(at("2026-11-30T14:30-06:00"));
    EXPECT_TRUE(has(me(d, "robin"), "Intake: half of its time is used.")) << me(d, "robin");
    EXPECT_TRUE(d.alerts.empty());
    // Once it is past due, that says it.
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_FALSE(has(me(d, "robin"), "half of its time")) << me(d, "robin");
}

TEST(me, what_is_past_half_of_its_time_goes_before_what_only_runs) {
    desk d;
    const auto release = [&d](const std::string& number, const std::string& priority) {
        must(
            d,
            "robin",
            "acorn-internal",
            "req new \"Engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 max:61 "
            "hm:@ana priority:" +
                priority
        );
        must(d, "robin", "acorn-internal", number + " qualify waive:\"known role\"");
        must(d, "robin", "acorn-internal", number + " release tier1");
    };
    release("1", "P3");
    d.move_to(at("2026-12-01T08:30-06:00"));
    release("2", "P1");
    const auto is_first = [&d](std::string_view id) {
        const auto text = me(d, "robin");
        return text.find(id) == std::min(text.find("REQ-1"), text.find("REQ-2"));
    };
    // Coverage has 18 working hours from Monday 10:00, and four and a half from Tuesday 08:30.
    d.move_to(at("2026-12-01T09:59-06:00"));
    EXPECT_TRUE(is_first("REQ-2")) << me(d, "robin");
    d.move_to(at("2026-12-01T10:00-06:00"));
    EXPECT_TRUE(is_first("REQ-1")) << me(d, "robin");
    EXPECT_TRUE(has(me(d, "robin"), "Coverage: half of its time is used.")) << me(d, "robin");
}

TEST(me, three_at_most_and_where_the_rest_is) {
    auto d = with_presented();
    for (const auto* name : {"Al Dente", "Ella Vader", "Chris P. Bacon"}) {
        const auto line =
            "1 submit \"" + std::string(name) + "\" email:" + name[0] + "@example.test pay:50";
        must(d, "maul", "sup-hammer", line);
    }
    must(d, "robin", "acorn-internal", "present S-302 S-303 S-304");
    const auto text = me(d, "ana");
    EXPECT_TRUE(has(text, "4 things need you.")) << text;
    EXPECT_TRUE(has(text, "1 more: /hire today")) << text;
    EXPECT_FALSE(has(text, "S-304")) << text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
