// The life of a question: every cell of its table and of the fold, in every state of its
// requisition, and the picture.
#include "core/domain/question.hpp"

#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

// One letter per verb, in the order of the enumeration: the state it leads to, '.' for refused.
// o open, a answered, d dropped.
struct question_row {
    question_state from;
    std::string_view cells;
};
//  answer drop
constexpr question_row question_cells[] = {
    {question_state::open, "ad"},
    {question_state::answered, "a."},
    {question_state::dropped, "a."},
};

char question_letter(question_state s) {
    return std::string_view{"oad"}[static_cast<std::size_t>(s)];
}

payload done_to_question(question_verb what) {
    return what == question_verb::answer ? payload{question_answered{{7}, "weekends paid?", "1.5x"}}
                                         : payload{question_dropped{{7}, "weekends paid?", {}}};
}

requisition with_question(question_state is, requisition_state of) {
    auto req = in_state(of);
    question one;
    one.number = question_number{7};
    one.text = "weekends paid?";
    one.asked = from_unix_ms(1'000);
    if (is == question_state::answered) {
        one.answer = "no";
        one.answered = from_unix_ms(2'000);
    } else if (is == question_state::dropped) {
        one.dropped = from_unix_ms(2'000);
    }
    req.questions.push_back(one);
    return req;
}

TEST(question, every_cell_of_the_table_and_of_the_fold) {
    ASSERT_EQ(std::size(question_cells), 3U);
    for (const auto& row : question_cells) {
        ASSERT_EQ(row.cells.size(), question_verb_count);
        for (std::size_t v = 0; v < question_verb_count; ++v) {
            const auto what = static_cast<question_verb>(v);
            SCOPED_TRACE(std::string{word(row.from)} + ' ' + std::string{word(what)});
            const auto to = next_state(row.from, what);
            EXPECT_EQ(to ? question_letter(*to) : '.', row.cells[v]);
            for (const auto of : every_state) {
                const auto before = with_question(row.from, of);
                ASSERT_EQ(state_of(before.questions.front()), row.from);
                const auto now =
                    apply(before, happened(done_to_question(what), from_unix_ms(9'000)));
                ASSERT_EQ(now.questions.size(), 1U);
                if (row.cells[v] == '.') {
                    EXPECT_EQ(now.questions, before.questions) << word(of);
                } else {
                    EXPECT_EQ(question_letter(state_of(now.questions.front())), row.cells[v])
                        << word(of);
                    EXPECT_NE(now.questions, before.questions) << word(of);
                }
            }
        }
    }
}

TEST(question, is_asked_until_its_requisition_has_ended) {
    for (const auto of : every_state) {
        const auto req = in_state(of);
        const auto now =
            apply(req, happened(question_asked{{7}, "weekends paid?", supplier_id{"quill"}, "Q"}));
        EXPECT_EQ(now.questions.size(), has_ended(req) ? 0U : 1U) << word(of);
    }
}

TEST(question, is_answered_and_closed_by_its_account_manager_only) {
    const auto req = in_state(requisition_state::open);
    EXPECT_TRUE(may(permission::acknowledge, req, robin()));
    EXPECT_TRUE(may(permission::acknowledge, req, dana()));
    for (const auto& who : {rex(), ana(), north(), sam()}) {
        EXPECT_FALSE(may(permission::acknowledge, req, who)) << who.name;
    }
}

TEST(question, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/question.md";
    const auto picture = "```mermaid\n" + question_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
