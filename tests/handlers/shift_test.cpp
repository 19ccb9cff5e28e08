// Shifts: planned, confirmed by suppliers, asked for along the ladder, counted on the floor.
#include "core/domain/shift_transitions.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::shift_id;
using domain::shift_state;

constexpr auto plan_line = "shift 1 2nd ordered:12 from:14:00 to:22:00 on:\"dec 3\"";
const shift_id thursday{requisition_number{1}, "2026-12-03", "2nd"};
const shift_id today{requisition_number{1}, "2026-11-30", "1st"};

std::vector<chat::outgoing> alerts_of(const desk& d, std::string_view kind) {
    std::vector<chat::outgoing> found;
    std::ranges::copy_if(d.alerts, std::back_inserter(found), [kind](const auto& item) {
        return item.kind == kind;
    });
    return found;
}

TEST(shifts, are_planned_for_several_days_in_one_line) {
    auto d = with_pickers();
    const auto told =
        must(d, "gus", "dockside-floor", "shift 1 2nd ordered:12 from:14:00 to:22:00 on:tue..fri");
    EXPECT_TRUE(has(told.text, "4 shifts of REQ-1 planned with 12 heads each")) << told.text;
    EXPECT_TRUE(has(told.text, "14:00-22:00 CST")) << told.text;
    const auto list = d.type("robin", "dockside-internal", "1 shifts").text;
    for (const auto* day : {"Tue 1 Dec", "Wed 2 Dec", "Thu 3 Dec", "Fri 4 Dec"}) {
        EXPECT_TRUE(has(list, day)) << list;
    }
    EXPECT_EQ(d.shift(thursday).ordered, 12U);
    EXPECT_EQ(d.shift(thursday).ends, at("2026-12-03T22:00-06:00"));
    const auto one = d.type("robin", "dockside-internal", "shift 1 2nd").text;
    EXPECT_TRUE(has(one, "2nd shift Tue 1 Dec 14:00-22:00 CST")) << one;
    EXPECT_TRUE(has(d.card(1, "dockside-internal"), "2nd shift Tue 1 Dec 14:00: 0 of 12 confirmed"))
        << d.card(1, "dockside-internal");
}

TEST(shifts, that_cannot_be_planned_say_why_and_what_to_type) {
    auto d = with_pickers();
    for (const auto& [line, why] :
         {std::pair{"shift 1 2nd ordered:13 on:tue", "12 openings"},
          {"shift 1 2nd ordered:0 on:tue", "ordered:12"},
          {"shift 1 2nd ordered:-1 on:tue", "ordered:12"},
          {"shift 1 2nd ordered:4294967297 on:tue", "ordered:12"},
          {"shift 1 2nd ordered:12", "Name the days"},
          {"shift 1 2nd ordered:12 on:2026-11-27", "from today"},
          {"shift 1 2nd ordered:12 on:2027-11-27", "five weeks"},
          {"shift 1 2nd ordered:12 on:\"dec 1..dec 20\"", "at most 14"},
          {"shift 1 2nd ordered:12 on:\"dec 7..dec 1\"", "runs backwards"},
          {"shift 1 2nd ordered:12 on:yesterweek", "time"},
          {"shift 1 1st ordered:12 on:today", "has begun"},
          {"shift 1 2nd ordered:12 on:tue from:noonish", "14:00"},
          {"shift 1 2nd ordered:12 on:tue from:14:00 to:14:00", "ends when it begins"},
          {"shift 1 ordered:12 on:tue", "Name the shift"}}) {
        const auto told = refused(d, "robin", "dockside-internal", line);
        EXPECT_TRUE(has(told.text, why)) << line << '\n' << told.text;
    }
    must(d, "robin", "dockside-internal", "1 hold budget");
    EXPECT_TRUE(has(refused(d, "robin", "dockside-internal", plan_line).text, "on hold"));
}

TEST(shifts, are_for_light_industrial_only) {
    auto d = with_presented();
    for (const auto* line : {"shift 1 2nd 1/2", "1 shifts", "shift 1 2nd ordered:2 on:tue"}) {
        EXPECT_TRUE(has(refused(d, "robin", "acorn-internal", line).text, "filled by name"))
            << line;
    }
}

