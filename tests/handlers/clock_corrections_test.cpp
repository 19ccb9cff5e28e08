// What operations and administrators put right about clocks: a miss is excused, policies and
// calendars are applied to clocks that run (DOMAIN.md 4.6, 7.1).
#include "core/domain/names.hpp"
#include "tests/handlers/clock_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;

/// REQ-1 went past its coverage time on Tue 1 Dec 09:00.
desk past_due() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    d.move_to(at("2026-12-01T10:00-06:00"));
    EXPECT_TRUE(coverage_of(d).breached);
    d.alerts.clear();
    return d;
}

TEST(excuse, marks_the_miss_and_leaves_it) {
    auto d = past_due();
    const auto late = coverage_of(d).breached;
    const auto done =
        d.type("dana", "acorn-internal", "sla excuse 1 cov client_request \"asked to wait\"");
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_TRUE(has(
        done.text,
        "Coverage of REQ-1 is excused: the client asked for it: asked to wait. The miss stays on "
        "record"
    )) << done.text;
    EXPECT_EQ(coverage_of(d).breached, late);
    ASSERT_TRUE(coverage_of(d).excused);
    EXPECT_EQ(coverage_of(d).excused->by, "Dana Frost");
    const auto why = d.type("robin", "acorn-internal", "1 why");
    EXPECT_TRUE(
        has(why.text,
            "Excused by Dana, Tue 1 Dec 10:00 CST: the client asked for it: asked to wait.")
    ) << why.text;
    const auto history = d.type("robin", "acorn-internal", "1 history");
    EXPECT_TRUE(has(history.text, "Coverage: the miss is excused by Dana: the client asked for it"))
        << history.text;
    const auto line = std::ranges::find(done.messages, "line", &chat::outgoing::kind);
    ASSERT_NE(line, done.messages.end());
    EXPECT_TRUE(has(d.composed_text(*line).value_or(""), "the miss is excused by Dana"));
    for (const auto& item : done.messages) {
        EXPECT_TRUE(item.card || item.readers.who == chat::audience::kind::internal);
    }
    // It stays when the clock stops.
    ASSERT_TRUE(d.type("maul", "sup-hammer", "1 accept").changed);
    ASSERT_TRUE(d.type("wren", "sup-quillfeather", "1 accept").changed);
    EXPECT_EQ(coverage_of(d).state, domain::clock_state::met);
    EXPECT_TRUE(coverage_of(d).excused);
    const auto again = d.type("dana", "acorn-internal", "sla excuse 1 data_error");
    EXPECT_TRUE(again.refused);
}

TEST(excuse, the_word_of_the_clock_may_be_left_out_when_one_is_missed) {
    auto d = past_due();
    EXPECT_TRUE(d.type("dana", "acorn-internal", "1 excuse data_error").changed);
    const auto again = d.type("dana", "acorn-internal", "excuse 1 data_error");
    EXPECT_TRUE(again.refused);
    EXPECT_TRUE(
        has(again.text,
            "Coverage of REQ-1 is excused already, by Dana, Tue 1 Dec 10:00 CST: the data was "
            "wrong.")
    ) << again.text;
    EXPECT_TRUE(has(again.text, "/hire 1 why")) << again.text;
}

TEST(excuse, of_several_one_has_to_be_named) {
    auto d = past_due();
    d.move_to(at("2026-12-02T17:00-06:00"));  // SUB1 too
    const auto which = d.type("dana", "acorn-internal", "sla excuse 1 client_away");
    EXPECT_TRUE(which.refused);
    EXPECT_TRUE(has(
        which.text,
        "Several clocks of REQ-1 went past a due time: Coverage, First candidate. Say which one."
    )) << which.text;
    EXPECT_TRUE(has(which.text, "/hire sla excuse 1 cov client_request")) << which.text;
    EXPECT_TRUE(d.type("dana", "acorn-internal", "sla excuse 1 sub1 client_away").changed);
    EXPECT_TRUE(d.type("dana", "acorn-internal", "sla excuse 1 client_away").changed)
        << "one is left";
    EXPECT_TRUE(coverage_of(d).excused);
}

