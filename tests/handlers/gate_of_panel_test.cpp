// What an interviewer answers and says, in every state of the interview and of their own part, by
// every role. Where they lead and who may are written out by hand from DOMAIN.md 3.5.
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

using domain::feedback_state;
using domain::interview_state;
using domain::invitation;

// Raj is on the panel, and nothing else on this requisition.
constexpr speaker who_speaks[] = {
    {"own", "raj", "dm-raj"},
    {"hm", "ana", "dm-ana"},
    {"am", "robin", "dm-robin"},
    {"ops", "dana", "hiring-desk"},
    {"sup", "maul", "sup-hammer"},
    {"rival", "wren", "sup-quillfeather"},
    {"adm", "sam", "hiring-desk"},
};

constexpr gate_row panel_rows[] = {
    {"fb I-51 yes \"calm\" for:@raj", "confirmed held feedback_complete", "own hm am ops", "", ""},
    {"fb I-51 waive @raj \"on leave\"", "confirmed held feedback_complete", "hm am ops", "", ""},
    {"I-51 accept for:@raj", "confirmed", "own hm am ops", "", ""},
    {"I-51 decline \"travelling\" for:@raj", "confirmed", "own hm am ops", "", ""},
    {"I-51 panel remove:@raj", "requested proposed confirmed", "hm am ops", "", ""},
    {"I-51 note \"parking is at the back\"",
     "requested proposed confirmed held feedback_complete cancelled no_show expired",
     "own hm am ops sup adm",
     "",
     ""},
};

constexpr interview_state every_interview_state[] = {
    interview_state::requested,
    interview_state::proposed,
    interview_state::confirmed,
    interview_state::held,
    interview_state::feedback_complete,
    interview_state::cancelled,
    interview_state::no_show,
    interview_state::expired,
};

domain::interviewer& raj_of(domain::interview& iv) {
    return *std::ranges::find(iv.panel, person_id{"raj"}, &domain::interviewer::person);
}

TEST(gate_of_panel, every_verb_in_every_state_by_every_role) {
    const auto start = with_held();
    for (const auto state : every_interview_state) {
        for (const auto& row : panel_rows) {
            for (const auto& who : who_speaks) {
                auto d = start;
                auto iv = d.iv(51);
                iv.state = state;
                d.put(iv);
                const auto told = d.type(who.person, who.channel, row.line);
                const auto where = cell_of(row.line, who, word(state), told);
                if (allows(row, who.role, word(state))) {
                    EXPECT_TRUE(told.changed) << where;
                } else {
                    EXPECT_TRUE(told.refused) << where;
                    EXPECT_FALSE(told.changed || told.form) << where;
                    EXPECT_TRUE(has(told.text, "/hire ")) << where;
                    EXPECT_TRUE(who.role != "rival" || has(told.text, "There is no I-51")) << where;
                }
            }
        }
    }
}

// A verdict is taken always, another one until the decision; there is nothing to waive once it is
// in.
TEST(gate_of_panel, every_state_of_the_feedback_before_and_after_the_decision) {
    constexpr feedback_state every_feedback_state[] = {
        feedback_state::none,
        feedback_state::due,
        feedback_state::submitted,
        feedback_state::amended,
        feedback_state::waived};
    const auto start = with_held();
    for (const auto state : every_feedback_state) {
        for (const bool decided : {false, true}) {
            const bool given =
                state == feedback_state::submitted || state == feedback_state::amended;
            auto d = start;
            auto iv = d.iv(51);
            iv.state = interview_state::held;
            raj_of(iv).feedback.state = state;
            d.put(iv);
            auto sub = d.sub(301);
            if (decided) {
                sub.state = domain::submittal_state::rejected;
                sub.before_end = domain::submittal_state::interviewing;
                sub.ended = d.now;
                d.put(sub);
            }
            auto other = d;
            const auto where = std::string(word(state)) + (decided ? " decided" : "");
            const auto verdict = d.type("raj", "dm-raj", "fb I-51 no \"no PLC work\"");
            EXPECT_EQ(verdict.changed, !(given && decided)) << where << '\n' << verdict.text;
            EXPECT_EQ(verdict.refused, given && decided) << where << '\n' << verdict.text;
            const auto waived = other.type("robin", "dm-robin", "fb I-51 waive @raj \"on leave\"");
            EXPECT_EQ(waived.changed, !given) << where << '\n' << waived.text;
            EXPECT_EQ(waived.refused, given) << where << '\n' << waived.text;
            auto after = other.iv(51);
            EXPECT_EQ(raj_of(after).feedback.state, given ? state : feedback_state::waived);
        }
    }
}

TEST(gate_of_panel, whoever_answered_may_think_again_while_the_time_is_confirmed) {
    const auto start = with_time();
    for (const auto before : {invitation::open, invitation::accepted, invitation::declined}) {
        for (const auto& [line, after] :
             {std::pair{"I-51 accept", invitation::accepted},
              std::pair{"I-51 decline \"travelling\"", invitation::declined}}) {
            auto d = start;
            auto iv = d.iv(51);
            raj_of(iv).answer = before;
            d.put(iv);
            must(d, "raj", "dm-raj", line);
            iv = d.iv(51);
            EXPECT_EQ(raj_of(iv).answer, after) << word(before) << ' ' << line;
        }
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
