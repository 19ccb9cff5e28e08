// The clocks of an interview in text: whom they hurry and in which words, what follows a hold and a
// priority, who may read why.
#include "core/domain/clocks.hpp"
#include "core/domain/interview_due.hpp"
#include "handlers/left_over.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using domain::clock_state;
using domain::interview_state;

const domain::clock& round_clock(const desk& d, clock_kind kind, std::uint32_t number = 51) {
    const auto* found = domain::find_clock(d.iv(number).clocks, kind);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

const domain::clock& decision_clock(const desk& d) {
    const auto* found = domain::find_clock(d.sub(301).clocks, clock_kind::decision);
    EXPECT_NE(found, nullptr);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

std::string said_to(desk& d, std::string_view conversation) {
    std::string all;
    for (const auto& item : d.alerts) {
        if (item.conversation.value == conversation) {
            all += d.composed_text(item).value_or("(dropped)") + '\n';
        }
    }
    return all;
}

/// Both verdicts are in, Tuesday 1 December 11:00.
desk with_verdicts() {
    auto d = with_held();
    d.move_to(at("2026-12-01T11:00-06:00"));
    must(d, "ana", "dm-ana", "fb I-51 yes \"strong on PLC\"");
    must(d, "raj", "dm-raj", "fb I-51 yes \"knows ladder logic\"");
    d.alerts.clear();
    return d;
}

TEST(interview_clocks, begin_with_the_request_and_end_with_the_last_verdict) {
    auto d = with_times();
    EXPECT_EQ(round_clock(d, clock_kind::scheduling).party, domain::party::supplier);
    EXPECT_EQ(round_clock(d, clock_kind::interview).state, clock_state::running);
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    EXPECT_EQ(round_clock(d, clock_kind::scheduling).state, clock_state::met);
    // 18 working hours from Tuesday 10:45.
    EXPECT_EQ(round_clock(d, clock_kind::feedback).due, at("2026-12-03T10:45-06:00"));
    d = with_verdicts();
    EXPECT_EQ(round_clock(d, clock_kind::interview).state, clock_state::met);
    EXPECT_EQ(round_clock(d, clock_kind::feedback).state, clock_state::met);
    EXPECT_EQ(decision_clock(d).due, at("2026-12-03T11:00-06:00"));
    EXPECT_EQ(d.sub(301).feedback_in, std::optional{at("2026-12-01T11:00-06:00")});
}

TEST(interview_clocks, feedback_has_one_voice) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    d.alerts.clear();
    d.move_to(at("2026-12-03T10:44-06:00"));
    EXPECT_FALSE(has(said_to(d, "dm-robin"), "still missing")) << said_to(d, "dm-robin");
    d.alerts.clear();
    d.move_to(at("2026-12-03T10:45-06:00"));
    const auto owner = said_to(d, "dm-robin");
    EXPECT_TRUE(has(owner, "Feedback of I-51")) << owner;
    EXPECT_EQ(d.alerts.size(), 1U) << "the clock says it, and the reminder is its voice";
    EXPECT_TRUE(round_clock(d, clock_kind::feedback).breached);
    EXPECT_FALSE(domain::next_due(d.iv(51)));
}

TEST(interview_clocks, an_alert_of_a_verdict_that_was_in_time_is_edited) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    d.alerts.clear();
    d.move_to(at("2026-12-03T11:00-06:00"));
    ASSERT_TRUE(round_clock(d, clock_kind::feedback).breached);
    const auto alert = std::ranges::find(d.alerts, "feedback.0", &chat::outgoing::mark);
    ASSERT_NE(alert, d.alerts.end());
    EXPECT_EQ(alert->conversation.value, "dm-robin");
    const auto told =
        must(d, "raj", "dm-raj", "fb I-51 yes \"knows ladder logic\" at:\"today 10:00\"");
    EXPECT_FALSE(round_clock(d, clock_kind::feedback).breached);
    const auto edit = std::ranges::find_if(told.messages, [](const auto& item) {
        return item.replaces && item.conversation.value == "dm-robin";
    });
    ASSERT_NE(edit, told.messages.end());
    EXPECT_EQ(edit->mark, alert->mark);
    EXPECT_EQ(edit->subject, "iv:51");
    const auto text = d.composed_text(*edit).value_or("");
    EXPECT_TRUE(has(text, "Withdrawn, since it was logged later: feedback of I-51")) << text;
}

