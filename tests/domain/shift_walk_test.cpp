// Random lives of a shift against what DOMAIN.md 3.6 says, told in the plainest way.
#include "core/base/time_zone.hpp"
#include "core/domain/event.hpp"
#include "core/domain/shift_due.hpp"
#include "core/domain/shift_transitions.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

constexpr int steps_of_a_shift = 25;

/// What somebody with pencil and paper would keep.
class paper_shift {
public:
    void plan(std::uint32_t ordered, bool at_other_hours) {
        if (counted_ && exists_) {
            return;
        }
        exists_ = true;
        off_ = false;
        unconfirmed_ = false;
        ordered_ = ordered;
        if (at_other_hours) {
            heads_.clear();
        }
    }
    void confirm(const std::string& supplier, std::uint32_t heads) {
        if (!ahead()) {
            return;
        }
        const bool was_enough = sum() >= ordered_;
        heads_[supplier] = heads;
        // Whoever falls short again gets another evening to make up for it.
        unconfirmed_ = unconfirmed_ && !was_enough;
    }
    void evening_before() { unconfirmed_ = ahead() && (unconfirmed_ || sum() < ordered_); }
    void count(std::uint32_t ordered, std::uint32_t present) {
        if (exists_ && !off_) {
            counted_ = true;
            ordered_ = ordered;
            present_ = present;
        }
    }
    void call_off() {
        if (ahead()) {
            off_ = true;
            heads_.clear();
        }
    }

    [[nodiscard]] std::string said() const {
        const std::string state = !exists_            ? "none"
                                  : counted_          ? "counted"
                                  : off_              ? "called_off"
                                  : sum() >= ordered_ ? "confirmed"
                                  : unconfirmed_      ? "unconfirmed"
                                                      : "planned";
        const auto there = counted_ ? present_ : sum();
        const auto missing = ordered_ > there ? ordered_ - there : 0;
        return state + ": " + std::to_string(ordered_) + " ordered, " + std::to_string(sum()) +
               " confirmed, " + std::to_string(missing) + " missing";
    }

private:
    [[nodiscard]] bool ahead() const { return exists_ && !off_ && !counted_; }
    [[nodiscard]] std::uint32_t sum() const {
        std::uint32_t all = 0;
        for (const auto& [supplier, heads] : heads_) {
            all += heads;
        }
        return all;
    }

    bool exists_ = false;
    bool off_ = false;
    bool counted_ = false;
    bool unconfirmed_ = false;
    std::uint32_t ordered_ = 0;
    std::uint32_t present_ = 0;
    std::map<std::string, std::uint32_t> heads_{};
};

std::string said(const work_shift& one) {
    return (one.id.empty() ? "none" : std::string(word(one.state))) + ": " +
           std::to_string(one.ordered) + " ordered, " + std::to_string(confirmed_heads(one)) +
           " confirmed, " + std::to_string(missing_heads(one)) + " missing";
}

/// Thursday 3 December from two or from three o'clock.
shift_planned plan_of(std::uint32_t ordered, bool later, instant now) {
    static const auto zone = time_zone::find("America/Chicago").value();
    const auto from = zone.parse("2026-12-03T14:00").value() + hours{later ? 1 : 0};
    shift_planned made;
    made.id = {requisition_number{207}, "2026-12-03", "2nd"};
    made.ordered = ordered;
    made.starts = from;
    made.ends = from + hours{8};
    made.patience = usual_patience;
    made.confirm_by = cut_off_of(parse_date("2026-12-03").value(), from, zone, now);
    return made;
}

class shift_walk {
public:
    explicit shift_walk(std::uint64_t seed) : any_(seed) {}

    void step() {
        const auto heads = any_.draw(14);
        const auto supplier = std::string(1, "abc"[any_.draw(3)]);
        // Four of seven lives are not counted or called off before much has happened.
        const auto what = any_.draw(any_.draw(3) == 0 ? 9 : 7);
        now_ += hours{any_.draw(3)};
        if (what < 2) {
            const bool other = any_.draw(3) == 0;
            later_ = later_ != other;
            happen(plan_of(heads + 1, later_, now_));
            paper_.plan(heads + 1, other);
        } else if (what < 5) {
            happen(shift_confirmed{supplier_id{supplier}, supplier, heads});
            paper_.confirm(supplier, heads);
        } else if (what < 7) {
            happen(shift_reminded{shift_due::cut_off});
            paper_.evening_before();
        } else if (what == 7) {
            happen(shift_counted{heads + 1, {heads, 0, 0}, {}});
            paper_.count(heads + 1, heads);
        } else {
            happen(shift_called_off{});
            paper_.call_off();
        }
    }
    [[nodiscard]] std::string difference() const {
        const auto is = said(one_);
        const auto wanted = paper_.said();
        return is == wanted ? std::string{} : is + "; on paper " + wanted;
    }
    /// The clock has something to do once at most, and stops asking when all is said.
    [[nodiscard]] bool goes_quiet() const {
        auto after = one_;
        const auto end = now_ + hours{24 * 30};
        for (const auto& action : due_actions(one_, end)) {
            event fact;
            fact.at = end;
            fact.data = shift_reminded{action.what};
            after = apply(std::move(after), fact);
        }
        return one_.id.empty() || !next_due(after);
    }
    [[nodiscard]] bool is_its_history() const {
        const auto folded = fold<work_shift>(history_);
        return one_.id.empty() ? !folded : folded == one_;
    }
    [[nodiscard]] std::string state() const {
        return one_.id.empty() ? "none" : std::string(word(one_.state));
    }

private:
    void happen(payload what) {
        event fact;
        fact.command = command_id{std::to_string(history_.size())};
        fact.at = now_;
        fact.data = std::move(what);
        one_ = apply(std::move(one_), fact);
        history_.push_back(std::move(fact));
    }

    chance any_;
    instant now_ = from_unix_ms(1'795'788'000'000);  // 27 November 2026 15:00 UTC
    bool later_ = false;
    work_shift one_{};
    paper_shift paper_{};
    std::vector<event> history_{};
};

TEST(ShiftWalk, WholeLivesAreAsOnPaper) {
    std::set<std::string> states;
    const auto walks = count_of_walks(400, 40'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        shift_walk one(seed);
        for (int i = 0; i < steps_of_a_shift; ++i) {
            one.step();
            ASSERT_EQ(one.difference(), "") << "walk " << seed << ", step " << i;
            states.insert(one.state());
        }
        ASSERT_TRUE(one.is_its_history()) << "walk " << seed;
        ASSERT_TRUE(one.goes_quiet()) << "walk " << seed;
    }
    EXPECT_EQ(states.size(), 6U);
}

}  // namespace
}  // namespace fillrate::domain::testing
