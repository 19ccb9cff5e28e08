// "1 why" of a supplier: its own time to its first candidate, from when it was told (DOMAIN.md 4.2,
// SUB1, supplier view), and nothing of the program's clocks.
#include "core/domain/own_time.hpp"

#include "core/domain/clocks.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::handlers::testing {
namespace {

/// REQ-1 at Acorn Chicago, released to Hammer & Tongs on Monday 10:00; 18 working hours to its
/// first candidate, Monday to Friday from 8 to 17.
desk told_on_monday() {
    desk d;
    d.now = at("2026-11-30T10:00-06:00");
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "1 release to:hammer");
    return d;
}

std::string why(desk& d, std::string_view who, std::string_view room) {
    return d.type(who, room, "1 why").text;
}

TEST(own_time, runs_from_when_the_supplier_was_told) {
    auto d = told_on_monday();
    d.now = at("2026-11-30T12:00-06:00");
    must(d, "robin", "acorn-internal", "1 release to:quillfeather");
    d.now = at("2026-11-30T14:00-06:00");
    const auto first = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(first, "due Wed 2 Dec 10:00")) << first;
    EXPECT_TRUE(has(first, "4h00m of 18h00m used")) << first;
    const auto second = why(d, "wren", "sup-quillfeather");
    EXPECT_TRUE(has(second, "due Wed 2 Dec 12:00")) << second;
    EXPECT_TRUE(has(second, "2h00m of 18h00m used")) << second;
    for (const auto* of_program : {"Coverage", "Slate", "Fill", "policy"}) {
        EXPECT_FALSE(has(second, of_program)) << second;
    }
}

TEST(own_time, stands_still_on_hold) {
    auto d = told_on_monday();
    d.now = at("2026-11-30T12:00-06:00");
    must(d, "robin", "acorn-internal", "1 hold budget");
    d.now = at("2026-11-30T15:00-06:00");
    const auto resting = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(resting, "stands still while it is on hold")) << resting;
    EXPECT_TRUE(has(resting, "2h00m of 18h00m used")) << resting;
    must(d, "robin", "acorn-internal", "1 resume");
    d.now = at("2026-11-30T16:00-06:00");
    const auto running = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(running, "due Wed 2 Dec 13:00")) << running;
    EXPECT_TRUE(has(running, "3h00m of 18h00m used")) << running;
    EXPECT_TRUE(has(running, "Mon 30 Nov 10:00 CST | Mon 30 Nov 12:00 CST | 2h00m")) << running;
    EXPECT_TRUE(has(running, "Mon 30 Nov 15:00 CST | now | 1h00m")) << running;
}

TEST(own_time, stops_at_the_suppliers_own_first_candidate) {
    auto d = told_on_monday();
    must(d, "robin", "acorn-internal", "1 release to:quillfeather");
    d.now = at("2026-11-30T11:00-06:00");
    must(d, "maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test pay:52");
    d.now = at("2026-11-30T13:00-06:00");
    const auto answered = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(answered, "put forward in time")) << answered;
    EXPECT_TRUE(has(answered, "1h00m of 18h00m used")) << answered;
    const auto other = why(d, "wren", "sup-quillfeather");
    EXPECT_TRUE(has(other, "due Wed 2 Dec 10:00")) << other;
    EXPECT_FALSE(has(other, "Hammer")) << other;
}

TEST(own_time, who_declined_and_is_asked_again_begins_anew) {
    auto d = told_on_monday();
    d.now = at("2026-11-30T11:00-06:00");
    must(d, "maul", "sup-hammer", "1 decline capacity");
    d.now = at("2026-11-30T13:00-06:00");
    EXPECT_TRUE(has(why(d, "maul", "sup-hammer"), "ended")) << why(d, "maul", "sup-hammer");
    must(d, "robin", "acorn-internal", "1 release to:hammer");
    d.now = at("2026-11-30T14:00-06:00");
    const auto again = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(again, "1h00m of 18h00m used")) << again;
}

