// The life of an opening: every cell of its table and of the fold, what an end leaves of the
// numbers, its picture.
#include "core/domain/opening_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

constexpr submittal_number paige{301};

// One letter per verb, in the order of the enumeration: the state it leads to, '.' for refused.
// o open, r reserved, f filled, x cancelled, e ended.
struct opening_row {
    opening_state from;
    std::string_view cells;
};
//  reserve fill fall_off keep_open cancel backfill end
constexpr opening_row opening_cells[] = {
    {opening_state::open, "rf.ox.."},
    {opening_state::reserved, ".fo...."},
    {opening_state::filled, ".....fe"},
    {opening_state::cancelled, "......."},
    {opening_state::ended, "......."},
};

char letter_of(opening_state s) {
    return std::string_view{"orfxe"}[static_cast<std::size_t>(s)];
}

slate_moved step_of(submittal_verb what, submittal_state from, submittal_state to) {
    slate_moved moved;
    moved.submittal = paige;
    moved.supplier = supplier_id{"northlight"};
    moved.what = what;
    moved.from = from;
    moved.to = to;
    return moved;
}

// What happens to the candidate or the requisition, so that the opening follows.
payload cause_of(opening_verb what, opening_state from) {
    using enum submittal_state;
    switch (what) {
        case opening_verb::reserve:
            return step_of(submittal_verb::accept, offer_extended, offer_accepted);
        case opening_verb::fill:
            return step_of(
                submittal_verb::start,
                from == opening_state::open ? fell_off : cleared,
                started
            );
        case opening_verb::fall_off:
            return step_of(submittal_verb::no_show, cleared, fell_off);
        case opening_verb::keep_open:
            return heads_started{.no_show = 1};
        case opening_verb::cancel:
            return cancelled{};
        case opening_verb::backfill:
            return opening_backfilled{paige, "P.T."};
        case opening_verb::end:
            return opening_ended{paige};
    }
    return noted{};
}

// An open requisition with one opening.
requisition with_opening(opening_state s) {
    auto req = in_state(requisition_state::open);
    req.category = category::light_industrial;  // people are counted there
    req.openings.resize(1);
    req.openings.front().state = s;
    req.openings.front().submittal = s == opening_state::open ? submittal_number{} : paige;
    return req;
}

TEST(opening, every_cell_of_the_table_and_of_the_fold) {
    ASSERT_EQ(std::size(opening_cells), 5U);
    for (const auto& row : opening_cells) {
        ASSERT_EQ(row.cells.size(), opening_verb_count);
        for (std::size_t v = 0; v < opening_verb_count; ++v) {
            const auto what = static_cast<opening_verb>(v);
            SCOPED_TRACE(std::string{word(row.from)} + ' ' + std::string{word(what)});
            const auto to = next_state(row.from, what);
            EXPECT_EQ(to ? letter_of(*to) : '.', row.cells[v]);

            const auto before = with_opening(row.from);
            const auto now = apply(before, happened(cause_of(what, row.from)));
            if (row.cells[v] == '.') {
                EXPECT_EQ(now.openings, before.openings);
            } else {
                EXPECT_EQ(letter_of(now.openings.front().state), row.cells[v]);
                EXPECT_NE(now.openings, before.openings);
            }
        }
    }
}

