// A missed due time by its number: B-9 is shown, answered and excused, by those who may read of it
// (DOMAIN.md 7.1).
#include "handlers/miss_numbers.hpp"
#include "tests/handlers/clock_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;

const domain::clock& clock_in(const std::vector<domain::clock>& clocks, clock_kind kind) {
    const auto* found = domain::find_clock(clocks, kind);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

/// REQ-1 went past its coverage time on Tue 1 Dec 09:00: B-9, the first miss of all.
desk with_miss() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    d.move_to(at("2026-12-01T10:00-06:00"));
    EXPECT_EQ(clock_in(d.req(1).clocks, clock_kind::coverage).missed, miss_number{9});
    return d;
}

TEST(miss, has_a_number_that_stands_wherever_it_is_told_inside) {
    auto d = with_miss();
    const auto alert = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.kind == "alert" && item.mark == "cov.0" && item.readers.id == "robin";
    });
    ASSERT_NE(alert, d.alerts.end());
    const auto said = d.composed_text(*alert).value_or("");
    EXPECT_TRUE(has(said, "This is B-9.")) << said;
    for (const auto* line : {"1", "late", "1 why", "1 history", "sla B-9 why", "B-9"}) {
        const auto told = d.type("robin", "acorn-internal", line).text;
        EXPECT_TRUE(has(told, "B-9")) << line << '\n' << told;
    }
    const auto shown = d.type("dana", "acorn-internal", "B-9");
    EXPECT_TRUE(
        has(shown.text,
            "B-9: Coverage of REQ-1 Controls engineer was due Tue 1 Dec 09:00 CST and is open.")
    ) << shown.text;
    ASSERT_TRUE(shown.message);
    for (const auto* label : {"On it", "Waiting until", "Excuse"}) {
        EXPECT_TRUE(button_of(*shown.message, label)) << label;
    }
}

TEST(miss, is_nothing_to_anybody_outside) {
    auto d = with_miss();
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        for (const auto* line : {"B-9", "B-9 why", "B-9 ack eta:+2h", "B-9 excuse data_error"}) {
            const auto told = refused(d, who, where, line);
            EXPECT_TRUE(has(told.text, "There is no B-9 that you can see here.")) << told.text;
            EXPECT_FALSE(has(told.text, "REQ-1")) << told.text;
        }
        const auto absent = refused(d, who, where, "B-77");
        EXPECT_TRUE(has(absent.text, "There is no B-77 that you can see here.")) << absent.text;
        for (const auto* line : {"1", "1 why", "1 history", "late", "me"}) {
            EXPECT_FALSE(has(d.type(who, where, line).text, "B-9")) << who << ": " << line;
        }
    }
    refused(d, "robin", "acorn-internal", "B-10");
}

TEST(miss, is_answered_and_excused_by_its_number) {
    auto d = with_miss();
    must(d, "robin", "acorn-internal", "sla ack B-9 eta:+2h");
    EXPECT_EQ(
        clock_in(d.req(1).clocks, clock_kind::coverage).eta,
        std::optional{d.now + std::chrono::hours{2}}
    );
    must(d, "robin", "acorn-internal", "B-9 wait until:\"dec 3\" \"client on holiday\"");
    EXPECT_TRUE(clock_in(d.req(1).clocks, clock_kind::coverage).waits);
    const auto why = must(d, "robin", "acorn-internal", "sla excuse B-9 client_request");
    EXPECT_TRUE(has(why.text, "Operations decide whether that excuses it")) << why.text;
    must(d, "dana", "acorn-internal", "sla excuse B-9 client_request");
    EXPECT_TRUE(clock_in(d.req(1).clocks, clock_kind::coverage).excused);
    const auto again = refused(d, "dana", "acorn-internal", "B-9 excuse data_error");
    EXPECT_TRUE(has(again.text, "is excused already")) << again.text;
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "B-9").text, "Excused by Dana"));
}

TEST(miss, a_time_that_may_be_two_is_asked_for_with_its_number) {
    auto d = with_miss();
    const auto asked = refused(d, "robin", "acorn-internal", "B-9 wait until:3/4 \"on holiday\"");
    EXPECT_TRUE(has(asked.text, "/hire B-9 wait until:2027-03-04 \"on holiday\"")) << asked.text;
    EXPECT_FALSE(has(asked.text, "miss:")) << asked.text;
}

TEST(miss, an_hour_of_a_day_is_the_next_one_where_only_what_is_ahead_counts) {
    auto d = with_miss();
    d.move_to(at("2026-12-01T10:00-06:00"));
    must(d, "robin", "acorn-internal", "sla ack B-9 eta:9am");
    EXPECT_EQ(
        clock_in(d.req(1).clocks, clock_kind::coverage).eta,
        std::optional{at("2026-12-02T09:00-06:00")}
    );
}

