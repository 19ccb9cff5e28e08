// Suppliers that are taken off a requisition, and suppliers that are suspended: what it means is
// said, what is in play goes on, and nobody learns more than they may (DOMAIN.md 3.3, 4.6).
#include "core/domain/clocks.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::handlers::testing {
namespace {

using domain::coverage;

bool speaks(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// REQ-1 at Acorn Chicago, released to both suppliers of tier 1 on Monday 09:00 and covered.
desk covered() {
    desk d;
    d.now = at("2026-11-30T09:00-06:00");
    for (const std::string line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
          "bill:84 max:61 hm:@ana",
          "1 qualify waive:\"known role\"",
          "1 release tier1"}) {
        EXPECT_TRUE(d.type("robin", "acorn-internal", line).changed) << line;
    }
    EXPECT_TRUE(d.type("maul", "sup-hammer", "1 accept").changed);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 accept").changed);
    return d;
}

const domain::clock& coverage_clock(const desk& d) {
    return *domain::find_clock(d.req(1).clocks, domain::clock_kind::coverage);
}

coverage::answer answer_of_wren(const desk& d) {
    return std::ranges::find(d.req(1).suppliers, supplier_id{"quillfeather"}, &coverage::supplier)
        ->said;
}

std::string last_line_in(desk& d, const said& of, std::string_view room) {
    std::string text;
    for (const auto& item : of.messages) {
        if (item.kind == "line" && item.conversation.value == room) {
            text = d.composed_text(item).value_or("");
        }
    }
    return text;
}

TEST(suppliers, one_is_taken_off_and_reads_that_it_is_closed_for_them) {
    auto d = covered();
    ASSERT_TRUE(d.type(
                     "wren",
                     "sup-quillfeather",
                     "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""
    )
                    .changed);
    const auto off =
        d.type("robin", "acorn-internal", "1 remove quillfeather \"no answer for a week\"");
    ASSERT_TRUE(off.changed) << off.text;
    EXPECT_TRUE(speaks(off.text, "Quillfeather IT is off REQ-1")) << off.text;
    EXPECT_TRUE(speaks(off.text, "1 candidate of theirs goes on.")) << off.text;
    EXPECT_EQ(answer_of_wren(d), coverage::answer::removed);
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::submitted) << "what is in play goes on";
    EXPECT_EQ(
        last_line_in(d, off, "sup-quillfeather"),
        "Closed for you: nobody new is taken, what you have in play goes on.\n"
    );
    EXPECT_EQ(last_line_in(d, off, "sup-hammer"), "") << "no word to rivals";
    EXPECT_TRUE(speaks(last_line_in(d, off, "acorn-internal"), "no answer for a week"));
    const auto card = d.card(1, "sup-quillfeather");
    EXPECT_TRUE(speaks(card, "closed for you")) << card;
    for (const auto* hidden : {"[Accept]", "[Submit candidate]", "[Decline]", "no answer"}) {
        EXPECT_FALSE(speaks(card, hidden)) << card;
    }
    for (const auto* line :
         {"1 accept", "1 decline rate", "1 submit \"Al Dente\" email:al@example.test"}) {
        const auto refused = d.type("wren", "sup-quillfeather", line);
        EXPECT_TRUE(refused.refused) << line;
        EXPECT_TRUE(speaks(refused.text, "REQ-1 is closed for your firm since")) << refused.text;
    }
    const auto for_them = d.type(
        "robin",
        "acorn-internal",
        "1 submit \"Al Dente\" email:al@example.test for:quillfeather"
    );
    EXPECT_TRUE(for_them.refused);
    EXPECT_TRUE(speaks(for_them.text, "was taken off REQ-1")) << for_them.text;
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 release to:quillfeather").changed);
    EXPECT_EQ(answer_of_wren(d), coverage::answer::asked);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 accept").changed);
}

TEST(suppliers, coverage_begins_anew_when_nobody_is_left_and_the_next_tier_follows) {
    auto d = covered();
    EXPECT_EQ(coverage_clock(d).state, domain::clock_state::met);
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 remove hammer \"too slow\"").changed);
    EXPECT_EQ(coverage_clock(d).state, domain::clock_state::met) << "one still works it";
    d.now = at("2026-11-30T10:00-06:00");
    const auto last = d.type("dana", "acorn-internal", "1 remove quillfeather \"too slow\"");
    ASSERT_TRUE(last.changed) << last.text;
    EXPECT_EQ(coverage_clock(d).state, domain::clock_state::running);
    EXPECT_EQ(coverage_clock(d).cycle, 2U);
    EXPECT_TRUE(speaks(last.text, "Coverage is due Tue 1 Dec 10:00 CST.")) << last.text;
    d.move_to(at("2026-12-01T10:00-06:00"));
    const auto& all = d.req(1).suppliers;
    EXPECT_EQ(all.size(), 4U) << "tier 2 is asked, those taken off are not";
    EXPECT_EQ(answer_of_wren(d), coverage::answer::removed);
}

