// Lists of ids in one verb: one commit, all or nothing, the same as one after the other; a refusal
// names who stands in the way (DOMAIN.md 0, 7.1).
#include "core/domain/clocks.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

/// S-301 and S-302 of Hammer & Tongs are presented for REQ-1, which has two openings.
desk with_both() {
    auto d = with_presented();
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Al Dente\" email:al@example.test pay:51 rtr:\"nov 28\""
    );
    must(d, "robin", "acorn-internal", "S-302 present");
    return d;
}

struct listed_act {
    std::string_view line{};
    submittal_state from = submittal_state::presented;
    submittal_state to = submittal_state::presented;
    std::string_view person{};
    std::string_view channel{};
    bool in_any_state = false;  ///< a candidate who is out does not stand in the way
};

constexpr listed_act candidate_acts[] = {
    {"return \"no certificate\"",
     submittal_state::submitted,
     submittal_state::returned,
     "robin",
     "acorn-internal"},
    {"resubmit", submittal_state::returned, submittal_state::submitted, "maul", "sup-hammer"},
    {"set available:\"dec 7\"",
     submittal_state::submitted,
     submittal_state::submitted,
     "maul",
     "sup-hammer"},
    {"rtr on:\"nov 27\"",
     submittal_state::submitted,
     submittal_state::submitted,
     "maul",
     "sup-hammer",
     true},
    {"offer pay:52 start:\"dec 14\"",
     submittal_state::selected,
     submittal_state::offer_extended,
     "robin",
     "acorn-internal"},
    {"accept",
     submittal_state::offer_extended,
     submittal_state::offer_accepted,
     "maul",
     "sup-hammer"},
    {"decline other_offer",
     submittal_state::offer_extended,
     submittal_state::offer_declined,
     "maul",
     "sup-hammer"},
    {"expire",
     submittal_state::offer_extended,
     submittal_state::offer_expired,
     "robin",
     "acorn-internal"},
    {"rescind \"headcount cut\"",
     submittal_state::offer_extended,
     submittal_state::rescinded,
     "robin",
     "acorn-internal"},
    {"move \"dec 17 06:00\" by:client",
     submittal_state::offer_accepted,
     submittal_state::offer_accepted,
     "robin",
     "acorn-internal"},
    {"noshow", submittal_state::cleared, submittal_state::fell_off, "ana", "acorn-hiring"},
    {"extend end:\"mar 31\"",
     submittal_state::started,
     submittal_state::started,
     "ana",
     "acorn-hiring"},
    {"good", submittal_state::started, submittal_state::started, "ana", "acorn-hiring"},
    {"checkin good", submittal_state::started, submittal_state::started, "ana", "acorn-hiring"},
    {"concern \"late twice\"",
     submittal_state::started,
     submittal_state::started,
     "ana",
     "acorn-hiring"},
    {"end completed", submittal_state::started, submittal_state::ended, "ana", "acorn-hiring"},
    {"convert hours:480",
     submittal_state::started,
     submittal_state::converted,
     "ana",
     "acorn-hiring"},
    {"withdraw other_offer",
     submittal_state::presented,
     submittal_state::withdrawn,
     "maul",
     "sup-hammer"},
    {"revive \"the first choice fell off\"",
     submittal_state::withdrawn,
     submittal_state::presented,
     "robin",
     "acorn-internal"},
    {"dnr \"no call, no show\"",
     submittal_state::presented,
     submittal_state::presented,
     "ana",
     "acorn-hiring",
     true},
    {"known \"met at the plant fair\" on:\"nov 12\"",
     submittal_state::presented,
     submittal_state::duplicate,
     "robin",
     "acorn-internal"},
    {"note \"seen\"",
     submittal_state::presented,
     submittal_state::presented,
     "robin",
     "acorn-internal",
     true},
    {"tell \"the manager wants more PLC work\"",
     submittal_state::presented,
     submittal_state::presented,
     "robin",
     "acorn-internal",
     true},
};

