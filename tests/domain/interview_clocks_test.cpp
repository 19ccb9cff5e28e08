// SCHED, HELD and FEEDBACK of an interview and DECIDE after it: what every state asks for, whose
// fault costs nobody time, and when each is due (DOMAIN.md 4.2, 4.7).
#include "core/domain/clock_rules.hpp"
#include "core/domain/interview_transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <rapidcheck/gtest.h>
#include <string>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;
using state = interview_state;
using step = interview_verb;

std::string_view asked_for(const std::vector<clock_wish>& wishes, clock_kind kind) {
    const auto found = std::ranges::find(wishes, kind, &clock_wish::kind);
    EXPECT_NE(found, wishes.end()) << word(kind);
    constexpr std::array<std::string_view, 4> words{"-", "run", "wait", "met"};
    return found == wishes.end() ? "?" : words.at(static_cast<std::size_t>(found->what));
}

calendar new_york_calendar() {
    calendar_spec spec{.name = "new-york", .zone = "America/New_York"};
    for (std::size_t weekday = 0; weekday < 5; ++weekday) {
        spec.week[weekday] = {window{.start = hours{9}, .end = hours{18}}};
    }
    return calendar::compile(std::move(spec)).value();
}

/// One candidate in interviews and their round; every clock is settled after every step.
class round_desk {
public:
    round_desk() {
        auto spec = chicago_calendar().spec();
        spec.name = "chicago";
        book_.add(1, calendar::compile(std::move(spec)).value());
        book_.add(1, new_york_calendar());
        sub.number = submittal_number{311};
        sub.state = submittal_state::interviewing;
        sub.represented = chicago("2026-11-29 09:00");
        sub.interviews = {interview_number{52}};
    }

    round_desk& at(std::string_view local) { return at(chicago(local)); }
    round_desk& at(instant now) {
        now_ = now;
        return *this;
    }
    round_desk& ask(std::vector<interviewer> panel = {{.person = person_id{"ana"}}}) {
        interview_asked asked;
        asked.number = interview_number{52};
        asked.panel = std::move(panel);
        return then(asked);
    }
    round_desk& then(payload what, party by = party::program) {
        auto fact = happened(std::move(what), now_);
        fact.party = by;
        iv = apply(std::move(iv), fact);
        settle();
        return *this;
    }
    round_desk& offer(step how, party answers, party by, std::string_view local) {
        times_offered offered{.what = how, .slots = {chicago(local)}, .answers = answers};
        return then(offered, by);
    }
    round_desk& confirm(std::string_view local) {
        return then(interview_confirmed{.start = chicago(local), .length = 60});
    }
    round_desk& says_yes() {
        then(feedback_given{.person = person_id{"ana"}, .said = recommendation::yes});
        return tell_candidate(feedback_gathered{iv.number});
    }
    round_desk& tell_candidate(payload what) {
        sub = apply(std::move(sub), happened(std::move(what), now_));
        settle();
        return *this;
    }
    round_desk& requisition_is(requisition_state wanted) {
        req = in_state(wanted);
        settle();
        return *this;
    }

    [[nodiscard]] const clock& of(clock_kind kind) const {
        const auto* found = find_clock(kind == clock_kind::decision ? sub.clocks : iv.clocks, kind);
        EXPECT_NE(found, nullptr) << word(kind);
        static const clock none;
        return found == nullptr ? none : *found;
    }
    /// "SCHED met, HELD running, FEEDBACK running"
    [[nodiscard]] std::string said() const {
        std::string text;
        for (const clock& c : iv.clocks) {
            text += (text.empty() ? "" : ", ") + std::string(word(c.kind)) + ' ' +
                    std::string(word(c.state));
        }
        return text;
    }

    interview iv{};
    submittal sub{};
    requisition req = in_state(requisition_state::open);
    std::string calendar_name{"chicago@1"};
    policy chosen{};

private:
    template <class Record>
    void settle_one(Record& of, const std::vector<clock_wish>& wishes) {
        const clock_terms terms{
            chosen,
            req.priority,
            calendar_name,
            *book_.find_calendar(calendar_name)};
        for (auto& c : settled(of.clocks, wishes, terms, book_, now_).value()) {
            of = apply(std::move(of), happened(clock_set{std::move(c)}, now_));
        }
        EXPECT_TRUE(settled(of.clocks, wishes, terms, book_, now_)->empty()) << said();
    }
    void settle() {
        settle_one(iv, clock_wishes(iv, sub, req, chosen));
        settle_one(sub, clock_wishes(sub, req, *book_.find_calendar(calendar_name)));
    }

