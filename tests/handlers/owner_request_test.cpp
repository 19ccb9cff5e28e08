// What a manager may only ask for: who is asked, with which buttons, and what is read when it is
// not done (DOMAIN.md 0, 3.1).
#include "handlers/owner_request.hpp"

#include "core/chat/said_line.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// REQ-1 of Robin and Ana, open with one opening.
desk open_role() {
    desk d;
    const auto told = d.type(
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro pay:58 hm:@ana "
        "waive:\"known role\" tier1"
    );
    EXPECT_TRUE(told.changed) << told.text;
    return d;
}

std::optional<chat::outgoing> direct_item(const said& told, std::string_view kind) {
    const auto found = std::ranges::find(told.messages, kind, &chat::outgoing::kind);
    return found == told.messages.end() ? std::nullopt : std::optional{*found};
}

std::vector<chat::button> buttons_of(const chat::message& shown) {
    const auto* row = std::get_if<chat::button_row>(&shown.blocks.back());
    return row == nullptr ? std::vector<chat::button>{} : row->buttons;
}

/// Types the line of a button, or presses it.
said follow_button(desk& d, const chat::button& one) {
    const auto line = chat::typed_line_of(one.act.name, one.act.subject);
    return line ? d.type("robin", "dm-robin", *line) : d.press("robin", "dm-robin", one.act);
}

TEST(owner_request, an_end_is_passed_to_the_owner_with_the_lines_that_do_it) {
    auto d = open_role();
    const auto told = d.type("ana", "acorn-hiring", "1 cancel budget \"the line moves\"");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(says(told.text, "Passed to Robin.")) << told.text;
    EXPECT_EQ(d.req(1).state, requisition_state::open);
    const auto item = direct_item(told, owner_request_kind);
    ASSERT_TRUE(item);
    EXPECT_EQ(item->readers.id, "robin");
    const auto asked = d.composed(*item);
    ASSERT_TRUE(asked);
    EXPECT_TRUE(says(asked->summary, "asks to cancel REQ-1")) << asked->summary;
    EXPECT_TRUE(says(asked->summary, "the line moves")) << asked->summary;
    const auto buttons = buttons_of(*asked);
    ASSERT_EQ(buttons.size(), 3U);
    EXPECT_EQ(buttons[0].label, "Cancel it");
    EXPECT_EQ(buttons[1].label, "Close it");
    EXPECT_EQ(buttons[2].label, "Keep it");
    const auto done = follow_button(d, buttons[0]);
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.req(1).state, requisition_state::cancelled);
    EXPECT_EQ(d.req(1).reason, "budget");
    EXPECT_FALSE(d.composed(*item)) << "what is done is not asked again";
}

TEST(owner_request, what_is_kept_is_told_to_the_manager) {
    auto d = open_role();
    const auto told = d.type("ana", "acorn-hiring", "1 close filled_by_other");
    ASSERT_TRUE(told.changed) << told.text;
    const auto asked = d.composed(direct_item(told, owner_request_kind).value());
    ASSERT_TRUE(asked);
    const auto kept = follow_button(d, buttons_of(*asked).back());
    ASSERT_TRUE(kept.changed) << kept.text;
    EXPECT_EQ(d.req(1).state, requisition_state::open);
    const auto item = direct_item(kept, kept_as_is_kind);
    ASSERT_TRUE(item);
    EXPECT_EQ(item->readers.id, "ana");
    const auto read = d.composed_text(*item).value_or("");
    EXPECT_TRUE(says(read, "REQ-1")) << read;
    EXPECT_TRUE(says(read, "stays open")) << read;
    EXPECT_TRUE(says(read, "says Robin.")) << read;
    const auto again = follow_button(d, buttons_of(*asked).back());
    EXPECT_TRUE(again.refused);
    EXPECT_TRUE(says(again.text, "was answered already")) << again.text;
    EXPECT_FALSE(direct_item(again, kept_as_is_kind)) << "the manager reads it once";
}

TEST(owner_request, what_was_done_is_not_refused_afterwards) {
    auto d = open_role();
    const auto told = d.type("ana", "acorn-hiring", "1 openings +1");
    const auto asked = d.composed(direct_item(told, owner_request_kind).value());
    ASSERT_TRUE(asked);
    const auto buttons = buttons_of(*asked);
    ASSERT_TRUE(follow_button(d, buttons.front()).changed);
    const auto late = follow_button(d, buttons.back());
    EXPECT_TRUE(late.refused) << late.text;
    EXPECT_FALSE(direct_item(late, kept_as_is_kind)) << late.text;
}

TEST(owner_request, further_openings_are_asked_for) {
    auto d = open_role();
    const auto before = domain::count_openings(d.req(1)).total();
    const auto told = d.type("ana", "acorn-hiring", "1 openings +1");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(domain::count_openings(d.req(1)).total(), before);
    const auto asked = d.composed(direct_item(told, owner_request_kind).value());
    ASSERT_TRUE(asked);
    const auto buttons = buttons_of(*asked);
    ASSERT_EQ(buttons.size(), 2U);
    EXPECT_EQ(buttons[0].label, "+1 opening");
    EXPECT_EQ(buttons[1].label, "No");
    ASSERT_TRUE(follow_button(d, buttons[0]).changed);
    EXPECT_EQ(domain::count_openings(d.req(1)).total(), before + 1);
}

