// What interviewers say, where it can be read, and who learns nothing of an interview.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::interview_state;

TEST(feedback, one_tap_keeps_the_verdict_and_then_asks_why) {
    auto d = with_held();
    const auto tap = d.press("ana", "dm-ana", {"say_yes", "iv:51", 0, {}});
    ASSERT_TRUE(tap.changed);
    ASSERT_TRUE(tap.form) << tap.text;
    EXPECT_EQ(d.iv(51).state, interview_state::held);
    EXPECT_EQ(d.iv(51).panel[0].feedback.state, domain::feedback_state::submitted);
    EXPECT_EQ(d.iv(51).panel[0].feedback.text, "");
    const auto why = d.submit(
        "ana",
        "dm-ana",
        tap.form->act,
        {{"verdict", "yes"}, {"musts", "met"}, {"why", "strong on PLC"}}
    );
    ASSERT_TRUE(why.changed) << why.text;
    EXPECT_EQ(d.iv(51).panel[0].feedback.state, domain::feedback_state::submitted);
    EXPECT_EQ(d.iv(51).panel[0].feedback.text, "Must-haves met. strong on PLC");
    must(d, "raj", "dm-raj", "fb I-51 strong no \"no PLC work\"");
    EXPECT_EQ(d.iv(51).state, interview_state::feedback_complete);
}

TEST(feedback, of_a_candidate_is_of_the_interview_that_waits_for_it) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb S-301 yes \"strong PLC\"");
    EXPECT_EQ(d.iv(51).panel[0].feedback.state, domain::feedback_state::submitted);
    EXPECT_EQ(d.iv(51).panel[0].feedback.text, "strong PLC");
    must(d, "robin", "acorn-internal", "S-301 feedback no for:@raj");
    EXPECT_EQ(d.iv(51).panel[1].feedback.state, domain::feedback_state::submitted);
    EXPECT_EQ(d.iv(51).state, interview_state::feedback_complete);
    must(d, "ana", "dm-ana", "fb S-301 no \"on reflection\"");
    EXPECT_EQ(d.iv(51).panel[0].feedback.text, "on reflection");
}

TEST(feedback, of_a_candidate_may_be_logged_later) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb S-301 yes \"knows ladder logic\" at:\"today 10:48\"");
    EXPECT_EQ(d.iv(51).panel[0].feedback.at, at("2026-12-01T10:48-06:00"));
    refused(d, "robin", "acorn-internal", "S-301 feedback no for:@raj at:\"tomorrow 9:00\"");
    EXPECT_NE(d.iv(51).panel[1].feedback.state, domain::feedback_state::submitted);
}

TEST(feedback, who_asks_for_it_outside_leaves_a_note) {
    auto d = with_held();
    for (const auto* line : {"S-301 feedback", "S-301 feedback please, they wait for it"}) {
        must(d, "maul", "sup-hammer", line);
    }
    must(d, "ana", "acorn-hiring", "S-301 feedback comes tomorrow, promised");
    const auto history = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(has(history, ": feedback")) << history;
    EXPECT_TRUE(has(history, "please, they wait for it")) << history;
    EXPECT_TRUE(has(history, "comes tomorrow, promised")) << history;
    for (const auto& one : d.iv(51).panel) {
        EXPECT_TRUE(domain::is_missing(one.feedback.state));
    }
}

TEST(feedback, of_a_candidate_without_an_interview_has_nothing_to_be_of) {
    auto d = with_presented();
    const auto none = refused(d, "ana", "dm-ana", "fb S-301 yes \"strong PLC\"").text;
    EXPECT_TRUE(has(none, "S-301 has had no interview")) << none;
    EXPECT_TRUE(has(none, "/hire S-301")) << none;
    const auto stranger = refused(d, "wren", "sup-quillfeather", "fb S-301 yes").text;
    EXPECT_TRUE(has(stranger, "There is no S-301")) << stranger;
    auto early = with_time();
    refused(early, "ana", "dm-ana", "fb S-301 yes \"strong PLC\"");
}

TEST(feedback, of_a_candidate_with_two_interviews_that_wait_asks_which) {
    auto d = with_held();
    must(d, "raj", "dm-raj", "fb I-51 yes");
    must(d, "ana", "acorn-hiring", "S-301 interview \"wed 10:00\" panel:@ana");
    must(d, "maul", "sup-hammer", "I-52 confirm 1");
    d.move_to(at("2026-12-02T11:00-06:00"));
    const auto asked = refused(d, "ana", "dm-ana", "fb S-301 yes \"good\"");
    EXPECT_TRUE(has(asked.text, "Which interview of S-301 do you mean?")) << asked.text;
    ASSERT_TRUE(asked.message);
    EXPECT_TRUE(button_of(*asked.message, "I-51"));
    EXPECT_TRUE(button_of(*asked.message, "I-52"));
    must(d, "ana", "dm-ana", "I-52 feedback yes \"good\"");
    must(d, "ana", "dm-ana", "fb S-301 no \"weak\"");
    EXPECT_EQ(d.iv(51).panel[0].feedback.text, "weak") << "the only one that still waits";
}

