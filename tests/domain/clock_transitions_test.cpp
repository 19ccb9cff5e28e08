// The life of a clock: every cell of its table and of the arithmetic, which reason goes before
// which, that being late is a mark, and the picture.
#include "core/domain/clock_transitions.hpp"

#include "core/domain/clock_rules.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

// One letter per verb, in the order of the enumeration: the state it leads to, '.' for refused.
// r running, p paused, m met, c cancelled.
struct clock_row {
    clock_state from;
    std::string_view cells;
};
//  pause resume breach meet cancel
constexpr clock_row clock_cells[] = {
    {clock_state::running, "p.rmc"},
    {clock_state::paused, ".r.mc"},
    {clock_state::met, "....."},
    {clock_state::cancelled, "....."},
};

char clock_letter(clock_state s) {
    return std::string_view{"rpmc"}[static_cast<std::size_t>(s)];
}

// Of four working hours, begun on a Monday at nine.
clock begun_clock(clock_state is) {
    const auto on = chicago_calendar();
    auto c = coverage_clock(hours_policy(4), on, chicago("2026-11-30 09:00"));
    const auto ten = chicago("2026-11-30 10:00");
    switch (is) {
        case clock_state::running:
            return c;
        case clock_state::paused:
            return pause(c, on, ten);
        case clock_state::met:
            return meet(c, on, ten);
        case clock_state::cancelled:
            return cancel(c, on, ten);
    }
    return c;
}

clock done_to_clock(const clock& c, clock_verb what) {
    const auto on = chicago_calendar();
    const auto eleven = chicago("2026-11-30 11:00");
    switch (what) {
        case clock_verb::pause:
            return pause(c, on, eleven);
        case clock_verb::resume:
            return resume(c, on, eleven);
        case clock_verb::breach: {
            auto req = in_state(requisition_state::open);
            req.clocks = {c};
            return after(req, {clock_breached{clock_kind::coverage, 0}}).clocks.front();
        }
        case clock_verb::meet:
            return meet(c, on, eleven);
        case clock_verb::cancel:
            return cancel(c, on, eleven);
    }
    return c;
}

TEST(ClockTransitions, EveryCellOfTheTableAndOfTheArithmetic) {
    ASSERT_EQ(std::size(clock_cells), 4U);
    for (const auto& row : clock_cells) {
        ASSERT_EQ(row.cells.size(), clock_verb_count);
        for (std::size_t v = 0; v < clock_verb_count; ++v) {
            const auto what = static_cast<clock_verb>(v);
            SCOPED_TRACE(std::string{word(row.from)} + ' ' + std::string{word(what)});
            const auto to = next_state(row.from, what);
            EXPECT_EQ(to ? clock_letter(*to) : '.', row.cells[v]);

            const auto before = begun_clock(row.from);
            ASSERT_EQ(before.state, row.from);
            const auto now = done_to_clock(before, what);
            if (row.cells[v] == '.') {
                EXPECT_EQ(now, before);
            } else {
                EXPECT_EQ(clock_letter(now.state), row.cells[v]);
                EXPECT_NE(now, before);
            }
        }
    }
}

TEST(ClockTransitions, TheMarkOfALateOneStaysWhateverBecomesOfIt) {
    const auto on = chicago_calendar();
    const auto late = chicago("2026-11-30 15:00");
    const auto due = chicago("2026-11-30 13:00");
    for (const auto& c :
         {pause(begun_clock(clock_state::running), on, late),
          meet(begun_clock(clock_state::running), on, late),
          cancel(begun_clock(clock_state::running), on, late),
          resume(
              pause(begun_clock(clock_state::running), on, late),
              on,
              late + std::chrono::hours{1}
          )}) {
        EXPECT_EQ(c.breached, std::optional{due}) << word(c.state);
    }
    EXPECT_FALSE(meet(begun_clock(clock_state::paused), on, late).breached);
}

// What stops goes before what makes it stand still, and that before what starts (DOMAIN.md 4.1).
TEST(ClockTransitions, StopGoesBeforePauseAndPauseBeforeStart) {
    const policy chosen = hours_policy(4);
    const auto asked_of = [&chosen](const requisition& req) {
        for (const auto& wish : clock_wishes(req, chosen)) {
            if (wish.kind == clock_kind::first_submittal) {
                return wish.what;
            }
        }
        return clock_wish::ask::none;
    };
    for (const bool on_hold : {false, true}) {
        auto req = in_state(on_hold ? requisition_state::on_hold : requisition_state::open);
        EXPECT_EQ(asked_of(req), on_hold ? clock_wish::ask::wait : clock_wish::ask::run);
        req.slate.before_client = 1;
        EXPECT_EQ(asked_of(req), clock_wish::ask::met) << on_hold;
    }
}

TEST(ClockTransitions, ThePictureIsCurrent) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/clock.md";
    const auto picture = "```mermaid\n" + clock_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