TEST(shifts, a_supplier_confirms_its_own_heads_and_reads_no_other) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    const auto told = must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 6 on:\"dec 3\"");
    EXPECT_TRUE(has(told.text, "you confirmed 6 of 8")) << told.text;
    for (const auto* rival : {"Daybreak", "12", "4 "}) {
        EXPECT_FALSE(has(told.text, rival)) << told.text;
    }
    EXPECT_EQ(d.shift(thursday).state, shift_state::planned);
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 9 on:\"dec 3\"");
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 6 on:\"dec 3\"");
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 4 for:daybreak on:\"dec 3\"");
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd 9/12 on:\"dec 3\"");
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd cancel \"no\" on:\"dec 3\"");
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    const auto both =
        must(d, "robin", "dockside-internal", "shift 1 2nd confirm 4 for:daybreak on:\"dec 3\"");
    EXPECT_TRUE(has(both.text, "12 of 12 confirmed")) << both.text;
    EXPECT_EQ(d.shift(thursday).state, shift_state::confirmed);
    const auto asked = d.type("robin", "dockside-internal", "shift 1 2nd confirm on:\"dec 3\"");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->fields.front().options.size(), 2U);
    refused(d, "gus", "dockside-floor", "shift 1 2nd confirm 4 on:\"dec 3\"");
}

TEST(shifts, suppliers_are_asked_with_buttons_until_they_have_confirmed) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    d.move_to(at("2026-11-30T13:59-06:00"));
    EXPECT_TRUE(alerts_of(d, "shift_ask").empty());
    d.move_to(at("2026-11-30T14:01-06:00"));
    const auto asks = alerts_of(d, "shift_ask");
    ASSERT_EQ(asks.size(), 2U);
    for (const auto& item : asks) {
        EXPECT_EQ(item.readers.who, chat::audience::kind::supplier);
        const auto text = d.composed_text(item).value_or("");
        const bool bridge = item.readers.id == "shiftbridge";
        EXPECT_TRUE(has(text, bridge ? "8 heads of yours" : "4 heads of yours")) << text;
        EXPECT_FALSE(has(text, bridge ? "Daybreak" : "ShiftBridge")) << text;
        EXPECT_FALSE(has(text, "12")) << text;
    }
    const auto& to_bridge =
        *std::ranges::find(asks, "shiftbridge", [](const auto& item) { return item.readers.id; });
    const auto card = d.composed(to_bridge).value();
    const auto all = button_of(card, "All 8 confirmed");
    ASSERT_TRUE(all);
    const auto pressed = d.press("bridge", "sup-shiftbridge", all->act);
    EXPECT_TRUE(pressed.changed) << pressed.text;
    EXPECT_FALSE(d.composed(to_bridge)) << "nothing is left to ask";
    d.alerts.clear();
    d.move_to(at("2026-12-02T14:01-06:00"));
    ASSERT_EQ(alerts_of(d, "shift_ask").size(), 1U);
    EXPECT_EQ(alerts_of(d, "shift_ask").front().readers.id, "daybreak");
}

TEST(shifts, due_together_are_asked_about_together) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:tue..thu");
    d.move_to(at("2026-11-30T09:06-06:00"));
    const auto asks = alerts_of(d, "shift_ask");
    ASSERT_EQ(asks.size(), 2U);
    const auto text = d.composed_text(asks.front()).value_or("");
    EXPECT_TRUE(has(text, "Tue 1 Dec")) << text;
    EXPECT_TRUE(has(text, "Wed 2 Dec")) << text;
    EXPECT_FALSE(has(text, "Thu 3 Dec")) << text;
}

TEST(shifts, fewer_opens_a_form_with_one_number) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    d.move_to(at("2026-11-30T14:01-06:00"));
    const auto asks = alerts_of(d, "shift_ask");
    const auto& item =
        *std::ranges::find(asks, "shiftbridge", [](const auto& each) { return each.readers.id; });
    const auto fewer = button_of(d.composed(item).value(), "Fewer");
    ASSERT_TRUE(fewer);
    const auto asked = d.press("bridge", "sup-shiftbridge", fewer->act);
    ASSERT_TRUE(asked.form) << asked.text;
    ASSERT_EQ(asked.form->fields.size(), 1U);
    const auto saved = d.submit("bridge", "sup-shiftbridge", asked.form->act, {{"heads", "5"}});
    EXPECT_TRUE(saved.changed) << saved.text;
    EXPECT_TRUE(has(d.composed_text(item).value_or(""), "8 heads of yours, 5 confirmed"));
}

