// Whole stories in text: what people type in order, what they read, what is sent.
#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count_cards(const said& told, std::string_view conversation) {
    return static_cast<std::size_t>(std::ranges::count_if(told.messages, [&](const auto& m) {
        return m.card && m.conversation.value == conversation;
    }));
}

const domain::clock& coverage_of(const desk& d, std::uint32_t number) {
    return *domain::find_clock(d.req(number).clocks, domain::clock_kind::coverage);
}

/// A qualified forklift order at Dockside, REQ-1.
desk qualified_order() {
    desk d;
    EXPECT_TRUE(d.type(
                     "robin",
                     "dockside-internal",
                     "req new \"Forklift operator\" client:Dockside site:Memphis category:li "
                     "openings:4 pay:19.50 priority:P1"
    )
                    .changed);
    EXPECT_TRUE(d.type("robin", "dockside-internal", "1 qualify waive:\"as 210\"").changed);
    return d;
}

/// A professional one at Acorn, released to both tier 1 suppliers, REQ-1.
desk released_role() {
    desk d;
    EXPECT_TRUE(d.type(
                     "robin",
                     "acorn-internal",
                     "req new \"Controls engineer\" client:Acorn site:Chicago category:pro "
                     "openings:2 pay:58 bill:84 max:61 hm:@ana"
    )
                    .changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 qualify waive:\"known role\"").changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 release tier1").changed);
    return d;
}

TEST(story, the_history_of_the_demo_plays_as_typed) {
    desk d;
    for (const auto& line : d.data().script) {
        d.move_to(line.at);
        if (line.number != 0) {
            d.next_number = line.number;
        }
        const auto told = d.type(line.as, line.channel, line.text);
        EXPECT_TRUE(told.changed) << line.text << "\n" << told.text;
    }
    d.move_to(d.data().now);
    EXPECT_EQ(d.req(104).state, requisition_state::open);
    EXPECT_EQ(d.req(115).state, requisition_state::on_hold);
    EXPECT_EQ(d.req(214).state, requisition_state::closed);
    EXPECT_EQ(d.req(122).cycle, 2U);
    EXPECT_EQ(domain::count_openings(d.req(216)).total(), 8U);
    EXPECT_EQ(d.req(216).priority, domain::priority::p1);
    EXPECT_EQ(coverage_of(d, 112).state, domain::clock_state::running);
    EXPECT_EQ(coverage_of(d, 104).state, domain::clock_state::met);
    EXPECT_FALSE(d.alerts.empty());
    const auto me = d.type("robin", "acorn-internal", "me");
    EXPECT_FALSE(contains(me.text, "REQ-112")) << me.text;
}

TEST(story, one_line_opens_and_submits) {
    desk d;
    const auto told = d.type(
        "robin",
        "acorn-internal",
        "req new \"Forklift operator\" client:Dockside site:Memphis category:li openings:4 "
        "pay:19.50"
    );
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(d.req(1).state, requisition_state::intake);
    EXPECT_EQ(d.req(1).owner.value, "robin");
    EXPECT_EQ(d.req(1).pay, 1950);
    // In the client's own room, and where it was typed.
    EXPECT_EQ(count_cards(told, "dockside-internal"), 1U);
    EXPECT_EQ(count_cards(told, "acorn-internal"), 1U);
    EXPECT_EQ(count_cards(told, "dockside-floor"), 0U);
}

TEST(story, nothing_after_it_opens_the_form_and_the_form_does_the_same) {
    desk d;
    const auto asked = d.type("robin", "dockside-internal", "req new \"Packer\" client:Dockside");
    ASSERT_TRUE(asked.form);
    EXPECT_TRUE(contains(asked.text, "title=Packer")) << asked.text;
    EXPECT_TRUE(contains(asked.text, "site=dockside/memphis")) << asked.text;
    const auto wrong = d.submit(
        "robin",
        "dockside-internal",
        asked.form->act,
        {{"title", "Packer"},
         {"site", "dockside/memphis"},
         {"category", "light_industrial"},
         {"openings", "many"}}
    );
    ASSERT_EQ(wrong.problems.size(), 1U);
    EXPECT_EQ(wrong.problems.front().first, "openings");
    const auto made = d.submit(
        "robin",
        "dockside-internal",
        asked.form->act,
        {{"title", "Packer"},
         {"site", "dockside/memphis"},
         {"category", "light_industrial"},
         {"openings", "3"},
         {"pay", "18"}}
    );
    EXPECT_TRUE(made.changed);
    EXPECT_EQ(domain::count_openings(d.req(1)).open, 3U);
}

