// Interviews as they happen: logged at another time than agreed, said how long and where, and what
// a refusal says next.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace fillrate::handlers::testing {
namespace {

using domain::interview_state;

TEST(interview, what_is_logged_as_held_lies_behind_whatever_day_is_named) {
    auto d = with_presented();
    for (const auto* when : {"tomorrow 9:00", "+2h", "2026-12-01T09:00"}) {
        const auto told = refused(
            d,
            "robin",
            "acorn-internal",
            "interview S-301 held \"" + std::string(when) + '"'
        );
        EXPECT_TRUE(has(told.text, "/hire S-301 interview held")) << told.text;
    }
    refused(d, "robin", "acorn-internal", "interview S-301 held \"nov 16 9:00\"");
    // It is Monday 10:00: two in the afternoon was yesterday, Tuesday last week.
    for (const auto& [when, began] :
         {std::pair{"2pm", "2026-11-29T14:00-06:00"}, {"tue 14:00 ET", "2026-11-24T13:00-06:00"}}) {
        auto other = with_presented();
        must(other, "robin", "acorn-internal", "interview S-301 held \"" + std::string(when) + '"');
        EXPECT_EQ(other.iv(51).start, std::optional{at(began)}) << when;
    }
}

TEST(interview, one_that_was_agreed_for_another_time_is_logged_as_it_was) {
    auto d = with_time();
    const auto told = must(d, "robin", "acorn-internal", "I-51 held mon 9:00");
    EXPECT_TRUE(has(told.text, "it took place Mon 30 Nov 09:00 CST")) << told.text;
    EXPECT_EQ(d.iv(51).state, interview_state::held);
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-11-30T09:00-06:00")});
    EXPECT_EQ(d.iv(51).former, std::optional{at("2026-12-01T10:00-06:00")});
    EXPECT_EQ(d.iv(51).reschedules, 1U);
    // Named as it was agreed, nothing was moved.
    auto as_agreed = with_held();
    must(as_agreed, "ana", "acorn-hiring", "I-51 held \"tue 10:00\"");
    EXPECT_EQ(as_agreed.iv(51).reschedules, 0U);
    EXPECT_EQ(as_agreed.iv(51).state, interview_state::held);
}

TEST(interview, who_only_interviews_says_that_it_took_place_and_not_when) {
    auto d = with_held();
    const auto told = refused(d, "raj", "dm-raj", "I-51 held \"tue 9:00\"");
    EXPECT_TRUE(has(told.text, "/hire I-51 held")) << told.text;
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-12-01T10:00-06:00")});
    must(d, "raj", "dm-raj", "I-51 held");
    EXPECT_EQ(d.iv(51).state, interview_state::held);
}

TEST(interview, the_line_after_a_refusal_says_the_times_that_were_typed) {
    auto d = with_times();
    const auto again = refused(d, "ana", "acorn-hiring", "S-301 interview \"thu 9:00, fri 9:00\"");
    EXPECT_TRUE(has(again.text, "/hire I-51 propose \"thu 9:00, fri 9:00\"")) << again.text;
    const auto unread = refused(d, "ana", "acorn-hiring", "S-301 interview \"whenever\"");
    EXPECT_TRUE(has(unread.text, "/hire I-51 propose \"tue 10:00, tue 14:00\"")) << unread.text;
    const auto held = refused(d, "ana", "acorn-hiring", "interview S-301 held mon 9:00");
    EXPECT_TRUE(has(held.text, "/hire I-51 held \"mon 9:00\"")) << held.text;
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    const auto agreed = refused(d, "ana", "acorn-hiring", "I-51 confirm 1");
    EXPECT_TRUE(has(agreed.text, "/hire I-51 move")) << "not held: it lies ahead\n" << agreed.text;
    must(d, "ana", "acorn-hiring", "I-51 move \"thu 9:00\"");
}

TEST(interview, how_long_where_and_by_which_link_are_said_with_the_times) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 interview arrange len:30m place:Lobby");
    must(
        d,
        "robin",
        "acorn-internal",
        "I-51 propose \"tue 10:00, wed 11:00\" len:60m place:\"Gate 3\" "
        "link:https://meet.example/51"
    );
    const auto has_terms = [&d](std::uint32_t length, std::string_view place) {
        EXPECT_EQ(d.iv(51).length, length);
        EXPECT_EQ(d.iv(51).place, place);
        EXPECT_EQ(d.iv(51).link, "https://meet.example/51");
    };
    has_terms(60, "Gate 3");
    // They are not the supplier's to say.
    const auto told = refused(d, "maul", "sup-hammer", "I-51 confirm 2 len:20m place:ours");
    EXPECT_TRUE(has(told.text, "for the hiring manager or the account manager")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire I-51 confirm \"2\"")) << told.text;
    must(d, "maul", "sup-hammer", "I-51 confirm 2");
    has_terms(60, "Gate 3");
    refused(d, "maul", "sup-hammer", "I-51 move \"thu 10:00\" len:20m");
    must(d, "ana", "acorn-hiring", "I-51 move \"thu 10:00\" place:\"Room 7\"");
    has_terms(60, "Room 7");
    must(d, "robin", "acorn-internal", "I-51 confirm 1 len:20m");
    has_terms(20, "Room 7");
}

