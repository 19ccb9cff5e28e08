// Interviews and feedback in text: what is typed and pressed, what is read where, who is told, and
// who learns nothing.
#include "core/chat/plain_text.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::interview_state;
using std::chrono::hours;

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Monday 30 November 2026 10:00 in Chicago; Paige, S-301, of Hammer & Tongs is presented for
/// REQ-1, whose manager is Ana. Raj manages at Acorn too.
desk with_presented() {
    auto data = config::load_demo().value();
    for (auto& person : data.people) {
        if (person.id.value == "raj") {
            domain::grant at_acorn;
            at_acorn.role = domain::role::hiring_manager;
            at_acorn.client = client_id{"acorn"};
            person.grants.push_back(at_acorn);
        }
    }
    desk d(std::move(data));
    const auto play = [&d](std::string_view who, std::string_view channel, std::string_view line) {
        const auto told = d.type(who, channel, line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    };
    play(
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    play("robin", "acorn-internal", "1 qualify waive:\"known role\"");
    play("robin", "acorn-internal", "1 release tier1");
    play(
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""
    );
    play("robin", "acorn-internal", "S-301 present");
    return d;
}

said must(desk& d, std::string_view who, std::string_view channel, std::string_view line) {
    auto told = d.type(who, channel, line);
    EXPECT_TRUE(told.changed) << who << ": " << line << "\n" << told.text;
    return told;
}

said refused(desk& d, std::string_view who, std::string_view channel, std::string_view line) {
    auto told = d.type(who, channel, line);
    EXPECT_TRUE(told.refused) << who << ": " << line << "\n" << told.text;
    return told;
}

/// I-51 with two times, Ana and Raj on the panel, Lee may come.
desk with_times() {
    auto d = with_presented();
    must(
        d,
        "ana",
        "acorn-hiring",
        "S-301 interview \"tue 10:00, wed 9:00\" panel:@ana,@raj link:https://meet.example/51"
    );
    return d;
}

/// I-51 on Tuesday 1 December 10:00.
desk with_time() {
    auto d = with_times();
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    return d;
}

/// I-51 took place; it is Tuesday 10:50.
desk with_held() {
    auto d = with_time();
    d.move_to(at("2026-12-01T10:50-06:00"));
    return d;
}

std::optional<chat::button> button_of(const chat::message& card, std::string_view label) {
    for (const auto& block : card.blocks) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            for (const auto& one : row->buttons) {
                if (one.label.starts_with(label)) {
                    return one;
                }
            }
        }
    }
    return std::nullopt;
}

/// The living card of an interview in a channel.
chat::message card_in_room(desk& d, std::uint32_t number, std::string_view channel) {
    chat::outgoing item;
    item.kind = "card";
    item.subject = "iv:" + std::to_string(number);
    item.conversation = conversation_id{std::string(channel)};
    return d.composed(item).value_or(chat::message{});
}

std::string room_text(desk& d, std::string_view channel) {
    const auto card = card_in_room(d, 51, channel);
    return card.title + '\n' + card.summary + '\n' + chat::to_plain_text(card);
}

TEST(interview, times_are_read_on_the_clock_of_the_site_and_said_with_its_zone) {
    auto d = with_presented();
    const auto told =
        must(d, "ana", "acorn-hiring", "S-301 interview \"tue 10:00, wed 9:00\" panel:@ana,@raj?");
    EXPECT_TRUE(has(told.text, "I-51 offers Tue 1 Dec 10:00 CST, Wed 2 Dec 09:00 CST"))
        << told.text;
    EXPECT_EQ(d.iv(51).state, interview_state::proposed);
    EXPECT_EQ(d.iv(51).answers, domain::party::supplier);
    EXPECT_EQ(d.iv(51).round, 1U);
    ASSERT_EQ(d.iv(51).panel.size(), 2U);
    EXPECT_TRUE(d.iv(51).panel[0].required);
    EXPECT_FALSE(d.iv(51).panel[1].required);
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::interviewing);
    EXPECT_EQ(d.sub(301).interviews, std::vector{interview_number{51}});
}

