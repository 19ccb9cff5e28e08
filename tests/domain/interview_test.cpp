// Every cell of interview state x verb, written out by hand from DOMAIN.md 3.5; random lives
// against a model that keeps only words and counts; what comes due when; and the picture of the
// machine.
#include "core/domain/due.hpp"
#include "core/domain/event.hpp"
#include "core/domain/interview_due.hpp"
#include "core/domain/interview_transitions.hpp"
#include "tests/domain/expected_steps.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <sstream>
#include <string>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;
using state = interview_state;
using step = interview_verb;

constexpr int state_count = 8;
constexpr int step_count = 9;
const instant monday = from_unix_ms(1'796'032'800'000);

event of(payload data, instant at = monday) {
    return happened(std::move(data), at);
}

interviewer panelist(const char* id, bool required = true) {
    interviewer one;
    one.person = person_id{id};
    one.name = id;
    one.required = required;
    return one;
}

interview asked(std::vector<interviewer> panel) {
    interview_asked first;
    first.number = interview_number{52};
    first.submittal = submittal_number{311};
    first.requisition = requisition_number{104};
    first.supplier = supplier_id{"northlight"};
    first.panel = std::move(panel);
    return apply(interview{}, of(first));
}

interview asked() {
    return asked({panelist("ana"), panelist("raj"), panelist("lee", false)});
}

payload fact_of(step what, instant start = monday + hours{24}) {
    switch (what) {
        case step::propose:
        case step::move:
            return times_offered{.what = what, .slots = {start, start + hours{2}}};
        case step::confirm:
            return interview_confirmed{.start = start};
        case step::turn_down:
        case step::cancel:
        case step::no_show:
        case step::held:
        case step::complete:
        case step::expire:
            return interview_moved{.what = what};
    }
    return noted{};
}

interview confirmed(instant start) {
    auto iv = apply(asked(), of(fact_of(step::propose, start)));
    interview_confirmed agreed;
    agreed.start = start;
    agreed.morning = start + hours{20};
    return apply(iv, of(agreed));
}

interview with_feedback_due(interview iv, instant due) {
    clock running;
    running.kind = clock_kind::feedback;
    running.warn_at = due - hours{3};
    running.urge_at = due - hours{1};
    running.due = due;
    return apply(std::move(iv), of(clock_set{running}));
}

feedback_given verdict(const char* who, recommendation said, std::string text = {}) {
    feedback_given given;
    given.person = person_id{who};
    given.said = said;
    given.text = std::move(text);
    return given;
}

TEST(interview, every_cell_of_the_table_and_of_apply) {
    for (const bool assumed : {true, false}) {
        for (int s = 0; s < state_count; ++s) {
            for (int v = 0; v < step_count; ++v) {
                auto before = asked();
                before.state = static_cast<state>(s);
                before.assumed = assumed;
                const auto what = static_cast<step>(v);
                const auto cell = std::string(word(before.state)) + ' ' + std::string(word(what));
                auto found = expected_interview_steps().find(cell);
                if (before.state == state::held && !assumed && what != step::complete) {
                    found = expected_interview_steps().end();  // somebody said that it took place
                }
                const auto wanted = found == expected_interview_steps().end() ? "" : found->second;
                const auto* row = next_step(before, what);
                EXPECT_EQ(row == nullptr ? "" : word(row->to), wanted) << cell;
                const auto after = apply(before, of(fact_of(what)));
                // Completion is what feedback brings about, no event of its own.
                const bool stays = row == nullptr || what == step::complete;
                EXPECT_EQ(word(after.state), stays ? word(before.state) : word(row->to)) << cell;
                EXPECT_EQ(after.events, before.events + 1);
            }
        }
    }
}

