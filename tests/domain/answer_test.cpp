// What a supplier answers: every cell of its table and of the fold, who may take each step, and
// the picture.
#include "core/domain/answer_transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

constexpr verb answering_verbs[] =
    {verb::release, verb::accept, verb::decline, verb::remove, verb::reopen};

// One letter per verb above: the state it leads to, '.' for refused.
// k asked, a accepted, d declined, r removed.
struct answer_row {
    coverage::answer from;
    std::string_view cells;
};
//  release accept decline remove reopen
constexpr answer_row answer_cells[] = {
    {coverage::answer::asked, "kadrk"},
    {coverage::answer::accepted, "aadrk"},
    {coverage::answer::declined, "kadrk"},
    {coverage::answer::removed, "k...."},
};

char answer_letter(coverage::answer s) {
    return std::string_view{"kadr"}[static_cast<std::size_t>(s)];
}

payload answering(verb what) {
    switch (what) {
        case verb::accept:
            return supplier_accepted{.supplier = supplier_id{"northlight"}, .heads = 3};
        case verb::decline:
            return supplier_declined{.supplier = supplier_id{"northlight"}};
        case verb::remove:
            return supplier_removed{supplier_id{"northlight"}};
        case verb::reopen:
            return reopened{.openings = 1};
        default:
            return released{.suppliers = {asked("northlight")}};
    }
}

// Northlight said so; reopened is only what has ended.
requisition answered(coverage::answer said, verb what) {
    auto req = in_state(requisition_state::open);
    req.suppliers.front().said = said;
    if (what == verb::reopen) {
        req.state = requisition_state::closed;
    }
    return req;
}

TEST(supplier_answer, every_cell_of_the_table_and_of_the_fold) {
    ASSERT_EQ(std::size(answer_cells), 4U);
    for (const auto& row : answer_cells) {
        ASSERT_EQ(row.cells.size(), std::size(answering_verbs));
        for (std::size_t v = 0; v < std::size(answering_verbs); ++v) {
            const auto what = answering_verbs[v];
            SCOPED_TRACE(std::string{word(row.from)} + ' ' + std::string{word(what)});
            const auto to = next_state(row.from, what);
            EXPECT_EQ(to ? answer_letter(*to) : '.', row.cells[v]);

            const auto before = answered(row.from, what);
            const auto now = apply(before, happened(answering(what), from_unix_ms(9'000)));
            if (row.cells[v] == '.') {
                EXPECT_EQ(now.suppliers.front(), before.suppliers.front());
            } else {
                EXPECT_EQ(answer_letter(now.suppliers.front().said), row.cells[v]);
            }
        }
    }
}

TEST(supplier_answer, nothing_else_changes_it) {
    for (const auto& row : answer_cells) {
        for (std::size_t v = 0; v < verb_count; ++v) {
            const auto what = static_cast<verb>(v);
            const bool answers =
                std::ranges::find(answering_verbs, what) != std::end(answering_verbs);
            EXPECT_TRUE(answers || !next_state(row.from, what)) << word(row.from) << word(what);
        }
    }
}

TEST(supplier_answer, release_leaves_a_standing_one_alone_and_asks_who_is_out) {
    auto before = answered(coverage::answer::accepted, verb::release);
    before.suppliers.front().heads = 7;
    EXPECT_EQ(after(before, {answering(verb::release)}).suppliers, before.suppliers);
    before.suppliers.front().said = coverage::answer::removed;
    before.suppliers.front().reason = "rate";
    const auto again = after(before, {answering(verb::release)}).suppliers.front();
    EXPECT_EQ(again.said, coverage::answer::asked);
    EXPECT_EQ(again.heads, 0U);
    EXPECT_TRUE(again.reason.empty());
}

TEST(supplier_answer, only_of_who_was_asked_and_while_it_is_open) {
    const auto open = in_state(requisition_state::open);
    for (const auto what : {verb::accept, verb::decline, verb::remove}) {
        auto stranger = open;
        stranger.suppliers.erase(stranger.suppliers.begin());
        EXPECT_EQ(after(stranger, {answering(what)}).suppliers, stranger.suppliers) << word(what);
        const auto shut = in_state(requisition_state::closed);
        EXPECT_EQ(after(shut, {answering(what)}).suppliers, shut.suppliers) << word(what);
        EXPECT_NE(after(open, {answering(what)}).suppliers, open.suppliers) << word(what);
    }
}

// a account manager, o operations, r recruiter, s supplier, h hiring manager, d administrator.
std::string who_may_answer(verb what) {
    const auto req = in_state(requisition_state::open);
    std::string letters;
    const auto add = [&](char letter, const actor& who) {
        letters += may(needed_permission(what), req, who) ? letter : '.';
    };
    add('a', robin());
    add('o', dana());
    add('r', rex());
    add('s', north());
    add('h', ana());
    add('d', sam());
    return letters;
}

TEST(supplier_answer, every_step_and_role) {
    EXPECT_EQ(who_may_answer(verb::release), "ao....");
    EXPECT_EQ(who_may_answer(verb::accept), "aors..");
    EXPECT_EQ(who_may_answer(verb::decline), "aors..");
    EXPECT_EQ(who_may_answer(verb::remove), "ao....");
    EXPECT_EQ(who_may_answer(verb::reopen), "ao....");
}

TEST(supplier_answer, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/answer.md";
    const auto picture = "```mermaid\n" + answer_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