TEST(interview, what_is_wrong_with_its_terms_is_refused_and_the_rest_of_the_line_stays) {
    const auto start = with_times();
    const std::string times = "I-51 propose \"thu 9:00, fri 9:00\" ";
    for (const auto& wrong :
         {"place:\"" + std::string(3'000, 'a') + '"',
          std::string("len:-5m"),
          std::string("len:99999999999999999999"),
          std::string("link:meet"),
          "link:https://meet.example/" + std::string(3'000, 'a')}) {
        auto d = start;
        const auto told = refused(d, "ana", "acorn-hiring", times + wrong);
        EXPECT_FALSE(told.changed);
        EXPECT_LT(told.text.size(), 600U) << told.text;
        EXPECT_TRUE(has(told.text, "/hire I-51 propose ")) << told.text;
        EXPECT_TRUE(has(told.text, "\"thu 9:00, fri 9:00\"")) << told.text;
        EXPECT_EQ(d.iv(51), start.iv(51)) << wrong.substr(0, 40);
    }
    auto d = start;
    const auto past =
        refused(d, "ana", "acorn-hiring", "I-51 propose \"2020-01-06 10:00\" len:30m");
    EXPECT_TRUE(has(past.text, "/hire I-51 propose len:30m \"tue 10:00, tue 14:00\"")) << past.text;
    must(d, "ana", "acorn-hiring", "I-51 propose len:30m \"tue 10:00, tue 14:00\"");
}

TEST(interview, a_day_without_an_hour_is_completed_in_the_next_line) {
    auto d = with_times();
    const auto told = refused(d, "maul", "sup-hammer", "I-51 move \"thu 9:00, fri\"");
    EXPECT_TRUE(has(told.text, "Say a time too")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire I-51 move \"thu 9:00, fri 10:00\"")) << told.text;
    must(d, "maul", "sup-hammer", "I-51 move \"thu 9:00, fri 10:00\"");
}

TEST(interview, whose_move_it_is_said_to_be_is_theirs_to_say_or_told) {
    auto d = with_time();
    const auto manager = must(d, "ana", "acorn-hiring", "I-51 move \"thu 9:00\" by:candidate");
    EXPECT_TRUE(has(manager.text, "kept as moved by the client")) << manager.text;
    EXPECT_EQ(d.iv(51).moved_by, std::optional{domain::party::client});
    const auto supplier = must(d, "maul", "sup-hammer", "I-51 move \"fri 9:00\" by:candidate");
    EXPECT_FALSE(has(supplier.text, "kept as moved by")) << supplier.text;
    EXPECT_EQ(d.iv(51).moved_by, std::optional{domain::party::candidate});
    const auto owner = must(d, "robin", "acorn-internal", "I-51 move \"fri 10:00\" by:client");
    EXPECT_FALSE(has(owner.text, "kept as moved by")) << owner.text;
    EXPECT_EQ(d.iv(51).moved_by, std::optional{domain::party::client});
}

TEST(interview, the_form_for_times_shows_how_long_and_where) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 interview arrange len:30m place:Lobby");
    const auto opened = d.press("robin", "acorn-internal", {"propose", "iv:51", 0, {}});
    ASSERT_TRUE(opened.form) << opened.text;
    const auto value = [&opened](std::string_view id) {
        const auto found = std::ranges::find(opened.form->fields, id, &chat::form_field::id);
        return found == opened.form->fields.end() ? std::string("(none)") : found->value;
    };
    EXPECT_EQ(opened.form->fields.front().hint, "Such as tue 10:00, Chicago time.");
    EXPECT_EQ(value("len"), "30m");
    EXPECT_EQ(value("place"), "Lobby");
    const auto send = [&](std::string_view time) {
        return d.submit(
            "robin",
            "acorn-internal",
            opened.form->act,
            {{"time1", std::string(time)}, {"len", "50m"}, {"place", "Lobby"}, {"link", ""}}
        );
    };
    // A date that can be two is asked about, in the field where it stands.
    const auto two = send("3/12 10:00");
    ASSERT_EQ(two.problems.size(), 1U) << two.text;
    EXPECT_EQ(two.problems.front().first, "time1");
    EXPECT_TRUE(has(two.problems.front().second, "Thu 3 Dec 10:00 CST"));
    EXPECT_TRUE(has(two.problems.front().second, "Fri 12 Mar 10:00 CST (2027)"));
    ASSERT_TRUE(send("tue 14:00 ET").changed);
    EXPECT_EQ(d.iv(51).length, 50U);
    EXPECT_EQ(d.iv(51).slots, std::vector{at("2026-12-01T13:00-06:00")});
}

TEST(interview, the_likely_button_of_its_card_changes_when_it_has_begun) {
    auto d = with_time();
    const auto first = [&d] {
        const auto card = card_in_room(d, 51, "acorn-internal");
        for (const auto& block : card.blocks) {
            if (const auto* row = std::get_if<chat::button_row>(&block)) {
                return row->buttons.front().label;
            }
        }
        return std::string{};
    };
    EXPECT_EQ(first(), "Move");
    d.move_to(at("2026-12-01T10:50-06:00"));
    EXPECT_EQ(first(), "It took place");
}

TEST(interview, the_card_of_its_candidate_says_whose_turn_it_is_in_it) {
    auto d = with_times();
    const auto says = [&d](std::string_view who, std::string_view where, std::string_view words) {
        const auto card = d.type(who, where, "S-301").text;
        EXPECT_TRUE(has(card, words)) << card;
    };
    says("ana", "acorn-hiring", "I-51: Waiting for the supplier to pick a time.");
    says("maul", "sup-hammer", "I-51: Waiting for you to pick a time.");
    says("robin", "acorn-internal", "I-51: Waiting for Hammer & Tongs Staffing to pick a time.");
    must(d, "maul", "sup-hammer", "I-51 confirm 1");
    says("ana", "acorn-hiring", "I-51: Everybody knows the time.");
    must(d, "ana", "acorn-hiring", "S-301 reject experience");
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "S-301").text, "I-51"));
}