TEST(shifts, what_is_unconfirmed_at_the_cut_off_is_the_owners_by_name) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    d.move_to(at("2026-12-02T17:59-06:00"));
    EXPECT_TRUE(alerts_of(d, "shift_short").empty());
    d.move_to(at("2026-12-02T18:01-06:00"));
    const auto told = alerts_of(d, "shift_short");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().readers.id, "robin");
    EXPECT_EQ(d.shift(thursday).state, shift_state::unconfirmed);
    const auto card = d.composed(told.front()).value();
    const auto text = chat::to_plain_text(card);
    for (const auto* part :
         {"Robin: ", "8 of 12 confirmed", "4 are open", "Daybreak Crew: 0 of 4"}) {
        EXPECT_TRUE(has(text, part)) << part << '\n' << text;
    }
    const auto settle = button_of(card, "Confirm for them");
    ASSERT_TRUE(settle);
    const auto asked = d.press("robin", "dm-robin", settle->act);
    ASSERT_TRUE(asked.form) << asked.text;
    const auto saved =
        d.submit("robin", "dm-robin", asked.form->act, {{"for", "daybreak"}, {"heads", "4"}});
    EXPECT_TRUE(saved.changed) << saved.text;
    EXPECT_EQ(d.shift(thursday).state, shift_state::confirmed);
    EXPECT_FALSE(d.composed(told.front()));
}

TEST(shifts, the_floor_is_asked_once_and_counts_with_a_button) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    d.move_to(at("2026-12-03T14:31-06:00"));
    const auto told = alerts_of(d, "shift_floor");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().readers.id, "gus");
    const auto card = d.composed(told.front()).value();
    const auto text = chat::to_plain_text(card);
    EXPECT_TRUE(has(text, "14:10 CST")) << text;
    EXPECT_TRUE(has(text, "14:30 CST")) << text;
    for (const auto* word : {"SLA", "breach", " late", "Bridge", "Daybreak"}) {
        EXPECT_FALSE(has(text, word)) << word << '\n' << text;
    }
    const auto here = button_of(card, "All 8 here");
    ASSERT_TRUE(here);
    const auto counted = d.press("gus", "dm-gus", here->act);
    EXPECT_TRUE(has(counted.text, "8 of 12 came, 4 more missing")) << counted.text;
    EXPECT_FALSE(d.composed(told.front()));
    EXPECT_TRUE(d.press("gus", "dm-gus", here->act).refused);
    const auto correct = d.type("gus", "dm-gus", "shift 1 2nd count on:\"dec 3\"");
    ASSERT_TRUE(correct.form);
    const auto again = d.submit(
        "gus",
        "dm-gus",
        correct.form->act,
        {{"present", "7"}, {"noshow", "1"}, {"delayed", "2"}}
    );
    EXPECT_TRUE(
        has(again.text,
            "7 of 12 came, 1 did not come, 4 more missing, 2 delayed. It was: 8 of 12 came")
    ) << again.text;
}

TEST(shifts, a_manager_without_a_chat_is_not_asked_the_owner_is) {
    auto data = config::load_demo().value();
    for (auto& person : data.people) {
        if (person.id.value == "gus") {
            person.direct = {};
        }
    }
    desk d(std::move(data));
    d.now = at("2026-11-30T09:00-06:00");
    must(
        d,
        "robin",
        "dockside-internal",
        "req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 hm:@gus"
    );
    must(d, "robin", "dockside-internal", "1 qualify waive:\"as last year\"");
    must(d, "robin", "dockside-internal", "1 release to:shiftbridge");
    must(d, "robin", "dockside-internal", plan_line);
    d.move_to(at("2026-12-03T14:31-06:00"));
    const auto told = alerts_of(d, "shift_floor");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().readers.id, "robin");
}

TEST(shifts, reminders_die_with_their_subject) {
    const auto with_line = [](std::string_view line) {
        auto d = with_pickers();
        must(d, "robin", "dockside-internal", plan_line);
        must(d, "robin", "dockside-internal", line);
        d.move_to(at("2026-12-03T16:00-06:00"));
        return alerts_of(d, "shift_ask").size() + alerts_of(d, "shift_short").size() +
               alerts_of(d, "shift_floor").size();
    };
    EXPECT_EQ(with_line("shift 1 2nd cancel \"line down\" on:\"dec 3\""), 0U);
    EXPECT_EQ(with_line("1 hold budget"), 0U);
    EXPECT_EQ(with_line("1 cancel budget"), 0U);
    EXPECT_GT(with_line("1 note \"still on\""), 0U);
}