TEST(own_time, who_declined_and_works_it_after_all_goes_on) {
    auto d = told_on_monday();
    d.now = at("2026-11-30T11:00-06:00");
    must(d, "maul", "sup-hammer", "1 decline capacity");
    d.now = at("2026-11-30T13:00-06:00");
    must(d, "maul", "sup-hammer", "1 accept");
    d.now = at("2026-11-30T14:00-06:00");
    const auto again = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(again, "2h00m of 18h00m used")) << again;
    EXPECT_TRUE(has(again, "due Wed 2 Dec 12:00")) << again;
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "sla").text, "REQ-1"));
    must(d, "maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test pay:52");
    EXPECT_TRUE(has(why(d, "maul", "sup-hammer"), "put forward in time"));
}

TEST(own_time, of_who_is_taken_off_ends_and_coverage_begins_anew_with_the_last) {
    auto d = told_on_monday();
    must(d, "robin", "acorn-internal", "1 release to:quillfeather");
    for (const auto& [who, room] :
         {std::pair{"maul", "sup-hammer"}, std::pair{"wren", "sup-quillfeather"}}) {
        must(d, who, room, "1 accept");
    }
    const auto coverage = [&d] {
        return *domain::find_clock(d.req(1).clocks, domain::clock_kind::coverage);
    };
    EXPECT_EQ(coverage().state, domain::clock_state::met);
    d.now = at("2026-11-30T12:00-06:00");
    must(d, "robin", "acorn-internal", "1 remove quillfeather \"too slow\"");
    EXPECT_EQ(coverage().state, domain::clock_state::met) << "one still works it";
    d.now = at("2026-11-30T15:00-06:00");
    const auto off = why(d, "wren", "sup-quillfeather");
    EXPECT_TRUE(has(off, "ended")) << off;
    EXPECT_TRUE(has(off, "2h00m of 18h00m used")) << off;
    const auto stays = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(stays, "due Wed 2 Dec 10:00")) << stays;
    EXPECT_TRUE(has(stays, "5h00m of 18h00m used")) << stays;
    must(d, "robin", "acorn-internal", "1 remove hammer \"too slow\"");
    EXPECT_EQ(coverage().state, domain::clock_state::running);
    EXPECT_EQ(coverage().cycle, 2U);
    d.now = at("2026-12-03T09:00-06:00");
    for (const auto& [who, room] :
         {std::pair{"maul", "sup-hammer"}, std::pair{"wren", "sup-quillfeather"}}) {
        EXPECT_TRUE(has(why(d, who, room), "ended")) << why(d, who, room);
        for (const auto* line : {"sla", "late"}) {
            EXPECT_FALSE(has(d.type(who, room, line).text, "REQ-1")) << who << ": " << line;
        }
    }
}

TEST(own_time, is_what_the_lists_of_a_supplier_say) {
    auto d = told_on_monday();
    must(d, "robin", "acorn-internal", "1 release to:quillfeather");
    d.now = at("2026-11-30T14:00-06:00");
    for (const auto* line : {"sla", "report supplier"}) {
        const auto shown = d.type("maul", "sup-hammer", line);
        EXPECT_TRUE(has(shown.text, "due Wed 2 Dec 10:00")) << line << "\n" << shown.text;
        EXPECT_FALSE(has(shown.text, "Coverage")) << line << "\n" << shown.text;
    }
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "sla").text, "4h00m of 18h00m"));
    EXPECT_FALSE(has(d.type("maul", "sup-hammer", "late").text, "REQ-1"));
    must(d, "wren", "sup-quillfeather", "1 submit \"Al Dente\" email:al@example.test");
    EXPECT_FALSE(has(d.type("wren", "sup-quillfeather", "sla").text, "REQ-1"));
    d.now = at("2026-12-03T09:00-06:00");
    const auto late = d.type("maul", "sup-hammer", "late").text;
    EXPECT_TRUE(has(late, "REQ-1")) << late;
    EXPECT_TRUE(has(late, "was due Wed 2 Dec 10:00")) << late;
    EXPECT_FALSE(has(d.type("wren", "sup-quillfeather", "late").text, "REQ-1"));
}

TEST(own_time, a_due_time_that_passed_is_told_as_such) {
    auto d = told_on_monday();
    d.now = at("2026-12-03T09:00-06:00");
    const auto late = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(late, "was due Wed 2 Dec 10:00")) << late;
    must(d, "maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test pay:52");
    const auto answered = why(d, "maul", "sup-hammer");
    EXPECT_TRUE(has(answered, "put forward after its due time")) << answered;
}

}  // namespace
}  // namespace fillrate::handlers::testing
