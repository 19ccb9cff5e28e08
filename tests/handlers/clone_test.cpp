// `104 clone`: a new draft with the terms of another requisition.
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// REQ-104 as the fixtures make it, with terms that can be told apart.
domain::requisition original(requisition_state state) {
    auto req = domain::testing::in_state(state);
    req.must_haves = "PLC";
    req.shift = "days";
    req.max = 5000;
    req.start = "2026-11-20";
    return req;
}

TEST(clone, copies_everything_but_what_is_named) {
    desk d;
    d.put(original(requisition_state::open));
    d.next_number = 220;
    const auto told =
        d.type("robin", "acorn-internal", "104 clone openings:6 start:mon pay:44 priority:P1");
    ASSERT_TRUE(told.changed) << told.text;
    const auto& made = d.req(220);
    EXPECT_EQ(made.state, requisition_state::draft);
    EXPECT_EQ(made.title, "Controls Engineer");
    EXPECT_EQ(domain::count_openings(made).total(), 6U);
    EXPECT_EQ(made.pay, 4400);
    EXPECT_EQ(made.max, 5000);
    EXPECT_EQ(made.priority, domain::priority::p1);
    EXPECT_EQ(made.must_haves, "PLC");
    EXPECT_EQ(made.shift, "days");
    EXPECT_EQ(made.start, "2026-12-07");
    EXPECT_EQ(made.client.value, "acorn");
    EXPECT_EQ(made.site.value, "phoenix");
    EXPECT_EQ(made.hiring_manager.value, "ana");
    EXPECT_EQ(made.owner.value, "robin");
    EXPECT_TRUE(made.suppliers.empty());
    EXPECT_TRUE(contains(told.text, "Copied from REQ-104: title, kind, ceiling, must-haves, shift"))
        << told.text;
    EXPECT_TRUE(contains(told.text, "Changed: openings, priority, pay, start.")) << told.text;
    // The old one stays as it was.
    EXPECT_EQ(domain::count_openings(d.req(104)).total(), 4U);
    EXPECT_TRUE(contains(d.type("robin", "acorn-internal", "220 history").text, "copy of REQ-104"));
}

TEST(clone, what_no_longer_holds_is_left_out_and_said) {
    desk d;
    auto from = original(requisition_state::cancelled);
    from.hiring_manager = person_id{"gone"};
    from.hiring_manager_name = "Hal Gone";
    d.put(from);
    d.next_number = 220;
    const auto told = d.type("robin", "acorn-internal", "104 clone");
    ASSERT_TRUE(told.changed) << told.text;
    const auto& made = d.req(220);
    EXPECT_TRUE(made.start.empty());
    EXPECT_TRUE(made.hiring_manager.empty());
    EXPECT_EQ(domain::count_openings(made).total(), 4U);
    EXPECT_TRUE(contains(told.text, "the start, 2026-11-20 has passed")) << told.text;
    EXPECT_TRUE(contains(told.text, "Hal Gone is no hiring manager here any more")) << told.text;
}

TEST(clone, an_end_too_long_ago_to_reopen_points_to_it) {
    desk d;
    auto from = original(requisition_state::closed);
    from.ended = d.now - std::chrono::days(91);
    d.put(from);
    const auto refused = d.type("robin", "acorn-internal", "104 reopen \"again\"");
    EXPECT_TRUE(refused.refused);
    EXPECT_TRUE(contains(refused.text, "104 clone openings:1")) << refused.text;
    EXPECT_TRUE(d.type("robin", "acorn-internal", "104 clone openings:1").changed);
}

TEST(clone, is_for_the_account_manager_and_operations) {
    desk d;
    d.put(original(requisition_state::open));
    for (const auto& [who, where] : {std::pair{"ana", "acorn-hiring"}, {"wren", "dm-wren"}}) {
        const auto told = d.type(who, where, "104 clone");
        EXPECT_TRUE(told.refused) << who << told.text;
        EXPECT_FALSE(told.changed) << who;
    }
    d.next_number = 230;
    EXPECT_TRUE(d.type("dana", "hiring-desk", "104 clone").changed);
    // Of another client's it reads as if there were none.
    EXPECT_TRUE(contains(d.type("lee", "dm-lee", "104 clone").text, "There is no REQ-104"));
}

TEST(clone, wrong_values_make_nothing) {
    desk d;
    d.put(original(requisition_state::open));
    for (const auto* line : {"104 clone openings:0", "104 clone hm:@nobody", "104 clone pay:-3"}) {
        const auto told = d.type("robin", "acorn-internal", line);
        EXPECT_TRUE(told.refused) << line << told.text;
        EXPECT_FALSE(told.changed) << line;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