TEST(feedback, of_others_is_hidden_until_ones_own_is_in) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 strong_yes \"brilliant on ladder logic\"");
    const auto before = d.type("raj", "dm-raj", "I-51");
    EXPECT_FALSE(has(before.text, "strong yes") || has(before.text, "brilliant")) << before.text;
    EXPECT_TRUE(has(before.text, "1 of 2 in")) << before.text;
    must(d, "raj", "dm-raj", "fb I-51 no");
    const auto after = d.type("raj", "dm-raj", "I-51");
    EXPECT_TRUE(has(after.text, "brilliant on ladder logic")) << after.text;
}

TEST(feedback, of_others_is_hidden_from_our_own_interviewer_too) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 interview \"tue 10:00\" panel:@ana,@robin");
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    d.move_to(at("2026-12-01T10:50-06:00"));
    must(d, "ana", "dm-ana", "fb I-51 strong_yes \"brilliant\"");
    for (const auto* place : {"dm-robin", "acorn-internal"}) {
        const auto before = d.type("robin", place, "I-51").text;
        EXPECT_FALSE(has(before, "strong yes") || has(before, "brilliant")) << before;
        EXPECT_TRUE(has(before, "1 of 2 in")) << before;
    }
    EXPECT_FALSE(has(room_text(d, "acorn-internal"), "strong yes"));
    EXPECT_TRUE(has(d.type("dana", "dm-dana", "I-51").text, "brilliant")) << "is not on the panel";
    must(d, "robin", "dm-robin", "fb I-51 no");
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "I-51").text, "brilliant"));
    EXPECT_TRUE(has(room_text(d, "acorn-internal"), "strong yes"));
}

TEST(feedback, who_could_not_come_owes_none_and_reads_what_the_others_say) {
    auto d = with_time();
    must(d, "ana", "dm-ana", "I-51 decline \"travelling\"");
    d.move_to(at("2026-12-01T10:50-06:00"));
    must(d, "raj", "dm-raj", "fb I-51 yes \"fine with PLC\"");
    EXPECT_TRUE(has(d.type("ana", "dm-ana", "I-51").text, "fine with PLC"));
}

// What is said in the thread of the card in a room, put together later than the next verdict.
std::string line_in(desk& d, const said& told, std::string_view room) {
    for (const auto& item : told.messages) {
        if (item.kind == "line" && item.subject == "iv:51" && item.conversation.value == room) {
            return d.composed_text(item).value_or("(dropped)");
        }
    }
    return {};
}

TEST(feedback, the_thread_shows_how_many_are_in) {
    auto d = with_held();
    const auto first = must(d, "ana", "dm-ana", "fb I-51 strong_yes \"brilliant\"");
    const auto second = must(d, "robin", "dm-robin", "fb I-51 waive @raj \"on leave\"");
    const auto changed = must(d, "ana", "dm-ana", "fb I-51 yes");
    for (const auto* room : {"acorn-internal", "acorn-hiring"}) {
        EXPECT_TRUE(has(line_in(d, first, room), "1 of 2 in.")) << line_in(d, first, room);
        EXPECT_TRUE(has(line_in(d, second, room), "2 of 2 in.")) << line_in(d, second, room);
        EXPECT_TRUE(has(line_in(d, changed, room), "2 of 2 in.")) << line_in(d, changed, room);
        EXPECT_FALSE(has(line_in(d, first, room), "brilliant"));
    }
    EXPECT_FALSE(has(line_in(d, first, "acorn-hiring"), "strong yes"));
    EXPECT_EQ(line_in(d, first, "sup-hammer"), "");
}

