// The fill rate counts openings of requisitions that ended, for as long as numbers do (DOMAIN.md
// 2).
#include "core/domain/ended_openings.hpp"
#include "core/domain/event.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fillrate::handlers::testing {
namespace {

TEST(report_fill, what_was_closed_unfilled_counts_for_ninety_days) {
    auto d = with_presented();  // REQ-1, two openings
    for (const std::string line :
         {"req new \"Welder\" client:Acorn site:Chicago category:pro openings:3 pay:40",
          "2 qualify waive:\"known role\"",
          "2 release tier1",
          "2 close filled_by_other",
          "req new \"Fitter\" client:Acorn site:Chicago category:pro openings:1 pay:40",
          "3 qualify waive:\"known role\"",
          "3 release tier1",
          "3 close duplicate"}) {
        must(d, "robin", "acorn-internal", line);
    }
    const auto read = [&d] { return d.type("robin", "acorn-internal", "report pipeline").text; };
    EXPECT_TRUE(
        has(read(),
            "Fill rate 0/3 of the openings that were filled or closed unfilled, with those of 1 "
            "requisition that ended within 90 days")
    ) << read();
    d.now += std::chrono::days{91};
    EXPECT_TRUE(has(read(), "Fill rate: no opening was filled or closed unfilled yet.")) << read();
}

// Not only the requisition: what became of its candidates and interviews leaves the numbers too,
// and comes back with it (DOMAIN.md 0, reason codes).
TEST(report_fill, a_duplicate_leaves_the_numbers_with_its_candidates) {
    const std::string nothing_kept = "0 of 0 due times were kept";
    for (const std::string reason : {"duplicate", "budget"}) {
        const bool leaves = reason == "duplicate";
        auto d = with_time();
        const auto of_client = [&d] {
            return d.type("robin", "acorn-internal", "report client").text;
        };
        const auto of_supplier = [&d] {
            return d.type("maul", "sup-hammer", "report supplier").text;
        };
        const auto of_week = [&d] {
            return d.type("robin", "acorn-internal", "report sla week:this").text;
        };
        EXPECT_TRUE(has(of_client(), "of 1 presented were interviewed")) << of_client();
        EXPECT_FALSE(has(of_week(), nothing_kept)) << of_week();
        must(d, "robin", "acorn-internal", "1 close " + reason);
        EXPECT_EQ(has(of_client(), "0 of 0 presented were interviewed"), leaves) << of_client();
        EXPECT_EQ(has(of_supplier(), "0 of 0 presented were interviewed"), leaves) << of_supplier();
        EXPECT_EQ(has(of_week(), nothing_kept), leaves) << of_week();
        must(d, "robin", "acorn-internal", "1 reopen \"asked for after all\" openings:1");
        EXPECT_TRUE(has(of_client(), "of 1 presented were interviewed")) << of_client();
        EXPECT_TRUE(has(of_supplier(), "of 1 presented were interviewed")) << of_supplier();
        EXPECT_FALSE(has(of_week(), nothing_kept)) << of_week();
    }
}

// What was filled is on no list of what is open, and has its times all the same.
TEST(report_fill, what_ended_counts_for_the_days_it_took) {
    auto d = with_presented();
    const auto read = [&d] { return d.type("robin", "acorn-internal", "report pipeline").text; };
    EXPECT_TRUE(has(read(), "to an accepted offer not enough data (of 0)")) << read();
    auto req = d.req(1);
    req.number = requisition_number{2};
    req.state = domain::requisition_state::closed;
    req.reason = "filled_by_us";
    req.released = d.now - std::chrono::days{20};
    req.ended = d.now - std::chrono::days{1};
    req.openings.clear();
    for (int n = 0; n < 10; ++n) {
        domain::opening one;
        one.state = domain::opening_state::filled;
        one.added = *req.released;
        one.taken = *req.released + std::chrono::days{3};
        one.began = *req.released + std::chrono::days{7};
        req.openings.push_back(one);
    }
    d.put(req);
    EXPECT_TRUE(has(read(), "to an accepted offer 3 (of 10), to the first day 7 (of 10)."))
        << read();
    EXPECT_TRUE(has(read(), "Fill rate 10/10, 100 % of the openings")) << read();
    EXPECT_FALSE(has(read(), "REQ-2")) << read();
}

// Nobody is in play any more, and what came of them is told all the same.
TEST(report_fill, it_is_told_with_nothing_open) {
    for (const std::string reason : {"filled_by_us", "filled_by_other"}) {
        auto d = with_presented();
        const auto read = [&d](std::string_view who, std::string_view channel) {
            return d.type(who, channel, "report pipeline").text;
        };
        must(d, "robin", "acorn-internal", "1 close " + reason);
        const std::string rate = reason == "filled_by_us" ? "Fill rate 2/2" : "Fill rate 0/2";
        for (const auto& told : {read("robin", "acorn-internal"), read("dana", "dm-dana")}) {
            EXPECT_TRUE(has(told, "No requisition of yours is open.")) << told;
            EXPECT_TRUE(has(told, rate + " of the openings")) << told;
            EXPECT_FALSE(has(told, "Coverage rate")) << told;
        }
        d.now += std::chrono::days{91};
        EXPECT_FALSE(has(read("dana", "dm-dana"), "Fill rate")) << reason;
    }
}

// Twenty a page: what is said of those is not said of all.
TEST(report_fill, a_page_of_several_says_that_it_is_one) {
    auto d = with_presented();
    const auto read = [&d](const std::string& line) {
        return d.type("robin", "acorn-internal", line).text;
    };
    EXPECT_FALSE(has(read("report pipeline"), "Of this page")) << read("report pipeline");
    for (std::uint32_t number = 2; number <= 22; ++number) {
        auto req = d.req(1);
        req.number = requisition_number{number};
        d.put(req);
    }
    EXPECT_TRUE(has(read("report pipeline"), "Of this page: Coverage rate 20/20, 100 %"));
    EXPECT_TRUE(has(read("report pipeline page:2"), "Of this page: Coverage rate 2/2:"));
}

TEST(report_fill, an_entry_reads_back_and_nothing_else_reads) {
    using domain::testing::in_state;
    auto req = in_state(domain::requisition_state::closed);
    ASSERT_TRUE(req.released);
    req.openings.at(0).state = domain::opening_state::filled;
    req.openings.at(1).state = domain::opening_state::cancelled;
    const auto entry = domain::ended_entry_of(req);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->filled, 1U);
    EXPECT_EQ(entry->unfilled, 2U);
    EXPECT_EQ(entry->taken_off, 1U);
    EXPECT_EQ(domain::ended_entry_from(domain::to_member(*entry)), entry);
    // We found them, though nobody was recorded: what is promised for them is kept as well.
    req.reason = "filled_by_us: by phone";
    const auto ours = domain::ended_entry_of(req);
    ASSERT_TRUE(ours);
    EXPECT_EQ(ours->filled, 3U);
    EXPECT_EQ(ours->unfilled, 0U);
    EXPECT_EQ(ours->taken_off, 1U);
    req.reason = "filled_by_other";
    EXPECT_EQ(domain::ended_entry_of(req), entry);
    EXPECT_FALSE(domain::ended_entry_of(in_state(domain::requisition_state::open)));
    for (const std::string_view foreign : {"", "104", "104|1|2", "x|1|2|3", "104|1|2|3|4"}) {
        EXPECT_FALSE(domain::ended_entry_from(foreign)) << foreign;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
