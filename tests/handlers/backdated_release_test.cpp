// A release and a removal that are logged after they happened: the clocks begin and end then, and
// suppliers are told now (DOMAIN.md 4.1).
#include "core/domain/clocks.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;

const domain::clock& running(const desk& d, clock_kind kind) {
    static const domain::clock none;
    const std::uint32_t batch = kind == clock_kind::fill ? 1 : 0;
    const auto* found = domain::find_clock(d.req(1).clocks, kind, batch);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    return found == nullptr ? none : *found;
}

/// REQ-1 is qualified since Mon 30 Nov 10:00; it is Tue 1 Dec 09:00.
desk with_qualified() {
    desk d;
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana waive:\"known role\""
    );
    d.move_to(at("2026-12-01T09:00-06:00"));
    return d;
}

TEST(backdated_release, a_requisition_that_came_by_phone_was_received_then) {
    constexpr std::string_view line =
        "req new \"Welder\" client:Acorn site:Chicago category:pro openings:1 pay:40 hm:@ana";
    const auto at_moment = [&line](std::string_view moment) {
        return std::string(line) + " at:" + std::string(moment);
    };
    desk d;
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto told = must(d, "robin", "acorn-internal", at_moment("\"mon 15:00\""));
    const auto then = at("2026-11-30T15:00-06:00");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 15:00 CST.")) << told.text;
    EXPECT_EQ(d.req(1).created, then);
    EXPECT_EQ(running(d, clock_kind::intake).started, then);
    // 9 working hours from Mon 15:00.
    EXPECT_EQ(running(d, clock_kind::intake).due, at("2026-12-01T15:00-06:00"));
    for (const auto* moment : {"2026-11-20T10:00", "\"tomorrow 9:00\""}) {
        const auto wrong = refused(d, "robin", "acorn-internal", at_moment(moment));
        EXPECT_TRUE(has(wrong.text, "/hire req new")) << wrong.text;
        EXPECT_FALSE(d.has(2));
    }
    const auto asked = d.type("robin", "acorn-internal", "req new \"Fitter\" at:\"mon 15:00\"");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_TRUE(has(asked.text, "at=mon 15:00")) << asked.text;
}

TEST(backdated_release, the_clocks_begin_then_and_suppliers_are_told_now) {
    auto d = with_qualified();
    const auto told = must(d, "robin", "acorn-internal", "1 release tier1 at:\"mon 15:00\"");
    const auto then = at("2026-11-30T15:00-06:00");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 15:00 CST.")) << told.text;
    EXPECT_EQ(d.req(1).released, then);
    for (const auto kind : {clock_kind::coverage, clock_kind::first_submittal, clock_kind::fill}) {
        EXPECT_EQ(running(d, kind).started, then) << domain::word(kind);
    }
    // 9 working hours from Mon 15:00.
    EXPECT_EQ(running(d, clock_kind::coverage).due, at("2026-12-01T15:00-06:00"));
    std::size_t to_suppliers = 0;
    for (const auto& item : told.messages) {
        EXPECT_GE(item.not_before_ms, to_unix_ms(d.now)) << item.kind;
        to_suppliers += item.readers.who == chat::audience::kind::supplier ? 1 : 0;
    }
    EXPECT_GT(to_suppliers, 0U);
    EXPECT_TRUE(
        has(d.type("robin", "acorn-internal", "1 history").text,
            "Logged Tue 1 Dec 09:00 CST, happened Mon 30 Nov 15:00 CST.")
    );
    EXPECT_FALSE(has(d.card(1, "sup-hammer"), "Logged"));
}

TEST(backdated_release, nothing_is_released_before_it_was_qualified) {
    auto d = with_qualified();
    const auto early = refused(d, "robin", "acorn-internal", "1 release tier1 at:2026-11-30T09:00");
    EXPECT_TRUE(has(early.text, "cannot have happened on Mon 30 Nov 09:00 CST")) << early.text;
    EXPECT_TRUE(has(early.text, "/hire 1 history")) << early.text;
    d.move_to(at("2026-12-04T09:00-06:00"));
    const auto old = refused(d, "robin", "acorn-internal", "1 release tier1 at:2026-11-30T15:00");
    EXPECT_TRUE(has(old.text, "more than two working days ago")) << old.text;
    EXPECT_FALSE(d.req(1).released);
    must(d, "robin", "acorn-internal", "1 release tier1");
}

TEST(backdated_release, the_form_that_asks_for_the_suppliers_keeps_the_moment) {
    auto d = with_qualified();
    const auto asked = d.type("robin", "acorn-internal", "1 release at:\"mon 15:00\"");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto done = d.submit(
        "robin",
        "acorn-internal",
        asked.form->act,
        {{"to", "hammer"}, {"at", "mon 15:00"}}
    );
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_EQ(d.req(1).released, at("2026-11-30T15:00-06:00"));
}

TEST(backdated_release, who_was_taken_off_is_off_from_then) {
    auto d = with_qualified();
    must(d, "robin", "acorn-internal", "1 release tier1 at:\"mon 15:00\"");
    const auto then = at("2026-11-30T16:00-06:00");
    const auto early =
        refused(d, "robin", "acorn-internal", "1 remove hammer \"no answer\" at:2026-11-30T14:00");
    EXPECT_TRUE(has(early.text, "The last thing on record of it is of")) << early.text;
    const auto told =
        must(d, "robin", "acorn-internal", "1 remove hammer \"no answer\" at:\"mon 16:00\"");
    EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 16:00 CST.")) << told.text;
    const auto off =
        std::ranges::find(d.req(1).suppliers, supplier_id{"hammer"}, &domain::coverage::supplier);
    ASSERT_NE(off, d.req(1).suppliers.end());
    EXPECT_EQ(off->said, domain::coverage::answer::removed);
    EXPECT_EQ(off->at, then);
}

}  // namespace
}  // namespace fillrate::handlers::testing