TEST(excuse, only_operations_and_only_a_miss) {
    auto d = past_due();
    const auto theirs = d.type("ana", "acorn-hiring", "1 excuse cov client_request");
    EXPECT_TRUE(theirs.refused);
    EXPECT_TRUE(has(theirs.text, "You cannot excuse a miss of REQ-1: that is for operations."))
        << theirs.text;
    for (const auto& [who, where] :
         {std::pair{"robin", "acorn-internal"}, std::pair{"ana", "acorn-hiring"}}) {
        EXPECT_FALSE(has(d.type(who, where, "1 why").text, "To excuse a miss"));
    }
    const auto none = d.type("dana", "acorn-internal", "sla excuse 1 fill client_request");
    EXPECT_TRUE(none.refused);
    EXPECT_TRUE(
        has(none.text, "Fill of REQ-1 has not gone past a due time, so there is nothing to excuse.")
    ) << none.text;
    EXPECT_TRUE(has(none.text, "/hire 1 why")) << none.text;
    EXPECT_TRUE(d.type("dana", "acorn-internal", "sla excuse 7 cov client_request").refused);
    EXPECT_TRUE(
        has(d.type("dana", "acorn-internal", "sla excuse 1 cov other").text,
            "Say in your words why it is excused.")
    );
    EXPECT_FALSE(coverage_of(d).excused);
}

TEST(excuse, its_owner_says_why_and_operations_decide) {
    auto d = past_due();
    const auto told =
        d.type("robin", "acorn-internal", "sla excuse 1 cov client_request \"asked to wait\"");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(has(told.text, "Operations decide whether that excuses it")) << told.text;
    EXPECT_FALSE(coverage_of(d).excused);
    ASSERT_TRUE(coverage_of(d).explained);
    for (const auto* who : {"robin", "dana"}) {
        const auto why = d.type(who, "acorn-internal", "1 why").text;
        EXPECT_TRUE(has(why, "Why, by Robin")) << why;
        EXPECT_TRUE(has(why, "asked to wait")) << why;
    }
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        EXPECT_FALSE(has(d.type(who, where, "1 why").text, "asked to wait")) << who;
        EXPECT_FALSE(has(d.type(who, where, "1 history").text, "asked to wait")) << who;
    }
    EXPECT_TRUE(d.type("dana", "acorn-internal", "1 excuse cov client_request").changed);
    EXPECT_TRUE(coverage_of(d).excused);
}

TEST(excuse, the_alert_of_a_miss_asks_for_the_reason) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    d.move_to(at("2026-12-01T10:00-06:00"));
    bool offered = false;
    for (const auto& item : d.alerts) {
        const auto said = d.composed_text(item).value_or("");
        offered = offered || (item.readers.id == "robin" && has(said, "was due") &&
                              has(said, "[Give reason]"));
    }
    EXPECT_TRUE(offered);
    EXPECT_TRUE(d.type("robin", "dm-robin", "sla excuse 1 cov").form) << "the line behind it";
}

TEST(excuse, without_a_reason_a_form_asks) {
    auto d = past_due();
    const auto asked = d.type("dana", "acorn-internal", "sla excuse 1");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->act.name, "excuse");
    const auto wrong = d.submit(
        "dana",
        "acorn-internal",
        asked.form->act,
        {{"clock", "COV"}, {"reason", "other"}, {"detail", ""}}
    );
    ASSERT_EQ(wrong.problems.size(), 1U);
    EXPECT_EQ(wrong.problems[0].first, "detail");
    const auto done = d.submit(
        "dana",
        "acorn-internal",
        asked.form->act,
        {{"clock", "COV"}, {"reason", "other"}, {"detail", "a storm"}}
    );
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(coverage_of(d).excused->reason, "other: a storm");
}

