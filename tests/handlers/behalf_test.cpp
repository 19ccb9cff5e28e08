// `for:` on any act: it is recorded in whose name it was done, and nobody is named who could not
// have done it themselves.
#include "tests/handlers/interview_desk.hpp"
#include "tests/handlers/shift_desk.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace fillrate::handlers::testing {
namespace {

/// In whose name the first event of that kind was recorded.
template <class Fact>
std::string name_behind(const said& told) {
    for (const auto& each : told.events) {
        if (std::holds_alternative<Fact>(each.data)) {
            return each.on_behalf_of;
        }
    }
    return "(no such event)";
}

TEST(behalf, what_a_supplier_said_is_recorded_as_theirs) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    must(d, "robin", "acorn-internal", "S-301 offer pay:52");
    const auto taken = must(d, "robin", "acorn-internal", "accept S-301 for:hammer");
    EXPECT_EQ(name_behind<domain::submittal_moved>(taken), "Hammer & Tongs Staffing");
    const auto consent = must(d, "robin", "acorn-internal", "S-301 rtr on:\"nov 27\" for:hammer");
    EXPECT_EQ(name_behind<domain::represented>(consent), "Hammer & Tongs Staffing");
    const auto out = must(d, "robin", "acorn-internal", "S-301 withdraw other_offer for:hammer");
    EXPECT_EQ(name_behind<domain::submittal_moved>(out), "Hammer & Tongs Staffing");
}

TEST(behalf, a_firm_is_not_named_to_the_client_however_its_name_is_spelled) {
    auto data = config::load_demo().value();
    for (auto& firm : data.suppliers) {
        firm.name = firm.id.value == "hammer" ? "Hammer\t& Tongs" : firm.name;
    }
    desk d(std::move(data));
    for (const auto* line :
         {"req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:2 pay:58 "
          "hm:@ana",
          "1 qualify waive:\"known role\"",
          "1 release tier1",
          "1 submit \"Paige Turner\" email:paige@example.test pay:52 rtr:\"nov 28\" for:hammer",
          "S-301 present",
          "S-301 withdraw other_offer for:hammer"}) {
        must(d, "robin", "acorn-internal", line);
    }
    const auto inside = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(has(inside, "by Robin for Hammer & Tongs")) << inside;
    const auto client = d.type("ana", "acorn-hiring", "S-301 history").text;
    EXPECT_TRUE(has(client, "by Robin")) << client;
    EXPECT_FALSE(has(client, "Tongs")) << client;
}

