// The life of a shift: its table, its fold, the ladder, its numbers, its picture.
#include "core/base/time_zone.hpp"
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_due.hpp"
#include "core/domain/shift_numbers.hpp"
#include "core/domain/shift_transitions.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <map>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

const time_zone& memphis() {
    static const auto zone = time_zone::find("America/Chicago").value();
    return zone;
}

instant when(std::string_view text) {
    return memphis().parse(text).value();
}

event about(payload data, instant at, std::string reason = {}) {
    event what;
    what.command = command_id{"c"};
    what.subject = "shift:207.2026-12-03.2nd";
    what.at = at;
    what.actor_name = "Gus Tallow";
    what.reason = std::move(reason);
    what.data = std::move(data);
    return what;
}

/// Thursday 3 December 14:00 to 22:00, twelve people.
shift_planned plan_of(std::uint32_t ordered, instant now) {
    shift_planned made;
    made.id = {requisition_number{207}, "2026-12-03", "2nd"};
    made.client = client_id{"dockside"};
    made.zone = "America/Chicago";
    made.title = "Picker";
    made.ordered = ordered;
    made.starts = when("2026-12-03T14:00");
    made.ends = when("2026-12-03T22:00");
    made.patience = usual_patience;
    made.confirm_by = cut_off_of(parse_date("2026-12-03").value(), made.starts, memphis(), now);
    return made;
}

const instant long_before = when("2026-11-27T09:00");

work_shift planned_shift(std::uint32_t ordered = 12, instant now = long_before) {
    return apply(work_shift{}, about(plan_of(ordered, now), now));
}

shift_confirmed confirmation(std::string_view supplier, std::uint32_t heads) {
    return {supplier_id{std::string(supplier)}, std::string(supplier), heads};
}

work_shift in(shift_state state) {
    auto one = planned_shift();
    one.state = state;
    return one;
}

TEST(shift, moves_along_its_table_and_nowhere_else) {
    const std::map<shift_verb, payload> acts{
        {shift_verb::plan, plan_of(12, long_before)},
        {shift_verb::cut_off, shift_reminded{shift_due::cut_off}},
        {shift_verb::count, shift_counted{12, {9, 1, 0}, {}}},
        {shift_verb::call_off, shift_called_off{}}};
    for (const auto state :
         {shift_state::planned,
          shift_state::confirmed,
          shift_state::unconfirmed,
          shift_state::counted,
          shift_state::called_off}) {
        EXPECT_EQ(from_word<shift_state>(word(state)), std::optional{state});
        for (const auto& [what, data] : acts) {
            const auto before = in(state);
            const auto after = apply(before, about(data, long_before + hours{1}, "why"));
            EXPECT_EQ(after.state, next_state(before, what).value_or(state))
                << word(state) << ' ' << word(what);
            EXPECT_EQ(after.events, before.events + 1);
            EXPECT_EQ(from_word<shift_verb>(word(what)), std::optional{what});
        }
    }
}

TEST(shift, is_confirmed_by_all_that_were_ordered_and_by_no_fewer) {
    auto one = planned_shift();
    one = apply(one, about(confirmation("bridge", 8), long_before));
    EXPECT_EQ(one.state, shift_state::planned);
    one = apply(one, about(confirmation("daybreak", 4), long_before));
    EXPECT_EQ(one.state, shift_state::confirmed);
    EXPECT_EQ(missing_heads(one), 0U);
    one = apply(one, about(confirmation("bridge", 6), long_before));
    EXPECT_EQ(one.state, shift_state::planned);
    EXPECT_EQ(missing_heads(one), 2U);
    EXPECT_EQ(confirmed_by(one, supplier_id{"bridge"}), std::optional{6U});
    EXPECT_EQ(confirmed_by(one, supplier_id{"nobody"}), std::nullopt);
    EXPECT_EQ(everybody(one), 10U);
}

TEST(shift, more_people_are_asked_for_and_other_times_make_confirmations_void) {
    auto one = apply(planned_shift(), about(confirmation("bridge", 12), long_before));
    ASSERT_EQ(one.state, shift_state::confirmed);
    one = apply(one, about(shift_reminded{shift_due::ask_last}, long_before));
    one = apply(one, about(plan_of(14, long_before), long_before));
    EXPECT_EQ(one.state, shift_state::planned);
    EXPECT_EQ(one.reminded, 0U);
    EXPECT_EQ(confirmed_heads(one), 12U);
    auto later = plan_of(10, long_before);
    one = apply(one, about(later, long_before));
    EXPECT_EQ(one.state, shift_state::confirmed);
    later.starts += hours{1};
    one = apply(one, about(later, long_before));
    EXPECT_EQ(one.state, shift_state::planned);
    EXPECT_EQ(confirmed_heads(one), 0U);
    auto other = plan_of(12, long_before);
    other.id.name = "1st";
    EXPECT_EQ(apply(one, about(other, long_before)).id.name, "2nd");
}

