// Every verb of requisitions in every state by every role: done, asked back, or refused in words.
// Where they lead and who may are written out by hand from DOMAIN.md 3.1, 0 and 9.
#include "tests/handlers/gate.hpp"

#include "core/domain/clocks.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

using domain::requisition_state;

// REQ-1 of Acorn went to Quillfeather and Northlight; Raj manages at another client, Hammer & Tongs
// was not asked.
constexpr speaker speakers[] = {
    {"am", "robin", "acorn-internal"},
    {"rec", "lee", "acorn-internal"},
    {"hm", "ana", "acorn-hiring"},
    {"otherhm", "raj", "heron-hiring"},
    {"sup", "wren", "sup-quillfeather"},
    {"rival", "maul", "sup-hammer"},
    {"ops", "dana", "hiring-desk"},
    {"adm", "sam", "hiring-desk"},
};

constexpr std::string_view everywhere =
    "draft intake qualified open on_hold filled closed cancelled";
constexpr std::string_view alive = "draft intake qualified open on_hold";
constexpr std::string_view released = "open on_hold filled closed cancelled";

constexpr gate_row acts[] = {
    {"1 submit", "draft", "am hm ops", "", "intake"},
    {"1 submit", "open on_hold", "", "am rec sup ops", ""},  // puts a candidate forward
    {"1 return \"shift missing\"", "intake", "am ops", "", "draft"},
    {"1 qualify", "intake", "", "am ops", ""},
    {"1 qualify waive:\"known\"", "intake", "am ops", "", "qualified"},
    {"1 release tier1", "qualified open", "am ops", "", "open"},
    {"1 release to:hammer", "qualified open", "am ops", "", "open"},
    {"1 release", "qualified open", "", "am ops", ""},
    {"1 accept", "open", "rec sup", "am ops", ""},
    {"1 accept for:northlight", "open", "am rec ops", "", ""},
    {"1 accept for:internal", "open", "am rec ops", "", ""},
    {"1 decline capacity", "open", "sup", "am rec ops", ""},
    {"1 decline capacity for:northlight", "open", "am rec ops", "", ""},
    {"1 remove quillfeather \"no answer\"", "open on_hold", "am ops", "", ""},
    {"1 remove", "open on_hold", "", "am ops", ""},
    {"1 hold budget", "draft intake qualified open", "am hm ops", "", "on_hold"},
    {"1 hold", "draft intake qualified open", "", "am hm ops", ""},
    {"1 resume", "on_hold", "am ops", "", "open"},
    {"1 close filled_by_us", "open on_hold filled", "am ops", "", "closed"},
    {"1 close", "open on_hold filled", "", "am ops", ""},
    {"1 close filled_by_us", "open on_hold filled", "hm", "", ""},  // asks the owner, as below
    {"1 close", "open on_hold filled", "", "hm", ""},
    {"1 close budget force:\"ended\"", "open on_hold filled", "ops", "", "closed"},
    {"1 cancel budget", "draft intake qualified open on_hold filled", "am ops", "", "cancelled"},
    {"1 cancel budget force:\"ended\"",
     "draft intake qualified open on_hold filled",
     "ops",
     "",
     "cancelled"},
    {"1 cancel", "draft intake qualified open on_hold filled", "", "am ops", ""},
    {"1 cancel budget", "draft intake qualified open on_hold filled", "hm", "", ""},
    {"1 cancel", "draft intake qualified open on_hold filled", "", "hm", ""},
    {"1 reopen \"fell off\" openings:1", "filled closed cancelled", "am ops", "", "open"},
    {"1 set shift:nights", alive, "am ops", "", ""},
    {"1 set pay:57", alive, "am ops", "", ""},
    {"1 set", alive, "", "am ops", ""},
    {"1 openings +2", alive, "am ops", "", ""},
    {"1 openings +2", alive, "hm", "", ""},
    {"1 priority P1 \"line down\"", alive, "am ops", "", ""},
    {"1 owner @kim", everywhere, "ops", "", ""},
    {"1 clone openings:3", everywhere, "am ops", "", ""},
    {"1 note \"seen\"", everywhere, "am rec hm ops", "", ""},
    {"1 note \"seen\"", released, "sup", "", ""},
    {"1 note", everywhere, "", "am rec hm ops", ""},
    {"1 note", released, "", "sup", ""},
    {"1 ack by:+2h", "intake open", "am ops", "", ""},  // while the program's clocks run
    {"1 wait until:+2h \"client on holiday\"", "intake open", "am ops", "", ""},
    {"1 wait", "intake open", "", "am ops", ""},
};

// People who are counted, not named, exist in light industrial only.
constexpr gate_row counting = {"1 start present:1", "open", "am hm sup ops", "", ""};
constexpr gate_row leaving = {"1 end heads:1 completed", "filled", "am hm ops", "", ""};

// Whoever a supplier is, it hears of it from the release on.
bool knows(std::string_view role, std::string_view state) {
    if (role == "sup") {
        return among(released, state);
    }
    return role != "otherhm" && role != "rival";
}