TEST(behalf, a_supplier_of_somebody_else_is_not_named) {
    auto d = with_presented();
    const auto told =
        refused(d, "robin", "acorn-internal", "S-301 withdraw other_offer for:quillfeather");
    EXPECT_TRUE(has(told.text, "quillfeather")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire ")) << told.text;
    EXPECT_EQ(d.sub(301).state, domain::submittal_state::presented);
    refused(d, "maul", "sup-hammer", "S-301 withdraw other_offer for:@ana");
    must(d, "maul", "sup-hammer", "S-301 withdraw other_offer for:hammer");
}

TEST(behalf, a_manager_of_another_client_is_not_named) {
    auto d = with_presented();
    const auto told = refused(d, "robin", "acorn-internal", "S-301 reject must_have for:@gus");
    EXPECT_TRUE(has(told.text, "There is no hiring manager of it called \"gus\"")) << told.text;
    refused(d, "robin", "acorn-internal", "1 hold budget for:@nobodyknows");
    const auto kept = must(d, "robin", "acorn-internal", "1 hold budget for:@ana");
    EXPECT_EQ(name_behind<domain::held>(kept), "Ana Petrov-Lind");
    must(d, "robin", "acorn-internal", "1 resume");
    const auto no = must(d, "robin", "acorn-internal", "S-301 reject must_have for:@ana");
    EXPECT_EQ(name_behind<domain::submittal_moved>(no), "Ana Petrov-Lind");
}

TEST(behalf, times_of_an_interview_are_taken_and_moved_for_either_side) {
    auto d = with_times();
    const auto taken = must(d, "robin", "acorn-internal", "I-51 confirm 1 for:hammer");
    EXPECT_EQ(name_behind<domain::interview_confirmed>(taken), "Hammer & Tongs Staffing");
    refused(d, "robin", "acorn-internal", "I-51 move wed 11:00 for:@gus");
    const auto moved = must(d, "robin", "acorn-internal", "I-51 move wed 11:00 for:@ana");
    EXPECT_EQ(name_behind<domain::times_offered>(moved), "Ana Petrov-Lind");
    const auto off = must(d, "robin", "acorn-internal", "I-51 cancel \"role changed\" for:@ana");
    EXPECT_EQ(name_behind<domain::interview_moved>(off), "Ana Petrov-Lind");
}

TEST(behalf, an_interviewers_answer_is_theirs_whoever_brings_it) {
    auto d = with_time();
    const auto comes = must(d, "robin", "acorn-internal", "I-51 accept for:@raj");
    EXPECT_TRUE(has(comes.text, "Raj Okafor-Bell will be there")) << comes.text;
    const auto* raj = domain::find_interviewer(d.iv(51), person_id{"raj"});
    ASSERT_NE(raj, nullptr);
    EXPECT_EQ(raj->answer, domain::invitation::accepted);
    refused(d, "raj", "dm-raj", "I-51 accept for:@ana");
    refused(d, "robin", "acorn-internal", "I-51 accept for:@gus");
}

/// S-301 is at work since Monday.
desk with_worker() {
    auto d = with_presented();
    auto sub = d.sub(301);
    auto req = d.req(1);
    sub.state = domain::submittal_state::started;
    sub.job = domain::assignment{.start = "2026-11-30"};
    req.openings.front().state = domain::opening_state::filled;
    req.openings.front().submittal = sub.number;
    d.put(sub);
    d.put(req);
    return d;
}

TEST(behalf, what_a_manager_says_of_somebody_at_work_is_recorded_as_theirs) {
    auto d = with_worker();
    const auto robin = [&d](std::string_view line) {
        return must(d, "robin", "acorn-internal", line);
    };
    using domain::check_in_said;
    EXPECT_EQ(name_behind<check_in_said>(robin("S-301 good for:@ana")), "Ana Petrov-Lind");
    EXPECT_EQ(
        name_behind<check_in_said>(robin("S-301 concern \"late twice\" for:@ana")),
        "Ana Petrov-Lind"
    );
    EXPECT_EQ(name_behind<check_in_said>(robin("S-301 checkin good for:@ana")), "Ana Petrov-Lind");
    const auto stays = robin("S-301 extend end:\"mar 31\" for:@ana");
    EXPECT_EQ(name_behind<domain::assignment_set>(stays), "Ana Petrov-Lind");
    const auto history = d.type("robin", "acorn-internal", "S-301 history").text;
    EXPECT_TRUE(has(history, "It goes well by Robin for Ana Petrov-Lind")) << history;
    EXPECT_TRUE(has(history, "to 2027-03-31 by Robin for Ana Petrov-Lind")) << history;
    for (const auto* line :
         {"S-301 good for:@gus",
          "S-301 good for:hammer",
          "S-301 concern \"late\" for:@gus",
          "S-301 checkin good for:@gus",
          "S-301 extend end:\"apr 30\" for:@gus"}) {
        const auto told = refused(d, "robin", "acorn-internal", line);
        EXPECT_TRUE(has(told.text, "There is no hiring manager of it called")) << told.text;
        EXPECT_TRUE(has(told.text, "/hire ")) << told.text;
    }
}

TEST(behalf, who_shall_not_return_or_is_known_is_the_managers_word) {
    auto d = with_presented();
    refused(d, "robin", "acorn-internal", "S-301 dnr \"no call\" for:@gus");
    const auto barred = must(d, "robin", "acorn-internal", "S-301 dnr \"no call\" for:@ana");
    EXPECT_EQ(name_behind<domain::return_barred>(barred), "Ana Petrov-Lind");
    auto other = with_presented();
    refused(other, "robin", "acorn-internal", "S-301 known \"met\" on:\"nov 12\" for:@gus");
    EXPECT_EQ(other.sub(301).state, domain::submittal_state::presented);
    const auto known =
        must(other, "robin", "acorn-internal", "S-301 known \"met\" on:\"nov 12\" for:@ana");
    EXPECT_EQ(name_behind<domain::client_known>(known), "Ana Petrov-Lind");
}

TEST(behalf, an_offer_and_that_it_is_taken_back_may_be_the_managers_word) {
    auto d = with_presented();
    must(d, "ana", "acorn-hiring", "S-301 select");
    refused(d, "robin", "acorn-internal", "S-301 offer pay:52 for:@gus");
    const auto offered = must(d, "robin", "acorn-internal", "S-301 offer pay:52 for:@ana");
    EXPECT_EQ(name_behind<domain::offer_made>(offered), "Ana Petrov-Lind");
    const auto back = must(d, "robin", "acorn-internal", "S-301 rescind \"no budget\" for:@ana");
    EXPECT_EQ(name_behind<domain::submittal_moved>(back), "Ana Petrov-Lind");
}

TEST(behalf, times_and_a_panel_are_named_for_the_manager) {
    auto d = with_times();
    refused(d, "robin", "acorn-internal", "I-51 propose \"thu 9:00\" for:hammer");
    const auto times =
        must(d, "robin", "acorn-internal", "I-51 propose \"thu 9:00, thu 14:00\" for:@ana");
    EXPECT_EQ(name_behind<domain::times_offered>(times), "Ana Petrov-Lind");
    refused(d, "robin", "acorn-internal", "I-51 panel remove:@raj for:@gus");
    const auto panel = must(d, "robin", "acorn-internal", "I-51 panel remove:@raj for:@ana");
    EXPECT_EQ(name_behind<domain::panel_changed>(panel), "Ana Petrov-Lind");
}

TEST(behalf, heads_and_shifts_are_counted_for_the_manager) {
    auto d = with_pickers();
    const auto robin = [&d](std::string_view line) {
        return must(d, "robin", "dockside-internal", line);
    };
    const auto counted = robin("shift 1 1st 11/12 noshow:1 for:@gus");
    EXPECT_EQ(name_behind<domain::shift_counted>(counted), "Gus Tallow");
    refused(d, "robin", "dockside-internal", "start 1 present:3 for:@ana");
    const auto heads = robin("start 1 present:3 for:@gus");
    EXPECT_EQ(name_behind<domain::heads_started>(heads), "Gus Tallow");
    const auto planned = robin("shift 1 2nd ordered:12 from:14:00 to:22:00 on:tue for:@gus");
    EXPECT_EQ(name_behind<domain::shift_planned>(planned), "Gus Tallow");
    EXPECT_EQ(name_behind<domain::shift_told>(planned), "Gus Tallow");
    const auto off = robin("shift 1 2nd cancel \"line down\" on:tue for:@gus");
    EXPECT_EQ(name_behind<domain::shift_called_off>(off), "Gus Tallow");
    EXPECT_EQ(name_behind<domain::shift_told>(off), "Gus Tallow");
}

TEST(behalf, an_answer_and_a_note_may_be_somebodys_word) {
    auto d = with_presented();
    must(d, "maul", "sup-hammer", "sup 1 ask \"is weekend paid?\"");
    refused(d, "robin", "dm-robin", "answer Q-7 \"yes\" for:@gus");
    const auto answered = must(d, "robin", "dm-robin", "answer Q-7 \"yes, 1.5x\" for:@ana");
    EXPECT_EQ(name_behind<domain::question_answered>(answered), "Ana Petrov-Lind");
    const auto note = must(d, "robin", "acorn-internal", "1 note for:@ana away until friday");
    EXPECT_EQ(name_behind<domain::noted>(note), "Ana Petrov-Lind");
    EXPECT_TRUE(
        has(d.type("robin", "acorn-internal", "1 history").text,
            "Note by Robin for Ana Petrov-Lind: away until friday")
    );
    const auto words = must(d, "robin", "acorn-internal", "S-301 note for:hammer no nights");
    EXPECT_EQ(name_behind<domain::noted>(words), "Hammer & Tongs Staffing");
    refused(d, "robin", "acorn-internal", "S-301 note for:@gus no nights");
    // Further on it is text.
    const auto text = must(d, "robin", "acorn-internal", "1 note see for:@ana");
    EXPECT_EQ(name_behind<domain::noted>(text), "");
}

}  // namespace
}  // namespace fillrate::handlers::testing
