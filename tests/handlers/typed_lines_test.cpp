// The lines of DOMAIN.md 7.1 as they stand there, typed one after the other by whom they are for.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

TEST(typed_lines, lead_from_the_times_of_an_interview_to_the_first_day) {
    auto d = with_presented();
    must(
        d,
        "ana",
        "acorn-hiring",
        "iv S-301 propose tue 10:00, tue 14:00, wed 9:00 panel:@ana,@raj?"
    );
    EXPECT_EQ(d.iv(51).slots.size(), 3U);
    ASSERT_EQ(d.iv(51).panel.size(), 2U);
    EXPECT_FALSE(d.iv(51).panel.back().required);
    must(d, "maul", "sup-hammer", "iv I-51 confirm 2");
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-12-01T14:00-06:00")});
    must(d, "ana", "acorn-hiring", "iv I-51 move wed 11:00 by:client");
    must(d, "maul", "sup-hammer", "iv I-51 confirm 1");
    d.move_to(at("2026-12-02T11:50-06:00"));
    must(d, "ana", "acorn-hiring", "fb I-51 yes \"strong PLC, weak ladder\"");
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "offer S-301 extend 52.50/h start:12/14");
    EXPECT_EQ(d.sub(301).offers.back().pay, std::optional<domain::money>{5250});
    EXPECT_EQ(d.sub(301).offers.back().start, "2026-12-14");
    must(d, "maul", "sup-hammer", "offer S-301 accept");
    must(d, "robin", "acorn-internal", "S-301 clear");
    d.now = at("2026-12-14T08:05-06:00");
    must(d, "ana", "acorn-hiring", "start S-301 ok");
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::started);
}

TEST(typed_lines, of_a_supplier_and_of_due_times) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "sub S-301 withdraw candidate \"took other job\"");
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::withdrawn);
    must(d, "wren", "sup-quillfeather", "sup REQ-1 decline capacity");
    for (const auto* line : {"sla ack B-9 eta:3pm", "sla excuse B-9 client_request"}) {
        const auto told = refused(d, "robin", "acorn-internal", line);
        EXPECT_TRUE(has(told.text, "There is no B-9 that you can see here.")) << told.text;
    }
}

TEST(typed_lines, that_lack_something_open_a_form_or_ask_with_buttons) {
    auto d = with_times();
    const auto which = refused(d, "maul", "sup-hammer", "I-51 confirm");
    ASSERT_TRUE(which.message) << which.text;
    const auto second = button_of(*which.message, "Wed 2 Dec 09:00");
    ASSERT_TRUE(second) << which.text;
    EXPECT_TRUE(d.press("maul", "sup-hammer", second->act).changed);
    EXPECT_EQ(d.iv(51).start, std::optional{at("2026-12-02T09:00-06:00")});
    const auto consent = d.type("maul", "sup-hammer", "S-301 rtr");
    ASSERT_TRUE(consent.form) << consent.text;
    const auto noted = d.submit("maul", "sup-hammer", consent.form->act, {{"on", "2026-11-29"}});
    EXPECT_TRUE(noted.changed) << noted.text;
    const auto none = d.submit("maul", "sup-hammer", consent.form->act, {{"on", ""}});
    ASSERT_EQ(none.problems.size(), 1U);
    EXPECT_EQ(none.problems.front().first, "on");
    EXPECT_TRUE(refused(d, "wren", "sup-quillfeather", "S-301 rtr").message);
}

TEST(typed_lines, about_nothing_are_shown_as_they_would_be_about_something) {
    auto d = with_presented();
    const std::pair<std::string_view, std::string_view> typed_and_next[] = {
        {"hold budget until:\"dec 7\"", "such as 104 hold budget until:\"dec 7\""},
        {"present", "such as S-311 present,"},
        {"ivs", "such as I-52,"},
        {"shifts", "such as shift 104,"},
        {"cancel \"role changed\"", "cancel"}};
    for (const auto& [typed, next] : typed_and_next) {
        const auto told = refused(d, "robin", "dm-robin", typed).text;
        EXPECT_TRUE(has(told, next)) << typed << ": " << told;
        const auto line = told.substr(told.rfind("/hire ") + 6);
        EXPECT_FALSE(d.type("robin", "dm-robin", line.substr(0, line.rfind(')'))).refused) << told;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