TEST(interview_clocks, somebody_is_on_it_and_the_alert_waits_for_them) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    d.move_to(at("2026-12-03T09:00-06:00"));
    must(d, "robin", "acorn-internal", "I-51 ack eta:\"today 14:00\"");
    EXPECT_EQ(
        round_clock(d, clock_kind::feedback).eta,
        std::optional{at("2026-12-03T14:00-06:00")}
    );
    d.alerts.clear();
    d.move_to(at("2026-12-03T13:59-06:00"));
    EXPECT_TRUE(round_clock(d, clock_kind::feedback).breached) << "the clock runs on";
    EXPECT_FALSE(has(said_to(d, "dm-robin"), "Feedback of I-51")) << said_to(d, "dm-robin");
    d.alerts.clear();
    d.move_to(at("2026-12-03T14:00-06:00"));
    ASSERT_EQ(d.alerts.size(), 1U);
    EXPECT_NE(d.alerts.front().conversation.value, "dm-robin") << "one rung higher";
    const auto text = d.composed_text(d.alerts.front()).value_or("");
    EXPECT_TRUE(has(text, "The time named for it has passed. Feedback of I-51")) << text;
    EXPECT_TRUE(has(text, "[Waiting until ...]")) << text;
    const auto history = d.type("robin", "acorn-internal", "I-51 history").text;
    EXPECT_TRUE(has(history, "Robin is on it, by Thu 3 Dec 14:00 CST.")) << history;
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        EXPECT_FALSE(has(d.type(who, where, "I-51 history").text, "is on it")) << who;
        refused(d, who, where, "I-51 ack eta:+2h");
    }
}

TEST(interview_clocks, one_that_waits_for_a_reason_speaks_to_its_owner_when_that_is_over) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    const auto told =
        must(d, "robin", "acorn-internal", "I-51 wait until:\"dec 4\" \"Raj is ill\"");
    EXPECT_TRUE(has(told.text, "Feedback of I-51 waits until Fri 4 Dec 08:00 CST: Raj is ill"))
        << told.text;
    d.alerts.clear();
    d.move_to(at("2026-12-03T17:00-06:00"));
    EXPECT_FALSE(has(said_to(d, "dm-robin"), "Feedback of I-51")) << said_to(d, "dm-robin");
    d.alerts.clear();
    d.move_to(at("2026-12-04T08:00-06:00"));
    EXPECT_TRUE(has(said_to(d, "dm-robin"), "Feedback of I-51")) << said_to(d, "dm-robin");
}

TEST(interview_clocks, a_higher_priority_hurries_feedback_too) {
    auto d = with_held();
    d.move_to(at("2026-12-01T11:45-06:00"));
    must(d, "robin", "acorn-internal", "1 set priority:P1 \"line is down\"");
    // Nine hours at P1, one used.
    EXPECT_EQ(round_clock(d, clock_kind::feedback).due, at("2026-12-02T10:45-06:00"));
    d.alerts.clear();
    d.move_to(at("2026-12-02T10:45-06:00"));
    EXPECT_TRUE(has(said_to(d, "dm-robin"), "Feedback of I-51")) << said_to(d, "dm-robin");
}