TEST(story, a_mistyped_client_is_asked_back) {
    desk d;
    const auto told = d.type(
        "robin",
        "dockside-internal",
        "req new \"Packer\" client:Docksid site:Memphis category:li"
    );
    EXPECT_FALSE(told.changed && told.text.empty());
    const auto wrong = d.type(
        "robin",
        "dockside-internal",
        "req new \"Packer\" client:Dokside site:Memphis category:li"
    );
    EXPECT_TRUE(wrong.refused);
    EXPECT_TRUE(contains(wrong.text, "Did you mean Dockside Freight Co-op?")) << wrong.text;
    // A client of somebody else is as unknown as one that does not exist.
    const auto foreign = d.type(
        "robin",
        "dockside-internal",
        "req new \"Analyst\" client:Heron site:London category:pro"
    );
    EXPECT_TRUE(foreign.refused);
    EXPECT_FALSE(contains(foreign.text, "Blue Heron")) << foreign.text;
}

TEST(story, release_needs_a_rate_and_somebody_to_ask) {
    desk d;
    ASSERT_TRUE(d.type(
                     "robin",
                     "dockside-internal",
                     "req new \"Packer\" client:Dockside site:Memphis category:li"
    )
                    .changed);
    ASSERT_TRUE(d.type("robin", "dockside-internal", "1 qualify waive:\"known\"").changed);
    const auto unrated = d.type("robin", "dockside-internal", "1 release tier1");
    EXPECT_TRUE(contains(unrated.text, "no rate yet")) << unrated.text;
    EXPECT_TRUE(contains(unrated.text, "/hire 1 set pay:21")) << unrated.text;
    ASSERT_TRUE(d.type("robin", "dockside-internal", "1 set pay:21").changed);
    // The only tier 2 supplier of this category is suspended.
    EXPECT_TRUE(d.type("robin", "dockside-internal", "1 release tier2").refused);
    const auto named = d.type("robin", "dockside-internal", "1 release to:daybreak");
    EXPECT_TRUE(contains(named.text, "suspended")) << named.text;
    EXPECT_TRUE(d.type("robin", "dockside-internal", "1 release tier1").changed);
}

constexpr std::string_view fast =
    "req new \"CNC operator\" client:Dockside site:Memphis category:li openings:2 ";

TEST(story, one_line_opens_qualifies_and_releases_in_one_step) {
    desk d;
    const auto told = d.type(
        "robin",
        "dockside-internal",
        std::string(fast) + "pay:31 waive:\"same as last\" tier1"
    );
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(contains(told.text, "REQ-1 is released.")) << told.text;
    EXPECT_EQ(d.req(1).state, domain::requisition_state::open);
    EXPECT_EQ(d.req(1).waived, "same as last");
    EXPECT_EQ(d.req(1).tier, 1U);
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::running);
    EXPECT_EQ(count_cards(told, "sup-shiftbridge"), 1U);
    const auto holds_event = [&told]<class Fact>(const Fact&) {
        return std::ranges::count_if(told.events, [](const domain::event& e) {
            return std::holds_alternative<Fact>(e.data);
        });
    };
    EXPECT_EQ(holds_event(domain::requisition_created{}), 1);
    EXPECT_EQ(holds_event(domain::qualified{}), 1);
    EXPECT_EQ(holds_event(domain::released{}), 1);
    const auto* const intake = domain::find_clock(d.req(1).clocks, domain::clock_kind::intake);
    ASSERT_NE(intake, nullptr);
    EXPECT_EQ(intake->state, domain::clock_state::met);
}