TEST(excuse, of_what_each_candidate_or_interview_has_asks_for_which) {
    auto d = past_due();
    for (const auto& [line, next] :
         {std::pair{"sla excuse 1 review client_away", "/hire 1 candidates"},
          {"sla excuse 1 feedback client_away", "/hire 1 interviews"},
          {"1 ack review by:+2h", "/hire 1 candidates"}}) {
        const auto told = refused(d, "dana", "acorn-internal", line);
        EXPECT_TRUE(has(told.text, "is measured for each ")) << told.text;
        EXPECT_TRUE(has(told.text, next)) << told.text;
    }
}

TEST(excuse, words_without_a_code_are_kept_in_the_form) {
    auto d = past_due();
    const auto form = d.type("dana", "acorn-internal", "sla excuse 1 cov \"a storm came\"").form;
    ASSERT_TRUE(form);
    const auto detail = std::ranges::find(form->fields, "detail", &chat::form_field::id);
    ASSERT_NE(detail, form->fields.end());
    EXPECT_EQ(detail->value, "a storm came");
}

TEST(excuse, is_offered_where_misses_are_listed) {
    auto d = past_due();
    for (const auto* line : {"late", "sla", "1 why"}) {
        const auto told = d.type("dana", "acorn-internal", line);
        EXPECT_TRUE(has(told.text, "To excuse a miss: /hire sla excuse 1 cov client_request"))
            << line << '\n'
            << told.text;
    }
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "late").text, "To excuse a miss"));
}

TEST(excuse, of_a_candidate) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    for (const auto* line :
         {"1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\" for:hammer",
          "S-301 present"}) {
        ASSERT_TRUE(d.type("robin", "acorn-internal", line).changed) << line;
    }
    d.move_to(at("2026-12-02T10:00-06:00"));
    const auto why = d.type("dana", "acorn-internal", "sla S-301");
    EXPECT_TRUE(has(why.text, "To excuse a miss: /hire sla excuse S-301 review client_request"))
        << why.text;
    const auto done = d.type("dana", "acorn-internal", "sla excuse S-301 review client_away");
    ASSERT_TRUE(done.changed) << done.text;
    const auto* review = domain::find_clock(d.sub(301).clocks, clock_kind::review);
    ASSERT_NE(review, nullptr);
    EXPECT_EQ(review->excused->reason, "client_away");
    EXPECT_TRUE(
        has(d.type("robin", "acorn-internal", "S-301 history").text,
            "Review: the miss is excused by Dana: the client was away.")
    );
    for (const auto* word : {"excused", "SLA", "breach", " late"}) {
        EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "S-301 history").text, word)) << word;
        EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "S-301 why").text, word)) << word;
        EXPECT_FALSE(has(d.type("maul", "sup-hammer", "S-301 history").text, word)) << word;
    }
}

/// As an administrator does: what would move is looked at, then applied.
said apply_previewed(desk& d) {
    const auto told = d.type("sam", "hiring-desk", "sla preview");
    EXPECT_TRUE(told.changed) << told.text;
    return d.type("sam", "hiring-desk", "sla apply");
}

TEST(policies, a_preview_says_what_would_move_and_changes_nothing) {
    auto d = released_before_a_holiday();
    d.move_to(at("2026-11-25T16:00-06:00"));
    const auto nothing = d.type("sam", "hiring-desk", "sla preview");
    EXPECT_TRUE(has(nothing.text, "No clock would move")) << nothing.text;
    d.book.add(2, day_calendar(true));
    for (const auto* who : {"dana", "sam"}) {
        const auto told = d.type(who, "acorn-internal", "sla preview");
        EXPECT_TRUE(has(told.text, "4 clocks of 1 record would move; none would be past due"))
            << told.text;
        EXPECT_EQ(has(told.text, "[Apply]"), std::string_view(who) == "sam") << told.text;
    }
    EXPECT_TRUE(
        has(d.type("dana", "acorn-internal", "sla preview").text,
            "REQ-1 | Coverage | Mon 30 Nov 13:30 CST | Tue 1 Dec 13:30 CST")
    );
    EXPECT_FALSE(has(d.type("dana", "dockside-floor", "sla preview").text, "REQ-1"))
        << "a room of another client names nothing of this one";
    EXPECT_TRUE(d.type("robin", "acorn-internal", "sla preview").refused);
    EXPECT_EQ(coverage_of(d).due, at("2026-11-30T13:30-06:00"));
}

