// People who are counted, not named: their first day fills openings, and who did not come is to be
// replaced.
#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using domain::clock_state;
using domain::requisition_state;

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// REQ-1 at Dockside, twelve openings, ShiftBridge works it with as many heads.
desk twelve_pickers() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1",
          "1 accept heads:12 for:shiftbridge"}) {
        const auto told = d.type("robin", "dockside-internal", line);
        EXPECT_TRUE(told.changed) << line << '\n' << told.text;
    }
    return d;
}

domain::opening_counts counts(const desk& d) {
    return domain::count_openings(d.req(1));
}

TEST(heads, nine_came_one_did_not_and_two_are_still_open) {
    auto d = twelve_pickers();
    const auto told = d.type("robin", "dockside-internal", "start 1 present:9 noshow:1");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(says(told.text, "9 started on REQ-1, 1 did not come and is to be replaced."))
        << told.text;
    EXPECT_EQ(counts(d).filled, 9U);
    EXPECT_EQ(counts(d).open, 3U);
    const auto* fill = domain::find_clock(d.req(1).clocks, clock_kind::fill, 1);
    const auto* backfill = domain::find_clock(d.req(1).clocks, clock_kind::backfill, 2);
    ASSERT_NE(fill, nullptr);
    ASSERT_NE(backfill, nullptr);
    EXPECT_EQ(fill->state, clock_state::running);
    EXPECT_EQ(backfill->state, clock_state::running);
    EXPECT_EQ(backfill->party, domain::party::supplier);
    const auto none = d.type("robin", "dockside-internal", "start 1 present:0 noshow:1");
    ASSERT_TRUE(none.changed) << none.text;
    EXPECT_TRUE(says(none.text, "Nobody started on REQ-1, 1 did not come")) << none.text;
}

TEST(heads, the_next_who_come_replace_first_and_the_last_fill_it) {
    auto d = twelve_pickers();
    ASSERT_TRUE(d.type("robin", "dockside-internal", "start 1 present:9 noshow:1").changed);
    const auto again = d.type("gus", "dockside-floor", "start 1 present:1");
    ASSERT_TRUE(again.changed);
    EXPECT_TRUE(says(again.text, "With the 9 counted before, that makes 10 for this day."))
        << again.text;
    const auto* backfill = domain::find_clock(d.req(1).clocks, clock_kind::backfill, 2);
    ASSERT_NE(backfill, nullptr);
    EXPECT_EQ(backfill->state, clock_state::met);
    EXPECT_EQ(d.req(1).state, requisition_state::open);
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:2").changed);
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
    EXPECT_EQ(counts(d).filled, 12U);
    for (const auto& clock : d.req(1).clocks) {
        EXPECT_FALSE(domain::is_live(clock)) << domain::word(clock.kind);
    }
    EXPECT_TRUE(d.type("robin", "dockside-internal", "start 1 present:1").refused);
}

TEST(heads, what_was_counted_before_is_of_the_same_day_at_the_site) {
    auto d = twelve_pickers();
    d.now = at("2026-11-30T22:00-06:00");
    ASSERT_TRUE(d.type("gus", "dockside-floor", "start 1 present:4").changed);
    d.now = at("2026-11-30T22:30-06:00");
    const auto same = d.type("robin", "dockside-internal", "start 1 present:1").text;
    EXPECT_TRUE(says(same, "With the 4 counted before, that makes 5 for this day.")) << same;
    d.now = at("2026-12-01T05:00-06:00");
    const auto next = d.type("gus", "dockside-floor", "start 1 present:1");
    ASSERT_TRUE(next.changed) << next.text;
    EXPECT_FALSE(says(next.text, "counted before")) << next.text;
}

TEST(heads, a_first_day_counts_for_the_client_and_for_the_one_supplier_that_works_it) {
    auto d = twelve_pickers();
    ASSERT_TRUE(d.type("robin", "dockside-internal", "start 1 present:9 noshow:1").changed);
    const auto of_client = [&d] {
        return d.type("robin", "dockside-internal", "report client Dockside").text;
    };
    EXPECT_TRUE(says(of_client(), "9/10, 90 %")) << of_client();
    const auto own = d.type("bridge", "sup-shiftbridge", "report my_numbers").text;
    EXPECT_TRUE(says(own, "9/10, 90 %")) << own;
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:1").changed);
    ASSERT_EQ(d.req(1).starts.size(), 1U) << "of the same day and supplier";
    EXPECT_TRUE(says(of_client(), "10/11")) << of_client();
    d.now += std::chrono::days{92};
    EXPECT_FALSE(says(of_client(), "10/11")) << of_client();
}