TEST(interview, a_move_keeps_the_former_time_and_counts) {
    const auto start = monday + hours{24};
    auto iv = confirmed(start);
    iv = apply(iv, of(invitation_answered{person_id{"ana"}, invitation::accepted}));
    event moved = of(fact_of(step::move, start + hours{5}));
    moved.party = party::client;
    iv = apply(iv, moved);
    EXPECT_EQ(iv.state, state::proposed);
    EXPECT_EQ(iv.former, std::optional{start});
    EXPECT_EQ(iv.reschedules, 1U);
    EXPECT_EQ(iv.moved_by, std::optional{party::client});
    EXPECT_FALSE(iv.start);
    EXPECT_EQ(iv.panel.front().answer, invitation::open) << "another time is asked anew";
    // Another time in answer is no further move of an agreed one.
    iv = apply(iv, of(fact_of(step::move, start + hours{6})));
    EXPECT_EQ(iv.reschedules, 1U);
    iv = apply(iv, of(interview_confirmed{.start = start + hours{6}}));
    EXPECT_EQ(iv.start, std::optional{start + hours{6}});
    EXPECT_TRUE(iv.slots.empty());
}

TEST(interview, no_times_are_none) {
    const auto iv = asked();
    EXPECT_EQ(apply(iv, of(times_offered{})).state, state::requested);
    EXPECT_EQ(apply(iv, of(interview_moved{.what = step::propose})).state, state::requested);
    EXPECT_EQ(apply(iv, of(interview_moved{.what = step::confirm})).state, state::requested);
}

TEST(feedback, completes_with_the_required_ones) {
    auto iv = apply(confirmed(monday), of(interview_moved{.what = step::held}));
    EXPECT_EQ(iv.panel.front().feedback.state, feedback_state::due);
    EXPECT_EQ(count_feedback(iv), (feedback_count{.settled = 0, .wanted = 2}));
    iv = apply(iv, of(verdict("lee", recommendation::no)));
    EXPECT_EQ(iv.state, state::held) << "optional feedback does not count";
    iv = apply(iv, of(verdict("ana", recommendation::yes)));
    EXPECT_EQ(count_feedback(iv), (feedback_count{.settled = 1, .wanted = 2}));
    iv = apply(iv, of(feedback_waived{person_id{"raj"}}));
    EXPECT_EQ(iv.state, state::feedback_complete);
    EXPECT_EQ(iv.panel[1].feedback.state, feedback_state::waived);
}

TEST(feedback, a_quorum_and_a_panel_without_required_ones) {
    auto iv = apply(confirmed(monday), of(interview_moved{.what = step::held}));
    iv.quorum = 1;
    EXPECT_EQ(apply(iv, of(verdict("raj", recommendation::yes))).state, state::feedback_complete);
    iv.quorum = 9;  // more than there are: all of them
    EXPECT_EQ(count_feedback(iv).wanted, 2U);
    for (auto& one : iv.panel) {
        one.required = false;
    }
    EXPECT_EQ(apply(iv, of(verdict("lee", recommendation::yes))).state, state::feedback_complete);
}

TEST(feedback, a_new_panel_brings_its_quorum) {
    auto iv = confirmed(monday);
    iv = apply(iv, of(panel_changed{iv.panel, 1}));
    EXPECT_EQ(count_feedback(iv).wanted, 1U);
    iv = apply(iv, of(panel_changed{iv.panel}));
    EXPECT_EQ(count_feedback(iv).wanted, 2U);
}

TEST(feedback, a_reason_completes_a_verdict_and_another_verdict_amends_it) {
    auto iv = apply(confirmed(monday), of(interview_moved{.what = step::held}));
    iv = apply(iv, of(verdict("ana", recommendation::yes)));
    iv = apply(iv, of(verdict("ana", recommendation::yes, "strong on PLC")));
    EXPECT_EQ(iv.panel[0].feedback.state, feedback_state::submitted);
    EXPECT_EQ(iv.panel[0].feedback.text, "strong on PLC");
    iv = apply(iv, of(verdict("ana", recommendation::no)));
    EXPECT_EQ(iv.panel[0].feedback.state, feedback_state::amended);
    EXPECT_EQ(iv.panel[0].feedback.text, "strong on PLC") << "what was written stays";
    EXPECT_EQ(
        apply(iv, of(feedback_waived{person_id{"ana"}})).panel[0].feedback.state,
        feedback_state::amended
    );
}