TEST(in_turn, a_list_of_candidates_is_what_one_line_each_would_be) {
    const auto start = with_both();
    for (const auto& act : candidate_acts) {
        auto at_once = start;
        lead_candidate_to(at_once, 301, act.from);
        lead_candidate_to(at_once, 302, act.from);
        auto one_by_one = at_once;
        const auto line = std::string(act.line);
        const auto told = must(at_once, act.person, act.channel, "S-301,S-302 " + line);
        EXPECT_TRUE(has(told.text, "S-301")) << told.text;
        EXPECT_TRUE(has(told.text, "S-302")) << told.text;
        EXPECT_EQ(at_once.sub(301).state, act.to) << line;
        must(one_by_one, act.person, act.channel, "S-301 " + line);
        must(one_by_one, act.person, act.channel, "S-302 " + line);
        EXPECT_EQ(at_once.sub(301), one_by_one.sub(301)) << line;
        EXPECT_EQ(at_once.sub(302), one_by_one.sub(302)) << line;
        EXPECT_EQ(at_once.req(1), one_by_one.req(1)) << line;
    }
}

TEST(in_turn, one_that_cannot_keeps_the_others_as_they_are) {
    const auto start = with_both();
    for (const auto& act : candidate_acts) {
        const auto line = std::string(act.line);
        auto d = start;
        lead_candidate_to(d, 301, act.from);
        const auto out = act.from == submittal_state::withdrawn ? submittal_state::presented
                                                                : submittal_state::not_selected;
        lead_candidate_to(d, 302, out);
        const auto before = d.sub(301);
        const auto of_requisition = d.req(1);
        const auto absent = refused(d, act.person, act.channel, "S-301 S-399 " + line);
        EXPECT_TRUE(has(absent.text, "There is no S-399")) << absent.text;
        if (!act.in_any_state) {
            const auto told = refused(d, act.person, act.channel, "S-301 S-302 " + line);
            EXPECT_FALSE(told.changed) << line;
            EXPECT_TRUE(has(told.text, "That is about S-302; nothing changed")) << told.text;
            EXPECT_TRUE(has(told.text, "/hire ")) << told.text;
        }
        EXPECT_EQ(d.sub(301), before) << line;
        EXPECT_EQ(d.req(1), of_requisition) << line;
        must(d, act.person, act.channel, "S-301 " + line);  // the one who can
    }
}

TEST(in_turn, two_for_the_last_opening_are_refused_together) {
    auto d = with_both();
    auto req = d.req(1);
    req.openings.resize(1);
    d.put(req);
    lead_candidate_to(d, 301, submittal_state::offer_extended);
    auto second = d.sub(302);
    second.state = submittal_state::offer_extended;
    second.offers = d.sub(301).offers;
    d.put(second);
    const auto told = refused(d, "robin", "acorn-internal", "S-301,S-302 accept");
    EXPECT_TRUE(has(told.text, "no opening left")) << told.text;
    EXPECT_TRUE(has(told.text, "That is about S-302")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::offer_extended);
    EXPECT_EQ(domain::count_openings(d.req(1)).open, 1U);
    must(d, "robin", "acorn-internal", "S-301 accept");
    EXPECT_EQ(domain::count_openings(d.req(1)).open, 0U);
}

TEST(in_turn, what_a_form_would_ask_for_stands_in_the_line) {
    struct incomplete {
        std::string_view line{};
        std::string_view next{};
        submittal_state from = submittal_state::presented;
    };
    constexpr incomplete lines[] = {
        {"return", "S-301 S-302 return \"no forklift certificate\"", submittal_state::submitted},
        {"rescind", "S-301 S-302 rescind \"headcount cut\"", submittal_state::offer_extended},
        {"withdraw for:hammer", "S-301 S-302 withdraw for:hammer other_offer"},
        {"end", "S-301 S-302 end completed", submittal_state::started},
        {"extend", "S-301 S-302 extend end:\"mar 31\"", submittal_state::started},
        {"offer", "S-301 S-302 offer pay:42.50 start:\"dec 14\"", submittal_state::selected},
        {"rtr", "S-301 S-302 rtr on:\"nov 28\""},
        {"note", "S-301 S-302 note \"strong on PLC\""},
        {"tell", "S-301 S-302 tell \"the manager wants more PLC work\""},
    };
    const auto start = with_both();
    for (const auto& one : lines) {
        auto d = start;
        lead_candidate_to(d, 301, one.from);
        lead_candidate_to(d, 302, one.from);
        const auto told =
            refused(d, "robin", "acorn-internal", "S-301 S-302 " + std::string(one.line));
        EXPECT_FALSE(told.form) << one.line;
        EXPECT_TRUE(has(told.text, "/hire " + std::string(one.next))) << told.text;
        must(d, "robin", "acorn-internal", one.next);
        EXPECT_EQ(d.sub(301).state, d.sub(302).state) << one.line;
    }
}