TEST(heads, a_first_day_of_several_suppliers_counts_for_the_client_alone) {
    auto data = config::load_demo().value();
    for (auto& supplier : data.suppliers) {
        supplier.categories = {domain::category::light_industrial};
    }
    desk d(std::move(data));
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50",
          "1 qualify waive:\"as last year\"",
          "1 release to:shiftbridge,northlight",
          "1 accept heads:4 for:shiftbridge",
          "1 accept heads:8 for:northlight",
          "start 1 present:5 noshow:1"}) {
        const auto told = d.type("robin", "dockside-internal", line);
        ASSERT_TRUE(told.changed) << line << '\n' << told.text;
    }
    ASSERT_EQ(d.req(1).starts.size(), 1U);
    EXPECT_TRUE(d.req(1).starts.front().supplier.empty());
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:3").changed);
    ASSERT_EQ(d.req(1).starts.size(), 2U);
    EXPECT_EQ(d.req(1).starts.back().supplier, supplier_id{"shiftbridge"});
    const auto told = d.type("robin", "dockside-internal", "report client Dockside").text;
    EXPECT_TRUE(says(told, "8/9")) << told;
    EXPECT_FALSE(says(told, "8/9, 89 %")) << "too few to tell: " << told;
}

TEST(heads, taking_off_what_nobody_came_for_fills_it) {
    auto d = twelve_pickers();
    ASSERT_TRUE(d.type("robin", "dockside-internal", "start 1 present:9").changed);
    EXPECT_FALSE(d.type("robin", "dockside-internal", "1 openings 8").changed);
    ASSERT_TRUE(d.type("robin", "dockside-internal", "1 openings -2").changed);
    EXPECT_EQ(d.req(1).state, requisition_state::open);
    ASSERT_TRUE(d.type("robin", "dockside-internal", "1 openings -1").changed);
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
}

TEST(heads, counts_that_cannot_be_are_refused_with_the_next_line) {
    for (const std::string line :
         {"start 1 present:13",
          "start 1 present:9 noshow:4",
          "start 1 present:0",
          "start 1 present:0 noshow:0",
          "start 1 present:-1",
          "start 1 present:4294967296",
          "start 1 present:nine"}) {
        auto d = twelve_pickers();
        const auto told = d.type("robin", "dockside-internal", line);
        EXPECT_FALSE(told.changed) << line;
        EXPECT_TRUE(says(told.text, "present:1")) << line << '\n' << told.text;
        EXPECT_EQ(counts(d).open, 12U) << line;
    }
}

TEST(heads, a_supplier_counts_its_own_and_no_more) {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 "
          "hm:@gus",
          "1 qualify waive:\"as last year\"",
          "1 release tier1"}) {
        ASSERT_TRUE(d.type("robin", "dockside-internal", line).changed) << line;
    }
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:1").refused);
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "1 accept heads:4").changed);
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:4 noshow:1").refused);
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:3 noshow:1").changed);
    EXPECT_EQ(counts(d).filled, 3U);
    // The floor does not read the names of the firm's people, as it does not read the firm's.
    const auto floor = d.type("gus", "dockside-floor", "1 history").text;
    EXPECT_TRUE(says(floor, "3 started, 1 did not come by the supplier")) << floor;
    const auto inside = d.type("robin", "dockside-internal", "1 history").text;
    EXPECT_TRUE(says(inside, "did not come by Bo")) << inside;
}

TEST(heads, the_floor_counts_with_buttons_of_its_card) {
    auto d = twelve_pickers();
    ASSERT_TRUE(d.type("robin", "dockside-internal", "shift 1 2nd ordered:12 on:today").changed);
    const auto ahead = d.type("gus", "dockside-floor", "1").text;
    EXPECT_TRUE(says(ahead, "[Who started]")) << ahead;
    EXPECT_FALSE(says(ahead, "[Count]")) << ahead;
    d.move_to(at("2026-11-30T14:10-06:00"));
    const auto begun = d.type("gus", "dockside-floor", "1").text;
    EXPECT_TRUE(says(begun, "[Count]")) << begun;
    ASSERT_TRUE(d.type("gus", "dockside-floor", "shift 1 2nd 12/12").changed);
    ASSERT_TRUE(d.type("gus", "dockside-floor", "start 1 present:12").changed);
    const auto filled = d.type("gus", "dockside-floor", "1").text;
    EXPECT_FALSE(says(filled, "[Count]")) << filled;
    EXPECT_FALSE(says(filled, "[Who started]")) << filled;
}