TEST(policies, applied_a_holiday_added_later_moves_the_due_time) {
    auto d = released_before_a_holiday();
    d.move_to(at("2026-11-30T10:00-06:00"));
    d.book.add(2, day_calendar(true));
    EXPECT_TRUE(d.type("dana", "hiring-desk", "sla apply").refused);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "sla apply").refused);
    const auto unseen = d.type("sam", "hiring-desk", "sla apply");
    EXPECT_TRUE(unseen.refused);
    EXPECT_TRUE(has(unseen.text, "/hire sla preview")) << unseen.text;
    const auto begun = apply_previewed(d);
    ASSERT_TRUE(begun.changed) << begun.text;
    const auto twice = d.type("sam", "hiring-desk", "sla apply");
    EXPECT_TRUE(twice.refused);
    EXPECT_TRUE(has(twice.text, "This is being done already")) << twice.text;
    d.alerts.clear();
    d.move_to(d.now);
    EXPECT_EQ(coverage_of(d).due, at("2026-12-01T13:30-06:00"));
    EXPECT_EQ(coverage_of(d).calendar, "day@2");
    ASSERT_EQ(d.alerts.size(), 1U) << "only who began it is told";
    EXPECT_EQ(d.alerts[0].conversation.value, "dm-sam");
    EXPECT_TRUE(has(
        d.composed_text(d.alerts[0]).value_or(""),
        "The policies and calendars now loaded are applied: 4 clocks moved, none went past due."
    ));
    EXPECT_TRUE(has(d.type("sam", "hiring-desk", "sla preview").text, "No clock would move"));
}

TEST(policies, what_goes_past_due_is_said_once_to_each_owner) {
    auto d = released_before_a_holiday();
    d.now = at("2026-11-25T15:30-06:00");
    release(d, "2");
    d.move_to(at("2026-11-27T12:00-06:00"));
    d.book.add(on_day_calendar(3, 4));
    EXPECT_TRUE(
        has(d.type("dana", "acorn-internal", "sla preview").text, "2 would be past due at once.")
    );
    ASSERT_TRUE(apply_previewed(d).changed);
    d.alerts.clear();
    d.move_to(at("2026-11-27T12:30-06:00"));
    std::vector<std::string> told;
    for (const auto& item : d.alerts) {
        told.push_back(item.conversation.value + ": " + d.composed_text(item).value_or("-"));
    }
    ASSERT_EQ(told.size(), 2U);
    EXPECT_TRUE(has(told[0], "dm-sam: ")) << told[0];
    EXPECT_TRUE(has(told[1], "dm-robin: ")) << told[1];
    EXPECT_TRUE(has(told[1], "2 clocks of your requisitions went past due.")) << told[1];
    EXPECT_FALSE(coverage_of(d, 1).missed.empty());
    EXPECT_NE(coverage_of(d, 1).missed, coverage_of(d, 2).missed) << "each has its own number";
    EXPECT_EQ(coverage_of(d, 1).breached, at("2026-11-27T12:00-06:00"))
        << "when it was applied: what was reported of before stays";
    EXPECT_EQ(coverage_of(d, 2).policy, "default@3");
}

TEST(policies, what_was_missed_moves_no_more) {
    auto d = released_before_a_holiday();
    d.move_to(at("2026-11-30T14:00-06:00"));
    ASSERT_EQ(coverage_of(d).breached, std::optional{at("2026-11-30T13:30-06:00")});
    d.book.add(2, day_calendar(true));
    const auto told = d.type("sam", "acorn-internal", "sla preview").text;
    EXPECT_TRUE(has(told, "3 clocks of 1 record would move")) << told;
    EXPECT_FALSE(has(told, "REQ-1 | Coverage")) << told;
    ASSERT_TRUE(d.type("sam", "hiring-desk", "sla apply").changed);
    d.move_to(d.now);
    EXPECT_EQ(coverage_of(d).calendar, "day@2");
    EXPECT_EQ(domain::due_time(coverage_of(d)), at("2026-11-30T13:30-06:00"));
}

