// Every verb of candidates and interviews in every state by every role: done, asked back, or
// refused in words. Where they lead and who may are written out by hand from DOMAIN.md 3.3, 3.5 and
// 0.
#include "core/domain/submittal_transitions.hpp"
#include "tests/domain/expected_steps.hpp"
#include "tests/handlers/gate.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

using domain::interview_state;
using domain::submittal_state;

constexpr speaker everybody[] = {
    {"am", "robin", "acorn-internal"},
    {"rec", "lee", "acorn-internal"},
    {"ops", "dana", "hiring-desk"},
    {"hm", "ana", "acorn-hiring"},
    {"sup", "maul", "sup-hammer"},
    {"rival", "wren", "sup-quillfeather"},
    {"adm", "sam", "hiring-desk"},
};

struct gated_act {
    std::string_view line{};
    std::string_view verb{};  ///< as in the table of what follows what
    std::string_view who{};
};

/// S-301 of Hammer & Tongs on REQ-1 of Acorn; Lee recruits for Acorn too.
desk with_recruiter() {
    auto data = config::load_demo().value();
    for (auto& person : data.people) {
        if (person.id.value == "lee") {
            domain::grant recruits;
            recruits.role = domain::role::recruiter;
            recruits.client = client_id{"acorn"};
            person.grants = {recruits};
        }
    }
    desk d(std::move(data));
    must(
        d,
        "robin",
        "acorn-internal",
        "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
        "max:61 hm:@ana"
    );
    must(d, "robin", "acorn-internal", "1 qualify waive:\"known role\"");
    must(d, "robin", "acorn-internal", "1 release tier1");
    must(
        d,
        "maul",
        "sup-hammer",
        "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\""
    );
    must(d, "robin", "acorn-internal", "S-301 present");
    return d;
}

constexpr gated_act candidate_acts[] = {
    {"S-301 present", "present", "am rec ops"},
    {"S-301 return \"no certificate\"", "return", "am rec ops"},
    {"S-301 resubmit", "resubmit", "am rec ops sup"},
    {"S-301 set pay:50", "set", "am rec ops sup"},
    {"S-301 tell \"more PLC work is asked for\"", "tell", "am rec ops"},
    {"S-301 shortlist", "shortlist", "am ops hm"},
    {"S-301 hold until:\"jan 5\"", "hold", "am ops hm"},
    {"S-301 interview \"tue 10:00, tue 14:00\"", "interview", "am ops hm"},
    {"S-301 select", "select", "am ops hm"},
    {"S-301 reject must_have \"no PLC work\"", "reject", "am ops hm"},
    {"S-301 offer pay:52 start:\"dec 14\"", "offer", "am ops"},
    {"S-301 accept", "accept", "am ops sup"},
    {"S-301 decline other_offer", "decline", "am ops sup"},
    {"S-301 expire", "expire", "am ops"},
    {"S-301 rescind \"headcount cut\"", "rescind", "am ops"},
    {"S-301 clear", "clear", "am ops"},
    {"S-301 move \"dec 17 06:00\" by:client", "move", "am ops"},
    {"S-301 start", "start", "am ops hm sup"},
    {"S-301 noshow", "noshow", "am ops hm"},
    {"S-301 end completed", "end", "am ops hm"},
    {"S-301 convert", "convert", "am ops hm"},
    {"S-301 withdraw other_offer", "withdraw", "am rec ops sup"},
    {"S-301 award \"consent came first\"", "award", "am ops"},
    {"S-301 revive \"the first choice fell off\"", "revive", "am ops"},
    {"S-301 known \"met at the plant fair\" on:\"nov 12\"", "known", "am ops hm"},
    {"S-301 extend end:\"mar 31\"", "extend", "am ops hm"},
    {"S-301 checkin good", "checkin", "am ops hm"},
    {"S-301 good", "good", "am ops hm"},
    {"S-301 concern \"late twice\"", "concern", "am ops hm"},
    {"S-301 rtr on:\"nov 27\"", "rtr", "am rec ops sup"},
    {"S-301 request_rtr", "request_rtr", "am rec ops"},
    {"S-301 dnr \"no call, no show\"", "dnr", "am ops hm"},
    {"S-301 note \"seen\"", "note", "am rec ops hm sup adm"},
    {"S-301 resume link:https://files.example/p.pdf", "resume", "am rec ops sup"},
};