TEST(heads, who_committed_heads_is_waited_for_to_send_people) {
    auto d = twelve_pickers();
    const auto card = d.type("robin", "dockside-internal", "1").text;
    EXPECT_TRUE(says(card, "Waiting for ShiftBridge Labor to send people.")) << card;
    EXPECT_FALSE(says(card, "put people forward")) << card;
}

TEST(heads, the_warning_of_coverage_counts_who_is_still_to_come) {
    auto d = twelve_pickers();
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "1 decline capacity").changed);
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "1 accept heads:9").changed);
    ASSERT_TRUE(d.type("gus", "dockside-floor", "start 1 present:9").changed);
    const auto* coverage = domain::find_clock(d.req(1).clocks, clock_kind::coverage);
    ASSERT_NE(coverage, nullptr);
    EXPECT_EQ(coverage->state, clock_state::running) << "nobody is committed to the last three";
    d.alerts.clear();
    d.move_to(at("2026-11-30T13:30-06:00"));
    std::string told;
    for (const auto& item : d.alerts) {
        told += d.composed_text(item).value_or("") + '\n';
    }
    EXPECT_TRUE(says(told, "0 of 3 heads committed.")) << told;
}

TEST(heads, who_says_it_again_is_asked_from_what_they_committed) {
    auto d = twelve_pickers();
    ASSERT_TRUE(d.type("robin", "dockside-internal", "start 1 present:9").changed);
    const auto asked = d.type("bridge", "sup-shiftbridge", "1 accept");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->fields.front().value, "12");
}

// What suppliers read in the thread of it, by supplier.
std::map<std::string, std::string> read_by_suppliers(desk& d, const said& told) {
    std::map<std::string, std::string> texts;
    for (const auto& item : told.messages) {
        if (item.readers.who == chat::audience::kind::supplier && item.kind == "line") {
            texts[item.readers.id] += d.composed_text(item).value_or("");
        }
    }
    return texts;
}

/// Twelve started on Monday 30 November; it is a week later.
desk twelve_at_work() {
    auto d = twelve_pickers();
    EXPECT_TRUE(d.type("gus", "dockside-floor", "start 1 present:12").changed);
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
    d.move_to(at("2026-12-07T09:00-06:00"));
    return d;
}

TEST(heads, who_leaves_within_the_guarantee_is_replaced) {
    auto d = twelve_at_work();
    const auto told = d.type("gus", "dockside-floor", "end 1 heads:2 quit");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(says(told.text, "2 people left REQ-1, 2 are to be replaced.")) << told.text;
    EXPECT_EQ(counts(d).filled, 12U) << "the past does not change";
    EXPECT_EQ(counts(d).open, 2U);
    EXPECT_EQ(d.req(1).state, requisition_state::open);
    const auto* backfill = domain::find_clock(d.req(1).clocks, clock_kind::backfill, 2);
    ASSERT_NE(backfill, nullptr);
    EXPECT_EQ(backfill->state, clock_state::running);
    EXPECT_TRUE(says(read_by_suppliers(d, told)["shiftbridge"], "2 openings are to be filled again")
    );
    // Ten are left to leave.
    EXPECT_TRUE(d.type("gus", "dockside-floor", "end 1 heads:11 quit").refused);
    ASSERT_TRUE(d.type("bridge", "sup-shiftbridge", "start 1 present:2").changed);
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
    backfill = domain::find_clock(d.req(1).clocks, clock_kind::backfill, 2);
    ASSERT_NE(backfill, nullptr);
    EXPECT_EQ(backfill->state, clock_state::met);
}

TEST(heads, whose_work_is_done_or_who_stayed_long_enough_is_not) {
    auto d = twelve_at_work();
    ASSERT_TRUE(d.type("robin", "dockside-internal", "end 1 heads:3 completed").changed);
    EXPECT_EQ(counts(d).ended, 3U);
    EXPECT_EQ(counts(d).open, 0U);
    EXPECT_EQ(d.req(1).state, requisition_state::filled);
    d.now = at("2027-01-08T09:00-06:00");
    const auto told = d.type("robin", "dockside-internal", "end 1 heads:1 quit");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_FALSE(says(told.text, "replaced")) << told.text;
    EXPECT_EQ(counts(d).ended, 4U);
    EXPECT_EQ(counts(d).open, 0U);
}