TEST(story, what_a_later_step_lacks_leaves_nothing_done) {
    struct row {
        const char* who;
        const char* rest;
        const char* said;
    };
    for (const auto& [who, rest, said] :
         {row{"robin", "waive:\"as 210\" tier1", "no rate yet"},
          row{"robin", "pay:31 tier1", "say why the checklist is waived"},
          row{"robin", "pay:31 waive:\"as 210\" tier2", "nobody new"},
          row{"robin", "pay:31 waive:\"as 210\" to:daybreak", "suspended"},
          row{"gus", "pay:31 waive:\"as 210\" tier1", "for the account manager"}}) {
        desk d;
        const auto told = d.type(
            who,
            who == std::string_view("gus") ? "dockside-floor" : "dockside-internal",
            std::string(fast) + rest
        );
        EXPECT_FALSE(told.changed) << rest << '\n' << told.text;
        EXPECT_TRUE(contains(told.text, said)) << rest << '\n' << told.text;
        EXPECT_FALSE(d.has(1)) << rest;
    }
}

TEST(story, intake_is_waived_and_released_with_either_word) {
    for (const std::string line :
         {"1 qualify waive:\"same\" tier1", "release 1 tier1 waive:\"same\""}) {
        desk d;
        ASSERT_TRUE(d.type("robin", "dockside-internal", std::string(fast) + "pay:31").changed);
        const auto refused = d.type("robin", "dockside-internal", "1 qualify waive:same tier2");
        EXPECT_FALSE(refused.changed) << refused.text;
        EXPECT_EQ(d.req(1).state, domain::requisition_state::intake) << "nothing half done";
        const auto told = d.type("robin", "dockside-internal", line);
        ASSERT_TRUE(told.changed) << line << '\n' << told.text;
        EXPECT_TRUE(contains(told.text, "REQ-1 is released.")) << told.text;
        EXPECT_EQ(d.req(1).state, domain::requisition_state::open) << line;
        EXPECT_EQ(d.req(1).waived, "same") << line;
    }
}

TEST(story, the_form_of_a_new_one_offers_the_same_to_who_may) {
    desk d;
    const auto asked = d.type("robin", "dockside-internal", "req new \"Packer\" client:Dockside");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_TRUE(contains(asked.text, "waive=\ntier=")) << asked.text;
    const auto theirs = d.type("gus", "dockside-floor", "req new \"Packer\"");
    ASSERT_TRUE(theirs.form) << theirs.text;
    EXPECT_FALSE(contains(theirs.text, "waive=")) << theirs.text;
}

TEST(story, release_starts_coverage_and_heads_meet_it) {
    desk d = qualified_order();
    const auto released = d.type("robin", "dockside-internal", "1 release tier1");
    ASSERT_TRUE(released.changed) << released.text;
    EXPECT_EQ(count_cards(released, "dockside-floor"), 1U);
    EXPECT_EQ(count_cards(released, "sup-shiftbridge"), 1U);
    ASSERT_EQ(coverage_of(d, 1).state, domain::clock_state::running);
    const auto asked = d.type("bridge", "sup-shiftbridge", "1 accept");
    ASSERT_TRUE(asked.form);
    EXPECT_TRUE(contains(asked.text, "heads=4"));
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "1 accept heads:9").refused);
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "1 accept heads:2").changed);
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::running);
    EXPECT_TRUE(d.type("bridge", "sup-shiftbridge", "1 accept heads:4").changed);
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::met);
}

TEST(story, when_nobody_works_it_any_more_coverage_begins_again) {
    desk d = released_role();
    EXPECT_TRUE(d.type("maul", "sup-hammer", "1 accept").changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 accept for:quillfeather").changed);
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::met);
    EXPECT_TRUE(d.type("maul", "sup-hammer", "1 decline capacity").changed);
    EXPECT_TRUE(d.type("wren", "sup-quillfeather", "1 decline rate").changed);
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::running);
    EXPECT_EQ(coverage_of(d, 1).cycle, 2U);
}