TEST(interview, without_times_the_owner_arranges_it_and_is_told) {
    auto d = with_presented();
    const auto told = must(d, "ana", "acorn-hiring", "S-301 interview");
    EXPECT_EQ(d.iv(51).state, interview_state::requested);
    EXPECT_EQ(d.iv(51).panel.front().person.value, "ana") << "the manager, when nobody is named";
    const auto to_owner = std::ranges::find(told.messages, "dm-robin", [](const auto& item) {
        return item.conversation.value;
    });
    ASSERT_NE(to_owner, told.messages.end());
    EXPECT_TRUE(has(*d.composed_text(*to_owner), "You arrange it."));
    must(d, "robin", "acorn-internal", "I-51 propose \"tue 10:00\"");
    EXPECT_EQ(d.iv(51).state, interview_state::proposed);
}

TEST(interview, what_cannot_be_read_is_said_with_the_next_line) {
    auto d = with_presented();
    for (const auto line :
         {"S-301 interview \"tomorow 10\"",
          "S-301 interview \"nov 27 10:00, tue\"",
          "S-301 interview \"tue 10:00, tue 11:00, tue 12:00, tue 13:00\"",
          "S-301 interview \"tue 10:00\" panel:@nobody",
          "S-301 interview \"tue 10:00\" len:3",
          "S-301 interview \"tue 10:00\" link:meet"}) {
        const auto told = d.type("ana", "acorn-hiring", line);
        EXPECT_TRUE(told.refused) << line << '\n' << told.text;
        EXPECT_FALSE(told.changed) << line;
    }
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::presented);
}

TEST(interview, the_button_opens_the_form_and_the_form_sends_times) {
    auto d = with_presented();
    const auto opened = d.press("ana", "acorn-hiring", {"interview", "sub:301", 0, {}});
    ASSERT_TRUE(opened.form) << opened.text;
    const auto sent = d.submit(
        "ana",
        "acorn-hiring",
        opened.form->act,
        {{"time1", "tue 10:00"}, {"time2", ""}, {"panel", "Ana, Raj?"}, {"len", "30m"}}
    );
    EXPECT_TRUE(sent.changed) << sent.text;
    EXPECT_EQ(d.iv(51).length, 30U);
    EXPECT_EQ(d.iv(51).panel.size(), 2U);
    EXPECT_FALSE(d.iv(51).panel.back().required);
}

TEST(interview, the_supplier_picks_a_time_and_everybody_on_the_panel_is_told) {
    auto d = with_times();
    d.now += minutes{10};
    const auto card = card_in_room(d, 51, "sup-hammer");
    const auto pick = button_of(card, "Pick Wed");
    ASSERT_TRUE(pick) << chat::to_plain_text(card);
    const auto told = d.press("maul", "sup-hammer", pick->act);
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(d.iv(51).state, interview_state::confirmed);
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-12-02T09:00-06:00")});
    std::vector<std::string> told_in_person;
    for (const auto& item : told.messages) {
        if (item.kind == "alert") {
            told_in_person.push_back(item.conversation.value);
            EXPECT_TRUE(has(*d.composed_text(item), "I'll be there"));
        }
    }
    EXPECT_EQ(told_in_person, (std::vector<std::string>{"dm-ana", "dm-raj"}));
    EXPECT_TRUE(has(d.press("maul", "sup-hammer", pick->act).text, "Already done"));
}

TEST(interview, a_press_on_times_that_changed_since_picks_nothing) {
    auto d = with_times();
    d.now += minutes{10};
    const auto pick = button_of(card_in_room(d, 51, "sup-hammer"), "Pick Wed");
    must(d, "ana", "acorn-hiring", "I-51 propose \"thu 11:00, fri 11:00\"");
    const auto told = d.press("maul", "sup-hammer", pick->act);
    EXPECT_TRUE(told.refused);
    EXPECT_TRUE(has(told.text, "have changed")) << told.text;
    EXPECT_EQ(d.iv(51).state, interview_state::proposed);
}