    policy_book book_{};
    instant now_{};
};

TEST(interview_clocks, what_every_state_asks_for) {
    struct row {
        state of;
        std::string_view scheduling, held, feedback;
    };
    constexpr row table[] = {
        {state::requested, "run", "run", "-"},
        {state::proposed, "run", "run", "-"},
        {state::confirmed, "met", "run", "run"},
        {state::held, "met", "met", "run"},
        {state::feedback_complete, "met", "met", "met"},
        {state::cancelled, "-", "-", "-"},
        {state::no_show, "run", "run", "-"},
        {state::expired, "run", "run", "-"}};
    static_assert(std::size(table) == 8);
    round_desk d;
    d.ask();
    d.iv.start = chicago("2026-12-01 10:00");
    for (const auto& want : table) {
        d.iv.state = want.of;
        const auto open = clock_wishes(d.iv, d.sub, in_state(requisition_state::open), {});
        EXPECT_EQ(asked_for(open, clock_kind::scheduling), want.scheduling) << word(want.of);
        EXPECT_EQ(asked_for(open, clock_kind::interview), want.held) << word(want.of);
        EXPECT_EQ(asked_for(open, clock_kind::feedback), want.feedback) << word(want.of);
        // A hold lets all that would run stand still.
        for (const auto& wish :
             clock_wishes(d.iv, d.sub, in_state(requisition_state::on_hold), {})) {
            EXPECT_NE(wish.what, clock_wish::ask::run) << word(want.of) << ' ' << word(wish.kind);
        }
    }
}

TEST(interview_clocks, are_those_of_the_round_the_candidate_is_in) {
    round_desk d;
    d.at("2026-11-30 09:00").ask();
    const auto all_end = [&d](const submittal& candidate) {
        const auto wishes = clock_wishes(d.iv, candidate, d.req, {});
        return std::ranges::all_of(wishes, [](const auto& wish) {
            return wish.what == clock_wish::ask::none;
        });
    };
    for (int s = 0; s <= static_cast<int>(submittal_state::not_selected); ++s) {
        auto candidate = d.sub;
        candidate.state = static_cast<submittal_state>(s);
        const bool meets = candidate.state == submittal_state::interviewing;
        EXPECT_EQ(all_end(candidate), !meets) << word(candidate.state);
        candidate.interviews.push_back(interview_number{60});
        EXPECT_TRUE(all_end(candidate)) << "the next round takes over";
    }
}

TEST(interview_clocks, scheduling_is_of_whoever_has_to_answer) {
    round_desk d;
    d.at("2026-11-30 09:00").ask();
    EXPECT_EQ(d.said(), "SCHED running, HELD running");
    EXPECT_EQ(d.of(clock_kind::scheduling).due, chicago("2026-12-01 09:00"));
    d.at("2026-11-30 11:00")
        .offer(step::propose, party::supplier, party::program, "2026-12-03 10:00");
    EXPECT_EQ(d.of(clock_kind::scheduling).party, party::supplier);
    d.offer(step::move, party::client, party::supplier, "2026-12-03 11:00");
    EXPECT_EQ(d.of(clock_kind::scheduling).party, party::client);
    d.then(interview_moved{.what = step::turn_down});
    EXPECT_EQ(d.of(clock_kind::scheduling).party, party::program);
    d.offer(step::propose, party::supplier, party::program, "2026-12-03 10:00");
    d.at("2026-11-30 15:00").then(interview_moved{.what = step::expire});
    EXPECT_EQ(d.of(clock_kind::scheduling).state, clock_state::running) << "silence stops nothing";
    EXPECT_EQ(d.of(clock_kind::scheduling).party, party::program);
    d.confirm("2026-12-03 10:00");
    EXPECT_EQ(d.said(), "SCHED met, HELD running, FEEDBACK running");
    EXPECT_EQ(d.of(clock_kind::scheduling).elapsed, hours{6});
}

