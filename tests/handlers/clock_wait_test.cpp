// "1 wait until:... why": the alerts of a clock wait for a reason, the clock does not
// (DOMAIN.md 0).
#include "tests/handlers/clock_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::handlers::testing {
namespace {

constexpr std::string_view until_thursday = "1 wait until:\"dec 3\" \"client on holiday\"";

/// REQ-1 is to be covered by Tue 1 Dec 09:00.
desk released_on_monday() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    d.now = at("2026-11-30T10:00-06:00");
    return d;
}

std::vector<chat::outgoing> alerts_of(const desk& d) {
    std::vector<chat::outgoing> found;
    std::ranges::copy_if(d.alerts, std::back_inserter(found), [](const auto& item) {
        return item.kind == "alert" && item.subject == "req:1";
    });
    return found;
}

TEST(clock_wait, alerts_wait_and_the_miss_counts_all_the_same) {
    auto d = released_on_monday();
    const auto due = coverage_of(d).due;
    EXPECT_EQ(due, at("2026-12-01T09:00-06:00"));
    const auto told = must(d, "robin", "acorn-internal", until_thursday);
    EXPECT_TRUE(has(told.text, "waits until Thu 3 Dec 08:00 CST: client on holiday")) << told.text;
    d.alerts.clear();
    d.move_to(at("2026-12-02T12:00-06:00"));
    EXPECT_TRUE(alerts_of(d).empty());
    EXPECT_EQ(d.req(1).tier, 1U) << "nobody further is asked meanwhile";
    EXPECT_EQ(coverage_of(d).due, due);
    EXPECT_EQ(coverage_of(d).breached, due);
    ASSERT_TRUE(coverage_of(d).waits);
    d.move_to(at("2026-12-03T08:00-06:00"));
    EXPECT_FALSE(coverage_of(d).waits);
    EXPECT_FALSE(coverage_of(d).eta);
    const auto spoken = alerts_of(d);
    const auto goes_to = [&spoken](std::string_view person) {
        return std::ranges::any_of(spoken, [person](const auto& item) {
            return item.readers.id == person;
        });
    };
    EXPECT_TRUE(goes_to("robin"));
    EXPECT_FALSE(goes_to("dana")) << "no rung higher";
    ASSERT_FALSE(spoken.empty());
    const auto text = d.composed_text(spoken.front()).value_or("");
    EXPECT_TRUE(has(text, "Coverage of REQ-1 Controls engineer was due")) << text;
    EXPECT_EQ(d.req(1).tier, 2U) << "what the miss would have brought";
}

TEST(clock_wait, without_it_the_same_days_are_not_silent) {
    auto d = released_on_monday();
    d.move_to(at("2026-12-02T12:00-06:00"));
    EXPECT_FALSE(alerts_of(d).empty());
}

TEST(clock_wait, is_shown_inside_and_to_nobody_else) {
    auto d = released_on_monday();
    must(d, "robin", "acorn-internal", until_thursday);
    for (const auto* line : {"1", "1 why", "1 history", "req list mine"}) {
        const auto shown = d.type("robin", "acorn-internal", line).text;
        EXPECT_TRUE(has(shown, "client on holiday")) << line << '\n' << shown;
        EXPECT_TRUE(has(shown, "Thu 3 Dec 08:00")) << line << '\n' << shown;
    }
    d.move_to(at("2026-12-01T10:00-06:00"));
    for (const auto* line : {"late", "me"}) {
        const auto late = d.type("robin", "acorn-internal", line).text;
        EXPECT_TRUE(has(late, "waiting until Thu 3 Dec 08:00 CST: client on holiday")) << late;
    }
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        for (const auto* line : {"1", "1 why", "1 history", "me", "late"}) {
            EXPECT_FALSE(has(d.type(who, where, line).text, "holiday")) << who << ": " << line;
        }
    }
}

TEST(clock_wait, a_day_too_far_or_past_is_refused_with_a_line_that_works) {
    for (const auto* line :
         {"1 wait until:\"dec 20\" \"client on holiday\"",
          "1 wait until:\"nov 30\" \"client on holiday\""}) {
        auto d = released_on_monday();
        const auto no = refused(d, "robin", "acorn-internal", line);
        EXPECT_FALSE(coverage_of(d).waits) << line;
        EXPECT_TRUE(has(no.text, "1 wait until:2026-12-02 \"client on holiday\"")) << no.text;
        must(d, "robin", "acorn-internal", "1 wait until:2026-12-02 \"client on holiday\"");
        EXPECT_EQ(coverage_of(d).eta, std::optional{at("2026-12-02T08:00-06:00")});
    }
    auto d = released_on_monday();
    must(d, "robin", "acorn-internal", "1 wait until:\"dec 14\" \"client on holiday\"");
}