/// REQ-1 in that state, led there by what is typed.
desk in_state_of(std::string_view state) {
    desk d(with_recruiter_and_second_owner(client_id{"acorn"}));
    const auto robin = [&d](std::string_view line) { must(d, "robin", "acorn-internal", line); };
    robin(
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    if (state == "draft") {
        robin("1 return \"openings unclear\"");
    }
    if (among("draft intake", state)) {
        return d;
    }
    robin("1 qualify waive:\"known role\"");
    if (state == "qualified") {
        return d;
    }
    robin("1 release to:quillfeather,northlight");
    if (state == "on_hold") {
        robin("1 hold budget");
    } else if (state == "closed") {
        robin("1 close filled_by_us");
    } else if (state == "cancelled") {
        robin("1 cancel budget");
    } else if (state == "filled") {
        auto req = d.req(1);
        for (auto& one : req.openings) {
            one.state = domain::opening_state::filled;
        }
        for (auto& one : req.clocks) {
            one.state = domain::clock_state::met;
        }
        req.state = requisition_state::filled;
        req.ended = d.now;
        d.put(req);
    }
    return d;
}

/// The same, of people who are counted: each supplier committed one.
desk counted_in_state_of(std::string_view state) {
    auto d = in_state_of(state);
    auto req = d.req(1);
    req.category = domain::category::light_industrial;
    for (auto& asked : req.suppliers) {
        asked.said = domain::coverage::answer::accepted;
        asked.heads = 1;
    }
    d.put(req);
    return d;
}

constexpr std::string_view no_requisition_1 = "There is no REQ-1 that you can see here.";

void expect_cell(desk d, const gate_row& one, const speaker& who, const std::string& state) {
    const auto before = d.req(1);
    const auto told = d.type(who.person, who.channel, one.line);
    const auto where = std::string(one.line) + " by " + std::string(who.role) + " when " + state +
                       ":\n" + told.text;
    const bool leads = among(one.states, state);
    if (leads && among(one.does, who.role)) {
        EXPECT_TRUE(told.changed) << where;
        const auto to = one.leads.empty() ? std::string_view(state) : one.leads;
        EXPECT_EQ(domain::word(d.req(1).state), to) << where;
        return;
    }
    if (leads && among(one.asks, who.role)) {
        EXPECT_TRUE(told.form) << where;
        EXPECT_FALSE(told.changed) << where;
    } else {
        expect_refusal(told, no_requisition_1, knows(who.role, state), where);
    }
    EXPECT_EQ(d.req(1), before) << where;
}

TEST(gate, every_verb_in_every_state_by_every_role) {
    for (const auto state_of : domain::testing::every_state) {
        const std::string state(domain::word(state_of));
        const auto d = in_state_of(state);
        ASSERT_EQ(domain::word(d.req(1).state), state);
        for (const auto& who : speakers) {
            for (const auto& one : acts) {
                expect_cell(d, row_for(acts, one.line, who.role, state), who, state);
            }
        }
    }
}

TEST(gate, heads_are_counted_in_by_whoever_sees_them_come) {
    for (const auto state_of : domain::testing::every_state) {
        const std::string state(domain::word(state_of));
        const auto d = counted_in_state_of(state);
        for (const auto& who : speakers) {
            expect_cell(d, counting, who, state);
            expect_cell(d, leaving, who, state);
        }
    }
}

// Reading is for whoever knows it; the clocks, the money and the names in it are another gate.
TEST(gate, is_read_by_whoever_knows_it) {
    for (const auto state_of : domain::testing::every_state) {
        const std::string state(domain::word(state_of));
        const auto d = in_state_of(state);
        for (const auto& who : speakers) {
            for (const auto* line : {"1", "1 history"}) {
                auto copy = d;
                const auto told = copy.type(who.person, who.channel, line);
                const auto where = std::string(line) + " by " + std::string(who.role) + " when " +
                                   state + ":\n" + told.text;
                EXPECT_FALSE(told.changed) << where;
                EXPECT_EQ(told.refused, !knows(who.role, state)) << where;
                EXPECT_EQ(has(told.text, "There is no REQ-1"), !knows(who.role, state)) << where;
            }
        }
    }
}

TEST(gate, requisitions_are_made_by_those_who_need_them_and_those_who_look_after_them) {
    for (const auto& who : speakers) {
        desk d(with_recruiter_and_second_owner(client_id{"acorn"}));
        const auto told = d.type(
            who.person,
            who.channel,
            "req new \"Welder\" client:Acorn site:Chicago category:pro openings:1 pay:30"
        );
        const auto where = std::string(who.role) + ":\n" + told.text;
        const bool makes = among("am hm ops", who.role);
        EXPECT_EQ(told.changed, makes) << where;
        EXPECT_EQ(d.has(1), makes) << where;
        // An administrator adds the client with it, and none that is somebody's already.
        EXPECT_EQ(told.form.has_value(), who.role == "adm") << where;
        EXPECT_EQ(told.refused, !makes && !told.form) << where;
        if (told.form) {
            std::map<std::string, std::string> fields;
            for (const auto& field : told.form->fields) {
                fields[field.id] = field.value;
            }
            fields["client_name"] = "Acorn Robotics";
            const auto sent = d.submit(who.person, who.channel, told.form->act, fields);
            EXPECT_FALSE(sent.changed) << sent.text;
            EXPECT_TRUE(sent.refused) << sent.text;
        }
    }
}

// What is not typed but pressed: [Keep it on hold], [Keep them].
TEST(gate, keeping_a_hold_or_who_is_left_over_is_for_those_who_may_end_it) {
    for (const auto state_of : domain::testing::every_state) {
        const std::string state(domain::word(state_of));
        auto d = in_state_of(state);
        auto req = d.req(1);
        req.slate.live = 1;
        d.put(req);
        for (const auto& who : speakers) {
            for (const auto* verb : {"keep_hold", "keep_rest"}) {
                const bool of_hold = std::string_view(verb) == "keep_hold";
                auto copy = d;
                const auto told = copy.press(who.person, who.channel, {verb, "req:1", 7, {}});
                const auto where = std::string(verb) + " by " + std::string(who.role) + " when " +
                                   state + ":\n" + told.text;
                const bool wanted = state == (of_hold ? "on_hold" : "filled") &&
                                    among(of_hold ? "am hm ops" : "am ops", who.role);
                EXPECT_EQ(told.changed, wanted) << where;
                EXPECT_EQ(copy.req(1).state, state_of) << where;
                if (!wanted) {
                    expect_refusal(told, no_requisition_1, knows(who.role, state), where);
                }
            }
        }
    }
}

TEST(gate, a_manager_is_asked_for_a_word_by_the_owner_and_once_somebody_waits) {
    for (const auto& who : speakers) {
        auto nobody_waits = in_state_of("open");
        const auto early = nobody_waits.type(who.person, who.channel, "1 chase");
        expect_refusal(early, no_requisition_1, knows(who.role, "open"), early.text);
        auto d = in_state_of("open");
        must(
            d,
            "wren",
            "sup-quillfeather",
            "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""
        );
        must(d, "robin", "acorn-internal", "S-301 present");
        d.now += std::chrono::hours{48};
        const auto told = d.type(who.person, who.channel, "1 chase");
        const auto where = std::string(who.role) + ":\n" + told.text;
        if (among("am ops", who.role)) {
            EXPECT_TRUE(told.changed) << where;
        } else {
            expect_refusal(told, no_requisition_1, knows(who.role, "open"), where);
        }
    }
}

// Its owner only says why.
TEST(gate, a_miss_is_excused_by_operations_alone) {
    auto late = in_state_of("open");
    late.move_to(late.now + std::chrono::hours{24 * 7});
    for (const auto& who : speakers) {
        auto in_time = in_state_of("open");
        const auto early = in_time.type(who.person, who.channel, "sla excuse 1 cov client_request");
        expect_refusal(early, no_requisition_1, knows(who.role, "open"), early.text);
        auto d = late;
        const auto told = d.type(who.person, who.channel, "sla excuse 1 cov client_request");
        const auto where = std::string(who.role) + ":\n" + told.text;
        if (who.role == "ops" || who.role == "am") {
            EXPECT_TRUE(told.changed) << where;
            const auto* const missed =
                domain::find_clock(d.req(1).clocks, domain::clock_kind::coverage);
            ASSERT_NE(missed, nullptr);
            EXPECT_EQ(missed->excused.has_value(), who.role == "ops") << where;
        } else {
            expect_refusal(told, no_requisition_1, knows(who.role, "open"), where);
        }
    }
}

TEST(gate, absent_and_forbidden_read_alike) {
    desk d;
    const auto absent = d.type("raj", "heron-hiring", "104");
    d.put(domain::testing::in_state(requisition_state::open));
    EXPECT_EQ(d.type("raj", "heron-hiring", "104").text, absent.text);
    EXPECT_EQ(d.type("shelly", "sup-tortoise", "104").text, absent.text);
    // Not even its owner shows it in a room that may not see it.
    EXPECT_EQ(d.type("robin", "dockside-floor", "104").text, absent.text);
}

TEST(gate, a_stale_button_says_what_is_so) {
    desk d;
    d.put(domain::testing::in_state(requisition_state::on_hold));
    const auto told = d.press("robin", "acorn-internal", {"hold", "req:104", 3, {}});
    EXPECT_TRUE(told.refused);
    EXPECT_EQ(told.text.find("Already done: REQ-104 is on hold"), 0U) << told.text;
    EXPECT_NE(told.text.find("[Resume]"), std::string::npos) << told.text;
}

TEST(gate, buttons_open_the_form_of_what_they_lack) {
    desk d;
    d.put(domain::testing::in_state(requisition_state::open));
    for (const auto* verb : {"hold", "close", "cancel", "release", "set", "note"}) {
        const auto told = d.press("robin", "acorn-internal", {verb, "req:104", 7, {}});
        ASSERT_TRUE(told.form) << verb << told.text;
        EXPECT_LE(told.form->title.size(), 24U) << told.form->title;
        EXPECT_EQ(told.form->act.name, verb);
        EXPECT_EQ(told.form->act.subject, "req:104");
        EXPECT_EQ(told.form->act.version, 7U);
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
