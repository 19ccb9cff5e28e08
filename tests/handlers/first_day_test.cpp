// The first day as agreed: with a time of day or without, and moved once the offer was taken
// (DOMAIN.md 4.2, START).
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/policy_move.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_state;

/// S-301 of Hammer & Tongs is selected for REQ-1 of Acorn in Chicago; it is Mon 30 Nov.
desk with_selected() {
    desk d;
    for (const auto& [who, where, line] :
         {std::tuple{
              "robin",
              "acorn-internal",
              "req new \"Picker\" client:Acorn site:Chicago category:pro openings:2 pay:58 max:61 "
              "hm:@ana"},
          std::tuple{"robin", "acorn-internal", "1 qualify waive:\"known role\""},
          std::tuple{"robin", "acorn-internal", "1 release tier1"},
          std::tuple{
              "maul",
              "sup-hammer",
              "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""},
          std::tuple{"robin", "acorn-internal", "S-301 present"},
          std::tuple{"robin", "acorn-internal", "S-301 select"}}) {
        must(d, who, where, line);
    }
    return d;
}

/// Likewise, with the offer taken.
desk with_accepted(const std::string& start) {
    auto d = with_selected();
    must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"" + start + '"');
    must(d, "maul", "sup-hammer", "S-301 accept");
    return d;
}

domain::clock start_of(const desk& d) {
    const auto* const found = domain::find_clock(d.sub(301).clocks, domain::clock_kind::start);
    EXPECT_NE(found, nullptr);
    return found == nullptr ? domain::clock{} : *found;
}

TEST(first_day, an_offer_keeps_the_time_of_day_and_says_it) {
    auto d = with_selected();
    const auto told =
        must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 1 22:00\"");
    EXPECT_TRUE(has(told.text, "Offered to S-301: ")) << told.text;
    EXPECT_TRUE(has(told.text, " from Tue 1 Dec 22:00 CST.")) << told.text;
    EXPECT_EQ(d.sub(301).offers.back().start, "2026-12-01");
    EXPECT_EQ(d.sub(301).offers.back().start_time, std::optional<seconds>{std::chrono::hours{22}});
    must(d, "robin", "acorn-internal", "S-301 accept");
    EXPECT_EQ(start_of(d).due, at("2026-12-01T22:30-06:00"));
    d.move_to(at("2026-12-01T22:29-06:00"));
    EXPECT_FALSE(start_of(d).breached);
    d.move_to(at("2026-12-01T22:31-06:00"));
    EXPECT_TRUE(start_of(d).breached);
}

TEST(first_day, a_time_of_another_zone_is_told_in_the_sites) {
    auto d = with_selected();
    const auto told =
        must(d, "robin", "acorn-internal", "S-301 offer pay:52 start:\"dec 2 00:30 ET\"");
    EXPECT_TRUE(has(told.text, " from Tue 1 Dec 23:30 CST.")) << told.text;
    EXPECT_EQ(d.sub(301).offers.back().start, "2026-12-01");
}

TEST(first_day, without_a_time_it_is_when_the_site_opens) {
    auto d = with_accepted("dec 14");
    EXPECT_FALSE(d.sub(301).offers.back().start_time);
    EXPECT_EQ(start_of(d).due, at("2026-12-14T08:30-06:00"));
}

TEST(first_day, is_moved_by_the_client_without_a_miss_and_everybody_hears) {
    auto d = with_accepted("dec 3");
    d.move_to(at("2026-12-02T12:00-06:00"));
    const auto told = must(d, "robin", "acorn-internal", "S-301 move \"dec 7 06:00\" by:client");
    EXPECT_TRUE(has(told.text, "S-301 is to start Mon 7 Dec 06:00 CST instead.")) << told.text;
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::offer_accepted);
    EXPECT_EQ(start_of(d).started, at("2026-12-07T06:00-06:00"));
    EXPECT_EQ(start_of(d).due, at("2026-12-07T06:30-06:00"));
    EXPECT_TRUE(d.sub(301).past.empty()) << "the old day was not missed";
    std::set<std::string> heard;
    for (const auto& item : told.messages) {
        const auto text = item.kind == "line" ? d.composed_text(item) : std::nullopt;
        if (text && has(*text, "The first day was moved")) {
            EXPECT_TRUE(has(*text, "to Mon 7 Dec 06:00 CST, as the client asked.")) << *text;
            heard.insert(item.conversation.value);
        }
    }
    EXPECT_TRUE(heard.contains("sup-hammer"));
    EXPECT_TRUE(heard.contains("acorn-hiring"));
    for (const auto& [who, where] :
         {std::pair{"ana", "acorn-hiring"}, std::pair{"maul", "sup-hammer"}}) {
        const auto card = d.type(who, where, "S-301");
        EXPECT_TRUE(has(card.text, "Mon 7 Dec 06:00 CST")) << card.text;
    }
    const auto history = d.type("robin", "acorn-internal", "S-301 history");
    EXPECT_TRUE(has(history.text, "The first day was moved by Robin")) << history.text;
    d.move_to(at("2026-12-07T06:29-06:00"));
    EXPECT_FALSE(start_of(d).breached);
    must(d, "robin", "acorn-internal", "S-301 clear");
    must(d, "robin", "acorn-internal", "S-301 start");
    EXPECT_EQ(start_of(d).state, clock_state::met);
}