TEST(shift, a_corrected_zone_keeps_what_was_confirmed) {
    auto one = apply(planned_shift(), about(confirmation("bridge", 12), long_before));
    one = apply(one, about(shift_reminded{shift_due::ask_early}, long_before));
    auto there = plan_of(12, long_before);
    there.zone = "America/Denver";
    there.starts += hours{1};
    there.ends += hours{1};
    there.corrects_zone = true;
    const auto moved = apply(one, about(there, long_before));
    EXPECT_EQ(moved.zone, "America/Denver");
    EXPECT_EQ(moved.starts, there.starts);
    EXPECT_EQ(moved.ends, there.ends);
    EXPECT_EQ(moved.state, shift_state::confirmed);
    EXPECT_EQ(confirmed_heads(moved), 12U);
    EXPECT_EQ(moved.reminded, one.reminded);
    EXPECT_EQ(moved.planned, one.planned);
    EXPECT_TRUE(apply(work_shift{}, about(there, long_before)).id.empty()) << "nothing begins so";
}

TEST(shift, a_count_may_be_corrected_and_keeps_who_counted) {
    auto one = apply(planned_shift(), about(shift_counted{12, {9, 1, 2}, {}}, long_before));
    EXPECT_EQ(one.counted_by, "Gus Tallow");
    EXPECT_EQ(missing_heads(one), 3U);
    EXPECT_EQ(expected_heads(one), 10U);  // nobody confirmed: who was counted at all
    one = apply(one, about(shift_counted{12, {10, 1, 0}, {}}, long_before + hours{1}));
    EXPECT_EQ(one.came->present, 10U);
    EXPECT_EQ(apply(one, about(plan_of(3, long_before), long_before)).ordered, 12U);
    EXPECT_EQ(apply(one, about(shift_called_off{}, long_before)).state, shift_state::counted);
}

using expected_fact = std::pair<shift_due, std::string_view>;

std::vector<std::pair<shift_due, instant>> facts_of(work_shift one, instant until) {
    std::vector<std::pair<shift_due, instant>> facts;
    for (auto at = next_due(one); at && *at <= until; at = next_due(one)) {
        for (const auto& action : due_actions(one, *at)) {
            if (action.alert) {
                facts.emplace_back(action.what, action.at);
            }
            one = apply(one, about(shift_reminded{action.what}, *at));
        }
    }
    return facts;
}

void expect_facts(const work_shift& one, const std::vector<expected_fact>& expected) {
    const auto facts = facts_of(one, when("2026-12-05T00:00"));
    ASSERT_EQ(facts.size(), expected.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
        EXPECT_EQ(word(facts[i].first), word(expected[i].first)) << i;
        EXPECT_EQ(facts[i].second, when(expected[i].second)) << i;
    }
}

TEST(shift, the_ladder_asks_three_times_and_the_evening_before_is_the_cut_off) {
    expect_facts(
        planned_shift(),
        {{shift_due::ask_early, "2026-11-30T14:00"},
         {shift_due::ask_day_before, "2026-12-02T14:00"},
         {shift_due::cut_off, "2026-12-02T18:00"},
         {shift_due::ask_last, "2026-12-03T10:00"},
         {shift_due::count_wanted, "2026-12-03T14:30"}}
    );
}

TEST(shift, once_confirmed_nobody_is_asked_any_more_but_the_floor) {
    expect_facts(
        apply(planned_shift(), about(confirmation("bridge", 12), long_before)),
        {{shift_due::count_wanted, "2026-12-03T14:30"}}
    );
    EXPECT_EQ(next_due(in(shift_state::counted)), std::nullopt);
    EXPECT_EQ(next_due(in(shift_state::called_off)), std::nullopt);
}

TEST(shift, planned_at_short_notice_it_asks_once_after_the_plan_stands) {
    const auto evening = when("2026-12-02T20:00");
    expect_facts(
        planned_shift(12, evening),
        {{shift_due::ask_day_before, "2026-12-02T20:05"},
         {shift_due::cut_off, "2026-12-02T21:05"},
         {shift_due::ask_last, "2026-12-03T10:00"},
         {shift_due::count_wanted, "2026-12-03T14:30"}}
    );
    expect_facts(
        planned_shift(12, when("2026-12-03T13:30")),
        {{shift_due::ask_last, "2026-12-03T13:35"}, {shift_due::count_wanted, "2026-12-03T14:30"}}
    );
}

TEST(shift, after_downtime_only_the_last_rung_speaks_and_none_once_it_began) {
    const auto woken = due_actions(planned_shift(), when("2026-12-03T11:00"));
    ASSERT_EQ(woken.size(), 4U);
    int asks = 0;
    for (const auto& action : woken) {
        asks += action.alert && action.what != shift_due::cut_off ? 1 : 0;
    }
    EXPECT_EQ(asks, 1);
    for (const auto& action : due_actions(planned_shift(), when("2026-12-03T20:00"))) {
        EXPECT_EQ(action.alert, action.what == shift_due::count_wanted) << word(action.what);
    }
    for (const auto& action : due_actions(planned_shift(), when("2026-12-06T20:00"))) {
        EXPECT_FALSE(action.alert) << word(action.what);
    }
}