TEST(clock_wait, what_is_missing_is_asked_for_in_a_form) {
    auto d = released_on_monday();
    const auto asked = d.type("robin", "acorn-internal", "1 wait").form;
    ASSERT_TRUE(asked);
    const auto form = d.press("robin", "acorn-internal", {"wait", "req:1", 1, {}}).form;
    ASSERT_TRUE(form);
    const auto lacks =
        d.submit("robin", "acorn-internal", form->act, {{"until", "2026-12-03"}, {"reason", ""}});
    EXPECT_FALSE(lacks.changed) << lacks.text;
    const auto done = d.submit(
        "robin",
        "acorn-internal",
        form->act,
        {{"until", "2026-12-03"}, {"reason", "client on holiday"}}
    );
    EXPECT_TRUE(done.changed) << done.text;
    EXPECT_EQ(coverage_of(d).eta, std::optional{at("2026-12-03T08:00-06:00")});
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 wait until:\"dec 4\"").form) << "why";
}

TEST(clock_wait, is_over_with_the_clock_and_gives_way_to_who_is_on_it) {
    auto d = released_on_monday();
    must(d, "robin", "acorn-internal", until_thursday);
    must(d, "robin", "acorn-internal", "1 ack by:+2h");
    EXPECT_FALSE(coverage_of(d).waits);
    must(d, "robin", "acorn-internal", until_thursday);
    must(d, "maul", "sup-hammer", "1 accept");
    must(d, "wren", "sup-quillfeather", "1 accept");
    EXPECT_EQ(coverage_of(d).state, domain::clock_state::met);
    EXPECT_FALSE(coverage_of(d).waits);
    EXPECT_FALSE(coverage_of(d).eta);
}

const domain::clock& review_of(const desk& d) {
    const auto* found = domain::find_clock(d.sub(301).clocks, domain::clock_kind::review);
    EXPECT_NE(found, nullptr);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

std::size_t told_of_candidate(const desk& d, std::string_view person) {
    return static_cast<std::size_t>(std::ranges::count_if(d.alerts, [person](const auto& item) {
        return item.kind == "alert" && item.subject == "sub:301" && item.readers.id == person;
    }));
}

TEST(clock_wait, of_a_candidate_is_silent_until_then_and_speaks_after) {
    auto d = with_presented();
    const auto told =
        must(d, "robin", "acorn-internal", "S-301 wait until:\"dec 4\" \"Ana is on holiday\"");
    EXPECT_TRUE(has(told.text, "Review of S-301 waits until Fri 4 Dec 08:00 CST: Ana is on holiday")
    ) << told.text;
    d.alerts.clear();
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_TRUE(review_of(d).breached) << "the clock runs on";
    EXPECT_EQ(told_of_candidate(d, "robin"), 0U);
    const auto late = d.type("robin", "acorn-internal", "late").text;
    EXPECT_TRUE(has(late, "waiting until Fri 4 Dec 08:00 CST: Ana is on holiday")) << late;
    d.move_to(at("2026-12-04T08:00-06:00"));
    EXPECT_EQ(told_of_candidate(d, "robin"), 1U);
    EXPECT_FALSE(review_of(d).waits);
}

TEST(clock_wait, without_it_the_candidate_is_spoken_of_and_both_answers_are_offered) {
    auto d = with_presented();
    d.alerts.clear();
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_GT(told_of_candidate(d, "robin"), 0U);
    const auto alert = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.subject == "sub:301" && item.readers.id == "robin" && !item.mark.empty();
    });
    ASSERT_NE(alert, d.alerts.end());
    const auto text = d.composed_text(*alert).value_or("");
    for (const auto* button :
         {"[Ask Ana]", "[On it, by ...]", "[Waiting until ...]", "[Give reason]"}) {
        EXPECT_TRUE(has(text, button)) << button << '\n' << text;
    }
}

TEST(clock_ack, names_any_clock_and_leads_without_a_name) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "S-301 ack eta:+2h");
    EXPECT_EQ(review_of(d).eta, std::optional{d.now + std::chrono::hours{2}});
    const auto no = refused(d, "robin", "acorn-internal", "S-301 ack screen eta:+2h");
    EXPECT_TRUE(has(no.text, "Screening of S-301 is not running")) << no.text;
    must(d, "robin", "acorn-internal", "sla ack S-301 review eta:+1h");
    EXPECT_EQ(review_of(d).eta, std::optional{d.now + std::chrono::hours{1}});
    must(d, "robin", "acorn-internal", "1 ack fill eta:+3h");
    for (const auto& c : d.req(1).clocks) {
        EXPECT_EQ(c.eta.has_value(), c.kind == domain::clock_kind::fill) << domain::word(c.kind);
    }
    const auto history = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(has(history, "Robin is on it, by")) << history;
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        EXPECT_FALSE(has(d.type(who, where, "S-301 history").text, "is on it")) << who;
        refused(d, who, where, "S-301 ack eta:+2h");
    }
    EXPECT_TRUE(d.type("robin", "acorn-internal", "S-301 ack").form) << "by when";
}

TEST(clock_wait, the_alert_offers_it) {
    auto d = released_on_monday();
    d.move_to(at("2026-12-01T10:00-06:00"));
    const auto told = alerts_of(d);
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(std::ranges::any_of(told, [&d](const auto& item) {
        return has(d.composed_text(item).value_or(""), "[Waiting until ...]");
    }));
}

}  // namespace
}  // namespace fillrate::handlers::testing