TEST(interview_clocks, a_hold_stops_them_all_and_a_resume_gives_back_what_was_left) {
    auto d = with_held();
    d.move_to(at("2026-12-01T12:45-06:00"));
    must(d, "robin", "acorn-internal", "1 hold budget");
    EXPECT_EQ(round_clock(d, clock_kind::feedback).state, clock_state::paused);
    d.move_to(at("2026-12-07T09:00-06:00"));
    EXPECT_FALSE(round_clock(d, clock_kind::feedback).breached);
    must(d, "robin", "acorn-internal", "1 resume");
    // 16 of 18 working hours were left.
    EXPECT_EQ(round_clock(d, clock_kind::feedback).due, at("2026-12-08T16:00-06:00"));
    d = with_verdicts();
    must(d, "robin", "acorn-internal", "1 hold budget");
    EXPECT_EQ(decision_clock(d).state, clock_state::paused);
}

TEST(interview_clocks, what_is_booked_stands_during_a_hold_and_is_named) {
    auto d = with_time();
    const auto held = must(d, "robin", "acorn-internal", "1 hold budget");
    EXPECT_TRUE(has(held.text, "I-51 Tue 1 Dec 10:00 CST still stands.")) << held.text;
    EXPECT_EQ(d.iv(51).state, domain::interview_state::confirmed);
    const auto card = d.type("robin", "acorn-internal", "I-51");
    EXPECT_TRUE(has(card.text, "stands while REQ-1 is on hold")) << card.text;
    must(d, "robin", "acorn-internal", "1 resume");
    const auto later = d.type("robin", "acorn-internal", "I-51");
    EXPECT_FALSE(has(later.text, "on hold")) << later.text;
}

TEST(interview_clocks, once_it_is_filled_the_booked_ones_are_listed_to_be_cancelled) {
    auto d = with_time();
    for (const auto* line :
         {"1 submit \"Al Dente\" email:al@example.test for:quillfeather",
          "S-302 present",
          "S-302 select",
          "S-302 offer pay:54",
          "S-302 accept",
          "S-302 clear",
          "S-302 start"}) {
        must(d, "robin", "acorn-internal", line);
    }
    const auto filled = must(d, "robin", "acorn-internal", "1 openings -1");
    EXPECT_EQ(d.req(1).state, domain::requisition_state::filled);
    const auto asked = std::ranges::find(filled.messages, left_over_kind, &chat::outgoing::kind);
    ASSERT_NE(asked, filled.messages.end());
    const auto question = d.composed(*asked);
    ASSERT_TRUE(question);
    const auto text = chat::to_plain_text(*question);
    EXPECT_TRUE(has(text, "I-51 Tue 1 Dec 10:00 CST, P.T.")) << text;
    EXPECT_TRUE(button_of(*question, "Cancel I-51")) << text;
}

TEST(interview_clocks, the_manager_is_asked_to_decide_once_a_day_in_plain_words) {
    auto d = with_verdicts();
    d.move_to(at("2026-12-03T11:00-06:00"));
    const auto asked = said_to(d, "dm-ana");
    EXPECT_TRUE(has(asked, "1 candidate for REQ-1 Controls engineer waits for your word."))
        << asked;
    EXPECT_TRUE(has(asked, "S-301 P.T., since Tue 1 Dec 11:00 CST")) << asked;
    EXPECT_TRUE(has(asked, "[Hire]")) << asked;
    for (const auto* word : {"SLA", "breach", " late", "due"}) {
        EXPECT_FALSE(has(asked, word)) << word;
    }
    EXPECT_EQ(said_to(d, "dm-robin"), "") << "a decision is for the lists";
    refused(d, "robin", "acorn-internal", "1 chase");
    const auto late = d.type("robin", "dm-robin", "late");
    EXPECT_TRUE(
        has(late.text, "S-301 | P.T. | REQ-1 Controls engineer | Decision was due Thu 3 Dec")
    ) << late.text;
    must(d, "ana", "dm-ana", "S-301 select");
    EXPECT_EQ(decision_clock(d).state, clock_state::met);
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "late").text, "S-301"));
}

