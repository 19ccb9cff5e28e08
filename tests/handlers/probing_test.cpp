// A supplier that asks again and again whether somebody can be submitted learns nothing more that
// day (DOMAIN.md 3.4, "Probing guard").
#include "core/domain/candidate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

std::string submit_line(std::string_view who) {
    return "1 submit \"" + std::string(who) + " Doe\" email:" + std::string(who) + "@example.test";
}

/// REQ-1 at Acorn, where a firm hears twice a day that somebody cannot be submitted; Hammer & Tongs
/// represents Ann, Bea and Cleo.
desk guarded() {
    desk d;
    d.book.add({.name = "acorn", .client = client_id{"acorn"}, .neutral_answers = 2});
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "1 release tier1");
    for (const auto* who : {"ann", "bea", "cleo"}) {
        must(d, "maul", "sup-hammer", submit_line(who));
    }
    return d;
}

said probe(desk& d, std::string_view who, std::string_view more = {}) {
    auto told = must(d, "wren", "sup-quillfeather", submit_line(who) + std::string(more));
    EXPECT_TRUE(has(told.text, "cannot be submitted")) << told.text;
    return told;
}

TEST(probing, beyond_the_day_s_answers_the_owned_and_the_unknown_are_refused_alike) {
    auto d = guarded();
    probe(d, "ann");
    probe(d, "bea");
    const auto owned = refused(d, "wren", "sup-quillfeather", submit_line("cleo"));
    const auto unknown = refused(d, "wren", "sup-quillfeather", submit_line("dora"));
    EXPECT_EQ(owned.text, unknown.text);
    EXPECT_TRUE(has(owned.text, "nobody new is taken from your firm")) << owned.text;
    EXPECT_TRUE(has(owned.text, "ask Robin")) << owned.text;
    EXPECT_FALSE(has(owned.text, "Hammer")) << owned.text;
    must(d, "wren", "sup-quillfeather", "1 note \"Dora can start on Monday\"");
}

TEST(probing, the_next_day_is_another) {
    auto d = guarded();
    probe(d, "ann");
    d.now += std::chrono::hours{2};
    probe(d, "bea");
    d.now += std::chrono::hours{21};
    refused(d, "wren", "sup-quillfeather", submit_line("dora"));
    d.now += std::chrono::hours{1};
    probe(d, "cleo");
    refused(d, "wren", "sup-quillfeather", submit_line("dora"));
    d.now += std::chrono::hours{24};
    must(d, "wren", "sup-quillfeather", submit_line("dora"));
}

TEST(probing, who_can_be_submitted_costs_no_answer) {
    auto d = guarded();
    probe(d, "ann");
    for (const auto* who : {"dora", "edna", "flo"}) {
        must(d, "wren", "sup-quillfeather", submit_line(who));
    }
    probe(d, "bea");
}

TEST(probing, the_other_firm_and_the_account_manager_go_on) {
    auto d = guarded();
    probe(d, "ann");
    probe(d, "bea");
    refused(d, "wren", "sup-quillfeather", submit_line("dora"));
    must(d, "robin", "acorn-internal", submit_line("dora") + " for:quillfeather");
    must(d, "maul", "sup-hammer", submit_line("edna"));
}

TEST(probing, what_is_said_to_have_happened_earlier_ends_no_sooner) {
    auto d = guarded();
    d.now += std::chrono::hours{3};
    probe(d, "ann", " at:\"mon 11:00\"");
    probe(d, "bea", " at:\"mon 11:30\"");
    d.now += std::chrono::hours{23};
    refused(d, "wren", "sup-quillfeather", submit_line("dora"));
    d.now += std::chrono::hours{1};
    must(d, "wren", "sup-quillfeather", submit_line("dora"));
}

TEST(probing, those_inside_read_of_it_and_nobody_else) {
    auto d = guarded();
    probe(d, "ann");
    const auto last = probe(d, "bea");
    const auto noted = [](const domain::event& what) {
        return std::holds_alternative<domain::submits_paused>(what.data);
    };
    EXPECT_EQ(std::ranges::count_if(last.events, noted), 1);
    const auto inside = d.type("robin", "acorn-internal", "1 history");
    EXPECT_TRUE(has(inside.text, "nobody new is taken from them")) << inside.text;
    for (const auto* who : {"wren", "maul"}) {
        const auto room = who == std::string_view("wren") ? "sup-quillfeather" : "sup-hammer";
        const auto theirs = d.type(who, room, "1 history");
        EXPECT_FALSE(has(theirs.text, "nobody new is taken")) << theirs.text;
    }
    EXPECT_FALSE(has(d.type("ana", "acorn-hiring", "1 history").text, "nobody new is taken"));
}

TEST(probing, answers_count_for_a_day) {
    const auto hour = [](int n) { return from_unix_ms(0) + std::chrono::hours{n}; };
    domain::neutral_answers all;
    for (const int n : {1, 5, 9}) {
        all = domain::with_answer(all, {submittal_number{1}, hour(n)});
    }
    EXPECT_FALSE(domain::answered_again(all, 4, hour(10)));
    EXPECT_EQ(domain::answered_again(all, 3, hour(10)), hour(25));
    EXPECT_EQ(domain::answered_again(all, 2, hour(10)), hour(29));
    EXPECT_FALSE(domain::answered_again(all, 3, hour(25)));
    EXPECT_EQ(domain::with_answer(all, {submittal_number{2}, hour(29)}).given.size(), 2U);
}

}  // namespace
}  // namespace fillrate::handlers::testing
