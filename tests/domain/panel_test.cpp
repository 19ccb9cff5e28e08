// What one interviewer answers and says: every cell of both tables and of the fold, who may take
// each step, and the pictures.
#include "core/domain/event.hpp"
#include "core/domain/interview_clearance.hpp"
#include "core/domain/panel_transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace fillrate::domain::testing {
namespace {

// One letter per verb, in the order of the enumeration: the state it leads to, '.' for refused.
struct feedback_row {
    feedback_state from;
    std::string_view cells;
};
// n none, d due, s submitted, a amended, w waived.
//  ask give explain amend waive forget
constexpr feedback_row feedback_cells[] = {
    {feedback_state::none, "ds..wn"},
    {feedback_state::due, ".s..wn"},
    {feedback_state::submitted, "..sa.n"},
    {feedback_state::amended, "...a.n"},
    {feedback_state::waived, ".s..wn"},
};
struct invitation_row {
    invitation from;
    std::string_view cells;
};
// o open, a accepted, d declined.
//  ask accept decline
constexpr invitation_row invitation_cells[] = {
    {invitation::open, "oad"},
    {invitation::accepted, "oad"},
    {invitation::declined, "oad"},
};

char feedback_letter(feedback_state s) {
    return std::string_view{"ndsaw"}[static_cast<std::size_t>(s)];
}
char invitation_letter(invitation s) {
    return std::string_view{"oad"}[static_cast<std::size_t>(s)];
}

interviewer on_panel(const char* id) {
    interviewer one;
    one.person = person_id{id};
    one.name = id;
    return one;
}

// I-52 with two who have to come; nobody's verdict but Raj's is in.
interview met_by_raj(interview_state is, feedback_state said) {
    interview_asked first;
    first.number = interview_number{52};
    first.submittal = submittal_number{311};
    first.requisition = requisition_number{104};
    first.panel = {on_panel("raj"), on_panel("kim")};
    auto iv = apply(interview{}, happened(first));
    iv.state = is;
    iv.panel.front().feedback.state = said;
    iv.panel.front().feedback.said = recommendation::yes;
    return iv;
}

feedback_given verdict_of_raj(recommendation said, std::string why) {
    feedback_given given;
    given.person = person_id{"raj"};
    given.said = said;
    given.text = std::move(why);
    return given;
}

feedback_state after_it(const interview& before, payload what) {
    return apply(before, happened(std::move(what))).panel.front().feedback.state;
}

TEST(feedback, every_cell_of_the_table) {
    ASSERT_EQ(std::size(feedback_cells), 5U);
    for (const auto& row : feedback_cells) {
        ASSERT_EQ(row.cells.size(), feedback_verb_count);
        for (std::size_t v = 0; v < feedback_verb_count; ++v) {
            const auto what = static_cast<feedback_verb>(v);
            const auto to = next_state(row.from, what);
            EXPECT_EQ(to ? feedback_letter(*to) : '.', row.cells[v])
                << word(row.from) << ' ' << word(what);
        }
    }
}

TEST(feedback, every_cell_of_the_fold) {
    constexpr auto column = [](feedback_verb what) { return static_cast<std::size_t>(what); };
    for (const auto& row : feedback_cells) {
        SCOPED_TRACE(std::string{word(row.from)});
        const auto expect = [&row](feedback_state now, char cell) {
            EXPECT_EQ(feedback_letter(now), cell == '.' ? feedback_letter(row.from) : cell);
        };
        expect(
            after_it(
                met_by_raj(interview_state::confirmed, row.from),
                interview_moved{.what = interview_verb::held}
            ),
            row.cells[column(feedback_verb::ask)]
        );
        expect(
            after_it(
                met_by_raj(interview_state::held, row.from),
                feedback_waived{person_id{"raj"}}
            ),
            row.cells[column(feedback_verb::waive)]
        );
        expect(
            after_it(
                met_by_raj(interview_state::no_show, row.from),
                interview_confirmed{.start = from_unix_ms(5'000)}
            ),
            row.cells[column(feedback_verb::forget)]
        );
        // The same verdict with a reason, and another verdict.
        const auto held = met_by_raj(interview_state::held, row.from);
        const bool is_first = row.cells[column(feedback_verb::give)] != '.';
        const auto same = is_first                                ? feedback_verb::give
                          : row.from == feedback_state::submitted ? feedback_verb::explain
                                                                  : feedback_verb::amend;
        const auto other = is_first ? feedback_verb::give : feedback_verb::amend;
        expect(
            after_it(held, verdict_of_raj(recommendation::yes, "calm under pressure")),
            row.cells[column(same)]
        );
        expect(
            after_it(held, verdict_of_raj(recommendation::no, "no forklift licence")),
            row.cells[column(other)]
        );
    }
}

TEST(feedback, is_given_of_what_took_place_and_by_who_is_on_the_panel) {
    for (const auto is :
         {interview_state::requested,
          interview_state::proposed,
          interview_state::confirmed,
          interview_state::cancelled,
          interview_state::no_show,
          interview_state::expired}) {
        const auto iv = met_by_raj(is, feedback_state::none);
        EXPECT_EQ(after_it(iv, verdict_of_raj(recommendation::yes, {})), feedback_state::none)
            << word(is);
        EXPECT_EQ(after_it(iv, feedback_waived{person_id{"raj"}}), feedback_state::none)
            << word(is);
    }
    const auto held = met_by_raj(interview_state::held, feedback_state::due);
    auto strangers = verdict_of_raj(recommendation::yes, {});
    strangers.person = person_id{"lee"};
    EXPECT_EQ(apply(held, happened(strangers)).panel, held.panel);
    EXPECT_EQ(after_it(held, verdict_of_raj(recommendation::yes, {})), feedback_state::submitted);
}

TEST(invitation, every_cell_of_the_table_and_of_the_fold) {
    ASSERT_EQ(std::size(invitation_cells), 3U);
    for (const auto& row : invitation_cells) {
        ASSERT_EQ(row.cells.size(), invitation_verb_count);
        for (std::size_t v = 0; v < invitation_verb_count; ++v) {
            const auto what = static_cast<invitation_verb>(v);
            SCOPED_TRACE(std::string{word(row.from)} + ' ' + std::string{word(what)});
            const auto to = next_state(row.from, what);
            EXPECT_EQ(to ? invitation_letter(*to) : '.', row.cells[v]);

            const bool asks = what == invitation_verb::ask;
            auto iv = met_by_raj(
                asks ? interview_state::no_show : interview_state::confirmed,
                feedback_state::none
            );
            iv.panel.front().answer = row.from;
            const payload said = asks
                                     ? payload{interview_confirmed{.start = from_unix_ms(5'000)}}
                                     : payload{invitation_answered{
                                           person_id{"raj"},
                                           what == invitation_verb::accept ? invitation::accepted
                                                                           : invitation::declined}};
            const auto now = apply(iv, happened(said));
            EXPECT_EQ(invitation_letter(now.panel.front().answer), row.cells[v]);
        }
    }
}

TEST(invitation, is_answered_while_the_time_is_confirmed_and_goes_with_who_is_replaced) {
    for (const auto is :
         {interview_state::requested,
          interview_state::proposed,
          interview_state::held,
          interview_state::feedback_complete,
          interview_state::cancelled,
          interview_state::no_show,
          interview_state::expired}) {
        const auto iv = met_by_raj(is, feedback_state::none);
        const auto now =
            apply(iv, happened(invitation_answered{person_id{"raj"}, invitation::accepted}));
        EXPECT_EQ(now.panel, iv.panel) << word(is);
    }
    auto iv = met_by_raj(interview_state::confirmed, feedback_state::none);
    iv.panel[0].answer = invitation::declined;
    iv.panel[1].answer = invitation::accepted;
    iv = apply(iv, happened(panel_changed{{on_panel("lee"), on_panel("kim")}, 0}));
    ASSERT_EQ(iv.panel.size(), 2U);
    EXPECT_EQ(iv.panel[0].answer, invitation::open);
    EXPECT_EQ(iv.panel[1].answer, invitation::accepted);
}

// s the interviewer, a account manager, h hiring manager, o operations, r recruiter, p supplier,
// d administrator, k another interviewer.
std::string who_may(panel_permission what) {
    auto sub = submittal{};
    sub.presented = from_unix_ms(1'000);
    const auto req = in_state(requisition_state::open);
    const auto iv = met_by_raj(interview_state::held, feedback_state::due);
    const interview_context of{iv, sub, req};
    const auto& raj = iv.panel.front();
    std::string letters;
    const auto add = [&](char letter, const actor& who) {
        letters += may(what, of, who, raj) ? letter : '.';
    };
    add('s', with_roles("raj", {}));
    add('a', robin());
    add('h', ana());
    add('o', dana());
    add('r', rex());
    add('p', north());
    add('d', sam());
    add('k', with_roles("kim", {}));
    return letters;
}

TEST(panel, every_step_and_role) {
    constexpr auto speak = "saho....";
    constexpr auto excuse = ".aho....";
    constexpr auto nobody = "........";
    EXPECT_EQ(who_may(needed_permission(feedback_verb::ask)), nobody);
    EXPECT_EQ(who_may(needed_permission(feedback_verb::give)), speak);
    EXPECT_EQ(who_may(needed_permission(feedback_verb::explain)), speak);
    EXPECT_EQ(who_may(needed_permission(feedback_verb::amend)), speak);
    EXPECT_EQ(who_may(needed_permission(feedback_verb::waive)), excuse);
    EXPECT_EQ(who_may(needed_permission(feedback_verb::forget)), nobody);
    EXPECT_EQ(who_may(needed_permission(invitation_verb::ask)), nobody);
    EXPECT_EQ(who_may(needed_permission(invitation_verb::accept)), speak);
    EXPECT_EQ(who_may(needed_permission(invitation_verb::decline)), speak);
}

void expect_picture(std::string_view page, const std::string& drawn) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + '/' + std::string(page);
    const auto picture = "```mermaid\n" + drawn + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

TEST(panel, the_pictures_are_current) {
    expect_picture("feedback.md", feedback_diagram());
    expect_picture("invitation.md", invitation_diagram());
}

}  // namespace
}  // namespace fillrate::domain::testing