TEST(interview_clocks, whose_turn_it_is_follows_the_feedback) {
    auto d = with_held();
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "S-301").text, "Waiting for the interview"));
    d = with_verdicts();
    EXPECT_TRUE(
        has(d.type("robin", "dm-robin", "S-301").text, "Waiting for Ana Petrov-Lind to decide.")
    );
}

TEST(interview_clocks, explain_themselves_to_whom_they_may) {
    auto d = with_times();
    d.move_to(at("2026-11-30T12:00-06:00"));
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    d.move_to(at("2026-12-01T13:45-06:00"));
    const auto why = d.type("robin", "acorn-internal", "I-51 why");
    EXPECT_TRUE(has(why.text, "Scheduling: done in time")) << why.text;
    EXPECT_TRUE(has(why.text, "| 2h00m | ran, the supplier's turn")) << why.text;
    EXPECT_TRUE(has(why.text, "Feedback: due Thu 3 Dec 10:45 CST")) << why.text;
    EXPECT_TRUE(has(why.text, "3h00m of 18h00m used")) << why.text;
    const auto manager = d.type("ana", "dm-ana", "I-51 why");
    EXPECT_TRUE(has(manager.text, "Feedback")) << manager.text;
    EXPECT_FALSE(has(manager.text, "Scheduling")) << manager.text;
    const auto supplier = d.type("maul", "sup-hammer", "I-51 why");
    EXPECT_TRUE(has(supplier.text, "No clock of I-51 is yours to read here.")) << supplier.text;
    EXPECT_TRUE(has(supplier.text, "/hire I-51")) << supplier.text;
    const auto decided = with_verdicts().type("robin", "dm-robin", "S-301 why");
    EXPECT_TRUE(has(decided.text, "Decision: due Thu 3 Dec 11:00 CST")) << decided.text;
}

TEST(interview_clocks, another_round_ends_what_the_last_one_waited_for) {
    auto d = with_held();
    d.move_to(at("2026-12-01T12:50-06:00"));
    must(d, "ana", "acorn-hiring", "S-301 interview \"thu 10:00\"");
    EXPECT_EQ(round_clock(d, clock_kind::feedback).state, clock_state::cancelled);
    EXPECT_EQ(round_clock(d, clock_kind::scheduling, 52).state, clock_state::running);
}

TEST(interview_clocks, hiring_without_feedback_ends_the_wait_for_it) {
    auto d = with_held();
    d.move_to(at("2026-12-01T12:50-06:00"));
    const auto asked = d.type("ana", "dm-ana", "S-301 select");
    ASSERT_TRUE(asked.form) << asked.text;
    ASSERT_TRUE(d.submit("ana", "dm-ana", asked.form->act, {}).changed);
    EXPECT_EQ(round_clock(d, clock_kind::feedback).state, clock_state::cancelled);
    d.alerts.clear();
    d.move_to(at("2026-12-05T12:00-06:00"));
    EXPECT_FALSE(has(said_to(d, "dm-robin"), "I-51")) << said_to(d, "dm-robin");
}

TEST(interview_clocks, a_corrected_zone_of_the_site_reaches_what_lies_ahead) {
    auto d = with_time();
    const auto start = d.iv(51).start;
    must(
        d,
        "sam",
        "hiring-desk",
        "admin client \"Acorn Robotics\" site:Chicago zone:America/Denver"
    );
    EXPECT_EQ(d.iv(51).zone, "America/Chicago");
    must(d, "sam", "hiring-desk", "sla preview");
    must(d, "sam", "hiring-desk", "sla apply");
    d.move_to(d.now);
    EXPECT_EQ(d.iv(51).zone, "America/Denver");
    EXPECT_EQ(d.req(1).zone, "America/Denver");
    EXPECT_EQ(d.iv(51).start, start) << "what was agreed stays";
    EXPECT_TRUE(has(room_text(d, "acorn-hiring"), "09:00 MST")) << room_text(d, "acorn-hiring");
}

}  // namespace
}  // namespace fillrate::handlers::testing
