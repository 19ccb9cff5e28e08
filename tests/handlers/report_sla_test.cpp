// `report sla`, `report pipeline`, `report aging`: what is counted, for whom, and where.
#include "core/chat/plain_text.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

namespace fillrate::handlers::testing {
namespace {

using domain::clock_kind;
using domain::clock_state;

domain::requisition with_clock(
    std::uint32_t number,
    std::string client,
    clock_kind kind,
    instant at,
    bool missed
) {
    domain::requisition req;
    req.number = requisition_number{number};
    req.client = client_id{std::move(client)};
    req.state = domain::requisition_state::closed;
    domain::clock one;
    one.kind = kind;
    one.party = domain::party::client;
    if (missed) {
        one.breached = one.due = at;
        one.missed_by = domain::party::client;
        one.missed = miss_number{number - 500};
    } else {
        one.state = clock_state::met;
        one.stopped = at;
    }
    req.clocks.push_back(one);
    return req;
}

/// Last week ten coverage clocks of Acorn were kept and two were missed, one of them excused; the
/// week before one was kept; one of Heron's was missed.
desk with_outcomes() {
    desk d;
    const auto last_week = d.now - std::chrono::days{5};
    for (std::uint32_t n = 0; n < 12; ++n) {
        auto req = with_clock(500 + n, "acorn", clock_kind::coverage, last_week, n >= 10);
        if (n == 11) {
            req.clocks.front().excused = domain::excuse{"Dana Frost", "site_closed", d.now};
        }
        d.put(req);
    }
    d.put(with_clock(530, "acorn", clock_kind::intake, d.now - std::chrono::days{12}, false));
    d.put(with_clock(531, "heron", clock_kind::review, last_week, true));
    return d;
}

TEST(report_sla, counts_a_week_and_names_whose_turn_it_was) {
    auto d = with_outcomes();
    const auto told = d.type("robin", "acorn-internal", "report sla week:last").text;
    EXPECT_TRUE(has(told, "10/12, 83 %")) << told;
    EXPECT_TRUE(has(told, "the client 2")) << told;
    EXPECT_TRUE(has(told, "Week 48, Mon 23 Nov to Sun 29 Nov")) << told;
    EXPECT_TRUE(has(told, "10 of 12 due times were kept in week 48.")) << told;
    EXPECT_TRUE(has(told, "Missed: B-10 Coverage of REQ-510, B-11 Coverage of REQ-511.")) << told;
    EXPECT_TRUE(has(told, "sla B-10 why")) << told;
    // The week before: one, and no percentage of it.
    EXPECT_TRUE(has(told, "1/1")) << told;
    EXPECT_FALSE(has(told, "100 %")) << told;
    // Another client's is not theirs to count, and what is excused is for operations.
    EXPECT_FALSE(has(told, "the client 3")) << told;
    EXPECT_FALSE(has(told, "B-31")) << told;
    EXPECT_FALSE(has(told, "xcused")) << told;
    EXPECT_EQ(d.type("robin", "acorn-internal", "report sla week:48").text, told);
}

TEST(report_sla, operations_read_every_client_and_what_was_excused) {
    auto d = with_outcomes();
    const auto all = d.type("dana", "dm-dana", "report sla").text;
    EXPECT_TRUE(has(all, "the client 3")) << all;
    EXPECT_TRUE(has(all, "Without excused")) << all;
    EXPECT_TRUE(has(all, "10/11, 91 %")) << all;
    EXPECT_TRUE(has(all, "Excused 1 of them: ")) << all;
    EXPECT_TRUE(has(all, shown_reason("site_closed") + " 1.")) << all;
    const auto one = d.type("dana", "dm-dana", "report sla heron").text;
    EXPECT_TRUE(has(one, "when the missed one fell due: the client 1.")) << one;
    EXPECT_FALSE(has(one, "10/1")) << one;
}

TEST(report_sla, names_the_first_misses_and_how_many_more_there_are) {
    desk d;
    const auto last_week = d.now - std::chrono::days{5};
    for (std::uint32_t n = 1; n <= 14; ++n) {
        auto req = with_clock(500 + n, "acorn", clock_kind::coverage, last_week, true);
        req.clocks.front().missed = n == 14 ? miss_number{} : miss_number{n};
        d.put(req);
    }
    const auto told = d.type("robin", "acorn-internal", "report sla week:last").text;
    EXPECT_TRUE(has(told, "B-12 Coverage of REQ-512, and 2 more.")) << told;
    EXPECT_FALSE(has(told, "B-13")) << told;
    EXPECT_FALSE(has(told, "B-0")) << told;
    const auto before = d.type("robin", "acorn-internal", "report sla week:this").text;
    EXPECT_FALSE(has(before, "Missed:")) << before;
}

TEST(report_sla, is_for_the_firm_and_inside_it) {
    auto d = with_outcomes();
    refused(d, "ana", "acorn-hiring", "report sla");
    refused(d, "ana", "dm-ana", "report sla");
    refused(d, "wren", "sup-quillfeather", "report sla");
    refused(d, "robin", "acorn-hiring", "report sla");
    refused(d, "robin", "acorn-internal", "report sla heron");
    for (const auto* week : {"week:0", "week:54", "week:-1", "week:soon", "week:99999999999"}) {
        const auto told = refused(d, "robin", "acorn-internal", "report sla " + std::string(week));
        EXPECT_TRUE(has(told.text, "report sla week:last")) << told.text;
    }
    for (const auto* line : {"report pipeline", "report aging"}) {
        refused(d, "ana", "dm-ana", line);
        refused(d, "wren", "sup-quillfeather", line);
        refused(d, "robin", "acorn-hiring", line);
    }
}

/// What the rows behind a week are for somebody who follows their link to them.
outcome rows_for(desk& d, const std::string& person, const std::string& client) {
    context ctx;
    ctx.now = d.now;
    ctx.organisation = d.data().organisation;
    const auto who = std::ranges::find(d.data().people, person_id{person}, &domain::person::id);
    ctx.actor = {who->id, who->name, who->grants};
    ctx.place.binding = {domain::binding::kind::direct, who->id.value};
    ctx.direct = true;
    ctx.command.subjects = {"report:sla:48:" + client};
    snapshot seen;
    for (int round = 0; round < 4; ++round) {
        auto told = report_sla_rows(ctx, seen, d.book);
        const auto* wanted = std::get_if<need>(&told);
        if (wanted == nullptr) {
            return told;
        }
        d.satisfy(*wanted, seen);
    }
    return need{};
}

std::string rows_text(const outcome& told) {
    const auto* said = std::get_if<answer>(&told);
    const auto* shown = said == nullptr ? nullptr : std::get_if<chat::message>(&said->reply.what);
    return shown == nullptr ? std::string{} : chat::to_plain_text(*shown);
}

TEST(report_sla, the_rows_behind_it_are_what_their_reader_may_see) {
    auto d = with_outcomes();
    const auto own = rows_text(rows_for(d, "robin", "*"));
    EXPECT_TRUE(has(own, "REQ-511")) << own;
    EXPECT_TRUE(has(own, "COV")) << own;
    EXPECT_TRUE(has(own, "B-11")) << own;
    EXPECT_FALSE(has(own, "REQ-530")) << "another week: " << own;
    EXPECT_FALSE(has(own, "REQ-531")) << "another client: " << own;
    EXPECT_FALSE(has(own, "Excused")) << own;
    const auto all = rows_text(rows_for(d, "dana", "*"));
    EXPECT_TRUE(has(all, "REQ-531")) << all;
    EXPECT_TRUE(has(all, "Excused")) << all;
    EXPECT_TRUE(has(all, "site_closed")) << all;
    EXPECT_FALSE(has(rows_text(rows_for(d, "dana", "heron")), "REQ-511"));
    for (const auto& [who, client] :
         {std::pair{"robin", "heron"}, {"ana", "*"}, {"maul", "*"}, {"ana", "acorn"}}) {
        const auto told = rows_for(d, who, client);
        ASSERT_TRUE(std::holds_alternative<answer>(told)) << who;
        EXPECT_TRUE(std::get<answer>(told).refused) << who;
    }
}

TEST(report_sla, whoever_asked_may_show_it_to_the_room_of_that_client) {
    auto d = with_outcomes();
    const auto told = d.type("dana", "acorn-internal", "report sla week:last");
    ASSERT_TRUE(told.message);
    EXPECT_TRUE(has(told.text, "SLA of Acorn Robotics")) << told.text;
    EXPECT_TRUE(has(told.text, "Without excused")) << told.text;
    const auto share = button_of(*told.message, "Share here");
    ASSERT_TRUE(share);
    const auto shown = d.press("dana", "acorn-internal", share->act);
    EXPECT_TRUE(has(shown.text, "10/12, 83 %")) << shown.text;
    EXPECT_FALSE(has(shown.text, "Without excused")) << shown.text;
    ASSERT_TRUE(shown.message);
    EXPECT_FALSE(button_of(*shown.message, "Share here"));
    // Nowhere else may it be shown: a room of the client, one of everybody, a direct message.
    EXPECT_TRUE(d.press("ana", "acorn-hiring", share->act).refused);
    EXPECT_TRUE(d.press("dana", "hiring-desk", share->act).refused);
    EXPECT_TRUE(d.press("dana", "dm-dana", share->act).refused);
    for (const auto* place : {"hiring-desk", "dm-dana"}) {
        const auto alone = d.type("dana", place, "report sla");
        ASSERT_TRUE(alone.message);
        EXPECT_FALSE(button_of(*alone.message, "Share here"));
    }
}

// DOMAIN.md 4.6 "Reopened": three hours on Monday, two on Tuesday; ten from the first release on.
TEST(report_sla, what_was_opened_again_is_told_net_and_gross) {
    auto d = with_presented();
    d.move_to(at("2026-11-30T13:00-06:00"));
    must(d, "robin", "acorn-internal", "1 cancel budget");
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "robin", "acorn-internal", "1 reopen \"budget is back\" openings:1");
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "report sla week:this").text, "(net)"));
    must(
        d,
        "robin",
        "acorn-internal",
        "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\" for:quillfeather"
    );
    must(d, "robin", "acorn-internal", "S-302 present");
    must(d, "ana", "acorn-hiring", "S-302 select");
    must(d, "robin", "acorn-internal", "S-302 offer pay:54");
    d.move_to(at("2026-12-01T11:00-06:00"));
    must(d, "robin", "acorn-internal", "S-302 accept");
    const auto told = d.type("robin", "acorn-internal", "report sla week:this").text;
    EXPECT_TRUE(has(told, "REQ-1 | 2 | 5h00m | 10h00m")) << told;
    EXPECT_FALSE(has(d.type("robin", "acorn-internal", "report sla").text, "(net)"));
}

