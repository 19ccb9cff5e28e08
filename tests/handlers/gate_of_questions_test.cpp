// Asking and answering in every state by every role, written out by hand from DOMAIN.md 7.1, 9 and
// 11: whoever speaks for a supplier asks, the owner answers.
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

// REQ-1 of Acorn went to Quillfeather and Northlight.
constexpr speaker around_questions[] = {
    {"am", "robin", "acorn-internal"},
    {"rec", "lee", "acorn-internal"},
    {"hm", "ana", "acorn-hiring"},
    {"otherhm", "raj", "heron-hiring"},
    {"sup", "wren", "sup-quillfeather"},
    {"second", "beacon", "sup-northlight"},
    {"rival", "maul", "sup-hammer"},
    {"ops", "dana", "hiring-desk"},
    {"adm", "sam", "hiring-desk"},
};
constexpr std::string_view outsiders = "otherhm rival";

/// Q-7 of Quillfeather is open, Q-8 answered.
desk with_questions() {
    desk d(with_recruiter_and_second_owner(client_id{"acorn"}));
    const auto robin = [&d](std::string_view line) { must(d, "robin", "acorn-internal", line); };
    robin("req new \"Welder\" client:Acorn site:Chicago category:pro openings:1 pay:30 hm:@ana");
    robin("1 qualify waive:\"known role\"");
    robin("1 release to:quillfeather,northlight");
    must(d, "wren", "sup-quillfeather", "1 ask \"is weekend paid?\"");
    must(d, "wren", "sup-quillfeather", "1 ask \"is there a canteen?\"");
    robin("answer Q-8 \"yes\"");
    d.now += domain::undo_window;  // until then suppliers read no answer
    return d;
}

TEST(gate_of_questions, are_asked_as_long_as_somebody_is_wanted) {
    using domain::word;
    for (const auto state : domain::testing::every_state) {
        auto start = with_questions();
        auto req = start.req(1);
        req.state = state;
        start.put(req);
        for (const auto& who : around_questions) {
            for (const auto* line : {"1 ask \"is there a bus?\"", "1 ask"}) {
                auto d = start;
                const auto told = d.type(who.person, who.channel, line);
                const auto where = cell_of(line, who, word(state), told);
                const bool wanted = among("draft intake qualified open on_hold", word(state)) &&
                                    among("am rec sup second ops", who.role);
                const bool whole = std::string_view(line) != "1 ask";
                EXPECT_EQ(told.changed, wanted && whole) << where;
                EXPECT_EQ(told.form.has_value(), wanted && !whole) << where;
                if (!wanted) {
                    const bool knows_it = !among(outsiders, who.role);
                    expect_refusal(
                        told,
                        "There is no REQ-1 that you can see here.",
                        knows_it,
                        where
                    );
                }
            }
        }
    }
}

// Also of one that is over: whoever asked is owed a word. An answer may be bettered.
TEST(gate_of_questions, are_answered_by_the_owner) {
    for (const auto state : domain::testing::every_state) {
        auto start = with_questions();
        auto req = start.req(1);
        req.state = state;
        start.put(req);
        for (const auto& who : around_questions) {
            for (const std::string id : {"Q-7", "Q-8"}) {
                for (const auto* said_of_it : {" \"yes, 1.5x\"", ""}) {
                    auto d = start;
                    const auto line = "answer " + id + said_of_it;
                    const auto told = d.type(who.person, who.channel, line);
                    const auto where = cell_of(line, who, domain::word(state), told);
                    const bool answers = among("am ops", who.role);
                    const bool whole = std::string_view(said_of_it) != "";
                    EXPECT_EQ(told.changed, answers && whole) << where;
                    EXPECT_EQ(told.form.has_value(), answers && !whole) << where;
                    if (!answers) {
                        // Suppliers read what is answered, recruiters all; nobody else any.
                        const bool reads =
                            who.role == "rec" || (among("sup second", who.role) && id == "Q-8");
                        expect_refusal(
                            told,
                            "There is no " + id + " that you can see here.",
                            reads,
                            where
                        );
                    }
                }
            }
        }
    }
}

// What is answered is read by everybody, and what is closed is so already. Also of one that is
// over.
TEST(gate_of_questions, are_closed_by_the_owner_while_they_are_open) {
    for (const auto state : domain::testing::every_state) {
        auto start = with_questions();
        auto closed = start;
        must(closed, "robin", "acorn-internal", "Q-7 drop");
        for (auto* from : {&start, &closed}) {
            auto req = from->req(1);
            req.state = state;
            from->put(req);
            for (const auto& who : around_questions) {
                for (const std::string line : {"Q-7 drop", "Q-8 drop"}) {
                    auto d = *from;
                    const auto told = d.type(who.person, who.channel, line);
                    const auto where = cell_of(line, who, domain::word(state), told);
                    const bool is_open = from == &start && line == "Q-7 drop";
                    const bool closes = is_open && among("am ops", who.role);
                    EXPECT_EQ(told.changed, closes) << where;
                    EXPECT_EQ(told.refused, !closes) << where;
                    EXPECT_TRUE(closes || has(told.text, "/hire ")) << where;
                    EXPECT_EQ(
                        domain::is_open(d.req(1).questions.front()),
                        from == &start && !closes
                    ) << where;
                }
            }
        }
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
