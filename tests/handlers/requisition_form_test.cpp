// The forms of `req new` and `set`: short, and yet they lose nothing that was typed before they
// opened (DOMAIN.md 7.1), and decide as the line alone would.
#include "core/chat/values.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace fillrate::handlers::testing {
namespace {

using field_values = std::map<std::string, std::string>;

field_values prefilled(const chat::form& form) {
    field_values values;
    for (const auto& field : form.fields) {
        values[field.id] = field.value;
    }
    return values;
}

const chat::form_field& field_of(const chat::form& form, std::string_view id) {
    return *std::ranges::find(form.fields, id, &chat::form_field::id);
}

// A form is another command than its line.
std::vector<domain::event> of_any_command(std::vector<domain::event> events) {
    for (auto& each : events) {
        each.command = {};
        each.surface.clear();
    }
    return events;
}

std::int64_t dollars(std::string_view text) {
    return chat::parse_money(text, "USD").value();
}

const std::string everything =
    "req new \"PLC engineer\" client:acorn site:chicago kind:direct openings:2 bill:60 max:45 "
    "salary:90000 fee:9000 priority:P1 start:\"dec 14\" shift:\"Mon-Fri 07-15\" must:PLC "
    "must:\"ladder logic\" hm:ana owner:robin for:ana waive:\"known role\" tier:1 to:northlight";

TEST(requisition_form, opens_what_the_line_alone_would) {
    desk typed;
    const auto line = typed.type("robin", "acorn-internal", everything + " category:professional");
    ASSERT_TRUE(line.changed) << line.text;

    desk asked;
    const auto form = asked.type("robin", "acorn-internal", everything).form;
    ASSERT_TRUE(form);
    auto fields = prefilled(*form);
    for (const auto* kept :
         {"kind:direct", "salary:90000", "fee:9000", "owner:robin", "for:ana", "to:northlight"}) {
        EXPECT_TRUE(has(fields["also"], kept)) << fields["also"];
    }
    EXPECT_FALSE(has(fields["also"], "bill")) << "it has a field of its own";
    EXPECT_FALSE(has(fields["also"], "client")) << "the site names it";
    fields["category"] = "professional";
    const auto sent = asked.submit("robin", "acorn-internal", form->act, fields);
    ASSERT_TRUE(sent.changed) << sent.text;
    EXPECT_EQ(of_any_command(sent.events), of_any_command(line.events));
    EXPECT_EQ(asked.req(1).salary, dollars("90000"));
    EXPECT_EQ(asked.req(1).engagement, domain::engagement::direct);
    EXPECT_EQ(asked.req(1).state, domain::requisition_state::open);
}

TEST(requisition_form, several_tiers_and_a_day_that_is_unclear_stay_to_be_corrected) {
    desk d;
    const auto form = d.type(
                           "robin",
                           "acorn-internal",
                           "req new \"Welder\" client:acorn site:chicago openings:lots pay:cheap "
                           "start:someday hm:nobody tier:1 tier:2"
    )
                          .form;
    ASSERT_TRUE(form);
    auto fields = prefilled(*form);
    EXPECT_EQ(fields["tier"], "1, 2");
    EXPECT_EQ(fields["openings"], "lots");
    EXPECT_EQ(field_of(*form, "openings").what, chat::form_field::kind::line);
    EXPECT_EQ(fields["pay"], "cheap");
    EXPECT_TRUE(has(fields["also"], "start:someday")) << fields["also"];
    EXPECT_TRUE(field_of(*form, "hm").required);
    EXPECT_TRUE(has(field_of(*form, "hm").hint, "nobody"));
    fields["category"] = "professional";
    fields["hm"] = "ana";
    const auto wrong = d.submit("robin", "acorn-internal", form->act, fields);
    for (const auto* id : {"openings", "pay", "also"}) {
        EXPECT_TRUE(std::ranges::any_of(wrong.problems, [id](const auto& each) {
            return each.first == id;
        })) << id;
    }
}

TEST(requisition_form, rate_means_what_the_chosen_category_says) {
    for (const bool pays : {true, false}) {
        desk d;
        const auto form = d.type(
                               "robin",
                               "dockside-internal",
                               "req new \"Loader\" client:dockside site:memphis rate:21"
        )
                              .form;
        ASSERT_TRUE(form);
        auto fields = prefilled(*form);
        EXPECT_EQ(fields["bill"], "") << "nobody chose a category yet";
        fields["category"] = pays ? "light_industrial" : "professional";
        const auto sent = d.submit("robin", "dockside-internal", form->act, fields);
        ASSERT_TRUE(sent.changed) << sent.text;
        EXPECT_EQ(d.req(1).pay.has_value(), pays);
        EXPECT_EQ(d.req(1).bill.has_value(), !pays);
        EXPECT_EQ(pays ? d.req(1).pay : d.req(1).bill, dollars("21"));
    }
}

TEST(requisition_form, says_at_its_field_what_is_wrong_with_further_values) {
    desk d;
    const auto form =
        d.type("robin", "acorn-internal", "req new \"Welder\" client:acorn site:chicago pay:30")
            .form;
    ASSERT_TRUE(form);
    auto fields = prefilled(*form);
    fields["category"] = "professional";
    for (const auto* wrong :
         {"salary:lots", "owner:nobody", "pay:31", "colour:red", "direct", "fee:9000 \"open"}) {
        fields["also"] = wrong;
        const auto told = d.submit("robin", "acorn-internal", form->act, fields);
        ASSERT_EQ(told.problems.size(), 1U) << wrong << '\n' << told.text;
        EXPECT_EQ(told.problems.front().first, "also") << wrong;
        EXPECT_FALSE(d.has(1));
    }
    fields["also"] = "engagement:direct salary:90000";
    EXPECT_TRUE(d.submit("robin", "acorn-internal", form->act, fields).changed);
    EXPECT_EQ(d.req(1).engagement, domain::engagement::direct);
}

TEST(requisition_form, for_a_new_client_keeps_what_the_form_before_it_said) {
    desk d;
    const auto first = d.type("robin", "acorn-internal", "req new \"Welder\" salary:90000").form;
    ASSERT_TRUE(first);
    auto fields = prefilled(*first);
    fields["client"] = "+";
    fields["category"] = "professional";
    fields["waive"] = "known role";
    const auto second = d.submit("robin", "acorn-internal", first->act, fields).form;
    ASSERT_TRUE(second);
    fields = prefilled(*second);
    EXPECT_TRUE(has(fields["also"], "salary:90000")) << fields["also"];
    EXPECT_TRUE(has(fields["also"], "waive:\"known role\"")) << fields["also"];
    fields["also"] = "salary:90000";
    fields["client_name"] = "Larkspur Mills";
    fields["site_name"] = "Dayton";
    const auto opened = d.submit("robin", "acorn-internal", second->act, fields);
    ASSERT_TRUE(opened.changed) << opened.text;
    EXPECT_EQ(d.req(1).salary, dollars("90000"));
    EXPECT_EQ(d.req(1).client.value, "larkspur-mills");
}

constexpr auto welder =
    "req new \"Welder\" client:acorn site:chicago category:professional pay:30 bill:50 hm:ana";

TEST(requisition_form, of_changes_lacks_the_reason_alone) {
    const std::string changes = "1 set priority:P1 salary:95000 pay:40 openings:+1 for:ana";
    desk typed;
    ASSERT_TRUE(typed.type("robin", "acorn-internal", welder).changed);
    const auto line = typed.type("robin", "acorn-internal", changes + " \"line is down\"");
    ASSERT_TRUE(line.changed) << line.text;

    desk asked;
    ASSERT_TRUE(asked.type("robin", "acorn-internal", welder).changed);
    const auto form = asked.type("robin", "acorn-internal", changes).form;
    ASSERT_TRUE(form);
    EXPECT_TRUE(field_of(*form, "reason").required);
    auto fields = prefilled(*form);
    EXPECT_EQ(fields["pay"], "40");
    EXPECT_EQ(fields["bill"], "50");
    EXPECT_EQ(fields["openings"], "+1");
    EXPECT_TRUE(has(fields["also"], "salary:95000")) << fields["also"];
    fields["reason"] = "line is down";
    const auto sent = asked.submit("robin", "acorn-internal", form->act, fields);
    ASSERT_TRUE(sent.changed) << sent.text;
    EXPECT_EQ(of_any_command(sent.events), of_any_command(line.events));
}

TEST(requisition_form, of_changes_keeps_for_whom_and_when) {
    desk d;
    ASSERT_TRUE(d.type("robin", "acorn-internal", welder).changed);
    d.move_to(at("2026-11-30T11:00-06:00"));
    const auto form = d.type("robin", "acorn-internal", "1 set for:ana at:10:30").form;
    ASSERT_TRUE(form);
    auto fields = prefilled(*form);
    EXPECT_EQ(fields["also"], "for:ana");
    EXPECT_EQ(fields["at"], "10:30");
    fields["pay"] = "31";
    const auto sent = d.submit("robin", "acorn-internal", form->act, fields);
    ASSERT_TRUE(sent.changed) << sent.text;
    EXPECT_EQ(d.req(1).pay, dollars("31"));
    EXPECT_EQ(sent.events.front().at, at("2026-11-30T10:30-06:00"));
    EXPECT_TRUE(has(sent.events.front().on_behalf_of, "Ana")) << "nobody to speak for";
}

}  // namespace
}  // namespace fillrate::handlers::testing