TEST(heads, who_left_is_said_with_numbers_that_can_be_and_by_the_client_or_us) {
    auto d = twelve_at_work();
    for (const auto& [line, why] :
         {std::pair{"end 1 heads:13 quit", "12 people who are counted work for REQ-1"},
          {"end 1 heads:0 quit", "heads:1"},
          {"end 1 heads:-1 quit", "heads:1"},
          {"end 1 heads:99999999999 quit", "heads:1"}}) {
        const auto told = d.type("gus", "dockside-floor", line);
        EXPECT_TRUE(told.refused) << line;
        EXPECT_TRUE(says(told.text, why)) << told.text;
    }
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "end 1 heads:1 quit").refused);
    const auto asked = d.type("gus", "dockside-floor", "end 1 heads:2");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto saved = d.submit(
        "gus",
        "dockside-floor",
        asked.form->act,
        {{"heads", "2"}, {"reason", "attendance"}}
    );
    EXPECT_TRUE(saved.changed) << saved.text;
    EXPECT_EQ(counts(d).filled, 12U);
    const auto other = d.type("gus", "dockside-floor", "end 1 heads:1 other");
    EXPECT_TRUE(other.refused);
    EXPECT_TRUE(says(other.text, "Say in your words why")) << other.text;
    EXPECT_TRUE(d.type("gus", "dockside-floor", "end 1 heads:1 other \"moved away\"").changed);
    EXPECT_TRUE(std::ranges::any_of(d.req(1).openings, [](const domain::opening& one) {
        return one.reason == "other: moved away";
    }));
    auto nobody = twelve_pickers();
    EXPECT_TRUE(says(
        nobody.type("gus", "dockside-floor", "end 1 heads:1 quit").text,
        "Nobody who is counted works for REQ-1"
    ));
}

TEST(heads, a_role_that_is_filled_by_name_takes_no_counts) {
    desk d;
    for (const std::string line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58",
          "1 qualify waive:\"known role\"",
          "1 release tier1"}) {
        ASSERT_TRUE(d.type("robin", "acorn-internal", line).changed) << line;
    }
    for (const auto* line : {"start 1 present:1", "end 1 heads:1 quit"}) {
        const auto told = d.type("robin", "acorn-internal", line);
        EXPECT_TRUE(told.refused);
        EXPECT_TRUE(says(told.text, "filled by name")) << told.text;
    }
}

TEST(heads, the_form_asks_what_the_line_lacks) {
    auto d = twelve_pickers();
    const auto asked = d.type("gus", "dockside-floor", "start 1");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->fields.front().value, "12");
    const auto saved =
        d.submit("gus", "dockside-floor", asked.form->act, {{"present", "11"}, {"noshow", "1"}});
    EXPECT_TRUE(saved.changed) << saved.text;
    EXPECT_EQ(counts(d).filled, 11U);
}

TEST(heads, whose_people_they_were_reads_who_came_and_that_a_replacement_is_wanted) {
    auto d = twelve_pickers();
    const auto told = d.type("robin", "dockside-internal", "start 1 present:9 noshow:1");
    ASSERT_TRUE(told.changed) << told.text;
    auto texts = read_by_suppliers(d, told);
    EXPECT_EQ(texts.size(), 1U);
    EXPECT_TRUE(
        says(texts["shiftbridge"], "9 of yours started, 1 did not come and is to be replaced.")
    ) << texts["shiftbridge"];
    EXPECT_FALSE(says(texts["shiftbridge"], "Robin"));
}

TEST(heads, of_several_suppliers_none_reads_the_counts) {
    auto data = config::load_demo().value();
    for (auto& supplier : data.suppliers) {
        supplier.categories = {domain::category::light_industrial};
        supplier.suspended = false;
    }
    desk d(std::move(data));
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50",
          "1 qualify waive:\"as last year\"",
          "1 release to:shiftbridge,northlight",
          "1 accept heads:4 for:shiftbridge",
          "1 accept heads:8 for:northlight"}) {
        ASSERT_TRUE(d.type("robin", "dockside-internal", line).changed) << line;
    }
    const auto told = d.type("robin", "dockside-internal", "start 1 present:9 noshow:1");
    ASSERT_TRUE(told.changed) << told.text;
    for (const auto& [supplier, text] : read_by_suppliers(d, told)) {
        EXPECT_FALSE(says(text, "did not come")) << supplier;
    }
    // One of them reads of its own when it says so itself.
    const auto own = d.type("bridge", "sup-shiftbridge", "start 1 present:1");
    ASSERT_TRUE(own.changed) << own.text;
    EXPECT_FALSE(says(own.text, "counted before")) << "those were others'\n" << own.text;
    auto texts = read_by_suppliers(d, own);
    EXPECT_TRUE(says(texts["shiftbridge"], "1 of yours started.")) << texts["shiftbridge"];
    EXPECT_FALSE(says(texts["northlight"], "started")) << texts["northlight"];
}

}  // namespace
}  // namespace fillrate::handlers::testing
