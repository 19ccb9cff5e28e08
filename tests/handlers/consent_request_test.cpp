// The supplier is asked for the candidate's consent (DOMAIN.md 3.3, request_rtr).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::handlers::testing {
namespace {

constexpr auto room = "acorn-internal";

desk without_consent() {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "1 submit \"Al Dente\" phone:+13125550101");
    return d;
}

TEST(consent_request, goes_to_the_supplier_alone_and_moves_nothing) {
    auto d = without_consent();
    const auto told = must(d, "robin", room, "S-302 request_rtr");
    EXPECT_TRUE(has(told.text, "Hammer & Tongs Staffing is asked to confirm")) << told.text;
    EXPECT_EQ(d.sub(302).state, domain::submittal_state::submitted);
    std::string read;
    for (const auto& item : told.messages) {
        if (item.kind == "line") {
            EXPECT_EQ(item.conversation.value, "sup-hammer");
            read += d.composed_text(item).value_or("");
        }
    }
    EXPECT_TRUE(has(read, "Please confirm that the candidate consents")) << read;
    EXPECT_FALSE(has(read, "Robin")) << read;
    const auto history = d.type("robin", room, "S-302 history").text;
    EXPECT_TRUE(has(history, "asked for the candidate's consent by Robin.")) << history;
    must(d, "maul", "sup-hammer", "S-302 rtr on:\"nov 28\"");
    const auto again = refused(d, "robin", room, "S-302 request_rtr").text;
    EXPECT_TRUE(has(again, "is noted, of Sat 28 Nov")) << again;
}

TEST(consent_request, holds_up_nothing_that_is_logged_later) {
    auto d = without_consent();
    d.now = at("2026-11-30T11:00-06:00");
    must(d, "robin", room, "S-302 request_rtr");
    must(d, "maul", "sup-hammer", "S-302 rtr on:today at:2026-11-30T10:30");
    EXPECT_TRUE(d.sub(302).represented);
}

TEST(consent_request, is_for_the_program_and_for_who_can_still_consent) {
    auto d = without_consent();
    for (const auto& [who, where] :
         {std::pair{"maul", "sup-hammer"}, std::pair{"wren", "sup-quillfeather"}}) {
        refused(d, who, where, "S-302 request_rtr");
    }
    must(d, "robin", room, "1 submit \"Sandy Beech\" email:sandy@example.test for:internal");
    const auto own = refused(d, "robin", room, "S-303 request_rtr").text;
    EXPECT_TRUE(has(own, "/hire S-303 rtr on:today")) << own;
    must(d, "robin", room, "S-303 rtr on:today");
    auto listed = d;
    must(listed, "maul", "sup-hammer", "1 submit \"Dee Ploy\" email:dee@example.test");
    must(listed, "robin", room, "S-302,S-304 request_rtr");
    must(d, "maul", "sup-hammer", "S-302 withdraw rate");
    const auto out = refused(d, "robin", room, "S-302 request_rtr").text;
    EXPECT_TRUE(has(out, "so no consent is asked for")) << out;
}

}  // namespace
}  // namespace fillrate::handlers::testing