TEST(in_turn, clocks_of_several_are_answered_and_excused_in_one_line) {
    auto d = with_both();
    d.move_to(d.now + std::chrono::hours{24 * 7});
    const auto review = [&d](std::uint32_t number) {
        return *domain::find_clock(d.sub(number).clocks, domain::clock_kind::review);
    };
    must(d, "robin", "acorn-internal", "S-301 S-302 ack by:+2h");
    EXPECT_TRUE(review(301).eta && review(302).eta);
    must(d, "robin", "acorn-internal", "S-301 S-302 wait until:+3h \"Ana is away\"");
    EXPECT_TRUE(review(301).waits && review(302).waits);
    const auto one = "B-" + std::to_string(review(301).missed.value);
    const auto other = "B-" + std::to_string(review(302).missed.value);
    const auto before = d.sub(301);
    const auto unknown = refused(d, "dana", "acorn-internal", one + " B-999 excuse client_away");
    EXPECT_TRUE(has(unknown.text, "There is no B-999")) << unknown.text;
    const auto lacks = refused(d, "dana", "acorn-internal", "sla excuse " + one + ' ' + other);
    EXPECT_TRUE(has(lacks.text, "client_request")) << lacks.text;
    EXPECT_EQ(d.sub(301), before);
    must(d, "dana", "acorn-internal", "sla excuse " + one + ' ' + other + " client_away");
    EXPECT_TRUE(review(301).excused && review(302).excused);
    must(d, "robin", "acorn-internal", one + ' ' + other + " ack by:+2h");
    EXPECT_FALSE(review(301).waits || review(302).waits);
}

TEST(in_turn, more_than_twenty_are_refused_with_the_figure) {
    auto d = with_both();
    std::string many = "S-301";
    for (int i = 302; i <= 321; ++i) {
        many += ",S-" + std::to_string(i);
    }
    const auto told = refused(d, "robin", "acorn-internal", many + " withdraw other_offer");
    EXPECT_TRUE(has(told.text, "At most 20 candidates at a time.")) << told.text;
    EXPECT_EQ(d.sub(301).state, submittal_state::presented);
}

/// REQ-1 and REQ-2 of Acorn in Chicago, in intake.
desk with_two_requisitions() {
    desk d;
    for (const auto* title : {"Controls engineer", "Welder"}) {
        must(
            d,
            "robin",
            "acorn-internal",
            "req new \"" + std::string(title) +
                "\" client:Acorn site:Chicago category:pro openings:2 pay:58 max:61 hm:@ana"
        );
    }
    return d;
}

void lead_both_to(desk& d, std::string_view state) {
    if (state != "intake") {
        must(d, "robin", "acorn-internal", "1,2 qualify waive:\"known role\" tier1");
    }
    if (state == "cancelled") {
        must(d, "robin", "acorn-internal", "1,2 cancel budget");
    }
}

struct listed_row {
    std::string_view line{};
    std::string_view from{};
    std::string_view to{};
    std::string_view person = "robin";
    std::string_view channel = "acorn-internal";
};

constexpr listed_row requisition_rows[] = {
    {"return \"shift missing\"", "intake", "draft"},
    {"qualify waive:\"known role\"", "intake", "qualified"},
    {"accept", "open", "open", "maul", "sup-hammer"},
    {"decline capacity", "open", "open", "maul", "sup-hammer"},
    {"ask \"is weekend paid?\"", "open", "open", "maul", "sup-hammer"},
    {"remove hammer \"no answer\"", "open", "open"},
    {"set shift:nights", "open", "open"},
    {"priority P1 \"line down\"", "open", "open"},
    {"ack by:+2h", "open", "open"},
    {"wait until:+2h \"client on holiday\"", "open", "open"},
    {"note \"seen\"", "open", "open"},
    {"reopen \"fell off\" openings:1", "cancelled", "open"},
};