TEST(story, a_hold_stops_the_clock_and_tells_who_is_concerned) {
    desk d = released_role();
    const auto due = coverage_of(d, 1).due;
    const auto told = d.type("ana", "acorn-hiring", "1 hold budget until:\"dec 7\"");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::paused);
    std::map<std::string, std::string> lines;
    for (const auto& item : told.messages) {
        if (item.kind == "line") {
            lines[item.conversation.value] = d.composed_text(item).value_or("");
            const bool outside = item.conversation.value != "acorn-internal";
            EXPECT_EQ(item.not_before_ms > to_unix_ms(d.now), outside);
        }
    }
    EXPECT_EQ(lines["acorn-internal"], "On hold by Ana: budget, until Mon 7 Dec.\n");
    EXPECT_EQ(lines["acorn-hiring"], "On hold by Ana: budget, until Mon 7 Dec.\n");
    EXPECT_EQ(lines["sup-hammer"], "On hold: budget, until Mon 7 Dec.\n");
    d.now += std::chrono::hours{1};
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 resume").changed);
    EXPECT_EQ(coverage_of(d, 1).due, due + std::chrono::hours{1});
}

TEST(story, an_ambiguous_day_is_asked) {
    desk d = released_role();
    const auto told = d.type("robin", "acorn-internal", "1 hold budget until:12/7");
    EXPECT_TRUE(told.refused);
    EXPECT_TRUE(contains(told.text, "2026-12-07")) << told.text;
    EXPECT_TRUE(contains(told.text, "Say which")) << told.text;
}

TEST(story, the_checklist_is_kept_until_it_is_whole) {
    desk d;
    ASSERT_TRUE(d.type(
                     "robin",
                     "acorn-internal",
                     "req new \"Engineer\" client:Acorn site:Chicago category:pro pay:60"
    )
                    .changed);
    const auto asked = d.type("robin", "acorn-internal", "1 qualify");
    ASSERT_TRUE(asked.form);
    const auto saved = d.submit(
        "robin",
        "acorn-internal",
        asked.form->act,
        {{"checklist", "must_haves,rate"}, {"waive", ""}}
    );
    EXPECT_TRUE(contains(saved.text, "5 points are left")) << saved.text;
    EXPECT_EQ(d.req(1).state, requisition_state::intake);
    const auto again = d.type("robin", "acorn-internal", "1 qualify");
    EXPECT_TRUE(contains(again.text, "checklist=must_haves,rate")) << again.text;
    d.submit(
        "robin",
        "acorn-internal",
        asked.form->act,
        {{"checklist",
          "must_haves,rate,shift_location,interview_plan,decision_maker,target_start,openings"}}
    );
    EXPECT_EQ(d.req(1).state, requisition_state::qualified);
}

TEST(story, an_alert_is_answered_and_the_next_rung_hears_of_a_missed_time) {
    desk d = released_role();
    d.move_to(coverage_of(d, 1).due);
    ASSERT_FALSE(d.alerts.empty());
    const auto breach = d.alerts;
    const bool to_owner = std::ranges::any_of(breach, [](const auto& item) {
        return item.conversation.value == "dm-robin" && item.readers.id == "robin";
    });
    EXPECT_TRUE(to_owner);
    const auto text = d.composed_text(breach.back()).value_or("");
    EXPECT_TRUE(contains(text, "Coverage of REQ-1 Controls engineer was due")) << text;
    EXPECT_TRUE(contains(text, "[On it, by ...]")) << text;
    EXPECT_FALSE(contains(text, "!")) << text;
    const auto asked = d.press("robin", "acorn-internal", {"ack", "req:1", 1, {}});
    ASSERT_TRUE(asked.form);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 ack by:\"dec 20 9:00\"").refused);
    const auto by = asked.form->fields.front().options.front().value;
    ASSERT_TRUE(d.submit("robin", "acorn-internal", asked.form->act, {{"by", by}}).changed);
    d.alerts.clear();
    d.move_to(*coverage_of(d, 1).eta);
    ASSERT_FALSE(d.alerts.empty());
    EXPECT_EQ(d.alerts.front().conversation.value, "dm-dana");
    // Once it is covered the alert has nothing to say.
    d.type("maul", "sup-hammer", "1 accept");
    d.type("wren", "sup-quillfeather", "1 accept");
    EXPECT_FALSE(d.composed_text(d.alerts.front()));
}