TEST(report_pipeline, counts_where_candidates_stand_and_how_long) {
    auto d = with_presented();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:50 rtr:\"nov 28\""
    );
    const auto now = d.type("robin", "acorn-internal", "report pipeline").text;
    EXPECT_TRUE(has(now, "REQ-1 Controls engineer | 2 | 1 | 1 | · | · | · | ·")) << now;
    auto paige = d.sub(301);
    paige.entered = d.now - std::chrono::days{10};
    d.put(paige);
    const auto ages = d.type("robin", "acorn-internal", "report aging").text;
    EXPECT_TRUE(has(ages, "REQ-1 Controls engineer | with us | 1 | · | · | ·")) << ages;
    EXPECT_TRUE(has(ages, "REQ-1 Controls engineer | with the manager | · | · | · | 1")) << ages;
}

TEST(report_pipeline, tells_the_coverage_rate_the_fill_rate_and_the_days_open) {
    auto d = with_presented();
    const auto covered = d.type("robin", "acorn-internal", "report pipeline").text;
    EXPECT_TRUE(has(covered, "Coverage rate 1/1:")) << covered;
    EXPECT_TRUE(has(covered, "Fill rate: no opening was filled or closed unfilled yet."))
        << covered;
    EXPECT_FALSE(has(covered, "100 %")) << "one says nothing: " << covered;
    auto req = d.req(1);
    req.openings.at(0).state = domain::opening_state::filled;
    req.openings.at(1).state = domain::opening_state::cancelled;
    req.openings.push_back({.added = d.now});
    req.slate.live = 0;
    d.put(req);
    const auto partly = d.type("robin", "acorn-internal", "report pipeline").text;
    EXPECT_TRUE(has(partly, "Coverage rate 0/1:")) << partly;
    EXPECT_TRUE(has(
        partly,
        "Fill rate 1/1 of the openings that were filled or closed unfilled; the client took 1 off"
    )) << partly;
    d.now += std::chrono::days{3};
    const auto ages = d.type("robin", "acorn-internal", "report aging").text;
    EXPECT_TRUE(has(ages, "Days open")) << ages;
    EXPECT_TRUE(has(ages, " | 3")) << ages;
}

