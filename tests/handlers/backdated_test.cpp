// What is logged after it happened: decided as of then, flagged, refused where it cannot be true;
// and a miss that was none is taken back (DOMAIN.md 4.1, 11.11).
#include "core/chat/verbs.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;

template <class Fact>
std::size_t count_of(const said& told) {
    return static_cast<std::size_t>(std::ranges::count_if(told.events, [](const auto& each) {
        return std::holds_alternative<Fact>(each.data);
    }));
}

domain::clock clock_of(const std::vector<domain::clock>& clocks, clock_kind kind) {
    const auto* found = domain::find_clock(clocks, kind);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    return found == nullptr ? domain::clock{} : *found;
}

/// S-301 waits for screening since Mon 30 Nov 10:00; it is Tue 1 Dec 09:00.
desk with_submitted() {
    desk d;
    for (const auto& [who, where, line] :
         {std::tuple{
              "robin",
              "acorn-internal",
              "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 "
              "pay:58 max:61 hm:@ana"},
          std::tuple{"robin", "acorn-internal", "1 qualify waive:\"known role\""},
          std::tuple{"robin", "acorn-internal", "1 release tier1"},
          std::tuple{
              "maul",
              "sup-hammer",
              "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""}}) {
        must(d, who, where, line);
    }
    return d;
}

TEST(backdated, an_act_counts_from_when_it_happened) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto then = at("2026-11-30T13:00-06:00");
    const auto told = must(d, "robin", "acorn-internal", "S-301 present at:\"mon 13:00\"");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 13:00 CST.")) << told.text;
    EXPECT_TRUE(has(told.text, "Mon 30 Nov 13:00 CST, 20 h ago")) << "read now: " << told.text;
    for (const auto& each : told.events) {
        EXPECT_EQ(each.at, then);
    }
    EXPECT_EQ(d.sub(301).presented, then);
    EXPECT_EQ(clock_of(d.sub(301).clocks, clock_kind::screen).stopped, then);
    const auto review = clock_of(d.sub(301).clocks, clock_kind::review);
    EXPECT_EQ(review.started, then);
    // 18 working hours from Mon 13:00.
    EXPECT_EQ(review.due, at("2026-12-02T13:00-06:00"));
    EXPECT_EQ(clock_of(d.req(1).clocks, clock_kind::first_submittal).stopped, then);
    // What is sent is sent from now on; others wait out the undo window.
    for (const auto& item : told.messages) {
        const bool outside = item.readers.who == chat::audience::kind::client ||
                             item.readers.who == chat::audience::kind::supplier;
        EXPECT_GE(item.not_before_ms, to_unix_ms(d.now)) << item.kind;
        EXPECT_TRUE(!outside || item.not_before_ms >= to_unix_ms(d.now + minutes{5})) << item.kind;
    }
}

TEST(backdated, is_flagged_on_the_line_and_in_the_history) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto told = must(d, "robin", "acorn-internal", "S-301 present at:\"yesterday 13:00\"");
    constexpr std::string_view flag = "Logged Tue 1 Dec 09:00 CST, happened Mon 30 Nov 13:00 CST.";
    std::size_t lines = 0;
    for (const auto& item : told.messages) {
        const bool inside = item.readers.who == chat::audience::kind::internal;
        if (item.kind == "line" && inside) {
            EXPECT_TRUE(has(d.composed_text(item).value_or(""), flag));
            ++lines;
        }
    }
    EXPECT_GE(lines, 1U);
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "S-301 history").text, flag));
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "1 history").text, flag));
    // What is logged at once is not.
    must(d, "ana", "acorn-hiring", "S-301 shortlist");
    const auto history = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_EQ(history.find(flag), history.rfind(flag)) << history;
}

