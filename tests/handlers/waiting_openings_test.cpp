// Openings that the client fills later, and replacements it does not want (DOMAIN.md 4.2).
#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using domain::clock_state;

clock_state state_of_batch(const desk& d, clock_kind kind, std::uint32_t batch) {
    const auto* const found = domain::find_clock(d.req(1).clocks, kind, batch);
    EXPECT_NE(found, nullptr) << domain::word(kind);
    return found == nullptr ? clock_state::cancelled : found->state;
}

TEST(waiting_openings, frozen_by_the_client_they_do_not_run) {
    auto d = with_presented();  // REQ-1, two openings
    must(d, "robin", "acorn-internal", "1 frozen 1");
    EXPECT_EQ(state_of_batch(d, clock_kind::fill, 1), clock_state::running);
    must(d, "robin", "acorn-internal", "1 frozen 2 \"reorganising\"");
    EXPECT_EQ(state_of_batch(d, clock_kind::fill, 1), clock_state::paused);
    const auto card = d.type("robin", "acorn-internal", "1").text;
    EXPECT_TRUE(has(card, "2 frozen by the client")) << card;
    const auto why = d.type("robin", "acorn-internal", "1 why").text;
    EXPECT_TRUE(has(why, "stood still, the client's turn (reorganising)")) << why;
    const auto too_many = refused(d, "robin", "acorn-internal", "1 frozen 3");
    EXPECT_TRUE(has(too_many.text, "2 openings can wait for the client")) << too_many.text;
    EXPECT_TRUE(has(too_many.text, "/hire 1 frozen 0")) << too_many.text;
    must(d, "robin", "acorn-internal", "1 frozen 0");
    EXPECT_EQ(state_of_batch(d, clock_kind::fill, 1), clock_state::running);
    refused(d, "maul", "sup-hammer", "1 frozen 1");
}

TEST(waiting_openings, a_replacement_that_the_client_declines_is_not_looked_for) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    ASSERT_EQ(state_of_batch(d, clock_kind::backfill, 2), clock_state::running);
    must(d, "robin", "acorn-internal", "1 replacements 0 \"not needed any more\"");
    EXPECT_EQ(state_of_batch(d, clock_kind::backfill, 2), clock_state::cancelled);
    EXPECT_EQ(state_of_batch(d, clock_kind::fill, 1), clock_state::running);
    EXPECT_EQ(domain::count_openings(d.req(1)).open, 1U);
    const auto again = refused(d, "robin", "acorn-internal", "1 replacements 0");
    EXPECT_TRUE(has(again.text, "there is nothing to take off")) << again.text;
}

TEST(waiting_openings, what_was_filled_in_time_stays_so_with_the_mark_of_who_fell_off) {
    auto d = with_presented();
    must(d, "robin", "acorn-internal", "1 openings 1");
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    const auto read = [&d] { return d.type("robin", "acorn-internal", "1 why").text; };
    EXPECT_FALSE(has(read(), "fell off since")) << read();
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    EXPECT_EQ(state_of_batch(d, clock_kind::fill, 1), clock_state::met);
    EXPECT_EQ(state_of_batch(d, clock_kind::backfill, 2), clock_state::running);
    EXPECT_TRUE(has(read(), "done in time; 1 person fell off since")) << read();
}

TEST(waiting_openings, the_last_opening_is_closed_and_not_declined) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 14\"");
    must(d, "maul", "sup-hammer", "S-301 accept");
    must(d, "robin", "acorn-internal", "1 openings -1");
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer");
    const auto told = refused(d, "robin", "acorn-internal", "1 replacements 0");
    EXPECT_TRUE(has(told.text, "has no other opening")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire 1 close filled_by_other")) << told.text;
    must(d, "robin", "acorn-internal", "1 close filled_by_other");
}

}  // namespace
}  // namespace fillrate::handlers::testing