TEST(first_day, moved_after_it_was_missed_stays_missed) {
    auto d = with_accepted("dec 3 06:00");
    d.move_to(at("2026-12-03T07:00-06:00"));
    ASSERT_TRUE(start_of(d).breached);
    must(d, "robin", "acorn-internal", "S-301 move \"dec 4 06:00\" by:supplier why:\"car broke\"");
    EXPECT_FALSE(start_of(d).breached);
    EXPECT_EQ(start_of(d).cycle, 2U);
    ASSERT_EQ(d.sub(301).past.size(), 1U);
    EXPECT_EQ(d.sub(301).past.front().missed, 1U);
    const auto hers = d.type("ana", "acorn-hiring", "S-301 history");
    EXPECT_FALSE(has(hers.text, "Hammer")) << hers.text;
}

TEST(first_day, a_change_of_policies_leaves_it_in_real_time) {
    auto d = with_accepted("dec 1 22:00");
    auto longer = d.book.choose(d.req(1));
    ++longer.version;
    longer.start_target = domain::working_target{std::chrono::minutes{45}};
    d.book.add(longer);
    const auto& clients = d.data().clients;
    const auto acorn = std::ranges::find(clients, client_id{"acorn"}, &domain::client::id);
    ASSERT_NE(acorn, clients.end());
    const timed_record of{"sub:301", "S-301", &d.sub(301).clocks, &d.req(1), &*acorn};
    const auto moved = moved_clocks(of, d.book, d.now);
    const auto start = std::ranges::find(moved, domain::clock_kind::start, [](const auto& each) {
        return each.after.kind;
    });
    ASSERT_NE(start, moved.end());
    EXPECT_EQ(start->after.calendar, "always.America/Chicago@1");
    EXPECT_EQ(start->after.due, at("2026-12-01T22:45-06:00"));
}

TEST(first_day, keeps_its_time_of_the_day_when_the_zone_of_the_site_is_corrected) {
    for (const auto& [agreed, begins, due] :
         {std::tuple{"dec 7 06:00", "2026-12-07T06:00-07:00", "2026-12-07T06:30-07:00"},
          std::tuple{"dec 7", "2026-12-07T08:00-07:00", "2026-12-07T08:30-07:00"}}) {
        auto d = with_accepted(agreed);
        must(
            d,
            "sam",
            "hiring-desk",
            "admin client \"Acorn Robotics\" site:Chicago zone:America/Denver"
        );
        must(d, "sam", "dm-sam", "sla preview");
        must(d, "sam", "dm-sam", "sla apply");
        d.move_to(d.now);
        EXPECT_EQ(start_of(d).started, at(begins)) << agreed;
        EXPECT_EQ(start_of(d).due, at(due)) << agreed;
        must(d, "robin", "acorn-internal", "S-301 clear");
        EXPECT_EQ(start_of(d).cycle, 1U) << agreed;
        EXPECT_EQ(start_of(d).due, at(due)) << agreed;
    }
}

TEST(first_day, asks_for_what_is_missing_and_refuses_what_has_passed) {
    auto d = with_accepted("dec 3");
    const auto form = d.type("robin", "acorn-internal", "S-301 move \"dec 7 06:00\"");
    ASSERT_TRUE(form.form) << form.text;
    EXPECT_TRUE(has(form.text, "by=")) << form.text;
    const auto done = d.submit(
        "robin",
        "acorn-internal",
        form.form->act,
        {{"start", "dec 7 06:00"}, {"by", "candidate"}, {"why", ""}}
    );
    EXPECT_TRUE(done.changed) << done.text;
    refused(d, "robin", "acorn-internal", "S-301 move \"dec 7 06:00\" by:client");
    refused(d, "robin", "acorn-internal", "S-301 move \"2026-11-27\" by:client");
    refused(d, "ana", "acorn-hiring", "S-301 move \"dec 9\" by:client");
    refused(d, "maul", "sup-hammer", "S-301 move \"dec 9\" by:supplier");
}

}  // namespace
}  // namespace fillrate::handlers::testing
