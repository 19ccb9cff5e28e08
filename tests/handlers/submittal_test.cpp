// Candidates from the supplier's form to the first day, in text: what is typed, what is read, who
// is told, and who learns nothing.
#include "core/domain/transitions.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr std::string_view paige =
    "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\"";

/// A professional role at Acorn with two openings, released to both tier 1 suppliers, REQ-1.
desk released_role() {
    desk d;
    EXPECT_TRUE(d.type(
                     "robin",
                     "acorn-internal",
                     "req new \"Controls engineer\" client:Acorn site:Chicago category:pro "
                     "openings:1 pay:58 bill:84 max:61 hm:@ana"
    )
                    .changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 qualify waive:\"known role\"").changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 release tier1").changed);
    return d;
}

/// The same with Paige, S-301, put forward by Hammer & Tongs.
desk with_paige() {
    auto d = released_role();
    const auto told = d.type("maul", "sup-hammer", paige);
    EXPECT_TRUE(told.changed) << told.text;
    return d;
}

/// Types lines that must all change something.
void play(desk& d, std::initializer_list<std::pair<std::string_view, std::string_view>> lines) {
    for (const auto& [who, line] : lines) {
        const auto told = d.type(who, "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    }
}

TEST(submittal, a_supplier_puts_somebody_forward_in_one_line) {
    auto d = released_role();
    const auto told = d.type("maul", "sup-hammer", paige);
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(contains(told.text, "S-301")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::submitted);
    EXPECT_EQ(d.sub(301).supplier.value, "hammer");
    EXPECT_EQ(d.sub(301).initials, "P.T.");
    EXPECT_EQ(d.req(1).slate.live, 1U);
    // The first candidate in play covers it.
    EXPECT_EQ(d.req(1).clocks.front().state, domain::clock_state::met);
}

TEST(submittal, nothing_typed_opens_the_form) {
    auto d = released_role();
    const auto told = d.type("maul", "sup-hammer", "1 submit");
    ASSERT_TRUE(told.form) << told.text;
    const auto made = d.submit(
        "maul",
        "sup-hammer",
        told.form->act,
        {{"name", "Al Dente"}, {"phone", "+1 312 555 0101"}}
    );
    EXPECT_TRUE(made.changed) << made.text;
    EXPECT_EQ(d.sub(301).initials, "A.D.");
}

TEST(submittal, a_shared_place_shows_initials_and_no_address) {
    auto d = with_paige();
    for (const auto channel : {"sup-hammer", "acorn-internal"}) {
        const auto who = channel == std::string_view("sup-hammer") ? "maul" : "robin";
        const auto seen = d.type(who, channel, "S-301");
        EXPECT_TRUE(contains(seen.text, "P.T.")) << seen.text;
        EXPECT_FALSE(contains(seen.text, "Paige")) << seen.text;
        EXPECT_FALSE(contains(seen.text, "paige@")) << seen.text;
    }
    const auto direct = d.type("robin", "dm-robin", "S-301");
    EXPECT_TRUE(contains(direct.text, "Paige Turner")) << direct.text;
    EXPECT_FALSE(contains(direct.text, "paige@")) << "only when asked for: " << direct.text;
}

TEST(submittal, the_manager_learns_of_a_candidate_once_presented) {
    auto d = with_paige();
    const auto before = d.type("ana", "dm-ana", "S-301");
    EXPECT_TRUE(before.refused);
    EXPECT_EQ(before.text.find("There is no S-301 that you can see here."), 0U) << before.text;
    EXPECT_EQ(before.text.size(), d.type("ana", "dm-ana", "S-399").text.size());
    play(d, {{"robin", "S-301 present"}});
    const auto after = d.type("ana", "dm-ana", "S-301");
    EXPECT_TRUE(contains(after.text, "Paige Turner")) << after.text;
    EXPECT_FALSE(contains(after.text, "paige@")) << "contact only after selection";
    EXPECT_FALSE(contains(after.text, "52")) << "the manager sees no pay rate";
    EXPECT_FALSE(contains(after.text, "Hammer")) << after.text;
}

TEST(submittal, another_supplier_finds_nothing) {
    auto d = with_paige();
    const auto seen = d.type("wren", "sup-quillfeather", "S-301");
    EXPECT_TRUE(seen.refused);
    EXPECT_FALSE(contains(seen.text, "P.T."));
    EXPECT_FALSE(contains(d.type("wren", "sup-quillfeather", "1 candidates").text, "P.T."));
}

TEST(submittal, the_whole_way_to_the_first_day) {
    auto d = with_paige();
    play(
        d,
        {{"robin", "S-301 present"},
         {"ana", "S-301 shortlist"},
         {"ana", "S-301 interview arrange"},
         {"ana", "S-301 select"},
         {"robin", "S-301 offer pay:54 start:\"dec 14\""},
         {"robin", "S-301 offer pay:55 start:\"dec 14\""},
         {"robin", "S-301 accept"}}
    );
    EXPECT_EQ(d.sub(301).offers.back().version, 2U);
    EXPECT_EQ(domain::count_openings(d.req(1)).reserved, 1U);
    EXPECT_EQ(d.req(1).state, domain::requisition_state::open);
    play(d, {{"robin", "S-301 clear"}});
    d.now = at("2026-12-14T08:05-06:00");
    play(d, {{"ana", "S-301 start"}});
    EXPECT_EQ(domain::count_openings(d.req(1)).filled, 1U);
    EXPECT_EQ(d.req(1).state, domain::requisition_state::filled);
    play(d, {{"ana", "S-301 end completed"}});
    EXPECT_EQ(d.sub(301).state, submittal_state::ended);
}

TEST(submittal, the_last_opening_has_one_winner) {
    auto d = with_paige();
    ASSERT_TRUE(d.type(
                     "robin",
                     "acorn-internal",
                     "1 submit \"Al Dente\" phone:+13125550101 for:quillfeather"
    )
                    .changed);
    play(
        d,
        {{"robin", "present S-301 S-302"},
         {"ana", "select S-301 S-302"},
         {"robin", "S-301 offer pay:54"},
         {"robin", "S-302 offer pay:54"},
         {"robin", "S-301 accept"}}
    );
    const auto lost = d.type("robin", "acorn-internal", "S-302 accept");
    EXPECT_TRUE(lost.refused);
    EXPECT_TRUE(contains(lost.text, "S-301 came first")) << lost.text;
    EXPECT_TRUE(contains(lost.text, "1 openings +1")) << lost.text;
    // The next line is one that works for who reads it.
    const auto supplier = d.type("wren", "sup-quillfeather", "S-302 accept");
    EXPECT_TRUE(supplier.refused && contains(supplier.text, "S-302 note")) << supplier.text;
    EXPECT_FALSE(contains(supplier.text, "openings +1")) << supplier.text;
    EXPECT_EQ(d.sub(302).state, submittal_state::offer_extended);
}

TEST(submittal, a_fall_off_opens_the_opening_again) {
    auto d = with_paige();
    play(
        d,
        {{"robin", "S-301 present"},
         {"ana", "S-301 select"},
         {"robin", "S-301 offer pay:54"},
         {"robin", "S-301 accept"},
         {"robin", "S-301 withdraw other_offer"}}
    );
    EXPECT_EQ(d.sub(301).state, submittal_state::fell_off);
    EXPECT_EQ(domain::count_openings(d.req(1)).open, 1U);
}

TEST(submittal, who_is_still_in_play_is_suggested_to_the_program_alone) {
    for (const bool falls_off : {false, true}) {
        for (const bool supplier : {false, true}) {
            auto d = with_paige();
            play(
                d,
                {{"robin", "1 submit \"Al Dente\" email:al@example.test for:quillfeather"},
                 {"robin", "present S-301 S-302"},
                 {"ana", "S-301 select"},
                 {"robin", "S-301 offer pay:54"}}
            );
            if (falls_off) {
                play(d, {{"robin", "S-301 accept"}});
            }
            const auto told = d.type(
                supplier ? "maul" : "robin",
                supplier ? "sup-hammer" : "acorn-internal",
                falls_off ? "S-301 withdraw other_offer" : "S-301 decline rate"
            );
            ASSERT_TRUE(told.changed) << told.text;
            EXPECT_NE(contains(told.text, "Still in play: S-302 A.D."), supplier) << told.text;
            EXPECT_NE(contains(told.text, "[Show S-302]"), supplier) << told.text;
            std::string inside;
            std::string outside;
            for (const auto& item : told.messages) {
                if (item.kind == "line" && item.subject == "req:1") {
                    const bool ours = item.conversation.value == "acorn-internal";
                    (ours ? inside : outside) += d.composed_text(item).value_or("");
                }
            }
            EXPECT_TRUE(contains(inside, "Still in play: S-302 A.D.")) << inside;
            EXPECT_FALSE(contains(outside, "S-302")) << outside;
        }
    }
}

TEST(submittal, the_same_person_twice_is_answered_without_a_name) {
    auto d = with_paige();
    const auto other = d.type(
        "wren",
        "sup-quillfeather",
        "1 submit \"Paige Turner\" email:PAIGE@example.test pay:50"
    );
    EXPECT_TRUE(contains(other.text, "cannot be submitted")) << other.text;
    EXPECT_FALSE(contains(other.text, "Hammer")) << other.text;
    EXPECT_EQ(d.sub(302).state, submittal_state::duplicate);
    EXPECT_EQ(d.req(1).slate.live, 1U);
    // The same firm again is told which one it was.
    const auto again = d.type("maul", "sup-hammer", paige);
    EXPECT_TRUE(again.refused);
    EXPECT_TRUE(contains(again.text, "S-301")) << again.text;
}

TEST(submittal, the_account_manager_decides_between_two_consents) {
    auto d = with_paige();
    ASSERT_TRUE(d.type(
                     "wren",
                     "sup-quillfeather",
                     "1 submit \"Paige Turner\" email:paige@example.test rtr:\"nov 24\""
    )
                    .changed);
    EXPECT_TRUE(d.sub(301).disputed && d.sub(302).disputed);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "S-302 award \"mine\"").refused);
    play(d, {{"robin", "S-302 award \"consent of 24 Nov came first\""}});
    EXPECT_EQ(d.sub(302).state, submittal_state::submitted);
    EXPECT_EQ(d.sub(301).state, submittal_state::duplicate);
    EXPECT_EQ(d.req(1).slate.live, 1U);
}