TEST(policies, candidates_clocks_move_too_and_closed_ones_keep_their_result) {
    auto d = released_before_a_holiday();
    for (const auto* line :
         {"1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 24\" for:hammer",
          "S-301 present"}) {
        ASSERT_TRUE(d.type("robin", "acorn-internal", line).changed) << line;
    }
    const auto screen = *domain::find_clock(d.sub(301).clocks, clock_kind::screen);
    d.book.add(2, day_calendar(true));
    ASSERT_TRUE(apply_previewed(d).changed);
    d.move_to(at("2026-11-25T15:31-06:00"));
    const auto* review = domain::find_clock(d.sub(301).clocks, clock_kind::review);
    ASSERT_NE(review, nullptr);
    // 18 h: 1.5 on Wed, 9 on Mon, 7.5 on Tue.
    EXPECT_EQ(review->due, at("2026-12-01T15:30-06:00"));
    EXPECT_EQ(*domain::find_clock(d.sub(301).clocks, clock_kind::screen), screen);
}

TEST(policies, other_versions_loaded_meanwhile_stop_it) {
    auto d = released_before_a_holiday();
    d.book.add(2, day_calendar(true));
    ASSERT_TRUE(apply_previewed(d).changed);
    d.book.add(on_day_calendar(3, 4));
    d.alerts.clear();
    d.move_to(at("2026-11-25T15:31-06:00"));
    EXPECT_EQ(coverage_of(d).policy, "default@2");
    ASSERT_EQ(d.alerts.size(), 1U);
    const auto told = d.composed_text(d.alerts[0]).value_or("");
    EXPECT_TRUE(has(told, "Other policies or calendars were loaded meanwhile")) << told;
    EXPECT_TRUE(has(told, "/hire sla preview")) << told;
    EXPECT_TRUE(d.type("sam", "hiring-desk", "sla apply").refused) << "another version was seen";
    EXPECT_TRUE(apply_previewed(d).changed) << "it can be begun again";
}

TEST(policies, a_corrected_zone_of_the_site_comes_with_it) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    release(d);
    EXPECT_EQ(coverage_of(d).calendar, "default.America/Chicago@1");
    ASSERT_TRUE(d.type(
                     "sam",
                     "hiring-desk",
                     "admin client \"Acorn Robotics\" site:Chicago zone:America/Denver"
    )
                    .changed);
    EXPECT_EQ(d.req(1).zone, "America/Chicago");
    ASSERT_TRUE(apply_previewed(d).changed);
    d.move_to(at("2026-11-30T09:01-06:00"));
    EXPECT_EQ(d.req(1).zone, "America/Denver");
    EXPECT_EQ(coverage_of(d).calendar, "default.America/Denver@1");
    // Nine hours from 08:00 there.
    EXPECT_EQ(coverage_of(d).due, at("2026-11-30T17:00-07:00"));
}

TEST(policies, a_corrected_zone_needs_no_clock_to_move) {
    auto d = released_before_a_holiday();
    const auto before = coverage_of(d);
    ASSERT_TRUE(d.type(
                     "sam",
                     "hiring-desk",
                     "admin client \"Acorn Robotics\" site:Chicago zone:America/Denver"
    )
                    .changed);
    EXPECT_TRUE(has(d.type("sam", "hiring-desk", "sla preview").text, "the zone of its site"));
    ASSERT_TRUE(apply_previewed(d).changed);
    d.move_to(d.now);
    EXPECT_EQ(d.req(1).zone, "America/Denver");
    EXPECT_EQ(coverage_of(d).calendar, before.calendar);
    EXPECT_FALSE(has(d.type("sam", "hiring-desk", "sla preview").text, "the zone of"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
