// Random lives of somebody at work against what DOMAIN.md 0 says: asked on day 1, 5 and 30 at ten,
// of the end 21 days before it, each once, told in whole hours on paper.
#include "core/base/civil.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/assignment.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using std::chrono::days;
using hour = std::int64_t;

constexpr int steps_of_a_job = 40;
constexpr hour ten = 10;
constexpr hour one_day = 24;

hour ten_on(std::int64_t day) {
    return day * one_day + ten;
}

/// What somebody with pencil and paper would keep; days and hours since 1970.
struct paper_job {
    struct question {
        std::int64_t day = 0;  ///< after the first one
        bool asked = false;
        std::string answer{};
    };

    std::int64_t start = 0;
    std::array<question, 3> questions{{{1}, {5}, {30}}};
    std::optional<hour> speak_of_end{};
    std::optional<hour> worried{};
    bool at_work = true;

    void until(std::int64_t day, hour now) {
        speak_of_end.reset();
        if (ten_on(day - 21) > now) {
            speak_of_end = ten_on(day - 21);
        } else if (ten_on(day - 1) > now) {
            speak_of_end = ten_on(day - 1);
        }
    }
    /// Of check-ins that piled up the last one alone is spoken of.
    std::string ask(hour now) {
        std::vector<std::pair<hour, std::string>> due;
        std::string last;
        for (auto& one : questions) {
            if (at_work && !one.asked && ten_on(start + one.day) <= now) {
                one.asked = true;
                last = std::to_string(one.day);
                due.emplace_back(ten_on(start + one.day), last);
            }
        }
        if (at_work && speak_of_end && *speak_of_end <= now) {
            due.emplace_back(*speak_of_end, "end");
            speak_of_end.reset();
        }
        std::ranges::stable_sort(due, {}, &std::pair<hour, std::string>::first);
        std::string text;
        for (const auto& [at, what] : due) {
            text += what + (what == last || what == "end" ? "! " : " ");
        }
        return text;
    }
    /// The one asked last that has no answer; before anybody asked, the next.
    [[nodiscard]] std::int64_t open_day() const {
        std::int64_t first = 0;
        std::int64_t last_asked = 0;
        for (const auto& one : questions) {
            if (one.answer.empty()) {
                first = first == 0 ? one.day : first;
                last_asked = one.asked ? one.day : last_asked;
            }
        }
        return last_asked != 0 ? last_asked : first;
    }
    void answer(bool concern, hour now) {
        const auto day = open_day();
        for (auto& one : questions) {
            if (one.day == day) {
                one.asked = true;
                one.answer = concern ? "concern" : "good";
            }
        }
        if (concern) {
            worried = worried.value_or(now);
        } else {
            worried.reset();
        }
    }
    [[nodiscard]] hour next() const {
        std::optional<hour> first = speak_of_end;
        for (const auto& one : questions) {
            const auto at = ten_on(start + one.day);
            first = one.asked ? first : std::min(first.value_or(at), at);
        }
        return at_work ? first.value_or(0) : 0;
    }
    [[nodiscard]] std::string said() const {
        std::string text =
            "next " + std::to_string(next()) + ", open " + std::to_string(open_day());
        for (const auto& one : questions) {
            text +=
                ", " + std::to_string(one.day) + (one.asked ? " asked " : " ahead ") + one.answer;
        }
        return text + ", worried " + std::to_string(worried.value_or(0));
    }
};

hour hour_of(instant at) {
    return to_unix_ms(at) / 3'600'000;
}

std::string said(const submittal& sub) {
    const auto due = assignment_due(sub);
    const auto* open = open_check_in(*sub.job);
    std::string text = "next " + std::to_string(due ? hour_of(*due) : 0) + ", open " +
                       std::to_string(open == nullptr ? 0 : open->day);
    for (const auto& one : sub.job->check_ins) {
        const std::string answer = !one.answered ? "" : one.concern ? "concern" : "good";
        text += ", " + std::to_string(one.day) + (one.asked ? " asked " : " ahead ") + answer;
    }
    const auto& worried = sub.job->worried;
    return text + ", worried " + std::to_string(worried ? hour_of(*worried) : 0);
}

class job_walk {
public:
    explicit job_walk(std::uint64_t seed) : any_(seed) {
        paper_.start = hour_of(now()) / one_day;
        one_.number = submittal_number{301};
        one_.state = submittal_state::started;
        happen(assignment_set{begun(date_on(paper_.start), std::nullopt, zone_, now(), {})});
    }

    /// The first difference; empty when there is none.
    std::string step() {
        now_ += any_.draw(48);
        const auto what = any_.draw(20);
        if (what == 0 && any_.draw(3) == 0) {
            leave();
        } else if (what < 5) {
            say(what < 2);
        } else if (what < 8) {
            extend();
        } else if (what < 16) {
            return ask();
        }
        return difference();
    }
    [[nodiscard]] bool left() const { return !paper_.at_work; }

private:
    [[nodiscard]] instant now() const { return from_unix_ms(now_ * 3'600'000); }
    static civil_date date_on(std::int64_t day) { return date_of(days{day}); }

    std::string ask() {
        std::string asked;
        for (const auto& action : assignment_actions(one_, now())) {
            const bool of_end = action.fact.day == assignment_asked::of_end;
            asked += (of_end ? std::string("end") : std::to_string(action.fact.day)) +
                     (action.alert ? "! " : " ");
            happen(action.fact);
        }
        const auto wanted = paper_.ask(now_);
        return asked == wanted ? difference() : "asked " + asked + "; on paper " + wanted;
    }
    void say(bool concern) {
        const auto* open = open_check_in(*one_.job);
        happen(check_in_said{open == nullptr ? std::uint16_t{0} : open->day, concern});
        paper_.answer(concern, now_);
    }
    void extend() {
        const auto day = now_ / one_day + any_.draw(60);
        happen(assignment_set{ending_on(*one_.job, date_on(day), zone_, now(), {})});
        if (paper_.at_work) {
            paper_.until(day, now_);
        }
    }
    void leave() {
        submittal_moved moved;
        moved.what = submittal_verb::end;
        happen(moved);
        paper_.at_work = false;
    }
    [[nodiscard]] std::string difference() const {
        const auto is = said(one_);
        return is == paper_.said() ? std::string{} : is + "; on paper " + paper_.said();
    }
    void happen(payload what) { one_ = apply(std::move(one_), happened(std::move(what), now())); }

    chance any_;
    time_zone zone_ = time_zone::find("Etc/UTC").value();
    hour now_ = 499'232;  // 14 December 2026 08:00 UTC
    submittal one_{};
    paper_job paper_{};
};

TEST(AssignmentWalk, WholeJobsAreAsOnPaper) {
    std::size_t left = 0;
    const auto walks = count_of_walks(400, 25'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        job_walk one(seed);
        for (int i = 0; i < steps_of_a_job; ++i) {
            ASSERT_EQ(one.step(), "") << "walk " << seed << ", step " << i;
        }
        left += one.left() ? 1U : 0U;
    }
    EXPECT_GT(left, walks / 10);
    EXPECT_LT(left, walks);
}

}  // namespace
}  // namespace fillrate::domain::testing
