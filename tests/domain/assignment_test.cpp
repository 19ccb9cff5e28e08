// Somebody at work: the days and hours at which people are asked, through changes of offset and
// long silences, and who is replaced when they leave.
#include "core/domain/assignment.hpp"

#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>

namespace fillrate::domain::testing {
namespace {

const time_zone& chicago() {
    static const auto zone = time_zone::find("America/Chicago").value();
    return zone;
}

instant local(std::string_view text) {
    return chicago().parse(text).value();
}

civil_date day(std::string_view text) {
    return parse_date(text).value();
}

submittal at_work(
    std::string_view start,
    std::optional<civil_date> end = std::nullopt,
    const policy& rules = {}
) {
    submittal sub;
    sub.number = submittal_number{301};
    sub.state = submittal_state::started;
    const auto now = chicago().to_instant({day(start), std::chrono::hours{8}});
    return apply(sub, happened(assignment_set{begun(day(start), end, chicago(), now, rules)}, now));
}

/// Everything asked by `now`: days, "end"; those nobody is alerted of in brackets.
std::string asked(const submittal& sub, instant now) {
    std::string text;
    for (const auto& action : assignment_actions(sub, now)) {
        const auto what = action.fact.day == assignment_asked::of_end
                              ? std::string("end")
                              : std::to_string(action.fact.day);
        text += (text.empty() ? "" : " ") + (action.alert ? what : '(' + what + ')');
    }
    return text;
}

submittal caught_up(submittal sub, instant now) {
    for (const auto& action : assignment_actions(sub, now)) {
        sub = apply(std::move(sub), happened(action.fact, now));
    }
    return sub;
}

TEST(assignment, check_ins_are_at_ten_local_through_a_change_of_offset) {
    // The clocks go forward on 14 March 2027.
    const auto sub = at_work("2027-03-10");
    ASSERT_EQ(sub.job->check_ins.size(), 3U);
    EXPECT_EQ(sub.job->check_ins[0].due, local("2027-03-11T10:00-06:00"));
    EXPECT_EQ(sub.job->check_ins[1].due, local("2027-03-15T10:00-05:00"));
    EXPECT_EQ(sub.job->check_ins[2].due, local("2027-04-09T10:00-05:00"));
    EXPECT_EQ(assignment_due(sub), sub.job->check_ins[0].due);
}

TEST(assignment, the_end_is_spoken_of_in_time) {
    struct row {
        const char* end;
        std::optional<const char*> asked;
    };
    // From 14 December 2026, 08:00, on.
    for (const auto& [end, expected] :
         {row{"2027-03-31", "2027-03-10T10:00"},
          row{"2027-01-05", "2026-12-15T10:00"},
          row{"2027-01-04", "2026-12-14T10:00"},
          row{"2027-01-03", "2027-01-02T10:00"},  // shorter than the notice: the day before
          row{"2026-12-15", "2026-12-14T10:00"},
          row{"2026-12-14", std::nullopt}}) {
        const auto sub = at_work("2026-12-14", day(end));
        EXPECT_EQ(sub.job->ask_end, expected ? std::optional{local(*expected)} : std::nullopt)
            << end;
    }
}

TEST(assignment, the_policy_says_on_which_days_is_asked) {
    policy rules;
    rules.check_in_days = {2, 90};
    rules.end_notice_days = 7;
    const auto sub = at_work("2026-12-14", day("2027-03-31"), rules);
    ASSERT_EQ(sub.job->check_ins.size(), 2U);
    EXPECT_EQ(sub.job->check_ins[0].due, local("2026-12-16T10:00"));
    EXPECT_EQ(sub.job->check_ins[1].due, local("2027-03-14T10:00"));
    EXPECT_EQ(sub.job->ask_end, local("2027-03-24T10:00"));
    rules.check_in_days.clear();
    const auto unasked = at_work("2026-12-14", std::nullopt, rules);
    EXPECT_EQ(assignment_due(unasked), std::nullopt);
    EXPECT_EQ(open_check_in(*unasked.job), nullptr);
}

TEST(assignment, another_end_is_spoken_of_again) {
    auto sub = at_work("2026-12-14", day("2027-01-31"));
    sub = caught_up(sub, local("2027-01-11T10:00"));
    EXPECT_FALSE(sub.job->ask_end);
    const auto now = local("2027-01-12T09:00");
    const auto longer = ending_on(*sub.job, day("2027-03-31"), chicago(), now, {});
    sub = apply(sub, happened(assignment_set{longer}, now));
    EXPECT_EQ(sub.job->end, "2027-03-31");
    EXPECT_EQ(sub.job->ask_end, local("2027-03-10T10:00"));
    EXPECT_TRUE(sub.job->check_ins[0].asked) << "what was asked stays asked";
}

TEST(assignment, a_long_silence_asks_once_for_the_last_day) {
    const auto sub = at_work("2026-12-14", day("2027-01-31"));
    EXPECT_EQ(asked(sub, local("2026-12-15T09:59")), "");
    EXPECT_EQ(asked(sub, local("2026-12-15T10:00")), "1");
    EXPECT_EQ(asked(sub, local("2026-12-25T12:00")), "(1) 5");
    EXPECT_EQ(asked(sub, local("2027-01-20T12:00")), "(1) (5) end 30");
    const auto after = caught_up(sub, local("2027-01-20T12:00"));
    EXPECT_EQ(assignment_due(after), std::nullopt);
    EXPECT_EQ(asked(after, local("2028-01-01T12:00")), "");
}

TEST(assignment, an_answer_goes_to_the_check_in_that_was_asked_last) {
    auto sub = at_work("2026-12-14");
    EXPECT_EQ(open_check_in(*sub.job)->day, 1) << "also before anybody asked";
    sub = caught_up(sub, local("2026-12-19T10:00"));
    EXPECT_EQ(open_check_in(*sub.job)->day, 5);
    sub = apply(sub, happened(check_in_said{5, true}, local("2026-12-19T11:00")));
    EXPECT_TRUE(sub.job->check_ins[1].concern);
    EXPECT_EQ(open_check_in(*sub.job)->day, 1);
    sub = apply(sub, happened(check_in_said{1, false}, local("2026-12-19T11:00")));
    sub = apply(sub, happened(check_in_said{30, false}, local("2026-12-19T11:00")));
    EXPECT_EQ(open_check_in(*sub.job), nullptr);
    EXPECT_EQ(assignment_due(sub), std::nullopt) << "nobody is asked what was said already";
}

/// Of the first check-in, as it stands.
std::string stand_of_first(const submittal& sub) {
    const auto& first = sub.job->check_ins.front();
    return first.answered ? (first.concern ? "concern" : "good") : first.asked ? "asked" : "ahead";
}

submittal after_act(submittal sub, std::string_view act, instant now) {
    if (act == "ask") {
        return apply(std::move(sub), happened(assignment_asked{1}, now));
    }
    return apply(std::move(sub), happened(check_in_said{1, act == "concern"}, now));
}

// Written out by hand from DOMAIN.md 0: what was said stays said however late somebody is asked,
// and may be said otherwise.
TEST(assignment, every_cell_of_a_check_in) {
    struct cell {
        std::string_view from;
        std::string_view act;
        std::string_view to;
    };
    constexpr cell cells[] = {
        {"ahead", "ask", "asked"},
        {"ahead", "good", "good"},
        {"ahead", "concern", "concern"},
        {"asked", "ask", "asked"},
        {"asked", "good", "good"},
        {"asked", "concern", "concern"},
        {"good", "ask", "good"},
        {"good", "good", "good"},
        {"good", "concern", "concern"},
        {"concern", "ask", "concern"},
        {"concern", "good", "good"},
        {"concern", "concern", "concern"},
    };
    const auto now = local("2026-12-15T10:00");
    for (const auto& [from, act, to] : cells) {
        auto sub = at_work("2026-12-14");
        if (from != "ahead") {
            sub = after_act(std::move(sub), from == "asked" ? "ask" : from, now);
        }
        ASSERT_EQ(stand_of_first(sub), from);
        EXPECT_EQ(stand_of_first(after_act(sub, act, now)), to) << from << ' ' << act;
    }
}

TEST(assignment, only_somebody_at_work_is_asked_about) {
    for (const auto state :
         {submittal_state::ended, submittal_state::converted, submittal_state::fell_off}) {
        auto sub = at_work("2026-12-14", day("2027-01-31"));
        sub.state = state;
        EXPECT_EQ(assignment_due(sub), std::nullopt);
        EXPECT_EQ(asked(sub, local("2028-01-01T12:00")), "");
        const auto same = apply(sub, happened(assignment_set{}, local("2027-01-01T12:00")));
        EXPECT_EQ(same.job, sub.job);
    }
}

TEST(assignment, the_guarantee_counts_local_days) {
    const auto sub = at_work("2026-12-14");
    EXPECT_TRUE(inside_guarantee(sub, 30, chicago(), local("2026-12-14T09:00")));
    EXPECT_TRUE(inside_guarantee(sub, 30, chicago(), local("2027-01-13T23:59")));
    EXPECT_FALSE(inside_guarantee(sub, 30, chicago(), local("2027-01-14T00:00")));
    EXPECT_TRUE(inside_guarantee(sub, 0, chicago(), local("2026-12-14T23:59")));
    EXPECT_FALSE(inside_guarantee(submittal{}, 30, chicago(), local("2026-12-14T09:00")));
    for (const auto reason :
         {"completed", "converted", "client_cut", "client_cut: the line moved"}) {
        EXPECT_FALSE(leaves_a_gap(reason)) << reason;
    }
    for (const auto reason : {"quit", "no_call_no_show", "safety", "other: moved away"}) {
        EXPECT_TRUE(leaves_a_gap(reason)) << reason;
    }
}

TEST(assignment, a_gap_is_a_further_opening_and_the_old_one_stays_filled) {
    for (const auto state : {requisition_state::filled, requisition_state::open}) {
        auto req = in_state(state);
        req.openings.front().state = opening_state::filled;
        req.openings.front().submittal = submittal_number{301};
        const auto before = count_openings(req);
        req = apply(
            req,
            happened(opening_backfilled{submittal_number{301}, "P.T."}, local("2026-12-20T09:00"))
        );
        EXPECT_EQ(req.state, requisition_state::open);
        EXPECT_EQ(req.ended, std::nullopt);
        EXPECT_EQ(count_openings(req).filled, before.filled);
        EXPECT_EQ(count_openings(req).open, before.open + 1);
        EXPECT_EQ(req.openings.back().backfill_of.value, 301U);
    }
    for (const auto state : {requisition_state::closed, requisition_state::draft}) {
        const auto req = in_state(state);
        const auto after = apply(
            req,
            happened(opening_backfilled{submittal_number{301}}, local("2026-12-20T09:00"))
        );
        EXPECT_EQ(after.openings, req.openings);
    }
}

RC_GTEST_PROP(assignment, whatever_is_due_is_asked_once_and_time_goes_on, ()) {
    const auto length = *rc::gen::inRange(0, 200);
    const auto end = date_of(days_since_epoch(day("2026-12-14")) + std::chrono::days{length});
    auto sub = at_work("2026-12-14", end);
    auto now = local("2026-12-14T08:00");
    int times = 0;
    const auto steps = *rc::gen::inRange(1, 40);
    for (int i = 0; i < steps; ++i) {
        now += std::chrono::hours{*rc::gen::inRange(1, 400)};
        times += static_cast<int>(assignment_actions(sub, now).size());
        sub = caught_up(std::move(sub), now);
        RC_ASSERT(assignment_due(sub).value_or(instant::max()) > now);
    }
    RC_ASSERT(times <= 4);
}

}  // namespace
}  // namespace fillrate::domain::testing
