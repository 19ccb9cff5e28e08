// Away and back, who covers, quiet hours (DOMAIN.md 0, 4.6, 7.1).
#include "core/domain/names.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

chat::outgoing to_cover(const said& told, std::string_view reader) {
    for (const auto& item : told.messages) {
        if (item.kind == "absence" && item.readers.id == reader) {
            return item;
        }
    }
    ADD_FAILURE() << "nothing told to " << reader;
    return {};
}

TEST(away, is_kept_said_to_who_covers_and_shown) {
    auto d = with_presented();
    const auto told = must(d, "robin", "dm-robin", "me away 12/1-12/5 cover:@dana");
    EXPECT_TRUE(has(told.text, "You are away from Tue 1 Dec to Sat 5 Dec. Dana Frost covers"))
        << told.text;
    const auto word = d.composed_text(to_cover(told, "dana"));
    ASSERT_TRUE(word);
    EXPECT_TRUE(has(*word, "Robin Quill is away from Tue 1 Dec to Sat 5 Dec, and you cover"))
        << *word;
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "me").text, "You are away from Tue 1 Dec"));
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "1").text, "is away"));
    d.move_to(at("2026-12-02T10:00-06:00"));
    for (const auto& [who, where] :
         {std::pair{"robin", "acorn-internal"}, {"ana", "acorn-hiring"}, {"maul", "sup-hammer"}}) {
        const auto card = d.type(who, where, "1").text;
        EXPECT_TRUE(has(card, "Robin Quill is away until Sat 5 Dec; Dana Frost covers.")) << card;
    }
    EXPECT_TRUE(has(d.card(1, "acorn-internal"), "Dana Frost covers."));
    EXPECT_TRUE(has(d.type("dana", "dm-dana", "me").text, "You stand in for Robin Quill."));
    d.move_to(at("2026-12-06T10:00-06:00"));
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "1").text, "is away"));
    EXPECT_FALSE(has(d.type("dana", "dm-dana", "me").text, "stand in"));
}

TEST(away, the_cover_must_have_the_roles_and_it_is_said_which) {
    auto d = with_presented();
    const auto lee = refused(d, "robin", "dm-robin", "me away 12/1-12/5 cover:@lee");
    EXPECT_TRUE(has(lee.text, "Lee Marlow cannot cover: they would have to be account manager of"))
        << lee.text;
    EXPECT_TRUE(has(lee.text, "me away cover:\"Dana Frost\" \"12/1-12/5\"")) << lee.text;
    EXPECT_FALSE(has(lee.text, "cover:@lee")) << lee.text;
    refused(d, "robin", "dm-robin", "me away 12/1-12/5 cover:@robin");
    refused(d, "robin", "dm-robin", "me away 12/1-12/5 cover:@nobody");
    // Outside nobody of the firm and of other clients can be named, and none is told of.
    for (const auto* name : {"robin", "gus", "imogen", "nobody"}) {
        const auto told =
            refused(d, "ana", "dm-ana", "me away 12/1-12/5 cover:@" + std::string(name));
        EXPECT_TRUE(has(told.text, "There is no person who may cover called")) << told.text;
        EXPECT_FALSE(has(told.text, "Quill")) << told.text;
    }
    refused(d, "maul", "dm-maul", "me away 12/1-12/5 cover:@wren");
}

TEST(away, who_is_away_then_covers_nobody) {
    auto d = with_presented();
    must(d, "dana", "dm-dana", "me away 12/4-12/8");
    const auto told = refused(d, "robin", "dm-robin", "me away 12/1-12/5 cover:@dana");
    EXPECT_TRUE(has(told.text, "Dana Frost is away too, from Fri 4 Dec to Tue 8 Dec")) << told.text;
    EXPECT_FALSE(has(told.text, "cover:\"Dana Frost\"")) << told.text;
    must(d, "robin", "dm-robin", "me away \"dec 1 to dec 3\" cover:@dana");
}

TEST(away, who_covers_somebody_hears_that_nobody_does_then) {
    auto d = with_presented();
    must(d, "robin", "dm-robin", "me away 12/1-12/5 cover:@dana");
    const auto told = must(d, "dana", "dm-dana", "me away 12/4-12/8");
    EXPECT_TRUE(has(told.text, "Nobody covers Robin")) << told.text;
    EXPECT_FALSE(
        has(must(d, "dana", "dm-dana", "me away \"dec 7 to dec 8\"").text, "Nobody covers Robin")
    );
}

