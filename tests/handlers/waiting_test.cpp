// Candidates' clocks in text: who is told of a wait, who is asked for a word and how often, what
// stands still with the requisition, and a clock that explains itself.
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using domain::clock_state;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

const domain::clock& clock_of(const desk& d, std::uint32_t number, clock_kind kind) {
    const auto* found = domain::find_clock(d.sub(number).clocks, kind);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

/// REQ-1 at Acorn Chicago, two openings; Paige (S-301) and Al (S-302) are with Ana since Mon 30
/// Nov.
desk two_presented() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const auto* line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
          "bill:84 max:61 hm:@ana",
          "1 qualify waive:\"known role\"",
          "1 release tier1",
          "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\" for:hammer",
          "1 submit \"Al Dente\" email:al@example.test pay:53 rtr:\"nov 28\" for:quillfeather"}) {
        const auto told = d.type("robin", "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << '\n' << told.text;
    }
    EXPECT_EQ(clock_of(d, 301, clock_kind::screen).state, clock_state::running);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "present S-301 S-302").changed);
    d.alerts.clear();
    return d;
}

std::vector<std::string> told_in(desk& d, std::string_view conversation) {
    std::vector<std::string> texts;
    for (const auto& item : d.alerts) {
        if (item.conversation.value == conversation) {
            texts.push_back(d.composed_text(item).value_or("(dropped)"));
        }
    }
    return texts;
}

TEST(waiting, screening_ends_where_the_managers_time_begins) {
    const auto d = two_presented();
    EXPECT_EQ(clock_of(d, 301, clock_kind::screen).state, clock_state::met);
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).state, clock_state::running);
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).party, domain::party::client);
    // 18 working hours from Mon 09:00: eight, nine and one.
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).due, at("2026-12-02T09:00-06:00"));
}

TEST(waiting, the_card_says_who_has_the_candidates) {
    auto d = two_presented();
    constexpr std::string_view with_ana = "Waiting for Ana Petrov-Lind to decide on ";
    EXPECT_TRUE(contains(d.card(1, "acorn-internal"), std::string(with_ana) + "2 candidates."));
    EXPECT_TRUE(contains(d.card(1, "acorn-hiring"), std::string(with_ana) + "2 candidates."));
    EXPECT_FALSE(contains(d.card(1, "sup-hammer"), with_ana));
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 reject experience").changed);
    EXPECT_TRUE(contains(d.card(1, "acorn-internal"), std::string(with_ana) + "1 candidate."));
    ASSERT_TRUE(d.type(
                     "robin",
                     "acorn-internal",
                     "1 submit \"Ray Diator\" email:ray@example.test pay:52 rtr:\"nov 28\" "
                     "for:hammer"
    )
                    .changed);
    EXPECT_TRUE(
        contains(d.card(1, "acorn-internal"), "Waiting for Robin Quill to look at 1 candidate.")
    );
    EXPECT_TRUE(contains(d.card(1, "acorn-hiring"), std::string(with_ana) + "1 candidate."));
    EXPECT_EQ(d.req(1).slate.to_screen, 1U);
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-302 shortlist").changed);
    EXPECT_EQ(d.req(1).slate.to_review, 0U);
}

TEST(waiting, two_candidates_make_one_word_to_the_owner_and_one_request_to_the_manager) {
    auto d = two_presented();
    d.move_to(at("2026-12-02T09:00-06:00"));
    const auto owner = told_in(d, "dm-robin");
    ASSERT_EQ(owner.size(), 3U) << "75 %, 90 %, due: once each, for both";
    EXPECT_TRUE(contains(owner.back(), "wait for a word since Mon 30 Nov 09:00 CST"))
        << owner.back();
    EXPECT_TRUE(contains(owner.back(), "[Ask Ana]")) << owner.back();
    const auto manager = told_in(d, "dm-ana");
    ASSERT_EQ(manager.size(), 1U);
    EXPECT_TRUE(contains(manager[0], "2 candidates for REQ-1 Controls engineer wait for your word.")
    );
    EXPECT_TRUE(contains(manager[0], "S-301 P.T.")) << manager[0];
    EXPECT_TRUE(contains(manager[0], "[Hire]")) << manager[0];
    for (const auto* word : {"SLA", "breach", " late", "due"}) {
        EXPECT_FALSE(contains(manager[0], word)) << word;
    }
    EXPECT_FALSE(contains(manager[0], "Hammer")) << "no supplier's name";
    EXPECT_TRUE(clock_of(d, 302, clock_kind::review).breached) << "recorded all the same";
}