TEST(interview_clocks, a_candidate_moves_once_for_nothing) {
    round_desk d;
    d.at("2026-11-30 09:00").ask().confirm("2026-12-02 10:00");
    d.at("2026-12-01 09:00").offer(step::move, party::client, party::candidate, "2026-12-03 10:00");
    EXPECT_EQ(d.said(), "SCHED paused, HELD paused, FEEDBACK cancelled");
    EXPECT_EQ(d.of(clock_kind::scheduling).cycle, 2U);
    d.at("2026-12-01 15:00").confirm("2026-12-03 10:00");
    EXPECT_EQ(d.said(), "SCHED met, HELD running, FEEDBACK running");
    EXPECT_EQ(d.of(clock_kind::scheduling).elapsed, hours{0});
    EXPECT_EQ(d.of(clock_kind::interview).elapsed, hours{9}) << "of Monday only";
    d.at("2026-12-02 09:00").offer(step::move, party::client, party::candidate, "2026-12-04 10:00");
    EXPECT_EQ(d.of(clock_kind::scheduling).state, clock_state::running) << "once only";
    EXPECT_EQ(d.of(clock_kind::scheduling).cycle, 3U);
    EXPECT_EQ(d.of(clock_kind::interview).state, clock_state::paused);
}

TEST(interview_clocks, the_policy_says_how_often_a_candidate_moves_for_nothing) {
    for (const std::uint32_t most : {0U, 2U}) {
        round_desk d;
        d.chosen.candidate_moves = most;
        d.at("2026-11-30 09:00").ask().confirm("2026-12-02 10:00");
        const auto expected = most == 0 ? clock_state::running : clock_state::paused;
        d.at("2026-12-01 09:00")
            .offer(step::move, party::client, party::candidate, "2026-12-03 10:00");
        EXPECT_EQ(d.of(clock_kind::scheduling).state, expected) << most;
        d.at("2026-12-01 15:00").confirm("2026-12-03 10:00");
        d.at("2026-12-02 09:00")
            .offer(step::move, party::client, party::candidate, "2026-12-04 10:00");
        EXPECT_EQ(d.of(clock_kind::scheduling).state, expected) << most << " the second time";
    }
}

TEST(interview_clocks, a_move_of_the_client_or_of_ours_starts_scheduling_anew) {
    for (const auto by : {party::client, party::program, party::supplier}) {
        round_desk d;
        d.at("2026-11-30 09:00").ask().confirm("2026-12-02 10:00");
        d.at("2026-12-01 09:00").offer(step::move, party::supplier, by, "2026-12-03 10:00");
        EXPECT_EQ(d.of(clock_kind::scheduling).state, clock_state::running) << word(by);
        EXPECT_EQ(d.of(clock_kind::scheduling).due, chicago("2026-12-02 09:00")) << word(by);
        const auto held = by == party::client ? clock_state::paused : clock_state::running;
        EXPECT_EQ(d.of(clock_kind::interview).state, held) << word(by);
    }
}

TEST(interview_clocks, feedback_golden_five) {
    round_desk d;
    d.calendar_name = "new-york@1";
    d.chosen.feedback_target = hours{8};
    const auto new_york = time_zone::find("America/New_York").value();
    d.at(new_york.parse("2026-12-01 10:00").value()).ask();
    interview_confirmed agreed;
    agreed.start = new_york.parse("2026-12-04 15:45").value();
    agreed.length = 45;
    d.then(agreed);
    EXPECT_EQ(d.of(clock_kind::feedback).started, new_york.parse("2026-12-04 16:30").value());
    EXPECT_EQ(d.of(clock_kind::feedback).due, new_york.parse("2026-12-07 15:30").value());
    EXPECT_EQ(d.of(clock_kind::feedback).party, party::client);
}