TEST(shift, who_falls_short_after_the_cut_off_is_an_exception_again) {
    auto one = apply(planned_shift(), about(confirmation("bridge", 12), long_before));
    one = apply(one, about(confirmation("bridge", 9), when("2026-12-02T19:00")));
    EXPECT_EQ(next_due(one), std::optional{when("2026-11-30T14:00")});
    const auto due = due_actions(one, when("2026-12-02T19:00"));
    EXPECT_EQ(due.back().what, shift_due::cut_off);
    EXPECT_TRUE(due.back().alert);
}

TEST(shift, cut_off_holds_where_clocks_are_set_back) {
    const auto zone = time_zone::find("America/Chicago").value();
    const auto day = parse_date("2026-11-01").value();
    const auto starts = zone.to_instant({day, hours{14}});
    EXPECT_EQ(
        cut_off_of(day, starts, zone, long_before - hours{24 * 60}),
        std::optional{zone.parse("2026-10-31T18:00").value()}
    );
}

TEST(shift, its_name_is_read_back_and_nothing_else_is) {
    const shift_id id{requisition_number{207}, "2026-11-30", "2nd"};
    EXPECT_EQ(record_name(id), "shift:207.2026-11-30.2nd");
    EXPECT_EQ(parse_shift_name("shift:207.2026-11-30.2nd"), std::optional{id});
    for (const auto* wrong :
         {"shift:0207.2026-11-30.2nd",
          "shift:207.2026-11-31.2nd",
          "shift:207.2026-11-30.4th",
          "shift:207.2026-11-30",
          "shift:207.2026-11-30.2nd.x",
          "shift:.2026-11-30.2nd",
          "req:207"}) {
        EXPECT_FALSE(parse_shift_name(wrong)) << wrong;
    }
    const auto parsed = parse_record_name("shift:207.2026-11-30.2nd");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(record_name(*parsed), "shift:207.2026-11-30.2nd");
}

TEST(shift, is_listed_by_its_end_and_as_short_once_that_is_certain) {
    const auto sets_of = [](const work_shift& one) {
        std::vector<std::string> sets;
        for (const auto& entry : indexes(one)) {
            sets.push_back(entry.set);
        }
        return sets;
    };
    EXPECT_EQ(sets_of(planned_shift()), std::vector<std::string>{"list:shifts:207"});
    EXPECT_EQ(sets_of(in(shift_state::unconfirmed)).size(), 3U);
    auto counted = apply(
        planned_shift(),
        about(shift_counted{12, {9, 1, 0}, supplier_id{"bridge"}}, long_before)
    );
    EXPECT_EQ(sets_of(counted).size(), 5U);
    counted = apply(counted, about(shift_counted{12, {12, 0, 0}, {}}, long_before));
    EXPECT_EQ(sets_of(counted).size(), 2U);
    EXPECT_TRUE(indexes(in(shift_state::called_off)).empty());
}

shift_entry entry_of(int day, std::uint32_t present, std::uint32_t no_show) {
    shift_entry entry;
    entry.id = {requisition_number{207}, "2026-11-30", "2nd"};
    entry.client = client_id{"dockside"};
    entry.supplier = supplier_id{"bridge"};
    entry.starts = when("2026-11-30T14:00") - hours{24 * day};
    entry.ordered = 12;
    entry.expected = 10;
    entry.present = present;
    entry.no_show = no_show;
    return entry;
}

TEST(shift_numbers, an_entry_reads_back_and_nothing_else_reads) {
    const auto entry = entry_of(0, 9, 1);
    EXPECT_EQ(shift_entry_from(to_member(entry)), std::optional{entry});
    for (const auto* wrong : {"", "a|b", "207.2026-11-30.2nd|1|2|3|4|5|x", "x|1|2|3|4|5|x|y"}) {
        EXPECT_FALSE(shift_entry_from(wrong)) << wrong;
    }
    EXPECT_FALSE(shift_entry_of(planned_shift()));
}

TEST(shift_numbers, ratios_are_of_heads_within_the_window_with_a_guard_in_shifts) {
    std::vector<shift_entry> entries;
    for (int day = 0; day < 9; ++day) {
        entries.push_back(entry_of(day, 11, 1));
    }
    entries.push_back(entry_of(91, 0, 10));
    const auto now = when("2026-11-30T18:00");
    auto figures = shift_quality_of(entries, now);
    ASSERT_EQ(figures.size(), 2U);
    EXPECT_EQ(figures[0].hits, 99U);
    EXPECT_EQ(figures[0].of, 108U);
    EXPECT_EQ(figures[1].hits, 9U);
    EXPECT_EQ(figures[1].of, 90U);
    EXPECT_EQ(figures[0].said, quality_verdict::too_few);
    entries.push_back(entry_of(9, 12, 1));
    figures = shift_quality_of(entries, now);
    EXPECT_EQ(figures[0].of, 120U);
    EXPECT_EQ(figures[0].said, quality_verdict::at_risk);
    EXPECT_EQ(figures[1].said, quality_verdict::missed);
}

TEST(shift, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/shift.md";
    const auto picture = "```mermaid\n" + shift_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
