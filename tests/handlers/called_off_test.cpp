// A requisition that ends calls off the interviews of those it passes over (DOMAIN.md 3.1).
#include "core/domain/clocks.hpp"
#include "core/domain/interview_due.hpp"
#include "handlers/left_over.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using domain::clock_state;
using domain::interview_state;

clock_state state_of(const desk& d, clock_kind kind) {
    const auto* found = domain::find_clock(d.iv(51).clocks, kind);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    return found == nullptr ? clock_state::running : found->state;
}

TEST(left_over, nobody_meets_who_is_passed_over) {
    for (const std::string line : {"1 close filled_internally", "1 cancel budget"}) {
        auto d = with_time();
        const auto told = must(d, "robin", "acorn-internal", line);
        EXPECT_EQ(d.iv(51).state, interview_state::cancelled) << line;
        EXPECT_EQ(state_of(d, clock_kind::interview), clock_state::cancelled);
        EXPECT_EQ(state_of(d, clock_kind::feedback), clock_state::cancelled);
        std::vector<std::string> panel;
        std::string supplier;
        for (const auto& item : told.messages) {
            if (item.subject == "iv:51" && item.kind == "alert") {
                EXPECT_TRUE(has(d.composed_text(item).value_or(""), "is cancelled")) << line;
                EXPECT_GT(item.not_before_ms, to_unix_ms(d.now)) << "not before it stands";
                panel.push_back(item.conversation.value);
            } else if (item.subject == "iv:51" && item.kind == "line" &&
                       item.conversation.value == "sup-hammer") {
                supplier = d.composed_text(item).value_or("");
            }
        }
        std::ranges::sort(panel);
        EXPECT_EQ(panel, (std::vector<std::string>{"dm-ana", "dm-raj"})) << line;
        EXPECT_TRUE(has(supplier, "I-51 P.T.: Cancelled.")) << supplier;
        EXPECT_TRUE(has(room_text(d, "sup-hammer"), "cancelled"));
        EXPECT_FALSE(domain::next_due(d.iv(51)));
    }
}

TEST(left_over, interviews_take_room_in_a_step) {
    desk d;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Picker\" client:Acorn site:Chicago category:pro openings:9 pay:20 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "1 release tier1");
    // Each candidate with a round and one interviewer takes three places.
    constexpr std::uint32_t all = most_passed_over / 3 + 2;
    for (std::uint32_t i = 0; i < all; ++i) {
        const auto mail = "p" + std::to_string(i) + "@example.test";
        const auto id = "S-" + std::to_string(301 + i);
        must(d, "robin", "acorn-internal", "1 submit \"Pat Picker\" rtr:\"nov 28\" email:" + mail);
        must(d, "robin", "acorn-internal", id + " present");
        must(d, "robin", "acorn-internal", id + " interview \"fri 10:00\"");
    }
    const auto first = must(d, "robin", "acorn-internal", "1 close budget");
    EXPECT_EQ(d.req(1).state, domain::requisition_state::open) << first.text;
    EXPECT_EQ(d.req(1).slate.live, 2U);
    EXPECT_LT(first.events.size() + first.messages.size(), 1'024U);
    must(d, "robin", "acorn-internal", "1 close budget");
    EXPECT_EQ(d.req(1).state, domain::requisition_state::closed);
    for (std::uint32_t i = 0; i < all; ++i) {
        EXPECT_EQ(d.iv(51 + i).state, interview_state::cancelled) << 51 + i;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