TEST(interview, several_are_listed_and_one_is_a_card) {
    auto d = with_time();
    d.move_to(at("2026-12-01T11:00-06:00"));
    must(d, "ana", "acorn-hiring", "S-301 interview \"thu 10:00\"");
    const auto both = d.type("ana", "acorn-hiring", "I-51 I-52").text;
    EXPECT_TRUE(has(both, "Interviews: 2 interviews.")) << both;
    EXPECT_TRUE(has(both, "I-51") && has(both, "I-52")) << both;
    const auto absent = refused(d, "ana", "acorn-hiring", "I-51 I-99").text;
    EXPECT_TRUE(has(absent, "There is no I-99")) << absent;
    EXPECT_TRUE(has(d.type("ana", "acorn-hiring", "I-51").text, "round 1"));
}

TEST(interview, until_it_is_settled_who_interviews_it_waits_for_the_owner) {
    auto d = with_time();
    must(d, "raj", "dm-raj", "I-51 decline \"travelling\"");
    constexpr auto asks =
        "Waiting for Robin Quill to settle who interviews: Raj Okafor-Bell cannot come.";
    EXPECT_TRUE(has(room_text(d, "acorn-internal"), asks)) << room_text(d, "acorn-internal");
    EXPECT_FALSE(has(room_text(d, "sup-hammer"), "cannot come"));
    EXPECT_TRUE(has(room_text(d, "sup-hammer"), "Everybody knows the time."));
    must(d, "robin", "acorn-internal", "I-51 panel remove:@raj");
    EXPECT_TRUE(has(room_text(d, "acorn-internal"), "Everybody knows the time."));
}

TEST(interview, the_line_after_a_quorum_that_cannot_be_names_somebody_who_may_join) {
    auto d = with_time();
    const auto told = refused(d, "robin", "acorn-internal", "I-51 panel quorum:9");
    const auto begin = told.text.find("I-51 panel optional:\"");
    ASSERT_NE(begin, std::string::npos) << told.text;
    const auto end = told.text.find('"', told.text.find('"', begin) + 1);
    must(d, "robin", "acorn-internal", told.text.substr(begin, end + 1 - begin));
    EXPECT_EQ(d.iv(51).panel.size(), 3U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
