// Everything a supplier can do is a button (DOMAIN.md 0): consent, what is left on hold, heads that
// started, history, quiet hours and days away.
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

chat::message requisition_of(desk& d, std::string_view who, std::string_view channel) {
    return d.type(who, channel, "1").message.value_or(chat::message{});
}

TEST(supplier_buttons, confirm_that_the_candidate_consents) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    EXPECT_TRUE(has(d.type("maul", "dm-maul", "me").text, "S-302"));
    const auto card = d.type("maul", "sup-hammer", "S-302").message.value();
    const auto consent = button_of(card, "Candidate consented");
    ASSERT_TRUE(consent);
    const auto asked = d.press("maul", "sup-hammer", consent->act);
    ASSERT_TRUE(asked.form) << asked.text;
    const auto done = d.submit("maul", "sup-hammer", asked.form->act, {{"on", "2026-11-28"}});
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_TRUE(d.sub(302).represented);
    const auto after = d.type("maul", "sup-hammer", "S-302").message.value();
    EXPECT_FALSE(button_of(after, "Candidate consented"));
    EXPECT_TRUE(button_of(after, "Edit"));
    EXPECT_FALSE(has(d.type("maul", "dm-maul", "me").text, "S-302"));
}

TEST(supplier_buttons, are_for_the_supplier_alone) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" email:al@example.test pay:50");
    const auto inside = d.type("robin", "acorn-internal", "S-302").message.value();
    EXPECT_FALSE(button_of(inside, "Candidate consented"));
    EXPECT_FALSE(button_of(inside, "History"));
    EXPECT_TRUE(button_of(inside, "Present"));
    const auto rival = requisition_of(d, "wren", "sup-quillfeather");
    EXPECT_TRUE(button_of(rival, "Accept"));
    EXPECT_FALSE(button_of(rival, "Candidates"));
}

TEST(supplier_buttons, leave_what_may_be_done_on_hold) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 hold budget");
    const auto card = requisition_of(d, "maul", "sup-hammer");
    for (const auto* label : {"Submit candidate", "Ask", "Candidates"}) {
        EXPECT_TRUE(button_of(card, label)) << label;
    }
    for (const auto* label : {"Accept", "Decline"}) {
        EXPECT_FALSE(button_of(card, label)) << label;
    }
    const auto listed = d.press("maul", "sup-hammer", button_of(card, "Candidates")->act);
    EXPECT_TRUE(has(listed.text, "S-301")) << listed.text;
    const auto own = d.type("maul", "sup-hammer", "S-301").message.value();
    const auto out = button_of(own, "Withdraw");
    ASSERT_TRUE(out);
    const auto why = d.press("maul", "sup-hammer", out->act);
    ASSERT_TRUE(why.form) << why.text;
    const auto done = d.submit("maul", "sup-hammer", why.form->act, {{"reason", "other_offer"}});
    EXPECT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::withdrawn);
}

TEST(supplier_buttons, say_how_many_heads_started) {
    auto d = with_pickers();
    const auto start = button_of(requisition_of(d, "bridge", "sup-shiftbridge"), "Who started");
    ASSERT_TRUE(start);
    const auto asked = d.press("bridge", "sup-shiftbridge", start->act);
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->fields.front().value, "8") << "their own heads, not all openings";
    const auto done =
        d.submit("bridge", "sup-shiftbridge", asked.form->act, {{"present", "7"}, {"noshow", "1"}});
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_TRUE(has(done.text, "7 started on REQ-1")) << done.text;
}

TEST(supplier_buttons, confirm_the_heads_of_the_next_shift) {
    auto d = with_pickers();
    must(
        d,
        "robin",
        "dockside-internal",
        "shift 1 2nd ordered:12 from:14:00 to:22:00 on:\"dec 3\""
    );
    const auto card = requisition_of(d, "bridge", "sup-shiftbridge");
    const auto text = chat::to_plain_text(card);
    EXPECT_TRUE(has(text, "8 heads of yours not confirmed yet.")) << text;
    EXPECT_FALSE(has(text, "Daybreak")) << text;
    const auto all = button_of(card, "All 8 confirmed");
    ASSERT_TRUE(all);
    const auto done = d.press("bridge", "sup-shiftbridge", all->act);
    ASSERT_TRUE(done.changed) << done.text;
    const auto after = requisition_of(d, "bridge", "sup-shiftbridge");
    EXPECT_FALSE(button_of(after, "All 8 confirmed"));
    EXPECT_TRUE(has(chat::to_plain_text(after), "you confirmed 8 of 8."));
    EXPECT_TRUE(has(d.card(1, "dockside-internal"), "8 of 12 confirmed"));
}

TEST(supplier_buttons, show_what_happened_to_a_candidate) {
    auto d = with_presented();
    const auto card = d.type("maul", "sup-hammer", "S-301").message.value();
    const auto history = button_of(card, "History");
    ASSERT_TRUE(history);
    const auto told = d.press("maul", "sup-hammer", history->act);
    EXPECT_TRUE(has(told.text, "Put forward")) << told.text;
    EXPECT_FALSE(has(told.text, "Quillfeather")) << told.text;
}

TEST(supplier_buttons, set_quiet_hours_and_days_away) {
    auto d = with_presented();
    const auto quiet = d.press("maul", "sup-hammer", {.name = "quiet"});
    ASSERT_TRUE(quiet.form) << quiet.text;
    const auto kept =
        d.submit("maul", "sup-hammer", quiet.form->act, {{"from", "19:00"}, {"until", "7:00"}});
    EXPECT_TRUE(has(kept.text, "Quiet hours from 19:00 to 07:00")) << kept.text;
    const auto again = d.press("maul", "sup-hammer", {.name = "quiet"});
    EXPECT_TRUE(has(again.text, "from=19:00\nuntil=07:00")) << again.text;
    const auto away = d.press("maul", "sup-hammer", {.name = "away"});
    ASSERT_TRUE(away.form) << away.text;
    const auto gone = d.submit(
        "maul",
        "sup-hammer",
        away.form->act,
        {{"from", "2026-12-07"}, {"until", "2026-12-09"}}
    );
    EXPECT_TRUE(gone.changed) << gone.text;
    EXPECT_TRUE(has(gone.text, "You are away from Mon 7 Dec to Wed 9 Dec")) << gone.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