TEST(waiting, the_manager_is_asked_once_a_day) {
    auto d = two_presented();
    const auto asked = d.type("robin", "acorn-internal", "1 chase");
    ASSERT_TRUE(asked.changed) << asked.text;
    EXPECT_TRUE(contains(asked.text, "Ana is asked for a word on 2 candidates of REQ-1."));
    const auto again = d.type("robin", "acorn-internal", "chase 1");
    EXPECT_TRUE(again.refused);
    EXPECT_TRUE(contains(again.text, "Ana was asked today, Mon 30 Nov 09:00 CST.")) << again.text;
    d.now = at("2026-12-01T09:00-06:00");
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 chase").changed);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 chase").refused);
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "reject S-301 S-302 must_have").changed);
    d.now = at("2026-12-02T09:00-06:00");
    const auto nobody = d.type("robin", "acorn-internal", "1 chase");
    EXPECT_TRUE(nobody.refused);
    EXPECT_TRUE(contains(nobody.text, "Nobody of REQ-1 waits")) << nobody.text;
}

TEST(waiting, a_manager_of_several_is_asked_about_all_of_them_in_one_line) {
    auto d = two_presented();
    const auto play = [&d](std::string_view line) {
        const auto told = d.type("robin", "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << '\n' << told.text;
    };
    play(
        "req new \"Welder\" client:Acorn site:Chicago category:pro openings:1 pay:40 max:45 hm:@ana"
    );
    play("2 qualify waive:\"known role\"");
    play("2 release tier1");
    const auto nobody = d.type("robin", "acorn-internal", "chase 1 2");
    EXPECT_TRUE(nobody.refused);
    EXPECT_TRUE(contains(nobody.text, "That is about REQ-2; nothing changed")) << nobody.text;
    play("2 submit \"Ray Diator\" email:ray@example.test pay:40 rtr:\"nov 28\" for:hammer");
    play("S-303 present");
    const auto asked = d.type("robin", "acorn-internal", "chase 1,2");
    ASSERT_TRUE(asked.changed) << asked.text;
    EXPECT_TRUE(contains(asked.text, "2 candidates of REQ-1.")) << asked.text;
    EXPECT_TRUE(contains(asked.text, "1 candidate of REQ-2.")) << asked.text;
    EXPECT_EQ(std::ranges::count(asked.messages, "waiting", &chat::outgoing::kind), 2);
    // That was today's request.
    const auto again = d.type("robin", "acorn-internal", "chase 1 2");
    EXPECT_TRUE(again.refused);
    EXPECT_TRUE(contains(again.text, "Ana was asked today")) << again.text;
}

TEST(waiting, a_request_that_was_answered_meanwhile_says_nothing) {
    auto d = two_presented();
    const auto asked = d.type("robin", "acorn-internal", "1 chase");
    const auto item = std::ranges::find(asked.messages, "waiting", &chat::outgoing::kind);
    ASSERT_NE(item, asked.messages.end());
    EXPECT_TRUE(d.composed(*item));
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "shortlist S-301 S-302").changed);
    EXPECT_FALSE(d.composed(*item));
}

TEST(waiting, a_hold_stops_the_candidates_clocks_and_a_priority_hurries_them) {
    auto d = two_presented();
    d.now = at("2026-11-30T13:00-06:00");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 hold budget").changed);
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).state, clock_state::paused);
    d.move_to(at("2026-12-02T10:00-06:00"));
    EXPECT_TRUE(d.alerts.empty());
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 resume").changed);
    // 14 of 18 working hours were left.
    EXPECT_EQ(clock_of(d, 302, clock_kind::review).due, at("2026-12-03T15:00-06:00"));
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 set priority:P1 \"line is down\"").changed);
    // Nine hours at P1, four used.
    EXPECT_EQ(clock_of(d, 302, clock_kind::review).due, at("2026-12-02T15:00-06:00"));
}