TEST(interview_clocks, feedback_runs_from_the_end_until_the_quorum_is_in) {
    round_desk d;
    d.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
    EXPECT_EQ(d.of(clock_kind::feedback).due, chicago("2026-12-03 11:00"));
    d.at("2026-12-01 13:00").then(interview_moved{.what = step::held, .assumed = true});
    EXPECT_EQ(d.said(), "SCHED met, HELD met, FEEDBACK running");
    d.at("2026-12-01 14:00").says_yes();
    EXPECT_EQ(d.said(), "SCHED met, HELD met, FEEDBACK met");
    EXPECT_EQ(d.of(clock_kind::feedback).elapsed, hours{3});
    EXPECT_EQ(d.of(clock_kind::decision).state, clock_state::running);
    EXPECT_EQ(d.of(clock_kind::decision).due, chicago("2026-12-03 14:00"));
    EXPECT_EQ(d.of(clock_kind::decision).party, party::client);
}

TEST(interview_clocks, held_is_met_when_the_meeting_was_over_whoever_says_so_and_when) {
    const auto held_by = [](std::string_view said, bool assumed) {
        round_desk d;
        d.chosen.interview_target = hours{11};
        d.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
        EXPECT_EQ(d.of(clock_kind::interview).due, chicago("2026-12-01 11:00"));
        d.at(said).then(interview_moved{.what = step::held, .assumed = assumed});
        return d;
    };
    for (const auto& [said, assumed] :
         {std::pair{"2026-12-01 11:00", false},
          {"2026-12-01 13:00", true},
          {"2026-12-02 09:00", false}}) {
        const auto d = held_by(said, assumed);
        const auto& held = d.of(clock_kind::interview);
        EXPECT_EQ(held.state, clock_state::met) << said;
        EXPECT_EQ(held.stopped, chicago("2026-12-01 11:00")) << said;
        EXPECT_EQ(held.elapsed, hours{11}) << said;
        EXPECT_FALSE(held.breached) << said;
        EXPECT_EQ(d.of(clock_kind::feedback).started, chicago("2026-12-01 11:00")) << said;
    }
    // It ended early; and a later word changes nothing of what was assumed.
    EXPECT_EQ(
        held_by("2026-12-01 10:40", false).of(clock_kind::interview).stopped,
        chicago("2026-12-01 10:40")
    );
    auto later = held_by("2026-12-01 13:00", true);
    later.at("2026-12-01 15:00").then(interview_moved{.what = step::held});
    EXPECT_EQ(later.of(clock_kind::interview).stopped, chicago("2026-12-01 11:00"));
    EXPECT_EQ(later.of(clock_kind::interview).cycle, 1U);
}

TEST(interview_clocks, held_that_ran_out_before_anybody_said_so_was_in_time) {
    round_desk d;
    d.chosen.interview_target = hours{12};
    d.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
    d.at("2026-12-01 12:30").then(clock_breached{clock_kind::interview});
    d.at("2026-12-01 13:00").then(interview_moved{.what = step::held, .assumed = true});
    EXPECT_TRUE(d.of(clock_kind::interview).breached);
    EXPECT_TRUE(was_in_time(d.of(clock_kind::interview)));
    round_desk missed;
    missed.chosen.interview_target = hours{10};
    missed.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
    missed.at("2026-12-01 13:00").then(interview_moved{.what = step::held, .assumed = true});
    EXPECT_EQ(missed.of(clock_kind::interview).breached, chicago("2026-12-01 10:00"));
    EXPECT_FALSE(was_in_time(missed.of(clock_kind::interview)));
}

TEST(interview_clocks, after_a_no_show_feedback_waits_for_the_new_end) {
    for (const auto missing : {absentee::interviewer, absentee::candidate}) {
        round_desk d;
        d.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
        d.at("2026-12-01 13:00").then(interview_moved{.what = step::held, .assumed = true});
        d.at("2026-12-01 14:00").then(interview_moved{.what = step::no_show, .absent = missing});
        const auto excused = missing == absentee::candidate;
        EXPECT_EQ(
            d.said(),
            excused ? "SCHED paused, HELD paused, FEEDBACK cancelled"
                    : "SCHED running, HELD paused, FEEDBACK cancelled"
        );
        d.at("2026-12-02 09:00").confirm("2026-12-03 10:00");
        EXPECT_EQ(d.said(), "SCHED met, HELD running, FEEDBACK running");
        EXPECT_EQ(d.of(clock_kind::feedback).due, chicago("2026-12-07 11:00"));
        EXPECT_EQ(d.of(clock_kind::feedback).cycle, 2U);
    }
}