TEST(backdated, what_cannot_be_true_is_refused_with_the_next_line) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    struct refusal {
        const char* line;
        const char* why;
        const char* next;
    };
    constexpr refusal refusals[] = {
        {"S-301 present at:\"tomorrow 9:00\"", "lies ahead", "/hire S-301 present"},
        {"S-301 present at:+2h", "lies ahead", "/hire S-301 present"},
        {"S-301 present at:2026-12-01T09:30", "lies ahead", "/hire S-301 present"},
        {"S-301 present at:2026-11-30T09:00",
         "The last thing on record of it is of Mon 30 Nov 10:00 CST, so this cannot have happened",
         "/hire S-301 history"},
        {"S-301 present at:\"mon\"", "Give the time too", "/hire S-301 present"},
        {"S-301 present at:\"when the cows come home\"", "", "/hire S-301 present"},
    };
    for (const auto& one : refusals) {
        const auto told = refused(d, "robin", "acorn-internal", one.line);
        EXPECT_FALSE(told.changed);
        EXPECT_TRUE(has(told.text, one.why)) << one.line << '\n' << told.text;
        EXPECT_TRUE(has(told.text, one.next)) << one.line << '\n' << told.text;
    }
    EXPECT_FALSE(d.sub(301).presented);
}

TEST(backdated, two_working_days_of_the_site_are_the_most) {
    auto d = with_submitted();
    // From Mon 30 Nov 10:00 to Wed 2 Dec 10:00 are two working days.
    d.move_to(at("2026-12-02T10:01-06:00"));
    const auto old = refused(d, "robin", "acorn-internal", "S-301 present at:2026-11-30T10:00");
    EXPECT_TRUE(has(old.text, "more than two working days ago")) << old.text;
    EXPECT_TRUE(has(old.text, "/hire S-301 note")) << old.text;
    must(d, "robin", "acorn-internal", "S-301 present at:2026-11-30T10:01");
    // A weekend does not count.
    auto other = with_submitted();
    must(other, "robin", "acorn-internal", "S-301 present");
    other.move_to(at("2026-12-07T09:00-06:00"));
    must(other, "ana", "acorn-hiring", "S-301 reject rate at:\"fri 10:00\"");
    EXPECT_EQ(other.sub(301).ended, at("2026-12-04T10:00-06:00"));
}

TEST(backdated, what_timers_notes_and_looks_add_is_nothing_that_happened) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "acorn-internal", "S-301 note \"asked again\"");
    const auto looked = d.type("robin", "dm-robin", "S-301 contact");
    EXPECT_EQ(count_of<domain::contact_shown>(looked), 1U) << looked.text;
    must(d, "robin", "acorn-internal", "S-301 present at:\"mon 16:00\"");
    // An act that was taken back is none either; what stands is.
    EXPECT_TRUE(
        has(refused(d, "ana", "acorn-hiring", "S-301 shortlist at:\"mon 15:00\"").text,
            "is of Mon 30 Nov 16:00 CST")
    );
}

TEST(backdated, that_a_consent_was_asked_for_is_nothing_that_happened) {
    auto d = with_submitted();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:52");
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "acorn-internal", "S-302 request_rtr");
    must(d, "robin", "acorn-internal", "S-302 present at:\"mon 16:00\"");
    EXPECT_EQ(d.sub(302).presented, at("2026-11-30T16:00-06:00"));
}

TEST(backdated, a_form_that_asks_for_the_rest_keeps_the_moment) {
    auto d = with_submitted();
    must(d, "robin", "acorn-internal", "S-301 present");
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto asked = d.type("ana", "acorn-hiring", "S-301 reject at:\"mon 16:00\"");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto field = std::ranges::find(asked.form->fields, "at", &chat::form_field::id);
    ASSERT_NE(field, asked.form->fields.end());
    const auto done = d.submit(
        "ana",
        "acorn-hiring",
        asked.form->act,
        {{"reason", "rate"}, {"at", field->value}}
    );
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.sub(301).ended, at("2026-11-30T16:00-06:00"));
}

TEST(backdated, an_interview_that_took_place) {
    auto d = with_time();
    d.move_to(at("2026-12-01T16:00-06:00"));
    must(d, "robin", "acorn-internal", "I-51 held at:\"10:45\"");
    EXPECT_EQ(d.iv(51).held, at("2026-12-01T10:45-06:00"));
    EXPECT_TRUE(
        has(d.type("robin", "acorn-internal", "I-51 history").text,
            "Logged Tue 1 Dec 16:00 CST, happened Tue 1 Dec 10:45 CST.")
    );
    EXPECT_TRUE(d.type("robin", "acorn-internal", "I-51 cancel \"x\" at:\"mon 9:00\"").refused);
}