TEST(shifts, heads_of_who_no_longer_works_it_do_not_count) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    must(d, "robin", "dockside-internal", "shift 1 2nd confirm 4 for:daybreak on:\"dec 3\"");
    ASSERT_EQ(d.shift(thursday).state, shift_state::confirmed);
    must(d, "bridge", "sup-shiftbridge", "1 decline capacity");
    EXPECT_EQ(d.shift(thursday).state, shift_state::planned);
    EXPECT_EQ(domain::confirmed_heads(d.shift(thursday)), 4U);
    must(d, "robin", "dockside-internal", "1 remove daybreak \"moved away\"");
    EXPECT_EQ(domain::confirmed_heads(d.shift(thursday)), 0U);
}

TEST(shifts, heads_of_a_suspended_supplier_do_not_count_and_no_new_ones_are_taken) {
    auto d = with_pickers();
    const auto* confirms = "shift 1 2nd confirm 8 on:\"dec 3\"";
    const std::string firm = "admin supplier \"ShiftBridge Labor\" suspended:";
    must(d, "robin", "dockside-internal", plan_line);
    must(d, "bridge", "sup-shiftbridge", confirms);
    must(d, "robin", "dockside-internal", "shift 1 2nd confirm 4 for:daybreak on:\"dec 3\"");
    const auto told = must(d, "dana", "dm-dana", firm + "yes reason:\"claims\"");
    EXPECT_TRUE(has(told.text, "confirmed for 1 shift ahead do not count any more.")) << told.text;
    EXPECT_EQ(domain::confirmed_heads(d.shift(thursday)), 4U);
    EXPECT_EQ(d.shift(thursday).state, shift_state::planned);
    EXPECT_TRUE(has(d.type("robin", "dockside-internal", "1 shifts").text, "4 of 12"));
    EXPECT_TRUE(has(refused(d, "bridge", "sup-shiftbridge", confirms).text, "firm is suspended"));
    d.move_to(at("2026-12-02T14:01-06:00"));
    for (const auto& item : alerts_of(d, "shift_ask")) {
        EXPECT_NE(item.readers.id, "shiftbridge");
    }
    must(d, "dana", "dm-dana", firm + "no");
    must(d, "bridge", "sup-shiftbridge", confirms);
    EXPECT_EQ(domain::confirmed_heads(d.shift(thursday)), 12U);
}

TEST(shifts, what_passed_during_a_hold_is_asked_once_it_is_over) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    must(d, "robin", "dockside-internal", "1 hold budget");
    d.move_to(at("2026-12-02T19:00-06:00"));
    EXPECT_TRUE(alerts_of(d, "shift_ask").empty());
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "today").text, "Shifts that lack people"));
    const auto held = refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    EXPECT_TRUE(has(held.text, "on hold")) << held.text;
    must(d, "robin", "dockside-internal", "1 resume");
    EXPECT_EQ(d.shift(thursday).state, shift_state::planned);
    d.move_to(at("2026-12-02T19:06-06:00"));
    EXPECT_EQ(alerts_of(d, "shift_ask").size(), 2U);
    EXPECT_TRUE(alerts_of(d, "shift_short").empty());
    d.move_to(at("2026-12-02T20:06-06:00"));
    EXPECT_EQ(alerts_of(d, "shift_short").size(), 1U);
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "today").text, "Shifts that lack people"));
}

TEST(shifts, called_off_tells_client_and_suppliers_but_not_why) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    EXPECT_TRUE(d.type("robin", "dockside-internal", "shift 1 2nd cancel on:\"dec 3\"").form);
    const auto told =
        must(d, "gus", "dockside-floor", "shift 1 2nd cancel \"line down\" on:\"dec 3\"");
    std::size_t suppliers = 0;
    for (const auto& item : told.messages) {
        if (item.readers.who == chat::audience::kind::supplier && item.kind == "line") {
            const auto text = d.composed_text(item).value_or("");
            EXPECT_TRUE(has(text, "2nd shift Thu 3 Dec called off")) << text;
            EXPECT_FALSE(has(text, "line down")) << text;
            EXPECT_FALSE(has(text, "Gus")) << text;
            ++suppliers;
        }
    }
    EXPECT_EQ(suppliers, 2U);
    refused(d, "robin", "dockside-internal", "shift 1 2nd cancel \"again\" on:\"dec 3\"");
    refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8 on:\"dec 3\"");
    EXPECT_TRUE(has(d.type("robin", "dockside-internal", "1 shifts").text, "no shift these days"));
    must(d, "robin", "dockside-internal", plan_line);
    EXPECT_EQ(d.shift(thursday).state, shift_state::planned);
}