TEST(away, operations_set_others_away_and_nobody_else_does) {
    auto d = with_presented();
    const auto told = must(d, "dana", "dm-dana", "away @robin until:fri cover:@dana");
    EXPECT_TRUE(has(told.text, "Robin Quill is away from Mon 30 Nov to Fri 4 Dec")) << told.text;
    const auto word = d.composed_text(to_cover(told, "robin"));
    ASSERT_TRUE(word);
    EXPECT_TRUE(has(*word, "Operations said so.")) << *word;
    refused(d, "robin", "dm-robin", "away @lee until:fri");
    refused(d, "ana", "dm-ana", "away @raj until:fri");
    must(d, "dana", "dm-dana", "back @robin");
    refused(d, "dana", "dm-dana", "back @robin");
}

TEST(away, a_manager_of_the_client_decides_meanwhile_and_not_after) {
    auto d = with_presented();
    EXPECT_FALSE(d.type("raj", "dm-raj", "S-301 shortlist").changed);
    must(d, "ana", "dm-ana", "me away 11/30-12/4 cover:@raj");
    EXPECT_TRUE(has(d.type("raj", "dm-raj", "req list mine").text, "REQ-1"));
    must(d, "raj", "dm-raj", "S-301 shortlist");
    must(d, "ana", "dm-ana", "me back");
    EXPECT_FALSE(d.type("raj", "dm-raj", "S-301 reject rate").changed);
    EXPECT_FALSE(has(d.type("raj", "dm-raj", "req list mine").text, "REQ-1"));
}

TEST(away, who_covers_sees_what_is_late_and_for_whom) {
    auto d = with_presented();
    must(d, "sam", "dm-sam", "admin person @lee role:am");
    d.move_to(at("2026-12-04T10:00-06:00"));
    ASSERT_TRUE(has(d.type("robin", "dm-robin", "req list late").text, "REQ-1"));
    const auto lee_late = [&d] { return d.type("lee", "dm-lee", "req list late").text; };
    EXPECT_FALSE(has(lee_late(), "REQ-1")) << lee_late();
    must(d, "robin", "dm-robin", "me away \"dec 4 to dec 7\" cover:@lee");
    EXPECT_TRUE(has(lee_late(), "REQ-1")) << lee_late();
    EXPECT_TRUE(has(lee_late(), "Controls engineer, for Robin")) << lee_late();
    EXPECT_TRUE(has(lee_late(), "S-301")) << lee_late();
    EXPECT_TRUE(has(d.type("lee", "dm-lee", "req list mine").text, ", for Robin"));
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "req list late").text, "for Robin"));
    EXPECT_FALSE(has(d.type("lee", "dm-lee", "today").text, "None of yours"));
    must(d, "robin", "dm-robin", "me back");
    EXPECT_FALSE(has(lee_late(), "REQ-1"));
}

TEST(away, what_is_for_them_names_them_and_shows_what_the_cover_may_see) {
    auto d = with_presented();
    must(d, "ana", "dm-ana", "me away 11/30-12/4 cover:@raj");
    chat::outgoing item;
    item.kind = "waiting";
    item.subject = "req:1";
    item.conversation = conversation_id{"dm-raj"};
    item.readers = {chat::audience::kind::person, "raj"};
    item.stands_for = person_id{"ana"};
    const auto text = d.composed_text(item);
    ASSERT_TRUE(text);
    EXPECT_TRUE(has(*text, "For Ana Petrov-Lind, away until Fri 4 Dec.")) << *text;
    EXPECT_TRUE(has(*text, "S-301")) << *text;
    must(d, "ana", "dm-ana", "me back");
    EXPECT_FALSE(d.composed_text(item));
}

TEST(away, another_cover_takes_the_place_of_the_first) {
    auto d = with_presented();
    must(d, "ana", "dm-ana", "me away 11/30-12/4 cover:@raj");
    must(d, "ana", "dm-ana", "me away 11/30-12/4");
    EXPECT_FALSE(d.type("raj", "dm-raj", "S-301 shortlist").changed);
}