TEST(backdated, somebody_put_forward_by_phone_counts_from_then) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto then = at("2026-11-30T15:00-06:00");
    const auto told = must(
        d,
        "robin",
        "acorn-internal",
        "1 submit \"Al Dente\" email:al@example.test pay:53 rtr:\"nov 28\" for:hammer at:\"mon "
        "15:00\""
    );
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 15:00 CST.")) << told.text;
    EXPECT_EQ(d.sub(302).submitted, then);
    EXPECT_EQ(clock_of(d.sub(302).clocks, clock_kind::screen).started, then);
    EXPECT_TRUE(
        has(refused(
                d,
                "robin",
                "acorn-internal",
                "1 submit \"Ray Diator\" email:ray@example.test for:hammer at:\"mon 14:00\""
            )
                .text,
            "is of Mon 30 Nov 15:00 CST")
    );
}

TEST(backdated, an_interview_asked_for_by_phone_counts_from_then) {
    auto d = with_submitted();
    must(d, "robin", "acorn-internal", "S-301 present");
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "acorn-internal", "S-301 interview arrange at:\"mon 16:00\"");
    EXPECT_EQ(d.iv(51).requested, at("2026-11-30T16:00-06:00"));
    EXPECT_EQ(
        clock_of(d.iv(51).clocks, clock_kind::scheduling).started,
        at("2026-11-30T16:00-06:00")
    );
    EXPECT_EQ(
        clock_of(d.sub(301).clocks, clock_kind::review).stopped,
        at("2026-11-30T16:00-06:00")
    );
}

TEST(backdated, a_miss_that_was_none_is_taken_back) {
    auto d = with_submitted();
    // Screening: 4 h from Mon 10:00.
    d.move_to(at("2026-12-01T17:00-06:00"));
    const auto late = clock_of(d.req(1).clocks, clock_kind::intake);
    EXPECT_FALSE(late.breached);
    // SUB1: 18 h from Mon 10:00, due Wed 10:00.
    d.move_to(at("2026-12-02T10:30-06:00"));
    ASSERT_TRUE(clock_of(d.req(1).clocks, clock_kind::first_submittal).breached);
    const auto alert = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.mark == "sub1.0" && item.conversation.value == "dm-robin";
    });
    ASSERT_NE(alert, d.alerts.end());
    EXPECT_FALSE(alert->replaces);
    must(d, "dana", "acorn-internal", "sla excuse 1 sub1 client_away");

    const auto told = must(d, "robin", "acorn-internal", "S-301 present at:\"tue 15:00\"");
    const auto clock = clock_of(d.req(1).clocks, clock_kind::first_submittal);
    EXPECT_FALSE(clock.breached);
    EXPECT_FALSE(clock.excused) << "there is nothing left to excuse";
    EXPECT_EQ(clock.stopped, at("2026-12-01T15:00-06:00"));
    EXPECT_EQ(count_of<domain::breach_withdrawn>(told), 1U);
    std::vector<std::string> replaced;
    for (const auto& item : told.messages) {
        if (item.replaces) {
            replaced.push_back(item.conversation.value);
            EXPECT_EQ(item.not_before_ms, to_unix_ms(d.now + minutes{5}))
                << "not while it can be taken back";
            EXPECT_EQ(item.mark, alert->mark);
            EXPECT_EQ(item.subject, alert->subject);
            const auto text = d.composed_text(item).value_or("");
            EXPECT_TRUE(has(
                text,
                "Withdrawn, since it was logged later: first candidate of REQ-1 Controls engineer "
                "was in time, Tue 1 Dec 15:00 CST."
            )) << text;
        }
    }
    EXPECT_TRUE(std::ranges::find(replaced, "dm-robin") != replaced.end());
    EXPECT_TRUE(std::ranges::find(replaced, "acorn-internal") != replaced.end());
    const auto history = d.type("robin", "acorn-internal", "1 history").text;
    EXPECT_TRUE(has(history, "First candidate went past its due time.")) << history;
    EXPECT_TRUE(has(history, "First candidate: the miss is withdrawn, it was logged later."))
        << history;
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "late").text, "REQ-1 "));
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "1 history").text, "withdrawn"));
}

TEST(backdated, a_miss_that_was_one_stays) {
    auto d = with_submitted();
    d.move_to(at("2026-12-02T15:00-06:00"));
    const auto told = must(d, "robin", "acorn-internal", "S-301 present at:\"wed 11:00\"");
    EXPECT_EQ(
        clock_of(d.req(1).clocks, clock_kind::first_submittal).breached,
        at("2026-12-02T10:00-06:00")
    );
    EXPECT_EQ(count_of<domain::breach_withdrawn>(told), 0U);
    EXPECT_TRUE(std::ranges::none_of(told.messages, [](const auto& item) { return item.replaces; })
    );
}