TEST(in_turn, a_list_of_requisitions_is_what_one_line_each_would_be) {
    for (const auto& row : requisition_rows) {
        auto at_once = with_two_requisitions();
        lead_both_to(at_once, row.from);
        auto one_by_one = at_once;
        auto half = at_once;
        const auto line = std::string(row.line);
        const auto told = must(at_once, row.person, row.channel, "1,2 " + line);
        EXPECT_TRUE(has(told.text, "REQ-1")) << told.text;
        EXPECT_TRUE(has(told.text, "REQ-2")) << told.text;
        EXPECT_EQ(domain::word(at_once.req(1).state), row.to) << line;
        must(one_by_one, row.person, row.channel, "1 " + line);
        must(one_by_one, row.person, row.channel, "2 " + line);
        EXPECT_EQ(at_once.req(1), one_by_one.req(1)) << line;
        EXPECT_EQ(at_once.req(2), one_by_one.req(2)) << line;
        const auto before = half.req(1);
        const auto absent = refused(half, row.person, row.channel, "1 99 " + line);
        EXPECT_TRUE(has(absent.text, "There is no REQ-99")) << absent.text;
        EXPECT_EQ(half.req(1), before) << line;
    }
}

TEST(in_turn, each_of_a_list_is_cloned_into_a_draft_of_its_own) {
    auto d = with_two_requisitions();
    const auto told = must(d, "robin", "acorn-internal", "1,2 clone openings:4");
    EXPECT_TRUE(has(told.text, "REQ-3 is a new draft. Copied from REQ-1")) << told.text;
    EXPECT_TRUE(has(told.text, "REQ-4 is a new draft. Copied from REQ-2")) << told.text;
    for (const auto number : {3U, 4U}) {
        EXPECT_EQ(domain::word(d.req(number).state), "draft");
        EXPECT_EQ(d.req(number).title, d.req(number - 2).title);
        EXPECT_EQ(domain::count_openings(d.req(number)).open, 4U);
    }
    const auto wrong = refused(d, "robin", "acorn-internal", "1,2 clone openings:0");
    EXPECT_TRUE(has(wrong.text, "That is about REQ-1; nothing changed")) << wrong.text;
    EXPECT_TRUE(has(wrong.text, "/hire 1 2 clone openings:1")) << wrong.text;
    refused(d, "robin", "acorn-internal", "1,99 clone");
    EXPECT_FALSE(d.has(5));
}

TEST(in_turn, a_reading_that_is_chosen_is_for_all_of_them) {
    auto d = with_two_requisitions();
    const auto asked = refused(d, "robin", "acorn-internal", "1,2 set start:11/12");
    ASSERT_TRUE(asked.message) << asked.text;
    EXPECT_TRUE(has(asked.text, "That is about REQ-1; nothing changed")) << asked.text;
    EXPECT_TRUE(has(asked.text, "/hire 1 2 set start:")) << asked.text;
    const auto meant = button_of(*asked.message, "Fri 11 Dec");
    ASSERT_TRUE(meant) << asked.text;
    const auto done = d.press("robin", "acorn-internal", meant->act);
    EXPECT_TRUE(done.changed) << done.text;
    EXPECT_TRUE(has(d.req(1).start, "2026-12-11")) << d.req(1).start;
    EXPECT_EQ(d.req(2).start, d.req(1).start);
}

/// I-51 and I-52 of both candidates are to be agreed.
desk with_two_interviews() {
    auto d = with_both();
    for (const auto* line :
         {"S-301 interview \"tue 10:00, wed 9:00\" panel:@ana,@raj",
          "S-302 interview \"tue 14:00, wed 14:00\" panel:@ana,@raj"}) {
        must(d, "ana", "acorn-hiring", line);
    }
    return d;
}

// What took place did so this morning.
void agree_on_both(desk& d, bool took_place) {
    for (const auto number : {51U, 52U}) {
        auto iv = d.iv(number);
        iv.state = domain::interview_state::confirmed;
        iv.start = d.now + (took_place ? -std::chrono::hours{1} : std::chrono::hours{24});
        iv.slots.clear();
        d.put(iv);
    }
}