TEST(opening, knows_when_it_was_taken_and_when_its_first_day_was) {
    const auto later = from_unix_ms(5'000);
    const auto step = [&later](const requisition& req, opening_verb what, opening_state from) {
        return apply(req, happened(cause_of(what, from), later)).openings.front();
    };
    const auto open = with_opening(opening_state::open);
    const auto taken = step(open, opening_verb::reserve, opening_state::open);
    EXPECT_EQ(taken.taken, later);
    EXPECT_FALSE(taken.began);
    auto reserved = with_opening(opening_state::reserved);
    reserved.openings.front().taken = from_unix_ms(4'000);
    const auto filled = step(reserved, opening_verb::fill, opening_state::reserved);
    EXPECT_EQ(filled.taken, from_unix_ms(4'000));
    EXPECT_EQ(filled.began, later);
    const auto freed = step(reserved, opening_verb::fall_off, opening_state::reserved);
    EXPECT_FALSE(freed.taken);
    const auto counted = apply(open, happened(heads_started{.present = 1}, later)).openings.front();
    EXPECT_EQ(counted.taken, later);
    EXPECT_EQ(counted.began, later);
}

TEST(opening, a_kept_promise_is_marked_as_long_as_who_kept_it_stays_away) {
    auto open = with_opening(opening_state::open);
    open.openings.front().batch = 1;
    open.clocks = {clock{.kind = clock_kind::fill, .batch = 1}};
    const auto taken = apply(open, happened(cause_of(opening_verb::reserve, opening_state::open)));
    EXPECT_EQ(taken.clocks.front().openings, 1U);
    EXPECT_EQ(taken.clocks.front().fell_off, 0U);
    const auto fell =
        apply(taken, happened(cause_of(opening_verb::fall_off, opening_state::reserved)));
    EXPECT_EQ(fell.clocks.front().openings, 1U) << "what was kept stays kept";
    EXPECT_EQ(fell.clocks.front().fell_off, 1U);
    const auto came = apply(fell, happened(cause_of(opening_verb::fill, opening_state::open)));
    EXPECT_EQ(came.clocks.front().fell_off, 0U) << "they came late";
}

TEST(opening, is_another_candidates_and_stays_so) {
    for (const auto s : {opening_state::reserved, opening_state::filled}) {
        auto before = with_opening(s);
        before.openings.front().submittal = submittal_number{302};
        for (const auto what :
             {opening_verb::fill,
              opening_verb::fall_off,
              opening_verb::backfill,
              opening_verb::end}) {
            EXPECT_EQ(apply(before, happened(cause_of(what, s))).openings, before.openings)
                << word(s) << ' ' << word(what);
        }
    }
}

TEST(opening, ended_knows_why_and_counts_as_filled) {
    const auto before = with_opening(opening_state::filled);
    const auto now = apply(before, happened(opening_ended{paige}, {}, "quit"));
    ASSERT_EQ(now.openings.front().state, opening_state::ended);
    EXPECT_EQ(now.openings.front().reason, "quit");
    EXPECT_EQ(now.openings.front().submittal, paige);
    EXPECT_EQ(count_openings(before), (opening_counts{.filled = 1}));
    EXPECT_EQ(count_openings(now), (opening_counts{.filled = 1, .ended = 1}));
    EXPECT_EQ(count_openings(now).total(), 1U);
    EXPECT_FALSE(openings_fit(now, 0));
    EXPECT_TRUE(openings_fit(now, 1));
    EXPECT_EQ(now.state, before.state);
}

TEST(opening, a_replaced_one_stays_filled_and_the_further_one_names_who_left) {
    auto req = apply(
        with_opening(opening_state::filled),
        happened(opening_backfilled{paige, "P.T."}, {}, "quit")
    );
    ASSERT_EQ(req.openings.size(), 2U);
    EXPECT_EQ(req.openings.front().state, opening_state::filled);
    EXPECT_TRUE(req.openings.front().reason.empty());
    EXPECT_EQ(req.openings.back().state, opening_state::open);
    EXPECT_EQ(req.openings.back().backfill_of, paige);
    EXPECT_EQ(count_openings(req), (opening_counts{.open = 1, .filled = 1}));
}

TEST(opening, its_words_are_told_apart) {
    for (std::size_t v = 1; v < opening_verb_count; ++v) {
        EXPECT_NE(word(static_cast<opening_verb>(v)), word(static_cast<opening_verb>(v - 1)));
    }
    EXPECT_TRUE(was_filled(opening_state::filled));
    EXPECT_TRUE(was_filled(opening_state::ended));
    EXPECT_FALSE(was_filled(opening_state::open));
    EXPECT_FALSE(was_filled(opening_state::reserved));
    EXPECT_FALSE(was_filled(opening_state::cancelled));
}

TEST(opening, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/opening.md";
    const auto picture = "```mermaid\n" + opening_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
