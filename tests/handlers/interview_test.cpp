// Interviews in text: what is typed and pressed, who is told, and of what somebody is reminded.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace fillrate::handlers::testing {
namespace {

using domain::interview_state;

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
    const auto told = must(d, "ana", "acorn-hiring", "S-301 interview arrange");
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

TEST(interview, the_form_lets_the_account_manager_arrange_it) {
    auto d = with_presented();
    const auto opened = d.press("ana", "acorn-hiring", {"interview", "sub:301", 0, {}});
    ASSERT_TRUE(opened.form) << opened.text;
    const auto how = std::ranges::find(opened.form->fields, "how", &chat::form_field::id);
    ASSERT_NE(how, opened.form->fields.end());
    EXPECT_FALSE(how->required);
    EXPECT_EQ(how->options.back().label, "Robin, arrange it");
    const auto send = [&](std::string_view way, std::string_view time) {
        return d.submit(
            "ana",
            "acorn-hiring",
            opened.form->act,
            {{"how", std::string(way)}, {"time1", std::string(time)}, {"len", "30m"}}
        );
    };
    const auto both = send("arrange", "tue 10:00");
    ASSERT_EQ(both.problems.size(), 1U) << both.text;
    EXPECT_EQ(both.problems.front().first, "how");
    const auto neither = send("propose", "");
    ASSERT_EQ(neither.problems.size(), 1U) << neither.text;
    EXPECT_EQ(neither.problems.front().first, "time1");
    const auto arranged = send("arrange", "");
    ASSERT_TRUE(arranged.changed) << arranged.text;
    const auto asked = std::ranges::find_if(arranged.events, [](const auto& each) {
        return std::holds_alternative<domain::interview_asked>(each.data);
    });
    ASSERT_NE(asked, arranged.events.end());
    const auto number = std::get<domain::interview_asked>(asked->data).number;
    EXPECT_EQ(d.iv(number.value).state, interview_state::requested);
}

TEST(interview, typed_without_times_opens_the_form_with_what_was_typed) {
    for (const auto* line :
         {"S-301 interview", "S-301 interview propose", "iv S-301 panel:@ana,@raj? len:30m"}) {
        auto d = with_presented();
        const auto opened = d.type("ana", "acorn-hiring", line);
        ASSERT_TRUE(opened.form) << line << opened.text;
        EXPECT_FALSE(opened.changed || opened.refused) << line;
        EXPECT_EQ(opened.form->submit, "Send times") << line;
        std::map<std::string, std::string> fields;
        for (const auto& field : opened.form->fields) {
            fields[field.id] = field.value;
        }
        const bool typed = has(line, "panel");
        EXPECT_EQ(fields["len"], typed ? "30m" : "45m") << line;
        EXPECT_EQ(fields["panel"], typed ? "ana, raj?" : "Ana Petrov-Lind") << line;
        // Sent as it is, without a time, the account manager arranges it.
        const auto sent = d.submit("ana", "acorn-hiring", opened.form->act, fields);
        EXPECT_TRUE(sent.changed) << line << sent.text;
        EXPECT_EQ(d.iv(51).state, interview_state::requested) << line;
        EXPECT_EQ(d.iv(51).panel.size(), typed ? 2U : 1U) << line;
    }
    // Who may not ask for one gets no form; who wants it arranged says so.
    auto d = with_presented();
    refused(d, "maul", "sup-hammer", "S-301 interview");
    must(d, "ana", "acorn-hiring", "S-301 interview arrange len:30m");
    EXPECT_EQ(d.iv(51).length, 30U);
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

TEST(interview, is_not_logged_on_a_day_that_was_not_said) {
    auto d = with_presented();
    for (const std::string when : {"tomorrow 14:00", "today 14:00", "+2h", "2026-12-01T09:00"}) {
        refused(d, "robin", "acorn-internal", "interview S-301 held " + when);
    }
    const auto told = must(d, "robin", "acorn-internal", "interview S-301 held fri 14:00").text;
    EXPECT_TRUE(has(told, "Fri 27 Nov 14:00 CST")) << told;
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

TEST(interview, its_candidate_keeps_whether_it_took_place) {
    const std::vector round{interview_number{51}};
    auto d = with_time();
    d.move_to(at("2026-12-01T10:50-06:00"));
    EXPECT_TRUE(d.sub(301).met_in.empty()) << "agreed is not met";
    must(d, "raj", "dm-raj", "fb I-51 yes \"good\"");
    EXPECT_EQ(d.sub(301).met_in, round) << "who has a verdict was there";

    auto assumed = with_time();
    assumed.move_to(at("2026-12-01T13:30-06:00"));
    ASSERT_TRUE(assumed.iv(51).assumed);
    EXPECT_EQ(assumed.sub(301).met_in, round);
    must(assumed, "ana", "acorn-hiring", "I-51 noshow candidate");
    EXPECT_TRUE(assumed.sub(301).met_in.empty()) << "it did not happen after all";

    auto called_off = with_time();
    must(called_off, "ana", "acorn-hiring", "I-51 cancel \"role changed\"");
    EXPECT_TRUE(called_off.sub(301).met_in.empty());

    auto logged = with_presented();
    must(logged, "ana", "acorn-hiring", "interview S-301 held mon 9:00");
    EXPECT_EQ(logged.sub(301).met_in, round);
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
    EXPECT_TRUE(has(told.text, "I-51 does not take place.")) << told.text;
    EXPECT_EQ(d.iv(51).state, interview_state::cancelled);
    const auto to_raj = std::ranges::find(told.messages, "dm-raj", [](const auto& item) {
        return item.conversation.value;
    });
    ASSERT_NE(to_raj, told.messages.end()) << "who would have come is told";
    EXPECT_TRUE(has(d.composed_text(*to_raj).value_or(""), "is cancelled"));
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

TEST(interview, a_reminder_takes_the_place_of_the_card_that_asked_before) {
    auto d = with_time();
    d.alerts.clear();
    d.move_to(at("2026-12-01T10:50-06:00"));
    const auto first = std::ranges::find_if(d.alerts, [](const auto& item) {
        return item.mark == "verdict" && item.conversation.value == "dm-raj";
    });
    ASSERT_NE(first, d.alerts.end());
    EXPECT_FALSE(first->replaces);
    d.alerts.clear();
    d.move_to(at("2026-12-01T11:46-06:00"));
    std::vector<chat::outgoing> to_raj;
    std::ranges::copy_if(d.alerts, std::back_inserter(to_raj), [](const auto& item) {
        return item.mark == "verdict" && item.conversation.value == "dm-raj";
    });
    ASSERT_EQ(to_raj.size(), 2U);
    EXPECT_TRUE(to_raj[0].replaces) << "the old one first, while its mark is there";
    EXPECT_FALSE(to_raj[1].replaces);
    const auto old = d.composed(to_raj[0]);
    ASSERT_TRUE(old);
    EXPECT_EQ(chat::to_plain_text(*old), "I-51: asked again below.\n");
    EXPECT_TRUE(has(d.composed_text(to_raj[1]).value_or(""), "Strong yes"));
    must(d, "raj", "dm-raj", "fb I-51 yes \"fine\"");
    EXPECT_FALSE(d.composed(to_raj[0])) << "nothing is asked again";
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

TEST(interview, a_quorum_of_the_panel_is_enough) {
    auto d = with_presented();
    const auto many =
        refused(d, "ana", "acorn-hiring", "S-301 interview \"tue 10:00\" panel:@ana,@raj quorum:3");
    EXPECT_TRUE(has(many.text, "3 verdicts cannot be needed: 2 of the panel have to come"))
        << many.text;
    must(d, "ana", "acorn-hiring", "S-301 interview \"tue 10:00\" panel:@ana,@raj quorum:1");
    EXPECT_EQ(d.iv(52).quorum, 1U);
    const auto card_text = [&d](std::string_view channel) {
        return chat::to_plain_text(card_in_room(d, 52, channel));
    };
    EXPECT_TRUE(has(card_text("acorn-internal"), "1 of 2 verdicts needed"));
    EXPECT_FALSE(has(card_text("sup-hammer"), "verdicts needed"));
    must(d, "ana", "acorn-hiring", "I-52 panel quorum:2");
    EXPECT_FALSE(has(card_text("acorn-internal"), "verdicts needed"));
    const auto again = must(d, "ana", "acorn-hiring", "I-52 panel quorum:1");
    EXPECT_TRUE(has(again.text, "1 of 2 verdicts needed")) << again.text;
    refused(d, "ana", "acorn-hiring", "I-52 panel quorum:0");
    // Of whom one has to come, one is enough.
    must(d, "ana", "acorn-hiring", "I-52 panel remove:@raj");
    EXPECT_EQ(d.iv(52).quorum, 1U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
