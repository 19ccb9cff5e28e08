// Who is away and who may stand in; quiet hours; questions kept on a requisition.
#include "core/domain/absence.hpp"

#include "core/base/time_zone.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::domain::testing {
namespace {

instant at(std::string_view text) {
    return time_zone::find("America/Chicago").value().parse(text).value();
}

grant of(role r, std::string client = {}, std::string supplier = {}) {
    grant made;
    made.role = r;
    made.client = client_id{std::move(client)};
    made.supplier = supplier_id{std::move(supplier)};
    return made;
}

person who(std::vector<grant> grants) {
    person made;
    made.grants = std::move(grants);
    return made;
}

TEST(absence, begins_with_its_first_day_and_ends_by_itself) {
    person robin;
    robin.away = absence{
        .from = at("2026-12-01T00:00"),
        .until = at("2026-12-06T00:00"),
        .cover = person_id{"dana"}};
    EXPECT_EQ(absence_at(robin, at("2026-11-30T23:59")), nullptr);
    EXPECT_NE(absence_at(robin, at("2026-12-01T00:00")), nullptr);
    EXPECT_NE(absence_at(robin, at("2026-12-05T23:59")), nullptr);
    EXPECT_EQ(absence_at(robin, at("2026-12-06T00:00")), nullptr);
    EXPECT_EQ(absence_at(person{}, at("2026-12-01T00:00")), nullptr);
}

TEST(absence, is_covered_by_whoever_has_every_role_on_the_same_client) {
    const auto robin =
        who({of(role::account_manager, "acorn"), of(role::account_manager, "dockside")});
    EXPECT_FALSE(left_uncovered(robin, who({of(role::operations)})));
    EXPECT_FALSE(left_uncovered(robin, who({of(role::account_manager)})));
    const auto half = left_uncovered(robin, who({of(role::account_manager, "acorn")}));
    ASSERT_TRUE(half);
    EXPECT_EQ(half->client.value, "dockside");
    EXPECT_TRUE(left_uncovered(robin, who({of(role::recruiter)})));
    EXPECT_TRUE(left_uncovered(robin, who({of(role::hiring_manager, "acorn")})));
}

TEST(absence, stays_within_a_client_a_supplier_and_operations) {
    const auto ana = who({of(role::hiring_manager, "acorn")});
    EXPECT_FALSE(left_uncovered(ana, who({of(role::hiring_manager, "acorn")})));
    EXPECT_TRUE(left_uncovered(ana, who({of(role::hiring_manager, "heron")})));
    EXPECT_TRUE(left_uncovered(ana, who({of(role::operations)})));
    const auto maul = who({of(role::supplier_contact, "", "hammer")});
    EXPECT_FALSE(left_uncovered(maul, who({of(role::supplier_contact, "", "hammer")})));
    EXPECT_TRUE(left_uncovered(maul, who({of(role::supplier_contact, "", "quill")})));
    EXPECT_TRUE(left_uncovered(who({of(role::operations)}), who({of(role::account_manager)})));
    EXPECT_FALSE(
        left_uncovered(who({of(role::recruiter, "acorn")}), who({of(role::recruiter, "acorn")}))
    );
}

TEST(absence, a_stand_in_decides_for_an_absent_manager_only_then_and_only_at_their_client) {
    requisition req;
    req.number = requisition_number{104};
    req.client = client_id{"acorn"};
    req.hiring_manager = person_id{"ana"};
    auto raj = who({of(role::hiring_manager, "acorn")});
    raj.id = person_id{"raj"};
    raj.stands_in = {{person_id{"ana"}, "Ana", at("2026-12-01T00:00"), at("2026-12-06T00:00")}};
    const auto during = acting(raj, at("2026-12-02T10:00"));
    EXPECT_TRUE(has_role_on(req, during, role::hiring_manager));
    EXPECT_FALSE(has_role_on(req, acting(raj, at("2026-12-06T00:00")), role::hiring_manager));
    raj.grants = {of(role::hiring_manager, "heron")};
    EXPECT_FALSE(may_know(req, acting(raj, at("2026-12-02T10:00"))));
}

TEST(quiet_hours, over_midnight_and_within_a_day) {
    person robin;
    EXPECT_FALSE(quiet_until(robin, at("2026-12-01T03:00")));
    robin.quiet = quiet_hours{18 * 60, 8 * 60, "America/Chicago"};
    EXPECT_EQ(quiet_until(robin, at("2026-12-01T18:00")), at("2026-12-02T08:00"));
    EXPECT_EQ(quiet_until(robin, at("2026-12-02T07:59")), at("2026-12-02T08:00"));
    EXPECT_FALSE(quiet_until(robin, at("2026-12-02T08:00")));
    EXPECT_FALSE(quiet_until(robin, at("2026-12-02T17:59")));
    robin.quiet = quiet_hours{12 * 60, 13 * 60, "America/Chicago"};
    EXPECT_EQ(quiet_until(robin, at("2026-12-01T12:30")), at("2026-12-01T13:00"));
    EXPECT_FALSE(quiet_until(robin, at("2026-12-01T13:00")));
    EXPECT_FALSE(quiet_until(robin, at("2026-12-01T03:00")));
}

event about(payload data) {
    event what;
    what.subject = "req:104";
    what.at = at("2026-12-01T10:00");
    what.data = std::move(data);
    return what;
}

TEST(question, the_oldest_answered_one_goes_for_a_new_one) {
    auto req = in_state(requisition_state::open);
    for (std::uint32_t n = 1; n <= most_questions; ++n) {
        req = apply(std::move(req), about(question_asked{{n}, "why?", {}, {}}));
    }
    ASSERT_EQ(req.questions.size(), most_questions);
    EXPECT_FALSE(may_ask(req.questions));
    req = apply(std::move(req), about(question_asked{{99}, "one more?", {}, {}}));
    EXPECT_EQ(req.questions.size(), most_questions);
    EXPECT_EQ(find_question(req.questions, {99}), nullptr);
    req = apply(std::move(req), about(question_answered{{3}, "why?", "because"}));
    req = apply(std::move(req), about(question_asked{{99}, "one more?", {}, {}}));
    EXPECT_EQ(req.questions.size(), most_questions);
    EXPECT_NE(find_question(req.questions, {99}), nullptr);
    EXPECT_EQ(find_question(req.questions, {3}), nullptr);
    const auto entries = indexes(req);
    EXPECT_TRUE(std::ranges::any_of(entries, [](const index_entry& each) {
        return each.set == question_list({99}) && each.member == "req:104";
    }));
}

TEST(question, outside_the_program_only_answers_are_seen_and_nobody_who_asked) {
    auto req = in_state(requisition_state::open);
    req.suppliers = {{.supplier = supplier_id{"hammer"}, .name = "Hammer"}};
    req = apply(
        std::move(req),
        about(question_asked{{1}, "weekends?", supplier_id{"quill"}, "Quillfeather"})
    );
    req = apply(std::move(req), about(question_asked{{2}, "nights?", supplier_id{"quill"}, "Q"}));
    const auto answered = about(question_answered{{1}, "weekends paid?", "1.5x"});
    req = apply(std::move(req), answered);
    const binding inside{binding::kind::internal, {}};
    const binding hammer{binding::kind::supplier, "hammer"};
    const binding client{binding::kind::client, req.client.value};
    EXPECT_EQ(view(req, clear(req, inside, false)).questions.size(), 2U);
    const auto told_at = answered.at + undo_window;
    EXPECT_TRUE(view(req, clear(req, hammer, false)).questions.empty());
    EXPECT_TRUE(
        view(req, clear(req, hammer, false), told_at - std::chrono::seconds{1}).questions.empty()
    );
    const auto shown = view(req, clear(req, hammer, false), told_at).questions;
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].answer, "1.5x");
    EXPECT_EQ(shown[0].text, "weekends paid?");
    EXPECT_TRUE(shown[0].wording.empty());
    EXPECT_TRUE(shown[0].from.empty());
    EXPECT_TRUE(shown[0].from_name.empty());
    EXPECT_TRUE(view(req, clear(req, client, false)).questions.empty());
}