TEST(suppliers, with_nobody_left_to_take_off_the_next_line_fits_the_state) {
    auto d = covered();
    for (const std::string supplier : {"hammer", "quillfeather"}) {
        const auto told =
            d.type("robin", "acorn-internal", "1 remove " + supplier + " \"too slow\"");
        ASSERT_TRUE(told.changed) << told.text;
    }
    const auto next = [&d] {
        const auto told = d.type("robin", "acorn-internal", "1 remove hammer \"too slow\"");
        EXPECT_TRUE(told.refused) << told.text;
        return told.text;
    };
    EXPECT_TRUE(speaks(next(), "/hire 1 release tier1"));
    ASSERT_TRUE(d.type("robin", "acorn-internal", "1 hold budget").changed);
    EXPECT_TRUE(speaks(next(), "/hire 1 resume"));
}

TEST(suppliers, only_owners_take_somebody_off_and_say_why) {
    auto d = covered();
    for (const auto& [who, room] :
         {std::pair{"wren", "sup-hammer"},
          std::pair{"wren", "sup-quillfeather"},
          std::pair{"ana", "acorn-hiring"}}) {
        EXPECT_TRUE(d.type(who, room, "1 remove hammer \"rival\"").refused) << who;
    }
    const auto asked = d.type("robin", "acorn-internal", "1 remove quillfeather");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->fields.front().value, "quillfeather");
    const auto bare = d.submit(
        "robin",
        "acorn-internal",
        asked.form->act,
        {{"supplier", "quillfeather"}, {"reason", ""}}
    );
    ASSERT_EQ(bare.problems.size(), 1U) << bare.text;
    EXPECT_TRUE(d.submit(
                     "robin",
                     "acorn-internal",
                     asked.form->act,
                     {{"supplier", "quillfeather"}, {"reason", "too slow"}}
    ).changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 remove quillfeather \"again\"").refused);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 remove northlight \"never asked\"").refused);
}

TEST(suppliers, a_suspended_one_takes_on_nothing_new_and_a_person_decides) {
    auto d = covered();
    const auto asked =
        d.type("dana", "dm-dana", "admin supplier \"Quillfeather IT\" suspended:yes");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto done = d.submit(
        "dana",
        "dm-dana",
        asked.form->act,
        {{"name", "Quillfeather IT"}, {"suspended", "yes"}, {"reason", "no-shows"}}
    );
    ASSERT_TRUE(done.changed) << done.text;
    EXPECT_TRUE(speaks(done.text, "Quillfeather IT is suspended: nothing new goes to them"));
    EXPECT_TRUE(speaks(done.text, "They have nobody in play for REQ-1:")) << done.text;
    EXPECT_TRUE(speaks(done.text, "1 remove quillfeather")) << done.text;
    EXPECT_TRUE(speaks(last_line_in(d, done, "acorn-internal"), "Quillfeather IT is suspended"));
    EXPECT_EQ(last_line_in(d, done, "sup-quillfeather"), "");
    EXPECT_EQ(answer_of_wren(d), coverage::answer::accepted) << "a person decides";
    const auto candidate =
        d.type("wren", "sup-quillfeather", "1 submit \"Al Dente\" email:al@example.test");
    EXPECT_TRUE(candidate.refused);
    EXPECT_TRUE(speaks(candidate.text, "Your firm is suspended")) << candidate.text;
    EXPECT_TRUE(
        d.type("dana", "dm-dana", "admin supplier quillfeather suspended:yes reason:again").refused
    );
    EXPECT_TRUE(speaks(d.type("sam", "dm-sam", "admin suppliers").text, "suspended"));
    ASSERT_TRUE(d.type("sam", "dm-sam", "admin supplier quillfeather suspended:no").changed);
    EXPECT_TRUE(
        d.type("wren", "sup-quillfeather", "1 submit \"Al Dente\" email:al@example.test").changed
    );
}

TEST(suppliers, a_suspended_one_cannot_accept_what_it_was_asked) {
    auto d = covered();
    ASSERT_TRUE(d.type("wren", "sup-quillfeather", "1 decline capacity").changed);
    ASSERT_TRUE(
        d.type("sam", "dm-sam", "admin supplier quillfeather suspended:yes reason:\"no-shows\"")
            .changed
    );
    const auto refused = d.type("wren", "sup-quillfeather", "1 accept");
    EXPECT_TRUE(refused.refused);
    EXPECT_TRUE(speaks(refused.text, "Your firm is suspended, so it takes on nothing new."))
        << refused.text;
}

TEST(suppliers, nobody_else_suspends) {
    auto d = covered();
    for (const auto& [who, room] :
         {std::pair{"robin", "dm-robin"},
          std::pair{"wren", "sup-quillfeather"},
          std::pair{"ana", "dm-ana"}}) {
        EXPECT_TRUE(d.type(who, room, "admin supplier hammer suspended:yes reason:x").refused)
            << who;
    }
    EXPECT_TRUE(d.type("dana", "dm-dana", "admin supplier hammer tier:2").refused)
        << "the rest is for administrators";
}

}  // namespace
}  // namespace fillrate::handlers::testing