TEST(owner_request, a_manager_reads_what_a_returned_draft_lacks) {
    desk d;
    const auto made = d.type(
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro pay:58 hm:@ana"
    );
    ASSERT_TRUE(made.changed) << made.text;
    const auto told = d.type("robin", "acorn-internal", "1 return \"shift missing\"");
    ASSERT_TRUE(told.changed) << told.text;
    const auto item = direct_item(told, returned_kind);
    ASSERT_TRUE(item);
    EXPECT_EQ(item->readers.id, "ana");
    EXPECT_GE(item->not_before_ms, to_unix_ms(d.now + minutes{5})) << "it may be undone";
    const auto read = d.composed_text(*item).value_or("");
    for (const auto* part :
         {"REQ-1",
          "is back with you",
          "Robin: shift missing",
          "[Leave a note]",
          "[Send to intake]"}) {
        EXPECT_TRUE(says(read, part)) << part << read;
    }
    for (const auto* line : {"1", "me"}) {
        const auto shown = d.type("ana", "dm-ana", line).text;
        EXPECT_TRUE(says(shown, "to complete it: shift missing.")) << line << shown;
    }
    const auto card = d.type("ana", "acorn-hiring", "1").text;
    EXPECT_TRUE(says(card, "[Leave a note]")) << card;
    EXPECT_TRUE(says(card, "[Filled elsewhere / cancel]")) << card;
    const auto history = d.type("ana", "dm-ana", "1 history").text;
    EXPECT_TRUE(says(history, "Returned to draft by Robin: shift missing.")) << history;
    // Once it went back there is nothing to ask for.
    ASSERT_TRUE(d.type("ana", "acorn-hiring", "1 submit").changed);
    EXPECT_FALSE(d.composed(*item));
}

TEST(owner_request, openings_that_wait_are_asked_for) {
    auto d = open_role();
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 openings 3").changed);
    const auto told = d.type("ana", "acorn-hiring", "1 frozen 2 \"the second team waits\"");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(says(told.text, "Passed to Robin.")) << told.text;
    EXPECT_EQ(domain::count_frozen(d.req(1)), 0U);
    EXPECT_TRUE(says(d.type("robin", "acorn-internal", "1 history").text, "asks to freeze 2"));
    const auto item = direct_item(told, owner_request_kind).value();
    const auto asked = d.composed(item);
    ASSERT_TRUE(asked);
    EXPECT_TRUE(says(asked->summary, "asks to freeze 2 openings of REQ-1")) << asked->summary;
    const auto buttons = buttons_of(*asked);
    ASSERT_EQ(buttons.size(), 2U);
    EXPECT_EQ(buttons[0].label, "Freeze 2 openings");
    EXPECT_EQ(buttons[1].label, "No");
    ASSERT_TRUE(follow_button(d, buttons[0]).changed);
    EXPECT_EQ(domain::count_frozen(d.req(1)), 2U);
    EXPECT_FALSE(d.req(1).wish);
    EXPECT_FALSE(d.composed(item)) << "what is done is not asked again";
    // More than wait, or as many as do, is nothing to ask for.
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "1 frozen 4").refused);
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "1 frozen 2").refused);
    EXPECT_TRUE(d.type("ana", "acorn-hiring", "1 replacements 0").refused);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 frozen 1").refused);
}

TEST(owner_request, the_managers_card_has_the_button_and_its_form_asks_why) {
    auto d = open_role();
    const auto card = d.type("ana", "acorn-hiring", "1");
    EXPECT_TRUE(says(card.text, "[Filled elsewhere / cancel]")) << card.text;
    const auto form = d.press("ana", "acorn-hiring", {"cancel", "req:1", 0, {}});
    ASSERT_TRUE(form.form) << form.text;
    EXPECT_EQ(form.form->title, "Ask to cancel REQ-1");
    const auto told = d.submit(
        "ana",
        "acorn-hiring",
        form.form->act,
        {{"reason", "filled_by_other"}, {"detail", ""}}
    );
    EXPECT_TRUE(says(told.text, "Passed to Robin.")) << told.text;
}

TEST(owner_request, suppliers_and_other_managers_ask_nothing) {
    auto d = open_role();
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 cancel budget").refused);
    EXPECT_TRUE(d.type("raj", "heron-hiring", "1 cancel budget").refused);
    const auto told = d.type("ana", "acorn-hiring", "1 cancel budget");
    const auto lines = std::ranges::count_if(told.messages, [](const auto& item) {
        return item.kind == "line" && item.conversation.value.starts_with("sup-");
    });
    EXPECT_EQ(lines, 0);
}

}  // namespace
}  // namespace fillrate::handlers::testing