TEST(interview, whose_turn_it_is_answers_and_nobody_else) {
    auto d = with_times();
    EXPECT_TRUE(has(refused(d, "ana", "acorn-hiring", "I-51 confirm 1").text, "for the supplier"));
    refused(d, "raj", "dm-raj", "I-51 cancel \"no\"");
    EXPECT_TRUE(has(refused(d, "maul", "sup-hammer", "I-51 cancel \"no\"").text, "cannot"));
    must(d, "maul", "sup-hammer", "I-51 none \"only afternoons\"");
    EXPECT_EQ(d.iv(51).state, interview_state::requested);
    refused(d, "maul", "sup-hammer", "I-51 propose \"tue 15:00\"");
    // The account manager may do either side's part; it is recorded for whom.
    must(d, "robin", "acorn-internal", "I-51 propose \"tue 15:00\"");
    const auto told = must(d, "robin", "acorn-internal", "I-51 confirm 1");
    EXPECT_EQ(told.events.front().on_behalf_of, "Hammer & Tongs Staffing");
}

TEST(interview, a_move_by_the_supplier_waits_for_the_manager) {
    auto d = with_time();
    const auto told = must(d, "maul", "sup-hammer", "I-51 move wed 11:00 why:\"exam\"");
    EXPECT_EQ(d.iv(51).state, interview_state::proposed);
    EXPECT_EQ(d.iv(51).answers, domain::party::client);
    EXPECT_EQ(d.iv(51).reschedules, 1U);
    EXPECT_EQ(d.iv(51).former, std::optional{at("2026-12-01T10:00-06:00")});
    const auto to_ana = std::ranges::find(told.messages, "dm-ana", [](const auto& item) {
        return item.conversation.value;
    });
    ASSERT_NE(to_ana, told.messages.end());
    const auto shown = d.composed(*to_ana);
    ASSERT_TRUE(shown && button_of(*shown, "Pick Wed 2 Dec 11:00"));
    refused(d, "maul", "sup-hammer", "I-51 confirm 1");
    must(d, "ana", "dm-ana", "I-51 confirm 1");
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-12-02T11:00-06:00")});
    must(d, "ana", "dm-ana", "I-51 move thu 11:00");
    EXPECT_EQ(d.iv(51).moved_by, std::optional{domain::party::client});
    EXPECT_EQ(d.iv(51).answers, domain::party::supplier);
}

TEST(interview, is_logged_after_the_fact_in_one_line) {
    auto d = with_presented();
    const auto told = must(d, "robin", "acorn-internal", "interview S-301 held mon 9:00");
    EXPECT_EQ(d.iv(51).state, interview_state::held);
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-11-30T09:00-06:00")});
    EXPECT_FALSE(d.iv(51).assumed);
    EXPECT_EQ(told.events.front().command, told.events.back().command);
    // One that was asked for and then held by phone.
    auto other = with_times();
    EXPECT_TRUE(refused(other, "ana", "acorn-hiring", "interview S-301 held mon 9:00").refused);
    must(other, "ana", "acorn-hiring", "I-51 held mon 9:00");
    EXPECT_EQ(other.iv(51).state, interview_state::held);
    refused(other, "ana", "acorn-hiring", "I-51 held");
}

TEST(interview, what_lies_ahead_has_not_been_held_or_missed) {
    auto d = with_time();
    refused(d, "ana", "acorn-hiring", "I-51 held");
    refused(d, "ana", "acorn-hiring", "I-51 noshow candidate");
    refused(d, "ana", "dm-ana", "fb I-51 yes \"good\"");
    d.move_to(at("2026-12-01T10:20-06:00"));
    must(d, "ana", "acorn-hiring", "I-51 noshow candidate");
    EXPECT_EQ(d.iv(51).state, interview_state::no_show);
    EXPECT_EQ(d.iv(51).absent, domain::absentee::candidate);
}