TEST(shifts, one_line_counts_what_nobody_planned_and_says_which) {
    auto d = with_pickers();
    const auto told = must(d, "gus", "dockside-floor", "shift 1 1st 11/12 noshow:1");
    EXPECT_TRUE(
        has(told.text,
            "REQ-1, 1st shift Mon 30 Nov 06:00-14:00 CST: 11 of 12 came, 1 did not come. Nobody "
            "had planned it")
    ) << told.text;
    EXPECT_EQ(d.shift(today).came->present, 11U);
    // The one that began last is yesterday's.
    EXPECT_TRUE(has(must(d, "gus", "dockside-floor", "shift 1 2nd 10/12").text, "Sun 29 Nov"));
    EXPECT_TRUE(
        has(must(d, "robin", "dockside-internal", "shift 1 2nd 9/12 on:fri").text, "Fri 27 Nov")
    );
    EXPECT_TRUE(has(d.card(1, "dockside-internal"), "1st shift today 06:00: 11 of 12 came"))
        << d.card(1, "dockside-internal");
    EXPECT_TRUE(has(d.card(1, "dockside-floor"), "Short."));
    EXPECT_FALSE(has(d.card(1, "sup-shiftbridge"), "came"));
    for (const auto& item : told.messages) {
        if (item.readers.who == chat::audience::kind::supplier) {
            EXPECT_FALSE(has(d.composed_text(item).value_or(""), "came"));
        }
    }
}

TEST(shifts, counts_that_cannot_be_are_refused_with_the_next_line) {
    for (const auto& [line, why] :
         {std::pair{"shift 1 1st 13/12", "13/13"},
          {"shift 1 1st 11/12 noshow:2", "more than the 12"},
          {"shift 1 1st 11/12 late:12", "among those present"},
          {"shift 1 1st 5/0", "how many ordered"},
          {"shift 1 1st present:5", "of how many ordered"},
          {"shift 1 1st 501/501", "11/12"},
          {"shift 1 1st 4294967297/12", "11/12"},
          {"shift 1 1st 11/12 noshow:-1", "11/12"},
          {"shift 1 1st 11/12 noshow:one", "11/12"},
          {"shift 1 2nd 11/12 on:today", "has not begun"},
          {"shift 1 2nd 11/12 on:2026-12-10", "has not begun"},
          {"shift 1 2nd 11/12 on:\"nov 23\"", "two working days"},
          {"shift 1 2nd 11/12 on:\"nov 1\"", "two working days"},
          {"shift 1 11/12", "Which shift"}}) {
        auto d = with_pickers();
        const auto told = refused(d, "gus", "dockside-floor", line);
        EXPECT_TRUE(has(told.text, why)) << line << '\n' << told.text;
        EXPECT_FALSE(told.changed) << line;
    }
}

TEST(shifts, a_count_is_held_against_what_was_confirmed) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:today");
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 3");
    d.move_to(at("2026-11-30T14:10-06:00"));
    EXPECT_TRUE(
        has(refused(d, "gus", "dockside-floor", "shift 1 2nd 6/12 noshow:4").text,
            "3 were confirmed")
    );
    const auto more = must(d, "gus", "dockside-floor", "shift 1 2nd 9/10 noshow:1");
    EXPECT_TRUE(has(more.text, "Ordered are 10 now, it was 12.")) << more.text;
    d.move_to(at("2026-12-01T09:00-06:00"));
    EXPECT_TRUE(
        has(refused(d, "gus", "dockside-floor", "shift 1 2nd 10/10 on:\"nov 30\"").text,
            "was counted by Gus")
    );
    refused(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:2026-11-30");
}

