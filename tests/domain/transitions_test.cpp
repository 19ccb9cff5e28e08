// Every cell of state x verb, written out by hand from DOMAIN.md 3.1 and 0, and the picture of it.
#include "core/domain/transitions.hpp"

#include "core/domain/reasons.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace fillrate::domain::testing {
namespace {

constexpr std::size_t columns = verb_count;

// One letter per verb, in the order of the enumeration: the state it leads to, '.' for refused.
// d draft, i intake, q qualified, o open, h on hold, f filled, c closed, x cancelled.
struct row {
    requisition_state from;
    std::string_view cells;
};
//  submit save return qualify release accept decline take hold resume close cancel reopen set owner
//  note start remove
constexpr row expected[] = {
    {requisition_state::draft, "i.......h..x.ddd.."},
    {requisition_state::intake, ".idq....h..x.iii.."},
    {requisition_state::qualified, "....o...h..x.qqq.."},
    {requisition_state::open, "....ooooh.cx.ooooo"},
    {requisition_state::on_hold, ".........ocx.hhh.h"},
    {requisition_state::filled, "..........cxo.ff.."},
    {requisition_state::closed, "............o.cc.."},
    {requisition_state::cancelled, "............o.xx.."},
};

char letter(requisition_state s) {
    return std::string_view{"diqohfcx"}[static_cast<std::size_t>(s)];
}

payload payload_of(verb v) {
    switch (v) {
        case verb::submit:
            return submitted_for_intake{};
        case verb::save_checklist:
            return checklist_saved{.items = 3};
        case verb::send_back:
            return returned_to_draft{};
        case verb::qualify:
            return qualified{.items = 3, .waived = "client insists"};
        case verb::release:
            return released{.suppliers = {asked("tortoise")}};
        case verb::accept:
            return supplier_accepted{.supplier = supplier_id{"northlight"}, .heads = 2};
        case verb::decline:
            return supplier_declined{.supplier = supplier_id{"northlight"}};
        case verb::take:
            return recruiter_took{};
        case verb::hold:
            return held{};
        case verb::resume:
            return resumed{};
        case verb::close:
            return closed{};
        case verb::cancel:
            return cancelled{};
        case verb::reopen:
            return reopened{.openings = 2};
        case verb::change: {
            requisition_changed to;
            to.title = "Other";
            return to;
        }
        case verb::reassign: {
            requisition_changed to;
            to.owner = person_id{"lee"};
            to.owner_name = "Lee Marlow";
            return to;
        }
        case verb::note:
            return noted{.text = "called"};
        case verb::start:
            return heads_started{.present = 1};
        case verb::remove:
            return supplier_removed{supplier_id{"northlight"}};
    }
    return noted{};
}

TEST(Transitions, EveryCellOfTheTableAndOfApply) {
    for (const row& r : expected) {
        ASSERT_EQ(r.cells.size(), columns);
        ASSERT_EQ(in_state(r.from).state, r.from);
        for (std::size_t v = 0; v < columns; ++v) {
            const auto what = static_cast<verb>(v);
            SCOPED_TRACE(std::string{word(r.from)} + " " + std::string{word(what)});
            const char cell = r.cells[v];
            requisition req = in_state(r.from);
            // People who are counted, not named, exist in this category only.
            req.category = what == verb::start ? category::light_industrial : req.category;
            const auto to = next_state(req, what);
            EXPECT_EQ(to ? letter(*to) : '.', cell);

            const requisition next = apply(req, happened(payload_of(what), from_unix_ms(9'000)));
            EXPECT_EQ(next.events, req.events + 1);
            if (cell == '.') {
                requisition unchanged = req;
                ++unchanged.events;
                EXPECT_EQ(next, unchanged);
            } else {
                EXPECT_EQ(letter(next.state), cell);
                EXPECT_EQ(next.changed, from_unix_ms(9'000));
            }
        }
    }
}

// What follows from the openings, one letter per turn: last opening filled, an opening falls off.
constexpr row expected_turns[] = {
    {requisition_state::draft, ".."},
    {requisition_state::intake, ".."},
    {requisition_state::qualified, ".."},
    {requisition_state::open, "f."},
    {requisition_state::on_hold, ".."},
    {requisition_state::filled, ".o"},
    {requisition_state::closed, ".."},
    {requisition_state::cancelled, ".."},
};

// Somebody whose offer is accepted does not come, where the last opening was theirs.
requisition after_turn(requisition req, opening_turn what) {
    const submittal_number paige{301};
    for (opening& o : req.openings) {
        o.state = opening_state::filled;
    }
    if (what == opening_turn::last_filled) {
        return apply(req, happened(all_filled{}, from_unix_ms(9'000)));
    }
    req.openings.back().state = opening_state::reserved;
    req.openings.back().submittal = paige;
    slate_moved missed;
    missed.submittal = paige;
    missed.supplier = supplier_id{"northlight"};
    missed.what = submittal_verb::no_show;
    missed.from = submittal_state::cleared;
    missed.to = submittal_state::fell_off;
    return apply(req, happened(missed, from_unix_ms(9'000)));
}

TEST(Transitions, EveryCellOfWhatFollowsFromTheOpenings) {
    for (const row& r : expected_turns) {
        ASSERT_EQ(r.cells.size(), opening_turn_count);
        for (std::size_t t = 0; t < opening_turn_count; ++t) {
            const auto what = static_cast<opening_turn>(t);
            SCOPED_TRACE(std::string{word(r.from)} + " " + std::string{word(what)});
            const auto to = next_state(in_state(r.from), what);
            EXPECT_EQ(to ? letter(*to) : '.', r.cells[t]);
            const requisition next = after_turn(in_state(r.from), what);
            EXPECT_EQ(next.state, to.value_or(r.from));
            const bool over = r.from == requisition_state::closed ||
                              r.from == requisition_state::cancelled ||
                              next.state == requisition_state::filled;
            EXPECT_EQ(next.ended.has_value(), over);
        }
    }
}

TEST(Transitions, OpenStaysWhatHasAnOpeningOrNobodyWhoStarted) {
    auto req = in_state(requisition_state::open);
    for (opening& o : req.openings) {
        o.state = opening_state::filled;
    }
    req.openings.front().state = opening_state::open;
    EXPECT_EQ(after(req, {all_filled{}}).state, requisition_state::open);
    for (opening& o : req.openings) {
        o.state = opening_state::reserved;
    }
    EXPECT_EQ(after(req, {all_filled{}}).state, requisition_state::open);
    req.openings.front().state = opening_state::filled;
    EXPECT_EQ(after(req, {all_filled{}}).state, requisition_state::filled);
}

// The rows of DOMAIN.md 3.1 that are the bot's are in the picture.
TEST(Transitions, ThePictureShowsWhatFollowsFromTheOpenings) {
    const auto picture = requisition_diagram();
    EXPECT_NE(picture.find("    open --> filled : last opening filled\n"), std::string::npos);
    EXPECT_NE(picture.find("    filled --> open : an opening falls off\n"), std::string::npos);
}

TEST(Transitions, ResumingLeadsBackToWhereTheHoldBegan) {
    for (const auto from :
         {requisition_state::draft,
          requisition_state::intake,
          requisition_state::qualified,
          requisition_state::open}) {
        const requisition req = after(in_state(from), {held{}});
        ASSERT_EQ(req.state, requisition_state::on_hold);
        ASSERT_EQ(next_state(req, verb::resume), from);
        EXPECT_EQ(after(req, {resumed{}}).state, from);
    }
}

TEST(Transitions, OpeningsMayNotFallUnderThoseTaken) {
    requisition req = in_state(requisition_state::open);
    req.openings[0].state = opening_state::filled;
    req.openings[1].state = opening_state::reserved;
    EXPECT_FALSE(openings_fit(req, 0));
    EXPECT_FALSE(openings_fit(req, 1));
    EXPECT_TRUE(openings_fit(req, 2));
    EXPECT_TRUE(openings_fit(req, max_openings));
    EXPECT_FALSE(openings_fit(req, max_openings + 1));
    EXPECT_FALSE(openings_fit(in_state(requisition_state::draft), 0));
}

TEST(Transitions, ReopeningEndsAfterTheDaysOfThePolicy) {
    const requisition req = in_state(requisition_state::closed);
    for (const std::uint32_t days : {1U, 90U}) {
        const instant last = *req.ended + std::chrono::days{days};
        EXPECT_TRUE(may_still_reopen(req, days, last));
        EXPECT_FALSE(may_still_reopen(req, days, last + milliseconds{1}));
        EXPECT_FALSE(may_still_reopen(in_state(requisition_state::open), days, last));
    }
}

TEST(Transitions, PermissionsOfTheWhoColumn) {
    EXPECT_EQ(needed_permission(verb::submit), permission::create);
    EXPECT_EQ(needed_permission(verb::qualify), permission::intake);
    EXPECT_EQ(needed_permission(verb::accept), permission::answer_for_supplier);
    EXPECT_EQ(needed_permission(verb::hold), permission::hold);
    EXPECT_EQ(needed_permission(verb::cancel), permission::end);
    EXPECT_EQ(needed_permission(verb::reassign), permission::reassign);
}

TEST(Transitions, ReasonCodes) {
    EXPECT_TRUE(is_reason_code("budget"));
    EXPECT_TRUE(is_reason_code("capacity"));
    EXPECT_TRUE(is_reason_code("filled_by_us"));
    EXPECT_FALSE(is_reason_code("the boss is ill"));
    EXPECT_FALSE(is_reason_code(""));
}

// The page shows the table as it is. FILLRATE_WRITE_DOCS=1 writes it anew.
TEST(Transitions, ThePageIsCurrent) {
    const std::string wanted =
        "# The life of a requisition\n\n"
        "Drawn from the tables in `core/domain/transitions.hpp`; a test keeps it current. What "
        "does not change the state\n(notes, `set`, suppliers' answers) is not drawn. Resuming goes "
        "back to the state the hold began in. What is said of an\nopening nobody does: it follows "
        "when one is filled, or looks for somebody again.\n\n```mermaid\n" +
        requisition_diagram() + "```\n";
    const std::string path = FILLRATE_DOCS_DIR "/requisition.md";
    if (std::getenv("FILLRATE_WRITE_DOCS") != nullptr) {
        std::ofstream{path} << wanted;
    }
    std::ifstream file{path};
    std::ostringstream present;
    present << file.rdbuf();
    EXPECT_EQ(present.str(), wanted);
}

}  // namespace
}  // namespace fillrate::domain::testing