// Before the client it is we who turn somebody down; after acceptance the manager may end it too.
std::string_view who_may(const gated_act& act, submittal_state when) {
    if (act.verb == "reject" && when == submittal_state::submitted) {
        return "am rec ops";
    }
    if ((act.verb == "known" || act.verb == "dnr") && before_the_client_saw_it(when)) {
        return "am ops";
    }
    if (act.verb == "note" && before_the_client_saw_it(when)) {
        return "am rec ops sup adm";
    }
    // Of who is not at work yet it is an offer.
    if (act.verb == "extend" && when != submittal_state::started) {
        return "am ops";
    }
    const bool accepted =
        when == submittal_state::offer_accepted || when == submittal_state::cleared;
    if (act.verb == "withdraw" && accepted) {
        return "am ops hm sup";
    }
    return act.who;
}

bool leads_somewhere(const gated_act& act, submittal_state when) {
    if (act.verb == "revive") {
        return when == submittal_state::rejected || when == submittal_state::withdrawn ||
               when == submittal_state::not_selected || when == submittal_state::screen_rejected;
    }
    // What is said of a person, whatever has become of them here.
    if (among("tell rtr dnr note resume", act.verb)) {
        return true;
    }
    if (among("checkin good concern", act.verb)) {
        return when == submittal_state::started;
    }
    if (act.verb == "extend") {
        const auto offer = std::string(word(when)) + " offer";
        return when == submittal_state::started ||
               domain::testing::expected_submittal_steps().contains(offer);
    }
    if (act.verb == "set") {
        return when == submittal_state::submitted || when == submittal_state::returned;
    }
    // The client's word puts out as another firm's claim does.
    const auto step = act.verb == "known" ? std::string_view{"lose"} : act.verb;
    const auto cell = std::string(word(when)) + ' ' + std::string(step);
    return domain::testing::expected_submittal_steps().contains(cell);
}

TEST(gate_of_candidates, every_verb_in_every_state_by_every_role) {
    const auto start = with_recruiter();
    for (std::size_t s = 0; s <= static_cast<std::size_t>(submittal_state::not_selected); ++s) {
        const auto state = static_cast<submittal_state>(s);
        for (const auto& act : candidate_acts) {
            for (const auto& who : everybody) {
                auto d = start;
                lead_candidate_to(d, 301, state);
                const auto told = d.type(who.person, who.channel, act.line);
                const std::string where = std::string(act.line) + " by " + std::string(who.role) +
                                          " when " + std::string(word(state)) + ":\n" + told.text;
                const bool rival_hears_nothing =
                    who.role != "rival" || told.text.find("There is no S-301") != std::string::npos;
                EXPECT_TRUE(rival_hears_nothing) << where;
                if (leads_somewhere(act, state) && among(who_may(act, state), who.role)) {
                    EXPECT_TRUE(told.changed || told.form) << where;
                } else {
                    EXPECT_TRUE(told.refused) << where;
                    EXPECT_FALSE(told.changed) << where;
                    EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
                }
            }
        }
    }
}

// Terms over what was agreed wait where the policy says so (DOMAIN.md 3.3, "approvals done").
TEST(gate_of_candidates, terms_that_wait_are_decided_by_operations_alone) {
    constexpr std::string_view words[] = {"S-301 approve", "S-301 disapprove \"over the budget\""};
    auto waits = with_recruiter();
    waits.book.add({.name = "acorn", .client = client_id{"acorn"}, .offer_approval = true});
    must(waits, "ana", "acorn-hiring", "S-301 select");
    must(waits, "robin", "acorn-internal", "S-301 offer pay:65 start:\"dec 14\"");
    ASSERT_TRUE(waits.sub(301).unapproved);
    for (const auto line : words) {
        for (const auto& who : everybody) {
            auto d = waits;
            const auto told = d.type(who.person, who.channel, line);
            const auto where = cell_of(line, who, "they wait", told);
            EXPECT_EQ(told.changed, who.role == "ops") << where;
            EXPECT_EQ(told.refused, who.role != "ops") << where;
            EXPECT_EQ(d.sub(301).unapproved.has_value(), who.role != "ops") << where;
        }
    }
}