TEST(miss, of_several_the_number_names_one) {
    auto d = with_miss();
    d.move_to(at("2026-12-02T17:00-06:00"));
    const auto second = clock_in(d.req(1).clocks, clock_kind::first_submittal).missed;
    ASSERT_EQ(second, miss_number{10});
    must(d, "dana", "acorn-internal", "B-10 excuse client_away");
    EXPECT_TRUE(clock_in(d.req(1).clocks, clock_kind::first_submittal).excused);
    EXPECT_FALSE(clock_in(d.req(1).clocks, clock_kind::coverage).excused);
    const auto form = d.type("dana", "acorn-internal", "B-9 excuse").form;
    ASSERT_TRUE(form);
    EXPECT_EQ(form->act.subject, "due:9");
    const auto done = d.submit(
        "dana",
        "acorn-internal",
        form->act,
        {{"clock", "COV"}, {"reason", "other"}, {"detail", "a storm"}}
    );
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(clock_in(d.req(1).clocks, clock_kind::coverage).excused->reason, "other: a storm");
}

TEST(miss, that_an_act_finds_before_its_timer_has_its_number_at_once) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    d.now = at("2026-12-01T10:00-06:00");  // no timer came since
    must(d, "robin", "acorn-internal", "1 hold budget");
    const auto& paused = clock_in(d.req(1).clocks, clock_kind::coverage);
    EXPECT_EQ(paused.breached, std::optional{at("2026-12-01T09:00-06:00")});
    EXPECT_EQ(paused.missed, miss_number{9});
    EXPECT_EQ(d.next_miss, 10U) << "the others are not past due";
    const auto shown = d.type("robin", "acorn-internal", "B-9").text;
    EXPECT_TRUE(has(shown, "B-9: Coverage of REQ-1")) << shown;
    must(d, "dana", "acorn-internal", "1 resume");
    d.move_to(at("2026-12-01T11:00-06:00"));
    EXPECT_EQ(clock_in(d.req(1).clocks, clock_kind::coverage).missed, miss_number{9});
    EXPECT_EQ(d.next_miss, 10U) << "it is missed once";
}

TEST(miss, counts_once_however_often_its_clock_is_set_after_it) {
    const auto event_of = [](std::string_view subject, domain::payload data) {
        domain::event what;
        what.subject = subject;
        what.data = std::move(data);
        return what;
    };
    domain::clock late;
    late.kind = clock_kind::slate;
    late.breached = at("2026-12-01T09:00-06:00");
    auto known = late;
    known.missed = miss_number{3};
    auto later = late;
    later.cycle = 2;
    std::vector<domain::event> events{
        event_of("req:1", domain::clock_breached{.kind = clock_kind::coverage}),
        event_of("req:1", domain::clock_breached{.kind = clock_kind::slate}),
        event_of("req:1", domain::clock_set{late}),
        event_of("req:1", domain::clock_set{later}),
        event_of("req:2", domain::clock_set{known}),
        event_of("req:3", domain::clock_set{late})};
    EXPECT_EQ(unnumbered_misses(events), 4U);
    number_misses(events, miss_number{20});
    const auto number = [&events](std::size_t i) {
        const auto* missed = std::get_if<domain::clock_breached>(&events[i].data);
        return missed == nullptr ? std::get<domain::clock_set>(events[i].data).value.missed
                                 : missed->number;
    };
    for (const auto& [i, given] :
         {std::pair{0U, 20U}, {1U, 21U}, {2U, 21U}, {3U, 22U}, {4U, 3U}, {5U, 23U}}) {
        EXPECT_EQ(number(i), miss_number{given}) << i;
    }
    EXPECT_EQ(unnumbered_misses(events), 0U);
}

TEST(miss, of_a_candidate_and_of_an_interview) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    d.move_to(at("2026-12-03T11:00-06:00"));
    const auto number = clock_in(d.iv(51).clocks, clock_kind::feedback).missed;
    ASSERT_FALSE(number.empty());
    const auto id = "B-" + std::to_string(number.value);
    const auto shown = d.type("robin", "acorn-internal", id).text;
    EXPECT_TRUE(has(shown, id + ": Feedback of I-51 (P.T.) was due Thu 3 Dec 10:45 CST")) << shown;
    const auto history = d.type("robin", "acorn-internal", "I-51 history").text;
    EXPECT_TRUE(has(history, "Feedback went past its due time. This is " + id + '.')) << history;
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "I-51 history").text, id));
    must(d, "robin", "acorn-internal", id + " ack eta:+2h");
    EXPECT_TRUE(clock_in(d.iv(51).clocks, clock_kind::feedback).eta);
    must(d, "dana", "acorn-internal", id + " excuse client_away");
    EXPECT_TRUE(clock_in(d.iv(51).clocks, clock_kind::feedback).excused);

    d = with_presented();
    d.move_to(at("2026-12-02T11:00-06:00"));
    const auto review = clock_in(d.sub(301).clocks, clock_kind::review).missed;
    ASSERT_FALSE(review.empty());
    const auto of_review = "B-" + std::to_string(review.value);
    const auto told = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(has(told, "Review went past its due time. This is " + of_review + '.')) << told;
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "S-301 history").text, of_review));
    must(d, "dana", "acorn-internal", of_review + " excuse client_away");
    EXPECT_TRUE(clock_in(d.sub(301).clocks, clock_kind::review).excused);
}

}  // namespace
}  // namespace fillrate::handlers::testing