TEST(in_turn, a_list_of_interviews_is_what_one_line_each_would_be) {
    struct interview_row {
        std::string_view line{};
        std::string_view person{};
        std::string_view channel{};
        bool agreed = false;
        bool took_place = false;
    };
    constexpr interview_row rows[] = {
        {"none \"only mornings\"", "maul", "sup-hammer"},
        {"confirm 1", "maul", "sup-hammer"},
        {"propose \"thu 9:00, fri 9:00\"", "ana", "acorn-hiring"},
        {"move \"thu 9:00, fri 9:00\" by:client", "robin", "acorn-internal", true},
        {"feedback yes \"strong on PLC\"", "ana", "dm-ana", true, true},
        {"cancel \"role changed\"", "ana", "acorn-hiring"},
        {"panel remove:@raj", "ana", "acorn-hiring"},
        {"note \"parking is at the back\"", "ana", "acorn-hiring"},
        {"accept", "ana", "dm-ana", true},
        {"decline \"travelling\"", "ana", "dm-ana", true},
        {"held", "ana", "acorn-hiring", true, true},
        {"noshow candidate", "ana", "acorn-hiring", true, true},
    };
    const auto start = with_two_interviews();
    for (const auto& row : rows) {
        auto at_once = start;
        if (row.agreed) {
            agree_on_both(at_once, row.took_place);
        }
        auto one_by_one = at_once;
        auto half = at_once;
        const auto line = std::string(row.line);
        const auto told = must(at_once, row.person, row.channel, "I-51,I-52 " + line);
        EXPECT_TRUE(has(told.text, "I-51")) << told.text;
        EXPECT_TRUE(has(told.text, "I-52")) << told.text;
        must(one_by_one, row.person, row.channel, "I-51 " + line);
        must(one_by_one, row.person, row.channel, "I-52 " + line);
        for (const auto number : {51U, 52U}) {
            EXPECT_EQ(at_once.iv(number), one_by_one.iv(number)) << line;
            EXPECT_EQ(at_once.sub(number + 250), one_by_one.sub(number + 250)) << line;
        }
        EXPECT_EQ(at_once.req(1), one_by_one.req(1)) << line;
        const auto before = half.iv(51);
        const auto absent = refused(half, row.person, row.channel, "I-51 I-99 " + line);
        EXPECT_TRUE(has(absent.text, "There is no I-99")) << absent.text;
        EXPECT_EQ(half.iv(51), before) << line;
    }
}

TEST(in_turn, what_happened_earlier_is_logged_for_each) {
    const auto start = with_both();
    const auto then = at("2026-11-30T13:00-06:00");
    for (const std::string line : {"shortlist", "withdraw other_offer"}) {
        auto d = start;
        d.move_to(at("2026-12-01T09:00-06:00"));
        const auto typed = "S-301,S-302 " + line + " at:\"mon 13:00\"";
        const auto told = must(d, "robin", "acorn-internal", typed);
        EXPECT_TRUE(has(told.text, "Logged as of Mon 30 Nov 13:00 CST.")) << told.text;
        EXPECT_EQ(d.sub(301).entered, then) << line;
        EXPECT_EQ(d.sub(302).entered, then) << line;
        for (const auto& each : told.events) {
            EXPECT_TRUE(each.at == then || each.at == instant{}) << line;
        }
    }
    auto d = start;  // one of them was touched since
    d.move_to(at("2026-12-01T09:00-06:00"));
    must(d, "ana", "acorn-hiring", "S-302 shortlist");
    const auto before = d.sub(301);
    const std::string line = "S-301,S-302 withdraw rate at:\"mon 13:00\"";
    const auto told = refused(d, "robin", "acorn-internal", line);
    EXPECT_TRUE(has(told.text, "The last thing on record of S-302 is of")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire S-302 history")) << told.text;
    EXPECT_EQ(d.sub(301), before);
}

TEST(in_turn, two_clocks_on_the_wall_are_logged_apart) {
    auto d = with_two_requisitions();
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Line tech\" client:Acorn site:Phoenix category:pro openings:1 pay:40 hm:@ana"
    );
    d.move_to(at("2026-12-01T09:00-06:00"));
    const auto told = refused(d, "robin", "acorn-internal", "1,2,3 hold budget at:\"mon 13:00\"");
    EXPECT_TRUE(has(told.text, "3 is at a site with another clock")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire 1 2 hold budget")) << told.text;
    EXPECT_EQ(domain::word(d.req(1).state), "intake");
    must(d, "robin", "acorn-internal", "1,2 hold budget at:\"mon 13:00\"");
    must(d, "robin", "acorn-internal", "3 hold budget at:\"mon 13:00\"");
}

TEST(in_turn, with_a_moment_twelve_are_the_most) {
    auto d = with_both();
    std::string many = "S-301";
    for (int i = 302; i <= 313; ++i) {
        many += ",S-" + std::to_string(i);
    }
    many += " withdraw rate at:\"mon 9:00\"";
    const auto told = refused(d, "robin", "acorn-internal", many);
    EXPECT_TRUE(has(told.text, "at most 12 at a time, not 13")) << told.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