TEST(feedback, before_it_took_place_or_of_a_stranger_is_none) {
    const auto ahead = confirmed(monday);
    EXPECT_EQ(apply(ahead, of(verdict("ana", recommendation::yes))).panel, ahead.panel);
    const auto held = apply(ahead, of(interview_moved{.what = step::held}));
    EXPECT_EQ(apply(held, of(verdict("gus", recommendation::yes))).panel, held.panel);
    EXPECT_EQ(apply(held, of(verdict("", recommendation::yes))).panel, held.panel);
}

TEST(feedback, makes_an_assumption_a_fact) {
    auto iv = apply(confirmed(monday), of(interview_moved{.what = step::held, .assumed = true}));
    ASSERT_TRUE(iv.assumed);
    iv = apply(iv, of(verdict("ana", recommendation::yes)));
    EXPECT_FALSE(iv.assumed);
    EXPECT_EQ(next_step(iv, step::no_show), nullptr);
}

/// The words of what comes due from now on, with hours and minutes from `from`, when nobody acts.
std::vector<std::string> due_words_of(interview iv, instant from) {
    std::vector<std::string> words;
    for (int i = 0; i < 20; ++i) {
        const auto due = next_due(iv);
        if (!due) {
            break;
        }
        for (const auto& action : due_clock_actions(iv, *due)) {
            iv = apply(iv, of(action.fact, *due));
        }
        for (const auto& action : due_actions(iv, *due)) {
            const auto minutes_in = std::chrono::duration_cast<minutes>(action.at - from).count();
            words.push_back(
                std::string(word(action.what)) + ' ' + std::to_string(minutes_in) +
                (action.alert ? "" : " silent")
            );
            iv = apply(iv, of(interview_reminded{action.what}, *due));
            if (const auto outcome = outcome_of(action.what)) {
                iv = apply(
                    iv,
                    of(interview_moved{.what = *outcome, .assumed = *outcome == step::held}, *due)
                );
            }
        }
    }
    return words;
}

using words = std::vector<std::string>;

TEST(interview_due, the_reminders_of_a_confirmed_one_until_nobody_answered) {
    EXPECT_EQ(
        due_words_of(with_feedback_due(confirmed(monday), monday + hours{48}), monday),
        (words{
            "soon_unconfirmed -60",
            "soon -15",
            "verdict_wanted 50",
            "verdict_missing 105",
            "assumed_held 165",
            "verdict_in_morning 1200",
            "verdict_overdue 2880"})
    );
}

TEST(interview_due, unanswered_times_are_asked_for_once_then_the_owner_hears_then_they_pass) {
    times_offered offered;
    offered.slots = {monday + hours{30}, monday + hours{26}};
    offered.answer_by = monday + hours{4};
    offered.escalate_at = monday + hours{8};
    const auto iv = apply(asked(), of(offered));
    EXPECT_EQ(
        due_words_of(iv, monday),
        (words{"answer_wanted 240", "answer_overdue 480", "times_passed 1800"})
    );
}

TEST(interview_due, reminders_die_with_their_subject) {
    const auto iv = confirmed(monday);
    EXPECT_EQ(next_due(apply(iv, of(interview_moved{.what = step::cancel}))), std::nullopt);
    EXPECT_EQ(next_due(apply(iv, of(interview_moved{.what = step::no_show}))), std::nullopt);
    const auto moved = apply(iv, of(fact_of(step::move, monday + hours{72})));
    EXPECT_EQ(next_due(moved), std::optional{monday + hours{74}});
    auto held = apply(iv, of(interview_moved{.what = step::held}, monday + hours{1}));
    EXPECT_EQ(next_due(held), std::optional{monday + minutes{50}}) << "by plan";
    for (const auto* who : {"ana", "raj", "lee"}) {
        held = apply(held, of(verdict(who, recommendation::yes)));
    }
    EXPECT_EQ(next_due(held), std::nullopt);
}