TEST(question, dropped_is_open_no_more_until_it_is_answered_after_all) {
    auto req = in_state(requisition_state::open);
    req = apply(std::move(req), about(question_asked{{1}, "weekends?", supplier_id{"quill"}, "Q"}));
    const auto drop = about(question_dropped{{1}, "weekends?", supplier_id{"quill"}});
    req = apply(std::move(req), drop);
    EXPECT_FALSE(is_open(req.questions.front()));
    EXPECT_EQ(req.questions.front().dropped, drop.at);
    EXPECT_FALSE(apply_to(req.questions, question_dropped{{1}, {}, {}}, drop.at)) << "already";
    EXPECT_FALSE(apply_to(req.questions, question_dropped{{2}, {}, {}}, drop.at)) << "none";
    req = apply(std::move(req), about(question_answered{{1}, "weekends?", "1.5x"}));
    EXPECT_FALSE(req.questions.front().dropped);
    EXPECT_FALSE(apply_to(req.questions, question_dropped{{1}, {}, {}}, drop.at)) << "answered";
}

TEST(question, dropped_makes_room_as_an_answered_one_does) {
    std::vector<question> all;
    for (std::uint32_t n = 1; n <= most_questions; ++n) {
        ASSERT_TRUE(apply_to(all, question_asked{{n}, "why?", {}, {}}, instant{}));
    }
    EXPECT_FALSE(may_ask(all));
    ASSERT_TRUE(apply_to(all, question_dropped{{3}, "why?", {}}, instant{}));
    ASSERT_TRUE(apply_to(all, question_asked{{99}, "why?", {}, {}}, instant{}));
    EXPECT_EQ(find_question(all, {3}), nullptr);
    EXPECT_EQ(all.size(), most_questions);
}

}  // namespace
}  // namespace fillrate::domain::testing