TEST(waiting, a_maybe_with_a_day_comes_back_on_that_morning) {
    auto d = two_presented();
    const auto kept =
        d.type("ana", "acorn-hiring", "hold S-301 S-302 \"after the holidays\" until:\"jan 3\"");
    ASSERT_TRUE(kept.changed) << kept.text;
    // A Sunday: work begins on Monday.
    EXPECT_TRUE(contains(kept.text, "Ana is asked again on Mon 4 Jan 08:00 CST (2027)."))
        << kept.text;
    EXPECT_EQ(d.sub(301).hold_until, at("2027-01-04T08:00-06:00"));
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).state, clock_state::met);
    const auto shown = d.type("robin", "acorn-internal", "S-301").text;
    EXPECT_TRUE(contains(shown, "kept open until Mon 4 Jan 2027: after the holidays")) << shown;
    EXPECT_TRUE(contains(shown, "then Ana Petrov-Lind is asked again.")) << shown;
    EXPECT_FALSE(contains(shown, "[Maybe]")) << shown;
    d.move_to(at("2027-01-04T07:59-06:00"));
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::held);
    d.alerts.clear();
    d.move_to(at("2027-01-04T08:00-06:00"));
    for (const auto number : {301U, 302U}) {
        EXPECT_EQ(d.sub(number).state, domain::submittal_state::presented);
        const auto& review = clock_of(d, number, clock_kind::review);
        EXPECT_EQ(review.state, clock_state::running);
        EXPECT_EQ(review.cycle, 2U);
        EXPECT_EQ(review.started, at("2027-01-04T08:00-06:00"));
    }
    EXPECT_EQ(d.req(1).slate.to_review, 2U);
    const auto manager = told_in(d, "dm-ana");
    ASSERT_EQ(manager.size(), 1U) << "once, about both";
    EXPECT_TRUE(contains(manager[0], "2 candidates for REQ-1 Controls engineer wait for your word.")
    ) << manager[0];
    const auto history = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(contains(history, "Kept open by Ana: until Mon 4 Jan 2027: after the holidays."))
        << history;
    EXPECT_TRUE(contains(history, "Put before the hiring manager again, as agreed.")) << history;
}

TEST(waiting, a_maybe_without_a_day_or_decided_before_it_never_comes_back) {
    auto d = two_presented();
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 hold").changed);
    EXPECT_FALSE(d.sub(301).hold_until);
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-302 hold until:\"dec 10\"").changed);
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-302 hold until:\"dec 14\"").changed);
    EXPECT_EQ(d.sub(302).hold_until, at("2026-12-14T08:00-06:00"));
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-302 reject rate").changed);
    EXPECT_FALSE(d.sub(302).hold_until);
    d.alerts.clear();
    d.move_to(at("2026-12-15T12:00-06:00"));
    EXPECT_TRUE(told_in(d, "dm-ana").empty());
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::held);
    EXPECT_EQ(d.sub(302).state, domain::submittal_state::rejected);
}

TEST(waiting, a_second_maybe_leaves_the_day_as_it_is) {
    auto d = two_presented();
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 hold until:\"dec 10\"").changed);
    const auto again = d.type("ana", "acorn-hiring", "S-301 hold");
    EXPECT_TRUE(again.refused) << again.text;
    EXPECT_EQ(d.sub(301).hold_until, at("2026-12-10T08:00-06:00"));
}

TEST(waiting, each_day_counts_from_itself_when_the_timers_were_asleep) {
    auto d = two_presented();
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 hold until:\"dec 10\"").changed);
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-302 hold until:\"dec 14\"").changed);
    d.now = at("2026-12-14T12:00-06:00");
    d.move_to(d.now);
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).started, at("2026-12-10T08:00-06:00"));
    EXPECT_EQ(clock_of(d, 302, clock_kind::review).started, at("2026-12-14T08:00-06:00"));
}

TEST(waiting, a_manager_asked_that_day_already_is_asked_on_the_next_morning) {
    auto d = two_presented();
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 hold until:\"dec 10\"").changed);
    d.move_to(at("2026-12-10T07:30-06:00"));
    d.now = at("2026-12-10T07:30-06:00");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 chase").changed);
    d.alerts.clear();
    d.move_to(at("2026-12-10T08:00-06:00"));
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::presented);
    const auto item = std::ranges::find(d.alerts, "waiting", &chat::outgoing::kind);
    ASSERT_NE(item, d.alerts.end());
    EXPECT_EQ(item->not_before_ms, to_unix_ms(at("2026-12-11T08:00-06:00")));
    const auto again = d.type("robin", "acorn-internal", "1 chase");
    EXPECT_TRUE(again.refused);
    EXPECT_TRUE(contains(again.text, "Ana is asked on Fri 11 Dec 08:00 CST.")) << again.text;
}

TEST(waiting, a_day_that_is_over_is_asked_back) {
    auto d = two_presented();
    for (const auto* day : {"2026-11-27", "today"}) {
        const auto line = "S-301 hold until:" + std::string(day);
        const auto refused = d.type("ana", "acorn-hiring", line);
        EXPECT_TRUE(refused.refused) << line << refused.text;
        EXPECT_EQ(d.sub(301).state, domain::submittal_state::presented);
    }
}