TEST(interview_due, ends_early_when_somebody_says_so) {
    const auto held =
        apply(confirmed(monday), of(interview_moved{.what = step::held}, monday + minutes{20}));
    EXPECT_EQ(
        next_due(apply(held, of(interview_reminded{interview_due::soon}))),
        std::optional{monday + minutes{25}}
    );
}

TEST(interview_due, what_piled_up_is_said_once) {
    const auto iv = confirmed(monday);
    const auto all = due_actions(iv, monday + hours{3});
    std::set<interview_due> alerts;
    for (const auto& one : all) {
        if (one.alert) {
            alerts.insert(one.what);
        }
    }
    // Nobody is reminded of what is over, and one question for a verdict is enough.
    EXPECT_EQ(alerts, (std::set{interview_due::verdict_missing, interview_due::assumed_held}));
    auto after = iv;
    for (const auto& one : all) {
        after = apply(after, of(interview_reminded{one.what}));
        if (const auto outcome = outcome_of(one.what)) {
            after = apply(after, of(interview_moved{.what = *outcome, .assumed = true}));
        }
    }
    EXPECT_GT(next_due(after).value(), monday + hours{3});
}

TEST(interview_due, what_other_policies_put_past_due_is_told_in_one_word_for_all) {
    const auto told = [](instant breached) {
        auto iv = with_feedback_due(confirmed(monday), monday + hours{24});
        iv = apply(iv, of(interview_moved{.what = step::held}, monday + hours{1}));
        iv.clocks.front().breached = breached;
        const auto due = due_actions(iv, monday + hours{30});
        const auto found =
            std::ranges::find(due, interview_due::verdict_overdue, &interview_action::what);
        EXPECT_NE(found, due.end());
        return found != due.end() && found->alert;
    };
    EXPECT_TRUE(told(monday + hours{24})) << "it ran out by itself";
    EXPECT_FALSE(told(monday + hours{30})) << "it was moved into the past";
}

TEST(interview_due, an_interviewer_who_waits_brings_the_owner_in) {
    auto iv = confirmed(monday);
    iv = apply(iv, of(candidate_missed{person_id{"ana"}}, monday - minutes{2}));
    const auto due = due_actions(iv, monday + minutes{10});
    EXPECT_TRUE(std::ranges::any_of(due, [](const auto& one) {
        return one.what == interview_due::candidate_missing && one.alert;
    }));
}

// As somebody with pencil and paper would keep it.
struct on_paper {
    std::string is{"requested"};
    int moves = 0;
    bool assumed = false;
    std::map<std::string, std::string> said{{"ana", ""}, {"raj", ""}, {"lee", ""}};
    std::map<std::string, std::string> comes{{"ana", "open"}, {"raj", "open"}, {"lee", "open"}};

    [[nodiscard]] bool settled() const {
        return !said.at("ana").empty() && !said.at("raj").empty();
    }
    void forget() {
        for (auto& [who, what] : said) {
            what.clear();
            comes[who] = "open";
        }
        assumed = false;
    }
};

void note_step(on_paper& kept, const std::string& verb, bool assumes) {
    const auto to = expected_interview_steps().find(kept.is + ' ' + verb);
    const bool corrects = kept.is == "held" && !kept.assumed;
    if (to == expected_interview_steps().end() || corrects || verb == "complete") {
        return;
    }
    kept.moves += verb == "move" && kept.is != "proposed" ? 1 : 0;
    kept.is = to->second;
    if (verb == "propose" || verb == "move" || verb == "confirm") {
        kept.forget();
    }
    if (verb == "held") {
        kept.assumed = assumes;
    }
}

