// `for:` on any act: it is recorded in whose name it was done, and nobody is named who could not
// have done it themselves.
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace fillrate::handlers::testing