TEST(feedback, stays_out_of_rooms) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 strong_yes \"brilliant on ladder logic\"");
    must(d, "raj", "dm-raj", "fb I-51 no \"too quiet\"");
    for (const auto room : {"acorn-internal", "acorn-hiring", "sup-hammer"}) {
        const auto text = room_text(d, room);
        EXPECT_FALSE(has(text, "brilliant") || has(text, "too quiet")) << room << '\n' << text;
        EXPECT_FALSE(has(text, "Paige")) << room << '\n' << text;
        EXPECT_TRUE(has(text, "P.T.")) << room << '\n' << text;
    }
    EXPECT_TRUE(has(room_text(d, "acorn-internal"), "strong yes"));
    EXPECT_FALSE(has(room_text(d, "acorn-hiring"), "strong yes"));
    const auto supplier = room_text(d, "sup-hammer");
    for (const auto* word : {"strong", "Raj", "Ana", "2 of 2", "Panel"}) {
        EXPECT_FALSE(has(supplier, word)) << word << '\n' << supplier;
    }
    const auto history = d.type("maul", "sup-hammer", "I-51 history");
    EXPECT_FALSE(has(history.text, "Feedback") || has(history.text, "Raj")) << history.text;
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "I-51").text, "brilliant"));
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "I-51").text, "brilliant"));
}

TEST(feedback, without_a_verdict_the_form_keeps_the_words) {
    auto d = with_held();
    const auto opened = d.type("ana", "dm-ana", "fb I-51 \"strong on PLC\"");
    ASSERT_TRUE(opened.form) << opened.text;
    const auto why = std::ranges::find(opened.form->fields, "why", &chat::form_field::id);
    ASSERT_NE(why, opened.form->fields.end());
    EXPECT_EQ(why->value, "strong on PLC");
    EXPECT_EQ(d.iv(51).panel[0].feedback.text, "");
}

TEST(feedback, on_behalf_and_waived_are_the_managers_and_recorded_so) {
    auto d = with_held();
    refused(d, "raj", "dm-raj", "fb I-51 yes \"she liked it\" for:@ana");
    refused(d, "raj", "dm-raj", "fb I-51 waive @ana \"on leave\"");
    must(d, "robin", "dm-robin", "fb I-51 yes \"liked the PLC part\" for:@ana");
    EXPECT_EQ(d.iv(51).panel[0].feedback.entered_by, "Robin Quill");
    refused(d, "ana", "dm-ana", "fb I-51 waive @raj");
    must(d, "ana", "dm-ana", "fb I-51 waive @raj \"on leave\"");
    EXPECT_EQ(d.iv(51).state, interview_state::feedback_complete);
    EXPECT_TRUE(has(refused(d, "robin", "dm-robin", "fb I-51 yes").text, "Whose feedback"));
    // What is in is not waived, whether a reason is said or not.
    for (const auto* line : {"fb I-51 waive @ana", "fb I-51 waive @ana \"on leave\""}) {
        const auto told = refused(d, "robin", "dm-robin", line).text;
        EXPECT_TRUE(has(told, "has given feedback already")) << told;
    }
}

TEST(feedback, changes_until_the_decision_only) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes \"good\"");
    must(d, "ana", "dm-ana", "fb I-51 no \"second thoughts\"");
    EXPECT_EQ(d.iv(51).panel[0].feedback.state, domain::feedback_state::amended);
    must(d, "raj", "dm-raj", "fb I-51 no");
    must(d, "ana", "acorn-hiring", "S-301 reject experience");
    refused(d, "ana", "dm-ana", "fb I-51 yes \"after all\"");
}

TEST(feedback, missing_at_the_decision_is_a_question_and_no_block) {
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    const auto asked = d.type("ana", "acorn-hiring", "S-301 select");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::interviewing);
    ASSERT_EQ(asked.form->said.size(), 1U);
    EXPECT_EQ(
        asked.form->said.front().front().text,
        "1 of 2 verdicts of I-51 is missing. Hire P.T. anyway?"
    );
    EXPECT_TRUE(d.submit("ana", "acorn-hiring", asked.form->act, {}).changed);
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::selected);
}

TEST(feedback, beyond_the_quorum_is_all_of_it) {
    auto d = with_time();
    must(d, "ana", "dm-ana", "I-51 panel quorum:1");
    d.move_to(at("2026-12-01T10:50-06:00"));
    const auto first = must(d, "ana", "dm-ana", "fb I-51 yes").text;
    EXPECT_TRUE(has(first, "1 of 1 in.")) << first;
    const auto second = must(d, "raj", "dm-raj", "fb I-51 no").text;
    EXPECT_TRUE(has(second, "1 of 1 in.")) << second;
    EXPECT_TRUE(has(room_text(d, "acorn-internal"), ", 1 of 1 in"));
}

TEST(feedback, two_that_are_missing_are_said_to_be) {
    auto d = with_held();
    const auto asked = d.type("ana", "acorn-hiring", "S-301 select");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(
        asked.form->said.front().front().text,
        "2 of 2 verdicts of I-51 are missing. Hire P.T. anyway?"
    );
}

