// A supplier corrects what it put forward until the client reads it: by a line, by [Edit], and not
// after (DOMAIN.md 0).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::handlers::testing {
namespace {

/// REQ-1 at Acorn with Paige, S-301, of Hammer & Tongs, whom nobody looked at yet.
desk with_submitted() {
    desk d;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "1 release tier1");
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:52 about:\"PLC for six years\""
    );
    return d;
}

std::string line_for(desk& d, const said& told, std::string_view channel) {
    for (const auto& item : told.messages) {
        if (!item.card && item.conversation.value == channel) {
            return d.composed_text(item).value_or("");
        }
    }
    return {};
}

TEST(edit, a_line_changes_what_it_names_and_the_account_manager_reads_it) {
    auto d = with_submitted();
    const auto told = must(
        d,
        "maul",
        "sup-hammer",
        "S-301 set pay:50 available:\"dec 7\" summary:\"PLC and SCADA\""
    );
    EXPECT_EQ(d.sub(301).pay, 5'000);
    EXPECT_EQ(d.sub(301).available, "2026-12-07");
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::submitted);
    const auto inside = line_for(d, told, "acorn-internal");
    EXPECT_TRUE(
        has(inside, "S-301 was changed: what they ask, available from 2026-12-07, why they fit.")
    ) << inside;
    EXPECT_TRUE(line_for(d, told, "sup-hammer").empty()) << "the card there shows it";
    EXPECT_TRUE(has(d.type("robin", "dm-robin", "S-301").text, "PLC and SCADA"));
}

TEST(edit, the_button_opens_the_form_with_what_was_said) {
    auto d = with_submitted();
    const auto card = d.type("maul", "sup-hammer", "S-301");
    ASSERT_TRUE(card.message);
    const auto edit = button_of(*card.message, "Edit");
    ASSERT_TRUE(edit) << card.text;
    EXPECT_TRUE(button_of(*card.message, "Withdraw")) << card.text;
    const auto asked = d.press("maul", "sup-hammer", edit->act);
    ASSERT_TRUE(asked.form) << asked.text;
    std::map<std::string, std::string> fields;
    for (const auto& field : asked.form->fields) {
        fields[field.id] = field.value;
    }
    EXPECT_EQ(fields.at("pay"), "52");
    EXPECT_EQ(fields.at("about"), "PLC for six years");
    const auto same = d.submit("maul", "sup-hammer", asked.form->act, fields);
    EXPECT_TRUE(same.refused) << "nothing is changed by saving what is there";
    fields["pay"] = "49.50";
    const auto saved = d.submit("maul", "sup-hammer", asked.form->act, fields);
    EXPECT_TRUE(saved.changed) << saved.text;
    EXPECT_EQ(d.sub(301).pay, 4'950);
}

TEST(edit, one_that_came_back_is_edited_and_submitted_again) {
    auto d = with_submitted();
    must(d, "robin", "acorn-internal", "S-301 return \"which shift?\"");
    const auto card = d.type("maul", "sup-hammer", "S-301");
    ASSERT_TRUE(card.message);
    EXPECT_TRUE(button_of(*card.message, "Edit")) << card.text;
    must(d, "maul", "sup-hammer", "S-301 set about:\"days only\"");
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::returned);
    must(d, "maul", "sup-hammer", "S-301 resubmit");
}

TEST(edit, nothing_changes_once_the_client_reads_it) {
    auto d = with_submitted();
    must(d, "robin", "acorn-internal", "S-301 present");
    const auto told = refused(d, "maul", "sup-hammer", "S-301 set pay:50");
    EXPECT_TRUE(has(told.text, "does not change any more")) << told.text;
    EXPECT_TRUE(has(told.text, "Tell Robin what is different.")) << told.text;
    EXPECT_TRUE(has(told.text, "S-301 note")) << told.text;
    const auto own = refused(d, "robin", "acorn-internal", "S-301 set pay:50");
    EXPECT_TRUE(has(own.text, "does not change any more.")) << own.text;
    EXPECT_FALSE(has(own.text, "Tell Robin")) << own.text;
    EXPECT_EQ(d.sub(301).pay, 5'200);
    const auto card = d.type("maul", "sup-hammer", "S-301");
    ASSERT_TRUE(card.message);
    EXPECT_FALSE(button_of(*card.message, "Edit")) << card.text;
    must(d, "maul", "sup-hammer", "S-301 note \"she asks for 50 now\"");
}

TEST(edit, the_account_manager_does_it_in_the_suppliers_name) {
    auto d = with_submitted();
    const auto told = must(d, "robin", "acorn-internal", "S-301 set pay:50 for:hammer");
    ASSERT_FALSE(told.events.empty());
    EXPECT_EQ(told.events.front().on_behalf_of, "Hammer & Tongs Staffing");
    EXPECT_TRUE(refused(d, "robin", "acorn-internal", "S-301 set pay:51 for:quillfeather").refused);
    const auto other = refused(d, "wren", "sup-quillfeather", "S-301 set pay:51");
    EXPECT_TRUE(has(other.text, "There is no S-301")) << other.text;
    EXPECT_EQ(d.sub(301).pay, 5'000);
}

}  // namespace
}  // namespace fillrate::handlers::testing