TEST(waiting, on_a_requisition_on_hold_the_day_comes_without_a_question) {
    auto d = two_presented();
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "S-301 hold until:\"dec 10\"").changed);
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 hold budget").changed);
    d.alerts.clear();
    d.move_to(at("2026-12-10T12:00-06:00"));
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).state, clock_state::paused);
    EXPECT_TRUE(told_in(d, "dm-ana").empty());
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 resume").changed);
    EXPECT_EQ(clock_of(d, 301, clock_kind::review).state, clock_state::running);
}

TEST(waiting, a_hold_of_ten_working_days_is_asked_about_once) {
    auto d = two_presented();
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 hold budget").changed);
    d.alerts.clear();
    d.move_to(at("2026-12-14T08:59-06:00"));
    EXPECT_TRUE(told_in(d, "dm-robin").empty());
    d.move_to(at("2026-12-14T09:00-06:00"));
    const auto owner = told_in(d, "dm-robin");
    ASSERT_EQ(owner.size(), 1U);
    EXPECT_TRUE(contains(owner[0], "REQ-1 Controls engineer has been on hold since Mon 30 Nov"))
        << owner[0];
    for (const auto* button : {"[Resume]", "[Cancel]", "[Keep it on hold]"}) {
        EXPECT_TRUE(contains(owner[0], button)) << owner[0];
    }
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 keep_hold").refused);
    const auto kept = d.type("robin", "acorn-internal", "1 keep_hold");
    EXPECT_TRUE(kept.changed) << kept.text;
    d.move_to(at("2027-01-29T12:00-06:00"));
    EXPECT_EQ(told_in(d, "dm-robin").size(), 1U);
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 resume").changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 keep_hold").refused);
}

TEST(waiting, a_first_day_nobody_speaks_of_is_asked_about) {
    auto d = two_presented();
    for (const auto* line :
         {"S-301 select", "S-301 offer pay:52 start:\"dec 14\"", "S-301 accept", "S-301 clear"}) {
        const auto told = d.type("robin", "acorn-internal", line);
        ASSERT_TRUE(told.changed) << line << '\n' << told.text;
    }
    EXPECT_EQ(clock_of(d, 301, clock_kind::start).due, at("2026-12-14T08:30-06:00"));
    ASSERT_TRUE(d.type("robin", "acorn-internal", "S-302 reject rate").changed);
    d.move_to(at("2026-12-14T08:29-06:00"));
    d.alerts.clear();
    d.move_to(at("2026-12-14T08:30-06:00"));
    const auto owner = told_in(d, "dm-robin");
    ASSERT_EQ(owner.size(), 1U);
    EXPECT_TRUE(contains(owner[0], "S-301 (P.T.) was to start at Chicago")) << owner[0];
    EXPECT_TRUE(contains(owner[0], "[They came] [Did not come]")) << owner[0];
}

TEST(waiting, a_clock_says_how_its_time_was_used_to_whom_it_may) {
    auto d = two_presented();
    d.now = at("2026-11-30T13:00-06:00");
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 hold budget").changed);
    d.now = at("2026-12-02T10:00-06:00");
    const auto why = d.type("robin", "acorn-internal", "sla S-301 why");
    EXPECT_TRUE(contains(why.text, "Review: stands still")) << why.text;
    EXPECT_TRUE(contains(
        why.text,
        "4h00m of 18h00m used, by policy default@1 on calendar "
        "default.America/Chicago@1"
    )) << why.text;
    EXPECT_TRUE(contains(
        why.text,
        "Mon 30 Nov 09:00 CST | Mon 30 Nov 13:00 CST | 4h00m | ran, the client's turn"
    )) << why.text;
    EXPECT_TRUE(contains(why.text, "Mon 30 Nov 13:00 CST | now | 15h00m | stood still"))
        << why.text;
    const auto of_req = d.type("robin", "acorn-internal", "1 why");
    EXPECT_TRUE(contains(of_req.text, "Coverage: done in time")) << of_req.text;
    EXPECT_TRUE(contains(of_req.text, "First candidate: done in time")) << of_req.text;
    const auto supplier = d.type("wren", "sup-quillfeather", "1 why");
    EXPECT_TRUE(contains(supplier.text, "Your first candidate for REQ-1: put forward in time"))
        << supplier.text;
    EXPECT_FALSE(contains(supplier.text, "Coverage")) << supplier.text;
    EXPECT_FALSE(contains(d.type("ana", "acorn-hiring", "S-301 why").text, "Screening"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