TEST(story, a_change_says_only_what_its_readers_may_see) {
    desk d = released_role();
    const auto told =
        d.type("robin", "acorn-internal", "1 set pay:59 bill:86 max:62 start:\"dec 14\"");
    ASSERT_TRUE(told.changed) << told.text;
    for (const auto& item : told.messages) {
        if (item.kind != "line") {
            continue;
        }
        const auto text = d.composed_text(item).value_or("");
        const bool supplier = item.readers.who == chat::audience::kind::supplier;
        const bool client = item.readers.who == chat::audience::kind::client;
        EXPECT_EQ(contains(text, "86.00"), client) << text;
        EXPECT_EQ(contains(text, "59.00"), !client && !supplier) << text;
        EXPECT_TRUE(contains(text, "2026-12-14")) << text;
    }
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 set pay:59").refused);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 priority P1").form);
}

TEST(story, several_at_once_are_one_decision) {
    desk d = released_role();
    ASSERT_TRUE(d.type(
                     "robin",
                     "acorn-internal",
                     "req new \"Engineer\" client:Acorn site:Phoenix category:pro pay:60"
    )
                    .changed);
    const auto told = d.type("robin", "acorn-internal", "hold 1 2 budget");
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_TRUE(contains(told.text, "REQ-1, REQ-2 are on hold")) << told.text;
    const auto mixed = d.type("robin", "acorn-internal", "hold 1 2 budget");
    EXPECT_TRUE(mixed.refused);
}

TEST(story, an_end_and_a_new_round) {
    desk d = released_role();
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 close filled_by_other \"lost it\"").changed);
    EXPECT_EQ(coverage_of(d, 1).state, domain::clock_state::cancelled);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 reopen").form);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 reopen \"back\" openings:1").changed);
    EXPECT_EQ(coverage_of(d, 1).cycle, 2U);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 cancel budget").changed);
    d.now += std::chrono::hours{24 * 91};
    const auto late = d.type("robin", "acorn-internal", "1 reopen \"back\"");
    EXPECT_TRUE(contains(late.text, "90 days")) << late.text;
}

TEST(story, history_and_notes_are_cut_to_the_reader) {
    desk d = released_role();
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 note \"ceiling is soft\"").changed);
    const auto passed = d.type("ana", "acorn-hiring", "1 note \"need them by monday\"");
    EXPECT_TRUE(contains(passed.text, "Passed to Robin.")) << passed.text;
    const auto inside = d.type("robin", "acorn-internal", "1 history");
    EXPECT_TRUE(contains(inside.text, "ceiling is soft")) << inside.text;
    EXPECT_TRUE(contains(inside.text, "Hammer & Tongs Staffing")) << inside.text;
    const auto outside = d.type("wren", "sup-quillfeather", "1 history");
    EXPECT_TRUE(contains(outside.text, "Released to you.")) << outside.text;
    EXPECT_FALSE(contains(outside.text, "ceiling is soft")) << outside.text;
    EXPECT_FALSE(contains(outside.text, "Hammer")) << outside.text;
}

TEST(story, late_is_a_word_of_its_own) {
    desk d = released_role();
    d.move_to(coverage_of(d, 1).due + std::chrono::hours{1});
    const auto late = d.type("robin", "acorn-internal", "late");
    EXPECT_TRUE(contains(late.text, "Past a due time")) << late.text;
    EXPECT_TRUE(contains(late.text, "REQ-1 |")) << late.text;
    EXPECT_EQ(late.text, d.type("robin", "acorn-internal", "req list late").text);
}

}  // namespace
}  // namespace fillrate::handlers::testing