TEST(backdated, a_hold_of_before_the_due_time_takes_the_miss_back_too) {
    auto d = with_submitted();
    d.move_to(at("2026-12-02T10:30-06:00"));
    ASSERT_TRUE(clock_of(d.req(1).clocks, clock_kind::first_submittal).breached);
    must(d, "robin", "acorn-internal", "1 hold budget at:\"tue 10:00\"");
    const auto held = clock_of(d.req(1).clocks, clock_kind::first_submittal);
    EXPECT_EQ(held.state, domain::clock_state::paused);
    EXPECT_FALSE(held.breached);
    EXPECT_EQ(held.elapsed, std::chrono::hours{9});
}

/// Two firms have Paige's consent for REQ-1; S-301 waits, S-302 contests it.
desk with_dispute() {
    auto d = with_submitted();
    must(
        d,
        "wren",
        "sup-quillfeather",
        "1 submit \"Paige Turner\" email:paige@example.test rtr:\"nov 27\""
    );
    return d;
}

/// S-301 is at work since Monday 30 November.
desk with_started() {
    auto d = with_submitted();
    for (const auto& [who, where, line] :
         {std::tuple{"robin", "acorn-internal", "S-301 present"},
          std::tuple{"ana", "acorn-hiring", "S-301 select"},
          std::tuple{"robin", "acorn-internal", "S-301 offer pay:54"},
          std::tuple{"robin", "acorn-internal", "S-301 accept"},
          std::tuple{"robin", "acorn-internal", "S-301 clear"},
          std::tuple{"ana", "acorn-hiring", "S-301 start"}}) {
        must(d, who, where, line);
    }
    return d;
}

TEST(backdated, every_other_act_is_flagged_too) {
    struct act {
        desk (*of)();
        const char* who;
        const char* where;
        const char* line;  ///< without its moment
    };
    constexpr act acts[] = {
        {with_times, "robin", "acorn-internal", "1 set must:PLC"},
        {with_times, "robin", "acorn-internal", "1 openings 3"},
        {with_times, "robin", "acorn-internal", "1 priority p1 \"line down\""},
        {with_submitted, "maul", "sup-hammer", "S-301 rtr on:\"nov 29\""},
        {with_submitted, "robin", "acorn-internal", "S-301 dnr \"no call, no show\""},
        {with_submitted, "robin", "acorn-internal", "S-301 known \"fair\" on:\"nov 12\""},
        {with_dispute, "robin", "acorn-internal", "S-301 award \"she signed\""},
        {with_started, "ana", "acorn-hiring", "S-301 extend end:\"mar 31\""},
        {with_started, "ana", "acorn-hiring", "S-301 checkin good"},
        {with_started, "ana", "acorn-hiring", "S-301 good"},
        {with_started, "ana", "acorn-hiring", "S-301 concern \"came after nine\""},
        {with_times, "robin", "acorn-internal", "I-51 propose \"wed 9:00, thu 9:00\""},
        {with_times, "robin", "acorn-internal", "I-51 panel @raj?"},
    };
    for (const auto& one : acts) {
        auto d = one.of();
        d.move_to(at("2026-12-01T09:00-06:00"));
        const std::string line = one.line;
        const auto told = must(d, one.who, one.where, line + " at:\"mon 16:00\"");
        EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 16:00 CST.")) << line << told.text;
        const auto subject = line.substr(0, line.find(' '));
        const auto history = d.type("robin", "acorn-internal", subject + " history").text;
        EXPECT_TRUE(has(history, "Logged Tue 1 Dec 09:00 CST, happened Mon 30 Nov 16:00 CST."))
            << line << history;
    }
}

TEST(backdated, openings_added_by_phone_are_sought_from_then) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "acorn-internal", "1 openings 3 at:\"mon 16:00\"");
    const auto& clocks = d.req(1).clocks;
    EXPECT_EQ(
        std::ranges::count_if(
            clocks,
            [](const auto& c) {
                return c.kind == clock_kind::fill && c.started == at("2026-11-30T16:00-06:00");
            }
        ),
        1
    );
}

