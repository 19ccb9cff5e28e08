// `today`: what happens today and waits for the one who asks.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

desk with_confirmed() {
    auto d = with_times();
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    return d;
}

void expect_calm(const std::string& text) {
    for (const auto* word : {"SLA", "breach", " late"}) {
        EXPECT_FALSE(has(text, word)) << text;
    }
}

TEST(today, interviews_of_the_day_with_time_and_zone) {
    auto d = with_confirmed();
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "today").text, "I-51"));
    d.move_to(at("2026-12-01T08:00-06:00"));
    for (const auto* who : {"robin", "ana", "raj", "maul"}) {
        const auto text = d.type(who, std::string("dm-") + who, "today").text;
        EXPECT_TRUE(has(text, "Tue 1 Dec 10:00 CST, in 2 h")) << who << text;
        EXPECT_TRUE(has(text, "I-51 S-301")) << who << text;
        EXPECT_TRUE(has(text, "1 interview")) << who << text;
    }
    for (const auto* who : {"wren", "gus", "sam"}) {
        EXPECT_FALSE(has(d.type(who, std::string("dm-") + who, "today").text, "I-51")) << who;
    }
    EXPECT_TRUE(has(d.type("dana", "dm-dana", "today").text, "I-51"));
    // A channel shows no name.
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "today").text, "Paige"));
}

TEST(today, says_so_when_there_may_be_more_than_it_looked_at) {
    auto d = with_confirmed();
    d.move_to(at("2026-12-01T08:00-06:00"));
    const auto few = d.type("dana", "dm-dana", "today").text;
    EXPECT_FALSE(has(few, "There may be more")) << few;
    auto another = d.iv(51);
    for (std::uint32_t number = 61; number < 70; ++number) {
        another.number = interview_number{number};
        d.put(another);
    }
    const auto many = d.type("dana", "dm-dana", "today").text;
    EXPECT_TRUE(has(many, "7 interviews")) << many;
    EXPECT_TRUE(has(many, "There may be more. All of one requisition: /hire 1 interviews")) << many;
}

TEST(today, the_late_list_goes_on_where_it_stopped) {
    auto d = with_presented();
    d.move_to(at("2026-12-07T12:00-06:00"));
    auto late = d.sub(301);
    for (std::uint32_t number = 401; number < 426; ++number) {
        late.number = submittal_number{number};
        d.put(late);
    }
    const auto first = d.type("dana", "dm-dana", "late");
    EXPECT_TRUE(has(first.text, "Candidates and interviews past a due time, 20")) << first.text;
    ASSERT_TRUE(first.message);
    const auto more = button_of(*first.message, "More");
    ASSERT_TRUE(more) << first.text;
    const auto second = d.press("dana", "dm-dana", more->act);
    EXPECT_TRUE(has(second.text, "past a due time, 6 more")) << second.text;
    ASSERT_TRUE(second.message);
    EXPECT_FALSE(button_of(*second.message, "More")) << second.text;
}

TEST(today, what_waits_for_the_managers_word) {
    auto d = with_presented();
    const auto text = d.type("ana", "dm-ana", "today").text;
    EXPECT_TRUE(has(text, "1 waits for your word")) << text;
    EXPECT_TRUE(has(text, "S-301 Paige Turner, REQ-1 Controls engineer, since")) << text;
    EXPECT_FALSE(has(text, "Due")) << text;
    expect_calm(text);
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "today").text, "your word"));
}

TEST(today, who_has_to_be_looked_at_waits_for_the_account_manager) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    const auto text = d.type("robin", "dm-robin", "today").text;
    EXPECT_TRUE(has(text, "S-302 Al Dente")) << text;
    EXPECT_FALSE(has(text, "S-301")) << text;
    EXPECT_FALSE(has(d.type("ana", "dm-ana", "today").text, "S-302"));
}

TEST(today, a_verdict_that_is_missing) {
    auto d = with_confirmed();
    d.move_to(at("2026-12-01T13:30-06:00"));
    const auto text = d.type("ana", "dm-ana", "today").text;
    EXPECT_TRUE(has(text, "Your verdict: /hire fb I-51 yes")) << text;
    expect_calm(text);
    must(d, "ana", "dm-ana", "fb I-51 yes \"good\"");
    EXPECT_FALSE(has(d.type("ana", "dm-ana", "today").text, "Your verdict"));
}

TEST(today, first_and_last_days) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 3\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "today").text, "starts"));
    d.move_to(at("2026-12-03T07:00-06:00"));
    for (const auto* who : {"robin", "ana", "maul"}) {
        EXPECT_TRUE(
            has(d.type(who, std::string("dm-") + who, "today").text,
                "Thu 3 Dec · S-301 Paige Turner starts")
        ) << who
          << d.type(who, std::string("dm-") + who, "today").text;
    }
    must(d, "robin", "acorn-internal", "S-301 clear");
    must(d, "robin", "acorn-internal", "S-301 start end:\"dec 4\"");
    d.move_to(at("2026-12-04T07:00-06:00"));
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "today").text, "S-301 Paige Turner ends"));
}

TEST(today, due_times_are_the_account_managers) {
    auto d = with_presented();
    // The slate is due on a later day; what begins now is due today.
    const auto text = d.type("robin", "dm-robin", "today").text;
    const auto next = d.type("robin", "dm-robin", "me").text;
    EXPECT_FALSE(text.empty());
    EXPECT_FALSE(next.empty());
    d.move_to(at("2026-12-04T08:00-06:00"));
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "today").text, "Due"))
        << d.type("robin", "dm-robin", "today").text;
    EXPECT_FALSE(has(d.type("ana", "dm-ana", "today").text, "Due"));
}

TEST(today, a_quiet_day_says_so) {
    desk d;
    EXPECT_TRUE(has(d.type("lee", "dm-lee", "today").text, "Nothing today"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
