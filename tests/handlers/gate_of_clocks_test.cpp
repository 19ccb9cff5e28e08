// Who answers a clock, of a requisition, a candidate or an interview, by role: "ack" and "wait" for
// as long as one runs, written out by hand from DOMAIN.md 0, 4.2 and 4.5.
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

constexpr speaker answering[] = {
    {"am", "robin", "acorn-internal"},
    {"rec", "lee", "acorn-internal"},
    {"ops", "dana", "hiring-desk"},
    {"hm", "ana", "acorn-hiring"},
    {"sup", "maul", "sup-hammer"},
    {"rival", "wren", "sup-quillfeather"},
    {"adm", "sam", "hiring-desk"},
};

/// What leads there from a candidate that is presented, and which clock runs then.
struct clock_stage {
    std::string_view id{};
    std::string_view name{};
    std::vector<std::pair<speaker, std::string_view>> lines{};
    bool runs = false;
    bool a_week_on = false;
};

std::vector<clock_stage> clock_stages() {
    constexpr speaker am = answering[0];
    constexpr speaker hm = answering[3];
    constexpr speaker sup = answering[4];
    constexpr std::string_view times = "S-301 interview \"thu 10:00, thu 15:00\"";
    constexpr std::string_view select = "S-301 select";
    constexpr std::string_view offer = "S-301 offer pay:52 start:\"dec 14\"";
    return {
        {"1", "FILL", {}, true},
        {"1", "FILL, late", {}, true, true},
        {"1", "on hold", {{am, "1 hold budget"}}},
        {"1", "cancelled", {{am, "1 cancel budget"}}},
        {"S-301", "REVIEW", {}, true},
        {"S-301", "REVIEW, late", {}, true, true},
        {"S-301", "on hold", {{am, "1 hold budget"}}},
        {"S-301", "shortlisted", {{hm, "S-301 shortlist"}}},
        {"S-301", "interviewing", {{hm, times}}},
        {"S-301", "rejected", {{hm, "S-301 reject experience"}}},
        {"S-301", "selected", {{hm, select}}},
        {"S-301", "OFFER", {{hm, select}, {am, offer}}, true},
        {"S-301", "START", {{hm, select}, {am, offer}, {sup, "S-301 accept"}}, true},
        {"I-51", "SCHED", {{hm, times}}, true},
        {"I-51", "HELD", {{hm, times}, {sup, "I-51 confirm 1"}}, true},
        {"I-51", "FEEDBACK, late", {{hm, times}, {sup, "I-51 confirm 1"}}, true, true},
        {"I-51", "on hold", {{hm, times}, {am, "1 hold budget"}}},
        {"I-51", "cancelled", {{hm, times}, {am, "I-51 cancel \"role changed\""}}},
    };
}

/// REQ-1 of Acorn, for which S-301 of Hammer & Tongs is presented; Lee recruits for it.
desk at_clock_stage(const clock_stage& stage) {
    desk d(with_recruiter_and_second_owner(client_id{"acorn"}));
    for (const auto* line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
          "max:61 hm:@ana",
          "1 qualify waive:\"known role\"",
          "1 release tier1",
          "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\" for:hammer",
          "S-301 present"}) {
        must(d, "robin", "acorn-internal", line);
    }
    for (const auto& [who, line] : stage.lines) {
        must(d, who.person, who.channel, line);
    }
    if (stage.a_week_on) {
        d.move_to(d.now + std::chrono::hours{24 * 7});
    }
    return d;
}

/// What is typed after the id, and whether it lacks something that a form asks for.
struct clock_answer {
    std::string_view words{};
    bool lacks = false;
};

constexpr clock_answer clock_answers[] = {
    {"ack by:+2h"},
    {"ack", true},
    {"wait until:+2h \"client on holiday\""},
    {"wait", true},
};

TEST(gate_of_clocks, are_answered_by_who_looks_after_them_while_they_run) {
    for (const auto& stage : clock_stages()) {
        const auto start = at_clock_stage(stage);
        for (const auto& answer : clock_answers) {
            const auto line = std::string(stage.id) + ' ' + std::string(answer.words);
            for (const auto& who : answering) {
                auto d = start;
                const auto told = d.type(who.person, who.channel, line);
                const auto where = cell_of(line, who, stage.name, told);
                const bool may = stage.runs && among("am ops", who.role);
                EXPECT_EQ(told.changed, may && !answer.lacks) << where;
                EXPECT_EQ(told.form.has_value(), may && answer.lacks) << where;
                EXPECT_EQ(told.refused, !may) << where;
                if (!may) {
                    EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
                }
                const bool hears_nothing = who.role != "rival" || stage.id == "1" ||
                                           has(told.text, "There is no " + std::string(stage.id));
                EXPECT_TRUE(hears_nothing) << where;
            }
        }
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
