// An assignment from its first day on: who is asked when, what they may press, who hears of a
// concern, and what becomes of the opening when somebody leaves.
#include "handlers/assignment.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;
using domain::submittal_state;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void done(desk& d, std::initializer_list<std::pair<std::string_view, std::string>> lines) {
    for (const auto& [who, line] : lines) {
        const auto told = d.type(who, "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    }
}

/// REQ-1 with one opening, filled by S-301, who started on Tuesday 1 December 2026.
desk working(const std::string& end = {}) {
    desk d;
    done(
        d,
        {{"robin",
          "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
          "bill:84 max:61 hm:@ana"},
         {"robin", "1 qualify waive:\"known role\""},
         {"robin", "1 release tier1"}}
    );
    EXPECT_TRUE(
        d.type("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test").changed
    );
    done(
        d,
        {{"robin", "S-301 present"},
         {"ana", "S-301 select"},
         {"robin", "S-301 offer pay:54"},
         {"robin", "S-301 accept"},
         {"robin", "S-301 clear"}}
    );
    d.move_to(at("2026-12-01T08:30-06:00"));
    d.alerts.clear();
    done(d, {{"ana", "S-301 start" + (end.empty() ? "" : " end:\"" + end + "\"")}});
    return d;
}

std::vector<chat::outgoing> sent(const desk& d, std::string_view kind) {
    std::vector<chat::outgoing> found;
    std::ranges::copy_if(d.alerts, std::back_inserter(found), [kind](const auto& item) {
        return item.kind == kind;
    });
    return found;
}

chat::action button(const chat::message& card, std::string_view label) {
    for (const auto& block : card.blocks) {
        const auto* row = std::get_if<chat::button_row>(&block);
        for (const auto& one : row == nullptr ? std::vector<chat::button>{} : row->buttons) {
            if (one.label == label) {
                return one.act;
            }
        }
    }
    ADD_FAILURE() << "no button " << label << " on " << card.summary;
    return {};
}

TEST(assignment, the_manager_is_asked_on_day_1_5_and_30_at_ten) {
    auto d = working();
    struct row {
        const char* at;
        std::size_t asked;
    };
    for (const auto& [when, asked] :
         {row{"2026-12-02T09:59-06:00", 0},
          row{"2026-12-02T10:00-06:00", 1},
          row{"2026-12-06T10:00-06:00", 2},
          row{"2026-12-31T09:59-06:00", 2},
          row{"2026-12-31T10:00-06:00", 3},
          row{"2027-06-01T10:00-06:00", 3}}) {
        d.move_to(at(when));
        EXPECT_EQ(sent(d, check_in_kind).size(), asked) << when;
    }
    for (const auto& item : sent(d, check_in_kind)) {
        EXPECT_EQ(item.readers.id, "ana");
    }
}

TEST(assignment, good_is_one_tap_and_answers_once) {
    auto d = working();
    d.move_to(at("2026-12-02T10:00-06:00"));
    const auto card = d.composed(sent(d, check_in_kind).front());
    ASSERT_TRUE(card);
    EXPECT_TRUE(holds(card->summary, "Day 1 of S-301 Paige Turner at Acorn")) << card->summary;
    const auto good = button(*card, "Good");
    const auto told = d.press("ana", "dm-ana", good);
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(d.sub(301).job->check_ins[0].answered);
    EXPECT_FALSE(d.sub(301).job->check_ins[0].concern);
    EXPECT_TRUE(d.press("ana", "dm-ana", good).refused) << "answered once";
    EXPECT_FALSE(d.sub(301).job->check_ins[1].answered);
    EXPECT_FALSE(d.composed(sent(d, check_in_kind).front())) << "nothing is left to ask";
}

TEST(assignment, a_concern_reaches_the_account_manager_at_once_and_nobody_outside) {
    auto d = working();
    d.move_to(at("2026-12-06T10:00-06:00"));
    const auto card = d.composed(sent(d, check_in_kind).back());
    ASSERT_TRUE(card);
    const auto asked = d.press("ana", "dm-ana", button(*card, "Concern"));
    ASSERT_TRUE(asked.form) << asked.text;
    const auto told =
        d.submit("ana", "dm-ana", asked.form->act, {{"text", "late twice this week"}});
    ASSERT_TRUE(told.changed) << told.text;
    const auto word = std::ranges::find(told.messages, concern_kind, &chat::outgoing::kind);
    ASSERT_NE(word, told.messages.end());
    EXPECT_EQ(word->readers.id, "robin");
    EXPECT_EQ(word->not_before_ms, to_unix_ms(d.now));
    const auto read = d.composed_text(*word).value_or("");
    EXPECT_TRUE(holds(read, "late twice this week")) << read;
    for (const auto& item : told.messages) {
        if (item.conversation.value == "sup-hammer") {
            EXPECT_FALSE(holds(d.composed_text(item).value_or(""), "late twice"));
        }
    }
    for (const auto& [who, where] :
         {std::pair{"maul", "sup-hammer"}, std::pair{"maul", "dm-maul"}}) {
        EXPECT_FALSE(holds(d.type(who, where, "S-301 history").text, "late twice"));
    }
    EXPECT_TRUE(d.sub(301).job->check_ins[1].concern);
}

TEST(assignment, the_typed_answers) {
    auto d = working();
    done(d, {{"ana", "S-301 checkin good"}, {"ana", "S-301 checkin concern \"too slow\""}});
    EXPECT_TRUE(d.sub(301).job->check_ins[0].answered);
    EXPECT_TRUE(d.sub(301).job->check_ins[1].concern);
    EXPECT_TRUE(d.type("ana", "acorn-internal", "S-301 concern").form);
    const auto asked = d.type("ana", "acorn-internal", "S-301 checkin");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto empty = d.submit("ana", "acorn-internal", asked.form->act, {{"how", ""}});
    EXPECT_EQ(empty.problems.size(), 1U);
    const auto said = d.submit("ana", "acorn-internal", asked.form->act, {{"how", "good"}});
    EXPECT_TRUE(said.changed) << said.text;
    EXPECT_TRUE(d.type("maul", "sup-hammer", "S-301 good").refused);
    done(d, {{"ana", "S-301 end completed"}});
    const auto late = d.type("ana", "acorn-internal", "S-301 good");
    EXPECT_TRUE(late.refused);
    EXPECT_TRUE(holds(late.text, "not at work")) << late.text;
}

TEST(assignment, its_end_is_spoken_of_three_weeks_before_with_both) {
    auto d = working("2027-03-31");
    EXPECT_EQ(d.sub(301).job->end, "2027-03-31");
    d.move_to(at("2027-03-10T09:59-06:00"));
    EXPECT_TRUE(sent(d, assignment_end_kind).empty());
    d.move_to(at("2027-03-10T10:00-06:00"));
    const auto asked = sent(d, assignment_end_kind);
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[0].readers.id, "ana");
    EXPECT_EQ(asked[1].readers.id, "robin");
    const auto card = d.composed(asked[0]);
    ASSERT_TRUE(card);
    for (const auto* label : {"Extend", "End", "Convert"}) {
        EXPECT_FALSE(button(*card, label).name.empty());
    }
    const auto form = d.press("ana", "dm-ana", button(*card, "Extend"));
    ASSERT_TRUE(form.form) << form.text;
    const auto told = d.submit("ana", "dm-ana", form.form->act, {{"end", "2027-06-30"}});
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(d.sub(301).job->end, "2027-06-30");
    EXPECT_FALSE(d.composed(asked[1])) << "the other is not asked any more";
    d.move_to(at("2027-06-09T10:00-05:00"));
    EXPECT_EQ(sent(d, assignment_end_kind).size(), 4U) << "once more before the new end";
}

TEST(assignment, extending_is_of_somebody_at_work_else_of_an_offer) {
    auto d = working();
    done(d, {{"robin", "S-301 extend end:\"mar 31\""}});
    EXPECT_EQ(d.sub(301).job->end, "2027-03-31");
    EXPECT_TRUE(d.type("ana", "acorn-internal", "S-301 extend end:\"nov 1 2026\"").refused);
    EXPECT_TRUE(d.type("maul", "sup-hammer", "S-301 extend end:\"apr 1\"").refused);
    done(
        d,
        {{"robin", "1 reopen \"one more\" openings:1"},
         {"robin", "1 submit \"Al Dente\" email:al@example.test for:quillfeather"},
         {"robin", "S-302 present"},
         {"ana", "S-302 select"},
         {"robin", "S-302 extend pay:54 start:\"dec 14\""}}
    );
    EXPECT_EQ(d.sub(302).state, submittal_state::offer_extended);
}

TEST(assignment, who_leaves_early_is_replaced_and_the_past_stays) {
    struct row {
        const char* when;
        const char* line;
        bool replaced;
    };
    for (const auto& [when, line, replaced] :
         {row{"2026-12-20T09:00-06:00", "S-301 end quit", true},
          row{"2026-12-31T09:00-06:00", "S-301 end no_call_no_show", true},
          row{"2027-01-01T09:00-06:00", "S-301 end quit", false},
          row{"2026-12-20T09:00-06:00", "S-301 end completed", false},
          row{"2026-12-20T09:00-06:00", "S-301 end client_cut", false}}) {
        auto d = working();
        d.move_to(at(when));
        const auto told = d.type("ana", "acorn-internal", line);
        ASSERT_TRUE(told.changed) << told.text;
        const auto counts = domain::count_openings(d.req(1));
        EXPECT_EQ(counts.filled, 1U) << line;
        EXPECT_EQ(counts.ended, replaced ? 0U : 1U) << when << ' ' << line;
        const auto& theirs = d.req(1).openings.front();
        EXPECT_EQ(theirs.reason, replaced ? "" : line + std::string_view("S-301 end ").size());
        EXPECT_EQ(counts.open, replaced ? 1U : 0U) << when << ' ' << line;
        EXPECT_EQ(d.req(1).state, replaced ? requisition_state::open : requisition_state::filled);
        EXPECT_EQ(holds(told.text, "an opening to fill again"), replaced) << told.text;
        if (replaced) {
            const auto& gap = d.req(1).openings.back();
            EXPECT_EQ(gap.backfill_of.value, 301U);
            const auto* const clock =
                domain::find_clock(d.req(1).clocks, domain::clock_kind::backfill, gap.batch);
            ASSERT_NE(clock, nullptr);
            EXPECT_EQ(clock->state, domain::clock_state::running);
        }
    }
}

TEST(assignment, of_a_closed_requisition_nobody_is_replaced) {
    auto d = working();
    done(d, {{"robin", "1 close filled"}, {"ana", "S-301 end quit"}});
    EXPECT_EQ(d.req(1).state, requisition_state::closed);
    EXPECT_EQ(domain::count_openings(d.req(1)).open, 0U);
    EXPECT_EQ(domain::count_openings(d.req(1)).ended, 1U);
}

TEST(assignment, a_gap_in_a_closed_requisition_is_told_to_its_owner) {
    for (const auto& [line, told_of] :
         {std::pair{"S-301 end quit", true}, std::pair{"S-301 end completed", false}}) {
        auto d = working();
        done(d, {{"robin", "1 close filled"}});
        const auto told = d.type("ana", "acorn-internal", line);
        ASSERT_TRUE(told.changed) << told.text;
        EXPECT_EQ(holds(told.text, "nobody takes their place"), told_of) << told.text;
        const auto word = std::ranges::find(told.messages, unreplaced_kind, &chat::outgoing::kind);
        ASSERT_EQ(word != told.messages.end(), told_of) << line;
        if (!told_of) {
            continue;
        }
        EXPECT_EQ(word->readers.id, "robin");
        const auto card = d.composed(*word);
        ASSERT_TRUE(card);
        EXPECT_TRUE(holds(card->summary, "left within the guarantee, and REQ-1 is closed"))
            << card->summary;
        const auto asked = d.press("robin", "dm-robin", button(*card, "Reopen REQ-1"));
        ASSERT_TRUE(asked.form) << asked.text;
        const auto again = d.submit(
            "robin",
            "dm-robin",
            asked.form->act,
            {{"reason", "one left"}, {"openings", "1"}}
        );
        ASSERT_TRUE(again.changed) << again.text;
        EXPECT_FALSE(d.composed(*word)) << "somebody looks again";
    }
}

TEST(assignment, after_the_days_of_the_policy_a_gap_is_for_a_clone) {
    auto d = working();
    domain::policy one_day;
    one_day.version = 2;
    one_day.reopen_days = 1;
    d.book.add(one_day);
    done(d, {{"robin", "1 close filled"}});
    d.now += std::chrono::hours{25};
    const auto told = d.type("ana", "acorn-internal", "S-301 end quit");
    ASSERT_TRUE(told.changed) << told.text;
    const auto word = std::ranges::find(told.messages, long_unreplaced_kind, &chat::outgoing::kind);
    ASSERT_NE(word, told.messages.end());
    const auto card = d.composed(*word);
    ASSERT_TRUE(card);
    EXPECT_EQ(button(*card, "Clone REQ-1").name, "clone");
}

TEST(assignment, a_conversion_keeps_the_hours_and_flags_the_fee_for_the_account_manager) {
    auto d = working();
    EXPECT_TRUE(d.type("ana", "acorn-internal", "S-301 convert hours:0").refused);
    const auto told = d.type("ana", "acorn-internal", "S-301 convert hours:480");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_NE(told.text.find("480 hours worked."), std::string::npos) << told.text;
    EXPECT_EQ(told.text.find("fee"), std::string::npos) << told.text;
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::converted);
    EXPECT_EQ(d.req(1).openings.front().state, domain::opening_state::ended);
    EXPECT_EQ(d.req(1).openings.front().reason, "converted");
    ASSERT_TRUE(d.sub(301).job);
    EXPECT_EQ(d.sub(301).job->hours, 480U);
    const auto item = std::ranges::find(told.messages, "converted", &chat::outgoing::kind);
    ASSERT_NE(item, told.messages.end());
    EXPECT_EQ(item->conversation.value, "dm-robin");
    const auto text = d.composed_text(*item).value_or("(dropped)");
    EXPECT_NE(text.find("check the fee agreed for hires after 480 hours"), std::string::npos)
        << text;
    EXPECT_NE(
        d.type("robin", "acorn-internal", "S-301 history").text.find("after 480 hours"),
        std::string::npos
    );
}

}  // namespace
}  // namespace fillrate::handlers::testing