TEST(submittal, a_rejection_needs_a_reason_and_the_supplier_hears_the_code) {
    auto d = with_paige();
    play(d, {{"robin", "S-301 present"}});
    EXPECT_TRUE(d.type("ana", "acorn-internal", "S-301 reject").form);
    const auto words = d.type("ana", "acorn-internal", "S-301 reject \"too far away\"").form;
    ASSERT_TRUE(words);
    const auto detail = std::ranges::find(words->fields, "detail", &chat::form_field::id);
    ASSERT_NE(detail, words->fields.end());
    EXPECT_EQ(detail->value, "too far away");
    const auto told =
        d.type("ana", "acorn-internal", "S-301 reject must_have \"she talks too much\"");
    ASSERT_TRUE(told.changed) << told.text;
    std::string to_supplier;
    for (const auto& item : told.messages) {
        if (item.conversation.value == "sup-hammer" && item.kind == "line") {
            to_supplier = d.composed_text(item).value_or("");
        }
    }
    EXPECT_TRUE(contains(to_supplier, "lacks a must-have")) << to_supplier;
    EXPECT_FALSE(contains(to_supplier, "talks")) << to_supplier;
    EXPECT_FALSE(contains(to_supplier, "Ana")) << to_supplier;
}

TEST(submittal, wrong_people_and_wrong_states_are_refused_with_a_next_line) {
    auto d = with_paige();
    const auto supplier = d.type("maul", "sup-hammer", "S-301 present");
    EXPECT_TRUE(supplier.refused);
    EXPECT_TRUE(contains(supplier.text, "that is for the account manager or a recruiter"));
    const auto early = d.type("robin", "acorn-internal", "S-301 accept");
    EXPECT_TRUE(early.refused);
    EXPECT_TRUE(contains(early.text, "S-301 present")) << early.text;
    for (const auto line :
         {"1 submit \"X Y\" email:nonsense",
          "1 submit \"X Y\"",
          "1 submit \"X Y\" email:x@y.test pay:-3",
          "1 submit \"X Y\" email:x@y.test rtr:\"2027-01-01\"",
          "1 submit \"X Y\" phone:12"}) {
        const auto wrong = d.type("maul", "sup-hammer", line);
        EXPECT_TRUE(wrong.refused) << line << "\n" << wrong.text;
    }
    EXPECT_EQ(d.req(1).slate.live, 1U);
}

TEST(submittal, who_was_out_comes_back_to_where_they_were) {
    auto d = with_paige();
    play(
        d,
        {{"robin", "S-301 present"},
         {"ana", "S-301 shortlist"},
         {"ana", "S-301 reject rate"},
         {"robin", "S-301 revive \"budget was raised\""}}
    );
    EXPECT_EQ(d.sub(301).state, submittal_state::shortlisted);
    EXPECT_EQ(d.req(1).slate.before_client, 1U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