TEST(backdated, a_priority_lowered_before_the_due_time_takes_the_miss_back) {
    auto d = with_submitted();
    d.move_to(at("2026-12-02T10:30-06:00"));
    ASSERT_TRUE(clock_of(d.req(1).clocks, clock_kind::first_submittal).breached);
    const auto told =
        must(d, "robin", "acorn-internal", "1 priority p3 \"no hurry\" at:\"tue 16:00\"");
    const auto clock = clock_of(d.req(1).clocks, clock_kind::first_submittal);
    EXPECT_FALSE(clock.breached);
    // 15 of 36 working hours were used on Tuesday at 16:00.
    EXPECT_EQ(clock.due, at("2026-12-04T10:00-06:00"));
    EXPECT_EQ(count_of<domain::breach_withdrawn>(told), 1U);
    // Screening was due on Monday 14:00: that miss was one before the change, too.
    EXPECT_TRUE(clock_of(d.sub(301).clocks, clock_kind::screen).breached);
}

TEST(backdated, a_call_is_noted_when_it_was_and_a_correction_when_it_was_made) {
    auto d = with_submitted();
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "acorn-internal", "S-301 set pay:50 at:\"mon 15:00\"");
    // Before that, and after.
    for (const auto* line :
         {"S-301 note at:\"mon 14:00\" called Paige", "1 note at:\"mon 16:00\" Ana is away"}) {
        const auto told = must(d, "robin", "acorn-internal", line);
        EXPECT_EQ(count_of<domain::noted>(told), 1U);
        EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov")) << told.text;
    }
    EXPECT_TRUE(
        has(d.type("robin", "acorn-internal", "S-301 history").text,
            "called Paige Logged Tue 1 Dec 09:00 CST, happened Mon 30 Nov 14:00 CST.")
    );
    refused(d, "robin", "acorn-internal", "S-301 set pay:51 at:\"mon 14:00\"");
    refused(d, "robin", "acorn-internal", "S-301 note at:\"tomorrow 9:00\" will call");
    // Further on it is text.
    must(d, "robin", "acorn-internal", "1 note call her at:9:00");
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "1 history").text, "call her at:9:00"));
}

std::string line_of(const chat::verb_rule& verb, std::string_view moment) {
    const auto name = std::string(verb.noun) + ' ' + std::string(verb.verb);
    const auto* const id = verb.noun == "req"   ? "1"
                           : verb.noun == "sub" ? "S-301"
                           : verb.noun == "opp" ? "O-7"
                                                : "I-51";
    auto line = std::string(id) + ' ' + std::string(verb.verb);
    if (verb.of == "req") {
        line = "sub add REQ-1";
    } else if (name == "opp add") {
        line = "opp add client:acorn \"Second crew\"";
    } else if (name == "req new") {
        line = "req new \"Welder\" client:Acorn site:Chicago category:pro";
    }
    return line + " at:" + std::string(moment);
}

TEST(backdated, every_act_that_takes_a_moment_refuses_what_cannot_be_true) {
    struct moment {
        const char* typed;
        const char* why;
    };
    constexpr moment moments[] = {
        {"2020-01-07T10:00", "cannot have happened on Tue 7 Jan"},
        {"2030-01-07T10:00", "lies ahead"},
        {"2026-12-02T10:00", "more than two working days ago"},
    };
    auto d = with_time();
    must(d, "robin", "acorn-internal", "opp add client:acorn \"Weekend crew\"");
    d.move_to(at("2026-12-10T10:00-06:00"));
    std::size_t tried = 0;
    for (const auto& verb : chat::verbs()) {
        // Of shifts: shift_later_test.cpp.
        if (!chat::takes_moment(verb) || verb.noun == "shift") {
            continue;
        }
        for (const auto& each : moments) {
            const auto told = d.type("robin", "acorn-internal", line_of(verb, each.typed));
            EXPECT_TRUE(told.refused) << line_of(verb, each.typed);
            // A note is bound to nothing that happened, but to the two working days; before what is
            // kept for the first time nothing did.
            const bool of_any_time =
                (verb.verb == "note" || verb.verb == "add" || verb.verb == "new") &&
                has(told.text, "more than two working days ago");
            EXPECT_TRUE(has(told.text, each.why) || of_any_time)
                << line_of(verb, each.typed) << '\n'
                << told.text;
        }
        ++tried;
    }
    EXPECT_GT(tried, 54U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