TEST(gate_of_candidates, where_no_terms_wait_nobody_decides_on_any) {
    const auto start = with_recruiter();
    for (std::size_t s = 0; s <= static_cast<std::size_t>(submittal_state::not_selected); ++s) {
        const auto state = static_cast<submittal_state>(s);
        for (const auto& who : everybody) {
            auto d = start;
            lead_candidate_to(d, 301, state);
            const auto told = d.type(who.person, who.channel, "S-301 approve");
            const auto where = cell_of("S-301 approve", who, word(state), told);
            EXPECT_TRUE(told.refused) << where;
            EXPECT_FALSE(told.changed) << where;
            EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
        }
    }
}

// What reaches them is shown to one person alone; to the client's once it has chosen
// (DOMAIN.md 0, 9).
TEST(gate_of_candidates, phone_and_email_in_every_state_by_every_role) {
    const auto start = with_recruiter();
    for (std::size_t s = 0; s <= static_cast<std::size_t>(submittal_state::not_selected); ++s) {
        const auto state = static_cast<submittal_state>(s);
        const bool chosen =
            state >= submittal_state::selected && state <= submittal_state::fell_off;
        for (const auto& who : everybody) {
            auto d = start;
            lead_candidate_to(d, 301, state);
            if (chosen) {
                auto sub = d.sub(301);
                sub.selected = d.now;
                d.put(sub);
            }
            auto room = d;
            const auto direct = "dm-" + std::string(who.person);
            const auto told = d.type(who.person, direct, "S-301 contact");
            const auto where = cell_of("S-301 contact", who, word(state), told);
            const bool reads = among("am rec ops sup", who.role) || (who.role == "hm" && chosen);
            EXPECT_EQ(told.changed, reads) << where;
            EXPECT_EQ(told.refused, !reads) << where;
            EXPECT_EQ(told.text.find("paige@example.test") != std::string::npos, reads) << where;
            EXPECT_TRUE(room.type(who.person, who.channel, "S-301 contact").refused) << where;
        }
    }
}

// What is pressed: whoever may write to the supplier may leave it at the reason.
TEST(gate_of_candidates, keeping_to_the_code_in_every_state_by_every_role) {
    const auto start = with_recruiter();
    for (std::size_t s = 0; s <= static_cast<std::size_t>(submittal_state::not_selected); ++s) {
        const auto state = static_cast<submittal_state>(s);
        for (const auto& who : everybody) {
            auto d = start;
            lead_candidate_to(d, 301, state);
            const auto before = d.sub(301);
            const auto told = d.press(who.person, who.channel, {"keep_to_code", "sub:301", 7, {}});
            const auto where = cell_of("keep_to_code", who, word(state), told);
            EXPECT_EQ(told.refused, !among("am rec ops", who.role)) << where;
            EXPECT_EQ(d.sub(301), before) << where;
            EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
        }
    }
}

void expect_excuse_by(const desk& in_time, const desk& late, std::string_view line) {
    for (const auto& who : everybody) {
        auto early = in_time;
        EXPECT_TRUE(early.type(who.person, who.channel, line).refused) << who.role;
        auto d = late;
        const auto told = d.type(who.person, who.channel, line);
        const auto where = cell_of(line, who, "late", told);
        const bool says_why = among("am ops", who.role);
        EXPECT_EQ(told.changed, says_why) << where;
        EXPECT_EQ(told.refused, !says_why) << where;
        EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
        EXPECT_EQ(told.text.find(" is excused: ") != std::string::npos, who.role == "ops") << where;
    }
}

// Its owner only says why.
TEST(gate_of_candidates, a_miss_of_theirs_is_excused_by_operations_alone) {
    const auto in_time = with_recruiter();
    auto late = in_time;
    late.move_to(late.now + std::chrono::hours{24 * 7});
    expect_excuse_by(in_time, late, "sla excuse S-301 review client_request");
}

