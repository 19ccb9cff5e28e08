// Every verb of shifts in every state by every role, written out by hand from DOMAIN.md 3.6, 0 and
// 9: done, asked back, or refused in words.
#include "core/domain/shift_transitions.hpp"
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

// REQ-1 of Dockside is worked by ShiftBridge with four heads. Northlight has it too and did not
// answer, Ana manages at another client, Hammer & Tongs was not asked.
constexpr speaker around_shifts[] = {
    {"am", "robin", "dockside-internal"},
    {"rec", "lee", "dockside-internal"},
    {"hm", "gus", "dockside-floor"},
    {"otherhm", "ana", "acorn-hiring"},
    {"sup", "bridge", "sup-shiftbridge"},
    {"asked", "beacon", "sup-northlight"},
    {"rival", "maul", "sup-hammer"},
    {"ops", "dana", "hiring-desk"},
    {"adm", "sam", "hiring-desk"},
};
constexpr std::string_view strangers = "otherhm rival";
constexpr std::string_view no_requisition = "There is no REQ-1 that you can see here.";
constexpr std::string_view shift_states = "none planned confirmed unconfirmed counted called_off";

// The afternoon shift of Tuesday 1 December, before it begins; four people are ordered.
constexpr gate_row before_it_begins[] = {
    {"shift 1 2nd ordered:5 on:\"dec 1\"",
     "none planned confirmed unconfirmed called_off",
     "am hm ops",
     "",
     "planned"},
    {"shift 1 2nd confirm 4 on:\"dec 1\"",
     "planned unconfirmed",
     "am rec sup ops",
     "",
     "confirmed"},
    {"shift 1 2nd confirm 2 on:\"dec 1\"", "planned", "am rec sup ops", "", "planned"},
    {"shift 1 2nd confirm 2 on:\"dec 1\"", "unconfirmed", "am rec sup ops", "", "unconfirmed"},
    {"shift 1 2nd confirm 2 on:\"dec 1\"", "confirmed", "am rec sup ops", "", "planned"},
    {"shift 1 2nd confirm on:\"dec 1\"", "planned confirmed unconfirmed", "", "am rec sup ops", ""},
    {"shift 1 2nd cancel \"line down\" on:\"dec 1\"",
     "planned confirmed unconfirmed",
     "am hm ops",
     "",
     "called_off"},
    {"shift 1 2nd cancel on:\"dec 1\"", "planned confirmed unconfirmed", "", "am hm ops", ""},
    // What is counted has begun: only a better count is left.
    {"shift 1 2nd 4/4 on:\"dec 1\"", "counted", "am hm ops", "", "counted"},
    // Nobody is in reserve.
    {"shift 1 2nd send_reserve on:\"dec 1\"", "", "", "", ""},
};
// Ten minutes into it.
constexpr gate_row once_it_began[] = {
    {"shift 1 2nd 3/4 noshow:1 on:\"dec 1\"",
     "none planned confirmed unconfirmed counted",
     "am hm ops",
     "",
     "counted"},
    {"shift 1 2nd ordered:5 on:\"dec 1\"", "", "", "", ""},
    {"shift 1 2nd confirm 4 on:\"dec 1\"", "", "", "", ""},
};

const domain::shift_id tuesday{requisition_number{1}, "2026-12-01", "2nd"};

/// Its shift in that state, led there by what is typed and by the clock.
desk with_shift(std::string_view state) {
    auto data = with_recruiter_and_second_owner(client_id{"dockside"});
    for (auto& supplier : data.suppliers) {
        supplier.categories = {domain::category::light_industrial};
    }
    desk d(std::move(data));
    const auto robin = [&d](std::string_view line) { must(d, "robin", "dockside-internal", line); };
    robin("req new \"Picker\" client:Dockside site:Memphis category:li openings:6 pay:19 hm:@gus");
    robin("1 qualify waive:\"as last year\"");
    robin("1 release to:shiftbridge,northlight");
    robin("1 accept heads:4 for:shiftbridge");
    if (state == "none") {
        return d;
    }
    robin("shift 1 2nd ordered:4 on:\"dec 1\"");
    if (state == "confirmed") {
        must(d, "bridge", "sup-shiftbridge", "shift 1 2nd confirm 4 on:\"dec 1\"");
    } else if (state == "unconfirmed") {
        d.move_to(at("2026-11-30T18:30-06:00"));
    } else if (state == "called_off") {
        robin("shift 1 2nd cancel \"line down\" on:\"dec 1\"");
    } else if (state == "counted") {
        d.now = at("2026-12-01T14:05-06:00");
        robin("shift 1 2nd 4/4");
    }
    return d;
}

std::string state_of_shift(const desk& d) {
    return d.has(tuesday) ? std::string(domain::word(d.shift(tuesday).state)) : "none";
}

void expect_shift_cell(desk d, const gate_row& one, const speaker& who, const std::string& state) {
    const auto told = d.type(who.person, who.channel, one.line);
    const auto where = cell_of(one.line, who, state, told);
    const bool leads = among(one.states, state);
    if (leads && among(one.does, who.role)) {
        EXPECT_TRUE(told.changed) << where;
        EXPECT_EQ(state_of_shift(d), one.leads) << where;
    } else if (leads && among(one.asks, who.role)) {
        EXPECT_TRUE(told.form) << where;
        EXPECT_FALSE(told.changed) << where;
    } else if (told.text.starts_with("That is so already,")) {
        EXPECT_TRUE(state == "confirmed" && among("am rec sup ops", who.role)) << where;
        EXPECT_EQ(one.line, before_it_begins[1].line) << where;
        EXPECT_TRUE(told.refused) << where;
    } else {
        expect_refusal(told, no_requisition, !among(strangers, who.role), where);
        EXPECT_EQ(state_of_shift(d), state) << where;
    }
}

void expect_shift_cells(std::span<const gate_row> rows, std::optional<instant> when) {
    for (std::size_t from = 0; from < shift_states.size();) {
        const auto to = std::min(shift_states.find(' ', from), shift_states.size());
        const std::string state(shift_states.substr(from, to - from));
        from = to + 1;
        auto d = with_shift(state);
        ASSERT_EQ(state_of_shift(d), state);
        d.now = when.value_or(d.now);
        for (const auto& one : rows) {
            for (const auto& who : around_shifts) {
                expect_shift_cell(d, row_for(rows, one.line, who.role, state), who, state);
            }
        }
    }
}

TEST(gate_of_shifts, every_verb_before_it_begins) {
    expect_shift_cells(before_it_begins, std::nullopt);
}

TEST(gate_of_shifts, every_verb_once_it_began) {
    expect_shift_cells(once_it_began, at("2026-12-01T14:10-06:00"));
}

// Shifts are ordered of what suppliers work on, or of what is filled.
TEST(gate_of_shifts, are_planned_of_an_open_or_filled_requisition_alone) {
    using domain::requisition_state;
    for (const auto state :
         {requisition_state::draft,
          requisition_state::intake,
          requisition_state::qualified,
          requisition_state::open,
          requisition_state::on_hold,
          requisition_state::filled,
          requisition_state::closed,
          requisition_state::cancelled}) {
        auto d = with_shift("none");
        auto req = d.req(1);
        req.state = state;
        d.put(req);
        const auto told = d.type("gus", "dockside-floor", "shift 1 2nd ordered:4 on:\"dec 1\"");
        const bool wanted = state == requisition_state::open || state == requisition_state::filled;
        EXPECT_EQ(told.changed, wanted) << domain::word(state) << told.text;
        EXPECT_EQ(told.refused, !wanted) << domain::word(state) << told.text;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