TEST(shifts, tomorrow_is_never_today) {
    auto d = with_pickers();
    const shift_id second{requisition_number{1}, "2026-11-30", "2nd"};
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:12 on:today");
    for (const std::string day : {"tomorrow", "2026-12-01", "\"dec 1\"", "tue", "\"next mon\""}) {
        const auto on = " on:" + day;
        refused(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 3" + on);
        refused(d, "robin", "dockside-internal", "shift 1 2nd cancel \"line down\"" + on);
    }
    EXPECT_EQ(d.shift(second).state, shift_state::planned);
    EXPECT_EQ(domain::confirmed_heads(d.shift(second)), 0U);
    // A weekday that was named late is the one that is on record.
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 3 on:mon");
    EXPECT_EQ(domain::confirmed_heads(d.shift(second)), 3U);
    // Nor is what comes tomorrow counted for what came today.
    d.move_to(at("2026-11-30T14:10-06:00"));
    refused(d, "gus", "dockside-floor", "shift 1 2nd 3/12 on:tomorrow");
    EXPECT_FALSE(d.shift(second).came);
}

TEST(shifts, are_nobody_elses) {
    auto d = with_pickers();
    must(d, "robin", "dockside-internal", plan_line);
    for (const auto& [who, where] :
         {std::pair{"lee", "dm-lee"},
          {"ana", "dm-ana"},
          {"maul", "dm-maul"},
          {"wren", "dm-wren"}}) {
        for (const auto* line :
             {"1 shifts", "shift 1 2nd", "shift 1 2nd 9/12", "shift 1 2nd confirm 4", plan_line}) {
            const auto told = refused(d, who, where, line);
            EXPECT_FALSE(has(told.text, "Dec")) << who << ' ' << line << '\n' << told.text;
        }
    }
}

TEST(shifts, a_site_says_from_when_somebody_counts_as_not_come) {
    auto d = with_pickers();
    const auto told = must(
        d,
        "sam",
        "dm-sam",
        "admin client \"Dockside Freight Co-op\" site:\"Memphis DC\" zone:America/Chicago late:5 "
        "noshow:15"
    );
    EXPECT_TRUE(has(told.text, "5 minutes and not come after 15.")) << told.text;
    refused(
        d,
        "sam",
        "dm-sam",
        "admin client \"Dockside Freight Co-op\" site:\"Memphis DC\" zone:America/Chicago late:20 "
        "noshow:15"
    );
    must(d, "robin", "dockside-internal", plan_line);
    d.move_to(at("2026-12-03T14:16-06:00"));
    const auto floor = alerts_of(d, "shift_floor");
    ASSERT_EQ(floor.size(), 1U);
    EXPECT_TRUE(has(d.composed_text(floor.front()).value_or(""), "14:05 CST"));
}

TEST(shifts, history_of_the_requisition_tells_counts_to_those_who_may_read_them) {
    auto d = with_pickers();
    must(d, "gus", "dockside-floor", "shift 1 1st 11/12 noshow:1");
    must(d, "gus", "dockside-floor", "shift 1 1st 12/12");
    const auto inside = d.type("robin", "dockside-internal", "1 history").text;
    EXPECT_TRUE(has(inside, "1st shift Mon 30 Nov: 11 of 12 came, 1 did not come by Gus."))
        << inside;
    EXPECT_TRUE(has(inside, "1st shift Mon 30 Nov: 12 of 12 came by Gus.")) << inside;
    EXPECT_FALSE(has(d.type("bridge", "sup-shiftbridge", "1 history").text, "came"));
}

TEST(shifts, their_numbers_are_in_the_reports_with_a_guard) {
    auto d = with_pickers();
    must(d, "gus", "dockside-floor", "shift 1 1st 11/12 noshow:1");
    const auto client = d.type("robin", "dm-robin", "report client Dockside").text;
    EXPECT_TRUE(has(client, "Shift fill | 11/12 | at least 95 % | not enough data")) << client;
    EXPECT_TRUE(has(client, "No-shows of shifts | 1/12 | at most 5 % | not enough data")) << client;
    // Of two suppliers' heads nobody can say whose they were.
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "report supplier ShiftBridge").text, "Shift fill")
    );
    must(d, "robin", "dockside-internal", "shift 1 2nd ordered:8 on:today");
    must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 8");
    d.move_to(at("2026-11-30T14:20-06:00"));
    must(d, "gus", "dockside-floor", "shift 1 2nd 7/8 noshow:1");
    const auto theirs = d.type("bridge", "sup-shiftbridge", "report my_numbers").text;
    EXPECT_TRUE(has(theirs, "Shift fill | 7/8")) << theirs;
    EXPECT_TRUE(has(theirs, "No-shows of shifts | 1/8")) << theirs;
}

}  // namespace
}  // namespace fillrate::handlers::testing