TEST(gate_of_interviews, a_miss_of_one_is_excused_by_operations_alone) {
    auto in_time = with_recruiter();
    must(in_time, "ana", "acorn-hiring", "S-301 interview \"thu 10:00, thu 15:00\"");
    auto late = in_time;
    // Nine working hours from Monday 10:00 end on Tuesday 10:00.
    late.move_to(at("2026-12-01T12:00-06:00"));
    expect_excuse_by(in_time, late, "sla excuse I-51 sched client_request");
}

constexpr gated_act interview_acts[] = {
    {"I-51 propose \"wed 10:00, wed 14:00\"", "propose", "am ops hm"},
    {"I-51 confirm \"wed 10:00\"", "confirm", "am ops hm"},
    {"I-51 none \"only mornings\"", "none", "am ops sup"},
    {"I-51 move \"wed 11:00\" by:client", "move", "am ops hm sup"},
    {"I-51 cancel \"role changed\"", "cancel", "am ops hm"},
    {"I-51 held", "held", "am ops hm"},
    {"I-51 noshow candidate", "noshow", "am ops hm"},
};

std::string_view who_may(const gated_act& act, interview_state when) {
    const bool answers = act.verb == "confirm" && when == interview_state::proposed;
    return answers ? "am ops sup" : act.who;
}

constexpr interview_state interview_states[] = {
    interview_state::requested,
    interview_state::proposed,
    interview_state::confirmed,
    interview_state::held,
    interview_state::feedback_complete,
    interview_state::no_show,
    interview_state::cancelled,
    interview_state::expired,
};

// What took place did so this morning, and only the clock says that it did.
void lead_to(desk& d, interview_state state) {
    auto iv = d.iv(51);
    iv.state = state;
    const bool has_time = state == interview_state::confirmed || state == interview_state::held ||
                          state == interview_state::feedback_complete;
    if (has_time) {
        iv.start = d.now - std::chrono::hours{1};
        iv.slots.clear();
    }
    iv.assumed = state == interview_state::held;
    d.put(iv);
}

TEST(gate_of_interviews, every_verb_in_every_state_by_every_role) {
    auto start = with_recruiter();
    must(start, "ana", "acorn-hiring", "S-301 interview \"wed 10:00, wed 15:00\"");
    for (const auto state : interview_states) {
        for (const auto& act : interview_acts) {
            for (const auto& who : everybody) {
                auto d = start;
                lead_to(d, state);
                const auto told = d.type(who.person, who.channel, act.line);
                const std::string where = std::string(act.line) + " by " + std::string(who.role) +
                                          " when " + std::string(word(state)) + ":\n" + told.text;
                const auto cell = std::string(word(state)) + ' ' + std::string(act.verb);
                const bool leads = domain::testing::expected_interview_steps().contains(cell);
                if (leads && among(who_may(act, state), who.role)) {
                    EXPECT_TRUE(told.changed || told.form) << where;
                } else {
                    EXPECT_TRUE(told.refused) << where;
                    EXPECT_FALSE(told.changed) << where;
                    EXPECT_NE(told.text.find("/hire "), std::string::npos) << where;
                }
            }
        }
    }
}

// With a time also one that nobody agreed on, or that was agreed for another one.
TEST(gate_of_interviews, one_is_logged_at_its_real_time_by_who_runs_it) {
    auto start = with_recruiter();
    must(start, "ana", "acorn-hiring", "S-301 interview \"wed 10:00, wed 15:00\"");
    for (const auto state : interview_states) {
        const bool open = state == interview_state::requested ||
                          state == interview_state::proposed ||
                          state == interview_state::confirmed || state == interview_state::held;
        for (const auto& who : everybody) {
            auto d = start;
            lead_to(d, state);
            const auto told = d.type(who.person, who.channel, "I-51 held \"mon 8:00\"");
            const auto where =
                std::string(who.role) + " when " + std::string(word(state)) + ":\n" + told.text;
            EXPECT_EQ(told.changed, open && among("am ops hm", who.role)) << where;
            EXPECT_NE(told.changed, told.refused) << where;
            EXPECT_TRUE(told.changed || told.text.find("/hire ") != std::string::npos) << where;
        }
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