TEST(interview, a_second_round_only_after_the_first) {
    auto d = with_times();
    const auto told = refused(d, "ana", "acorn-hiring", "S-301 interview \"thu 10:00\"");
    EXPECT_TRUE(has(told.text, "I-51")) << told.text;
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    d.move_to(at("2026-12-01T11:00-06:00"));
    must(d, "ana", "acorn-hiring", "S-301 interview \"thu 10:00\"");
    EXPECT_EQ(d.iv(52).round, 2U);
    const auto rounds = d.type("ana", "dm-ana", "S-301 interviews");
    EXPECT_TRUE(has(rounds.text, "I-51") && has(rounds.text, "I-52")) << rounds.text;
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "1 interviews").text, "I-52"));
}

TEST(interview, ends_with_the_candidate) {
    auto d = with_time();
    const auto told = must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    EXPECT_EQ(d.iv(51).state, interview_state::cancelled);
    EXPECT_TRUE(std::ranges::any_of(told.messages, [](const auto& item) {
        return item.conversation.value == "dm-raj";
    })) << "who would have come is told";
    d.alerts.clear();
    d.move_to(at("2026-12-03T12:00-06:00"));
    EXPECT_TRUE(std::ranges::none_of(d.alerts, [](const auto& item) {
        return item.subject == "iv:51";
    }));
}

TEST(interview, nobody_is_reminded_while_the_requisition_is_on_hold) {
    auto d = with_time();
    must(d, "robin", "acorn-internal", "1 hold budget");
    d.alerts.clear();
    d.move_to(at("2026-12-02T12:00-06:00"));
    for (const auto& item : d.alerts) {
        EXPECT_NE(item.subject, "iv:51");
    }
}

TEST(interview, an_interviewer_who_cannot_come_is_the_owners_question) {
    auto d = with_time();
    must(d, "ana", "dm-ana", "I-51 accept");
    const auto told = must(d, "raj", "dm-raj", "I-51 decline \"travelling\"");
    ASSERT_TRUE(std::ranges::any_of(told.messages, [](const auto& item) {
        return item.kind == "alert" && item.conversation.value == "dm-robin";
    }));
    for (const auto& item : told.messages) {
        if (item.kind == "alert") {
            EXPECT_TRUE(has(*d.composed_text(item), "cannot come")) << *d.composed_text(item);
        }
    }
    must(d, "robin", "acorn-internal", "I-51 panel remove:@raj");
    EXPECT_EQ(d.iv(51).panel.size(), 1U);
    EXPECT_EQ(d.iv(51).panel.front().answer, domain::invitation::accepted);
    refused(d, "raj", "dm-raj", "I-51");
}