TEST(feedback, missing_at_a_rejection_or_a_next_round_is_named_and_no_block) {
    const auto next_round = "S-301 interview \"thu 10:00\"";
    auto d = with_held();
    must(d, "ana", "dm-ana", "fb I-51 yes");
    for (const auto* line : {"S-301 reject experience", next_round}) {
        auto open = d;
        const auto told = must(open, "robin", "acorn-internal", line).text;
        EXPECT_TRUE(has(told, "Feedback of Raj Okafor-Bell on I-51 is still missing")) << told;
        EXPECT_FALSE(has(told, "Petrov-Lind on")) << told;
        // Both lines can be typed as they are, also after the decision.
        auto waived = open;
        must(waived, "robin", "acorn-internal", "fb I-51 waive for:\"Raj Okafor-Bell\" \"why\"");
        must(open, "robin", "acorn-internal", "fb I-51 yes \"why\" for:\"Raj Okafor-Bell\"");
        // With all of it in, nothing is said.
        auto whole = d;
        must(whole, "raj", "dm-raj", "fb I-51 no");
        const auto quiet = must(whole, "robin", "acorn-internal", line).text;
        EXPECT_FALSE(has(quiet, "still missing")) << quiet;
    }
    const auto outside = must(d, "robin", "sup-hammer", "S-301 reject experience").text;
    EXPECT_FALSE(has(outside, "Feedback of") || has(outside, "Raj")) << outside;
}

TEST(interview, a_stranger_learns_nothing) {
    auto d = with_time();
    const auto nothing = d.type("wren", "sup-quillfeather", "I-99").text;
    for (const auto& [who, where] :
         {std::pair{"wren", "sup-quillfeather"},
          std::pair{"gus", "dockside-floor"},
          std::pair{"imogen", "heron-hiring"},
          std::pair{"gus", "dm-gus"}}) {
        for (const auto line :
             {"I-51",
              "I-51 confirm 1",
              "I-51 move wed 11:00",
              "fb I-51 yes",
              "I-51 history",
              "I-51 note \"x\"",
              "I-51 panel @gus"}) {
            const auto told = refused(d, who, where, line);
            EXPECT_TRUE(has(told.text, "There is no I-51 that you can see here.")) << told.text;
            EXPECT_FALSE(has(told.text, "P.T.")) << told.text;
        }
    }
    EXPECT_TRUE(has(nothing, "There is no I-99 that you can see here."));
    // A command never widens what a place may show: not even to those who may know.
    refused(d, "robin", "sup-quillfeather", "I-51");
}

TEST(interview, a_colleague_on_the_panel_sees_that_interview_and_nothing_else) {
    auto d = with_held();
    const auto seen = d.type("raj", "dm-raj", "I-51");
    EXPECT_FALSE(seen.refused) << seen.text;
    EXPECT_TRUE(has(seen.text, "Paige Turner")) << seen.text;
    refused(d, "raj", "dm-raj", "S-301");
    refused(d, "raj", "dm-raj", "I-51 cancel \"x\"");
    must(d, "raj", "dm-raj", "fb I-51 yes");
}

TEST(interview, the_supplier_sees_no_free_text_and_no_panel) {
    auto d = with_time();
    must(d, "ana", "acorn-hiring", "I-51 cancel \"the Northlight one is better\"");
    const auto card = room_text(d, "sup-hammer");
    EXPECT_FALSE(has(card, "Northlight")) << card;
    const auto history = d.type("maul", "sup-hammer", "I-51 history").text;
    EXPECT_FALSE(has(history, "Northlight") || has(history, "Ana")) << history;
    EXPECT_TRUE(has(history, "Cancelled")) << history;
}

TEST(interview, help_shows_what_this_person_may_do) {
    auto d = with_time();
    const auto manager = d.type("ana", "dm-ana", "help iv all").text;
    EXPECT_TRUE(has(manager, "I-51 confirm") && has(manager, "fb I-51")) << manager;
    EXPECT_TRUE(has(manager, "I-51 move")) << manager;
    EXPECT_FALSE(has(manager, "pick_first")) << manager;
    const auto supplier = d.type("maul", "dm-maul", "help iv all").text;
    EXPECT_TRUE(has(supplier, "I-51 confirm")) << supplier;
    EXPECT_FALSE(has(supplier, "fb I-5") || has(supplier, "I-51 cancel")) << supplier;
}

}  // namespace
}  // namespace fillrate::handlers::testing