TEST(away, days_are_read_or_asked_about) {
    auto d = with_presented();
    EXPECT_TRUE(has(must(d, "robin", "dm-robin", "me away fri").text, "away on Fri 4 Dec"));
    EXPECT_TRUE(
        has(must(d, "robin", "dm-robin", "me away \"dec 7 to dec 9\"").text,
            "from Mon 7 Dec to Wed 9 Dec")
    );
    EXPECT_TRUE(
        has(must(d, "robin", "dm-robin", "me away from:2026-12-21 until:2026-12-23").text,
            "from Mon 21 Dec to Wed 23 Dec")
    );
    const auto two = refused(d, "robin", "dm-robin", "me away 12/1-12/2");
    ASSERT_TRUE(two.message);
    EXPECT_TRUE(has(two.text, "[from Tue 1 Dec to Wed 2 Dec]")) << two.text;
    const auto& row = std::get<chat::button_row>(two.message->blocks[1]);
    ASSERT_EQ(row.buttons.size(), 2U);
    EXPECT_TRUE(d.press("robin", "dm-robin", row.buttons[0].act).changed);
    for (const auto* line :
         {"me away soon", "me away 12/5-12/1", "me away from:2026-12-01 until:2027-12-01"}) {
        refused(d, "robin", "dm-robin", line);
    }
}

TEST(away, a_form_asks_for_the_days) {
    auto d = with_presented();
    const auto asked = d.type("ana", "dm-ana", "me away cover:@raj");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_TRUE(has(asked.text, "from=2026-11-30")) << asked.text;
    EXPECT_TRUE(has(asked.text, "cover=raj")) << asked.text;
    const auto& cover = asked.form->fields.back();
    EXPECT_EQ(std::ranges::find(cover.options, "maul", &chat::choice::value), cover.options.end())
        << "only those who may decide for her";
    const auto never = d.submit("ana", "dm-ana", asked.form->act, {{"from", "2026-12-07"}});
    ASSERT_EQ(never.problems.size(), 1U) << never.text;
    EXPECT_EQ(never.problems.front().first, "until");
    const auto told = d.submit(
        "ana",
        "dm-ana",
        asked.form->act,
        {{"from", "2026-12-07"}, {"until", "2026-12-09"}, {"cover", "raj"}}
    );
    EXPECT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(has(told.text, "from Mon 7 Dec to Wed 9 Dec")) << told.text;
    EXPECT_TRUE(has(told.text, "Raj Okafor-Bell covers")) << told.text;
    const auto other = d.type("dana", "dm-dana", "away @robin");
    ASSERT_TRUE(other.form) << other.text;
    EXPECT_TRUE(has(other.text, "who=robin")) << other.text;
}

TEST(quiet, a_form_asks_for_the_hours_and_ends_them) {
    auto d = with_presented();
    const auto asked = d.type("robin", "dm-robin", "me quiet");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_TRUE(has(asked.text, "from=18:00\nuntil=08:00")) << asked.text;
    const auto act = asked.form->act;
    const auto wrong = d.submit("robin", "dm-robin", act, {{"from", "18:00"}, {"until", "soon"}});
    ASSERT_EQ(wrong.problems.size(), 1U) << wrong.text;
    EXPECT_EQ(wrong.problems.front().first, "until");
    const auto kept = d.submit("robin", "dm-robin", act, {{"from", "22:30"}, {"until", "6:15"}});
    EXPECT_TRUE(has(kept.text, "Quiet hours from 22:30 to 06:15")) << kept.text;
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "me quiet").text, "from=22:30")) << kept.text;
    const auto ended = d.submit("robin", "dm-robin", act, {{"from", ""}, {"until", ""}});
    EXPECT_TRUE(ended.changed) << ended.text;
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "me").text, "Quiet hours"));
}

TEST(quiet, hours_are_kept_and_ended) {
    auto d = with_presented();
    EXPECT_TRUE(
        has(must(d, "robin", "dm-robin", "me quiet 18-8").text, "Quiet hours from 18:00 to 08:00")
    );
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "me").text, "Quiet hours from 18:00 to 08:00"));
    EXPECT_TRUE(
        has(must(d, "robin", "dm-robin", "me quiet 22:30-6:15").text,
            "Quiet hours from 22:30 to 06:15")
    );
    EXPECT_TRUE(has(must(d, "robin", "dm-robin", "me quiet 6pm to 8am").text, "from 18:00 to 08:00")
    );
    must(d, "robin", "dm-robin", "me quiet off");
    EXPECT_FALSE(has(d.type("robin", "dm-robin", "me").text, "Quiet hours"));
    refused(d, "robin", "dm-robin", "me quiet please");
    refused(d, "robin", "dm-robin", "me quiet 8-8");
}

}  // namespace
}  // namespace fillrate::handlers::testing