TEST(interview_clocks, a_meeting_logged_afterwards_owes_feedback_from_then_on) {
    round_desk d;
    d.at("2026-12-02 09:00").ask().confirm("2026-12-01 10:00");
    d.then(interview_moved{.what = step::held});
    EXPECT_EQ(d.said(), "SCHED met, HELD met, FEEDBACK running");
    EXPECT_EQ(d.of(clock_kind::feedback).started, chicago("2026-12-02 09:00"));
    round_desk nobody;
    nobody.at("2026-12-02 09:00").ask({}).confirm("2026-12-01 10:00");
    EXPECT_EQ(find_clock(nobody.iv.clocks, clock_kind::feedback), nullptr);
}

TEST(interview_clocks, the_decision_is_due_until_there_is_one) {
    const auto judged = [] {
        round_desk d;
        d.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
        d.at("2026-12-01 12:00").then(interview_moved{.what = step::held});
        d.at("2026-12-01 14:00").says_yes();
        return d;
    };
    const auto after = [&judged](submittal_moved what) {
        auto d = judged();
        d.at("2026-12-02 14:00").tell_candidate(what);
        return d;
    };
    for (const auto verb : {submittal_verb::select, submittal_verb::reject}) {
        const auto d = after({verb});
        EXPECT_EQ(d.of(clock_kind::decision).state, clock_state::met) << word(verb);
        EXPECT_EQ(d.of(clock_kind::decision).elapsed, hours{9}) << word(verb);
    }
    auto next = after({submittal_verb::interview, interview_number{60}});
    EXPECT_EQ(next.of(clock_kind::decision).state, clock_state::met) << "another round is one too";
    EXPECT_FALSE(next.sub.feedback_in);
    next.tell_candidate(feedback_gathered{interview_number{52}});
    EXPECT_FALSE(next.sub.feedback_in) << "an earlier round says nothing of this one";
    next.at("2026-12-03 09:00").tell_candidate(feedback_gathered{interview_number{60}});
    EXPECT_EQ(next.of(clock_kind::decision).cycle, 2U);
    auto gone = after({submittal_verb::withdraw});
    EXPECT_EQ(gone.of(clock_kind::decision).state, clock_state::cancelled);
    gone.at("2026-12-04 09:00").tell_candidate(submittal_moved{submittal_verb::revive});
    EXPECT_EQ(gone.of(clock_kind::decision).started, chicago("2026-12-04 09:00"));
}

TEST(interview_clocks, who_left_leaves_no_clock_running) {
    round_desk d;
    d.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
    d.at("2026-12-01 12:00").then(interview_moved{.what = step::held});
    d.tell_candidate(submittal_moved{submittal_verb::select});
    EXPECT_EQ(d.said(), "SCHED met, HELD met, FEEDBACK cancelled");
    round_desk cancelled;
    cancelled.at("2026-11-30 09:00").ask().confirm("2026-12-01 10:00");
    cancelled.then(interview_moved{.what = step::cancel});
    EXPECT_EQ(cancelled.said(), "SCHED met, HELD cancelled, FEEDBACK cancelled");
}

// The clocks of a round over random holds use the working time outside the holds, to the second.
RC_GTEST_PROP(interview_clocks, no_hold_costs_or_gives_a_second, ()) {
    const auto on = chicago_calendar();
    round_desk d;
    auto now = chicago("2026-11-30 09:00");
    d.at(now).ask().confirm("2026-12-01 10:00");
    seconds held{0};
    seconds feedback{0};
    const auto end = chicago("2026-12-01 11:00");
    bool runs = true;
    for (int i = 0; i < 10; ++i) {
        const auto next = now + seconds{*rc::gen::inRange(1, 200'000)};
        if (runs) {
            held += on.between(now, next);
            feedback += on.between(std::max(now, end), std::max(next, end));
        }
        now = next;
        runs = *rc::gen::arbitrary<bool>();
        d.at(now).requisition_is(runs ? requisition_state::open : requisition_state::on_hold);
        RC_ASSERT(used(d.of(clock_kind::interview), on, now) == held);
        RC_ASSERT(used(d.of(clock_kind::feedback), on, now) == feedback);
    }
}

}  // namespace
}  // namespace fillrate::domain::testing