void note_verdict(on_paper& kept, const std::string& who, const std::string& what) {
    if (kept.is != "held" && kept.is != "feedback_complete") {
        return;
    }
    const bool given = !kept.said[who].empty() && kept.said[who] != "waived";
    if (what == "waived" && given) {
        return;
    }
    kept.said[who] = what;
    kept.assumed = what == "waived" && kept.assumed;
    if (kept.is == "held" && kept.settled()) {
        kept.is = "feedback_complete";
    }
}

void note_answer(on_paper& kept, const std::string& who, const std::string& what) {
    if (kept.is == "confirmed") {
        kept.comes[who] = what;
    }
}

bool has_panel_of(const interview& iv, const on_paper& kept) {
    return std::ranges::all_of(iv.panel, [&kept](const interviewer& one) {
        const auto& said = kept.said.at(one.person.value);
        return word(one.answer) == kept.comes.at(one.person.value) &&
               is_in(one.feedback.state) == (said == "yes") &&
               (one.feedback.state == feedback_state::waived) == (said == "waived");
    });
}

RC_GTEST_PROP(interview, follows_random_lives, ()) {
    on_paper kept;
    auto iv = asked();
    std::vector<event> history;
    interview_asked first;
    first.number = interview_number{52};
    first.submittal = submittal_number{311};
    first.requisition = requisition_number{104};
    first.supplier = supplier_id{"northlight"};
    first.panel = {panelist("ana"), panelist("raj"), panelist("lee", false)};
    history.push_back(of(first));
    const auto length = *rc::gen::inRange(1, 80);
    const std::vector<std::string> people{"ana", "raj", "lee"};
    for (int i = 0; i < length; ++i) {
        const auto who = *rc::gen::elementOf(people);
        const auto choice = *rc::gen::inRange(0, step_count + 6);
        payload fact = noted{};
        if (choice < step_count) {
            const auto what = static_cast<step>(choice);
            const bool assumes = what == step::held && *rc::gen::arbitrary<bool>();
            fact = fact_of(what);
            if (what == step::held) {
                fact = interview_moved{.what = what, .assumed = assumes};
            }
            note_step(kept, std::string(word(what)), assumes);
        } else if (choice == step_count) {
            fact = feedback_waived{person_id{who}};
            note_verdict(kept, who, "waived");
        } else if (choice >= step_count + 4) {
            const auto said =
                choice == step_count + 4 ? invitation::accepted : invitation::declined;
            fact = invitation_answered{person_id{who}, said};
            note_answer(kept, who, std::string(word(said)));
        } else {
            fact = verdict(who.c_str(), recommendation::yes);
            note_verdict(kept, who, "yes");
        }
        history.push_back(of(fact));
        iv = apply(std::move(iv), history.back());
        RC_ASSERT(std::string(word(iv.state)) == kept.is);
        RC_ASSERT(static_cast<int>(iv.reschedules) == kept.moves);
        RC_ASSERT(iv.assumed == kept.assumed);
        RC_ASSERT(has_panel_of(iv, kept));
        const bool timeless =
            kept.is == "requested" || kept.is == "proposed" || kept.is == "expired";
        RC_ASSERT(kept.is == "cancelled" || iv.start.has_value() != timeless);
    }
    RC_ASSERT(fold<interview>(history) == std::optional{iv});
}

TEST(interview, the_picture_is_current) {
    const auto path = std::string(FILLRATE_DOCS_DIR) + "/interview.md";
    const auto picture = "```mermaid\n" + interview_diagram() + "```\n";
    std::stringstream kept;
    kept << std::ifstream(path).rdbuf();
    EXPECT_NE(kept.str().find(picture), std::string::npos) << path << " should hold\n" << picture;
}

}  // namespace
}  // namespace fillrate::domain::testing
