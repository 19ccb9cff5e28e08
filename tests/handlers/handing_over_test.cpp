// A requisition that gets another owner: whom that is told, and what becomes of the alerts of the
// one before (DOMAIN.md 3.1).
#include "handlers/handing_over.hpp"

#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

std::optional<chat::outgoing> handed_to(const said& told, std::string_view person) {
    const auto found = std::ranges::find_if(told.messages, [person](const auto& item) {
        return item.kind == handed_over_kind && item.readers.id == person;
    });
    return found == told.messages.end() ? std::nullopt : std::optional{*found};
}

/// REQ-1 of Robin is released; nobody works it, and its coverage was due on Tuesday at 10:00.
desk with_missed_coverage() {
    desk d(with_recruiter_and_second_owner(client_id{"acorn"}));
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana waive:\"known role\" tier1"
    );
    d.move_to(at("2026-12-01T11:00-06:00"));
    return d;
}

TEST(handing_over, the_new_owner_is_told_with_what_is_due) {
    auto d = with_missed_coverage();
    const auto told = must(d, "dana", "hiring-desk", "1 owner @kim");
    EXPECT_EQ(d.req(1).owner, person_id{"kim"});
    const auto item = handed_to(told, "kim");
    ASSERT_TRUE(item);
    EXPECT_FALSE(item->replaces);
    const auto read = d.composed_text(*item).value_or("");
    EXPECT_TRUE(has(read, "REQ-1 Controls engineer is yours now, by Dana.")) << read;
    EXPECT_TRUE(has(read, "Coverage was due")) << read;
}

TEST(handing_over, the_alert_of_the_owner_before_says_with_whom_it_is) {
    auto d = with_missed_coverage();
    const auto told = must(d, "dana", "hiring-desk", "1 owner @kim");
    const auto item = handed_to(told, "robin");
    ASSERT_TRUE(item);
    EXPECT_TRUE(item->replaces);
    EXPECT_EQ(item->mark, "cov.0");
    EXPECT_GE(item->not_before_ms, to_unix_ms(d.now + minutes{5})) << "it may be undone";
    const auto read = d.composed_text(*item).value_or("");
    EXPECT_TRUE(has(read, "Coverage of REQ-1 Controls engineer is with Kim")) << read;
    EXPECT_TRUE(has(d.type("kim", "dm-kim", "me").text, "REQ-1")) << "it waits for her now";
}

TEST(handing_over, the_alerts_of_its_candidates_move_with_it) {
    auto d = with_missed_coverage();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""
    );
    must(d, "robin", "acorn-internal", "S-301 present");
    d.move_to(at("2026-12-04T11:00-06:00"));
    const auto told = must(d, "dana", "hiring-desk", "1 owner @kim");
    const auto item = std::ranges::find_if(told.messages, [](const auto& each) {
        return each.kind == handed_over_kind && each.subject == "sub:301";
    });
    ASSERT_NE(item, told.messages.end());
    EXPECT_TRUE(item->replaces);
    EXPECT_EQ(item->readers.id, "robin");
    const auto read = d.composed_text(*item).value_or("");
    EXPECT_TRUE(has(read, "of S-301")) << read;
    EXPECT_TRUE(has(read, "is with Kim Ledger now.")) << read;
}

TEST(handing_over, what_is_undone_or_in_time_tells_nobody) {
    auto d = with_missed_coverage();
    const auto told = must(d, "dana", "hiring-desk", "1 owner @kim");
    must(d, "dana", "hiring-desk", "1 owner @robin");
    EXPECT_FALSE(d.composed(handed_to(told, "kim").value()));
    EXPECT_FALSE(d.composed(handed_to(told, "robin").value()));
    // Nothing was due yet: no alert stands anywhere.
    desk early(with_recruiter_and_second_owner(client_id{"acorn"}));
    must(
        early,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro pay:58 hm:@ana"
    );
    const auto soon = must(early, "dana", "hiring-desk", "1 owner @kim");
    EXPECT_TRUE(handed_to(soon, "kim"));
    EXPECT_FALSE(handed_to(soon, "robin"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