TEST(interview, everybody_is_reminded_in_their_own_terms) {
    auto d = with_times();
    const auto alerts_until = [&d](std::string_view when) {
        d.alerts.clear();
        d.move_to(at(when));
        std::string all;
        for (const auto& item : d.alerts) {
            if (item.subject == "iv:51") {
                const auto text = d.composed_text(item);
                all += item.conversation.value + ": " + text.value_or("(dropped)") + '\n';
            }
        }
        return all;
    };
    const auto nudge = alerts_until("2026-11-30T14:00-06:00");
    EXPECT_TRUE(nudge.starts_with("sup-hammer: ")) << nudge;
    EXPECT_TRUE(has(nudge, "wait for an answer")) << nudge;
    const auto escalated = alerts_until("2026-12-01T09:00-06:00");
    EXPECT_TRUE(escalated.starts_with("dm-robin: ")) << escalated;
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    must(d, "ana", "dm-ana", "I-51 accept");
    const auto hour_before = alerts_until("2026-12-01T09:05-06:00");
    EXPECT_FALSE(has(hour_before, "dm-ana")) << "she said that she comes\n" << hour_before;
    EXPECT_TRUE(has(hour_before, "dm-raj")) << hour_before;
    const auto quarter = alerts_until("2026-12-01T09:45-06:00");
    EXPECT_TRUE(has(quarter, "dm-ana") && has(quarter, "dm-raj")) << quarter;
    EXPECT_TRUE(has(quarter, "https://meet.example/51")) << quarter;
    EXPECT_TRUE(has(quarter, "Candidate not here")) << quarter;
    const auto verdict = alerts_until("2026-12-01T10:50-06:00");
    EXPECT_TRUE(has(verdict, "dm-ana: ") && has(verdict, "Strong yes")) << verdict;
    must(d, "ana", "dm-ana", "fb I-51 yes \"strong on PLC\"");
    const auto again = alerts_until("2026-12-01T11:46-06:00");
    EXPECT_FALSE(has(again, "dm-ana")) << again;
    EXPECT_TRUE(has(again, "dm-raj")) << again;
    const auto morning = alerts_until("2026-12-02T09:00-06:00");
    EXPECT_TRUE(has(morning, "dm-raj")) << morning;
    // 18 working hours after the end the account manager hears, and nobody else any more.
    const auto overdue = alerts_until("2026-12-05T12:00-06:00");
    EXPECT_TRUE(overdue.starts_with("dm-robin: ")) << overdue;
    EXPECT_TRUE(has(overdue, "Raj")) << overdue;
    EXPECT_FALSE(has(overdue, "dm-raj")) << overdue;
    for (const std::string& said : {nudge, hour_before, quarter, verdict, again, morning}) {
        for (const auto* word : {"SLA", "breach", "late"}) {
            EXPECT_FALSE(has(said, word)) << said;
        }
    }
}

TEST(interview, silence_after_the_end_is_taken_as_held_and_asked_about) {
    auto d = with_time();
    d.alerts.clear();
    d.move_to(at("2026-12-01T12:45-06:00"));
    EXPECT_EQ(d.iv(51).state, interview_state::held);
    EXPECT_TRUE(d.iv(51).assumed);
    const auto asked = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.conversation.value == "dm-robin" && item.subject == "iv:51";
    });
    ASSERT_NE(asked, d.alerts.end());
    const auto shown = d.composed(*asked);
    ASSERT_TRUE(shown);
    EXPECT_TRUE(has(chat::to_plain_text(*shown), "Did it?"));
    must(d, "robin", "acorn-internal", "I-51 noshow interviewer");
    EXPECT_EQ(d.iv(51).state, interview_state::no_show);
}

TEST(interview, the_candidate_who_is_not_there_is_asked_for_once) {
    auto d = with_time();
    d.move_to(at("2026-12-01T10:02-06:00"));
    const auto told = d.press("ana", "dm-ana", {"not_here", "iv:51", 0, {}});
    EXPECT_TRUE(told.changed) << told.text;
    EXPECT_FALSE(d.press("raj", "dm-raj", {"not_here", "iv:51", 0, {}}).changed);
    d.alerts.clear();
    d.move_to(at("2026-12-01T10:10-06:00"));
    std::vector<std::string> where;
    for (const auto& item : d.alerts) {
        where.push_back(item.conversation.value);
    }
    std::ranges::sort(where);
    EXPECT_EQ(where, (std::vector<std::string>{"dm-robin", "sup-hammer"}));
}

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
    const auto manager = d.type("ana", "dm-ana", "help iv").text;
    EXPECT_TRUE(has(manager, "I-52 confirm 2") && has(manager, "fb I-52 yes")) << manager;
    EXPECT_TRUE(has(manager, "I-52 move wed 11:00 by:client")) << manager;
    EXPECT_FALSE(has(manager, "pick_first")) << manager;
    const auto supplier = d.type("maul", "dm-maul", "help iv").text;
    EXPECT_TRUE(has(supplier, "I-52 confirm 2")) << supplier;
    EXPECT_FALSE(has(supplier, "fb I-52") || has(supplier, "I-52 cancel")) << supplier;
}

}  // namespace
}  // namespace fillrate::handlers::testing
