// More offers than openings: who runs the account reads of the others, no supplier does; a new
// version says which one it replaces (DOMAIN.md 3.3).
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

/// S-301 of Hammer & Tongs and S-302 of Quillfeather are selected for REQ-1, which has two
/// openings.
desk with_selected() {
    auto d = with_presented();
    must(d, "wren", "sup-quillfeather", "1 submit \"Al Dente\" phone:+13125550101");
    must(d, "robin", "acorn-internal", "S-302 present");
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "ana", "acorn-hiring", "S-302 select");
    return d;
}

TEST(offer, a_second_one_for_the_only_opening_is_said_to_who_makes_it) {
    auto d = with_selected();
    must(d, "robin", "acorn-internal", "1 openings -1");
    const auto first = must(d, "robin", "acorn-internal", "S-301 offer pay:54").text;
    EXPECT_FALSE(has(first, "offer is out")) << first;
    const auto second = must(d, "robin", "acorn-internal", "S-302 offer pay:55");
    EXPECT_TRUE(
        has(second.text,
            "Another offer is out for this opening: S-301 since Mon 30 Nov 10:00 CST, by Robin. "
            "Whoever accepts first fills it.")
    ) << second.text;
    ASSERT_FALSE(second.messages.empty());
    for (const auto& item : second.messages) {
        const auto told = d.composed_text(item).value_or("");
        EXPECT_FALSE(has(told, "Another offer")) << item.conversation.value << told;
    }
    must(d, "wren", "sup-quillfeather", "S-302 accept");
}

TEST(offer, a_list_reads_of_those_before_it_and_names_only_some) {
    auto d = with_selected();
    must(d, "robin", "acorn-internal", "1 openings -1");
    const auto listed = must(d, "robin", "acorn-internal", "S-301,S-302 offer pay:54").text;
    EXPECT_TRUE(has(listed, "Another offer is out for this opening: S-301")) << listed;
    for (std::uint32_t number = 401; number <= 403; ++number) {
        auto one = d.sub(301);
        one.number = submittal_number{number};
        d.put(one);
    }
    const auto again = must(d, "robin", "acorn-internal", "S-301 offer pay:55").text;
    EXPECT_TRUE(has(again, "Other offers are out for this opening: S-302")) << again;
    EXPECT_TRUE(has(again, "; 1 more. Whoever accepts first fills it.")) << again;
    EXPECT_FALSE(has(again, "S-403")) << again;
}

TEST(offer, while_there_are_openings_for_all_nothing_is_said) {
    auto d = with_selected();
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
    const auto second = must(d, "robin", "acorn-internal", "S-302 offer pay:55").text;
    EXPECT_FALSE(has(second, "offer is out")) << second;
}

TEST(offer, in_a_suppliers_room_nothing_is_said_of_another) {
    auto d = with_selected();
    must(d, "robin", "acorn-internal", "1 openings -1");
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
    const auto second = must(d, "robin", "sup-quillfeather", "S-302 offer pay:55").text;
    EXPECT_FALSE(has(second, "S-301") || has(second, "offer is out")) << second;
}

TEST(offer, a_new_version_says_which_one_it_replaces) {
    auto d = with_selected();
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
    d.now += std::chrono::hours{1};
    const auto again = must(d, "dana", "acorn-internal", "S-301 offer pay:56").text;
    EXPECT_TRUE(
        has(again,
            "It takes the place of the offer that was out since Mon 30 Nov 10:00 CST, by Robin.")
    ) << again;
    EXPECT_EQ(d.sub(301).offers.size(), 2U);
}

TEST(offer, for_what_is_filled_the_line_opens_it_again) {
    auto d = with_selected();
    auto req = d.req(1);
    for (auto& each : req.openings) {
        each.state = domain::opening_state::filled;
    }
    for (auto& each : req.clocks) {
        each.state = domain::clock_state::met;
    }
    req.state = domain::requisition_state::filled;
    req.ended = d.now;
    d.put(req);
    const auto told = refused(d, "robin", "acorn-internal", "S-301 offer pay:54").text;
    EXPECT_TRUE(has(told, "no opening left")) << told;
    EXPECT_TRUE(has(told, "/hire 1 reopen \"...\" openings:1")) << told;
    must(d, "robin", "acorn-internal", "1 reopen \"one more\" openings:1");
    must(d, "robin", "acorn-internal", "S-301 offer pay:54");
}

}  // namespace
}  // namespace fillrate::handlers::testing