TEST(report_pipeline, tells_the_median_days_to_submit_to_fill_and_to_start) {
    auto d = with_presented();
    auto req = d.req(1);
    ASSERT_TRUE(req.released);
    EXPECT_TRUE(req.presented) << "once a candidate is presented";
    const auto early = d.type("robin", "acorn-internal", "report pipeline").text;
    EXPECT_TRUE(has(early, "the first candidate presented not enough data (of 1)")) << early;
    EXPECT_TRUE(has(early, "to an accepted offer not enough data (of 0)")) << early;
    req.openings.clear();
    for (int n = 0; n < 11; ++n) {
        domain::opening one;
        one.state = domain::opening_state::filled;
        one.added = *req.released;
        one.taken = *req.released + std::chrono::days{n < 5 ? 2 : 5};
        one.began = *req.released + std::chrono::days{9};
        req.openings.push_back(one);
    }
    auto replaces = req.openings.front();
    replaces.backfill_of = submittal_number{301};
    req.openings.push_back(replaces);
    d.put(req);
    const auto told = d.type("robin", "acorn-internal", "report pipeline").text;
    EXPECT_TRUE(has(told, "to an accepted offer 5 (of 11)")) << told;
    EXPECT_TRUE(has(told, "to the first day 9 (of 11).")) << told;
}

TEST(report_pipeline, what_was_cancelled_and_asked_for_again_was_not_taken_off) {
    auto d = with_presented();
    const auto read = [&d] { return d.type("robin", "acorn-internal", "report pipeline").text; };
    must(d, "robin", "acorn-internal", "1 cancel budget");
    must(d, "robin", "acorn-internal", "1 reopen \"budget is back\" openings:2");
    EXPECT_FALSE(has(read(), "took")) << read();
    must(d, "robin", "acorn-internal", "1 cancel budget");
    must(d, "robin", "acorn-internal", "1 reopen \"in part\" openings:1");
    EXPECT_TRUE(has(read(), "; the client took 1 off, which do not count.")) << read();
}

TEST(report_pipeline, a_requisition_with_nobody_in_play_ages_too) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 reject experience");
    const auto ages = d.type("dana", "hiring-desk", "report aging").text;
    EXPECT_TRUE(has(ages, "REQ-1 Controls engineer | nobody in play | 1 | · | · | ·")) << ages;
    EXPECT_TRUE(has(d.type("lee", "dm-lee", "report pipeline").text, "No requisition of yours"));
}

}  // namespace
}  // namespace fillrate::handlers::testing
