// Random intakes against INTAKE on paper (DOMAIN.md 3.1, 4.2): it runs from the request on, stands
// still while the client is asked back or the need is on hold, and ends when the need is settled.
#include "core/domain/clock_rules.hpp"
#include "core/domain/due.hpp"
#include "core/domain/event.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/paper_clocks.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::domain::testing {
namespace {

constexpr paper::moment intake_begins = 1'796'025'600;  // 30 November 2026 08:00 UTC
constexpr int steps_of_an_intake = 40;

/// What somebody with pencil and paper would keep.
struct intake_on_paper {
    std::string is{"draft"};
    std::string before{};
    int priority = 2;
    paper::stopwatches clocks{};

    bool follow(const std::string& verb, int number) {
        static const std::set<std::string> live{"draft", "intake", "qualified", "open"};
        if (verb == "submit" && is == "draft") {
            is = "intake";
            clocks.excuse("INTAKE", false);
        } else if (verb == "return" && is == "intake") {
            is = "draft";
            clocks.excuse("INTAKE", true);
        } else if (verb == "qualify" && is == "intake") {
            is = "qualified";
            clocks.stop("INTAKE", "met");
        } else if (verb == "release" && (is == "qualified" || is == "open")) {
            is = "open";
        } else if (verb == "hold" && live.contains(is)) {
            before = is;
            is = "on_hold";
            clocks.hold(true);
        } else if (verb == "resume" && is == "on_hold") {
            is = before;
            clocks.hold(false);
        } else if (verb == "cancel" && (live.contains(is) || is == "on_hold")) {
            is = "cancelled";
            clocks.stop("INTAKE", "cancelled");
        } else if (verb == "reopen" && is == "cancelled") {
            is = "open";
        } else if (verb == "priority" && (live.contains(is) || is == "on_hold") && number != priority) {
            priority = number;
            clocks.set_priority(priority);
        } else {
            return false;
        }
        return true;
    }
};

/// The domain, settled after every act.
class walked_intake {
public:
    walked_intake() {
        book_.add(1, utc_calendar());
        auto made = creation();
        made.zone = "Etc/UTC";
        happen(made);
        settle();
    }

    /// When something comes due next, or `until`.
    [[nodiscard]] paper::moment next(paper::moment until) const {
        const auto due = next_due(req_);
        const auto at = due ? to_unix_ms(*due) / 1'000 : until;
        return std::max(now_, std::min(at, until));
    }
    void pass(paper::moment to) {
        now_ = to;
        for (auto& action : due_actions(req_, now())) {
            happen(std::move(action.fact));
        }
    }
    bool follow(const std::string& verb_of, int number) {
        requisition_changed to;
        to.priority = static_cast<priority>(number - 1);
        const std::map<std::string, std::pair<verb, payload>> all{
            {"submit", {verb::submit, submitted_for_intake{}}},
            {"return", {verb::send_back, returned_to_draft{}}},
            {"qualify", {verb::qualify, qualified{.items = whole_checklist}}},
            {"release", {verb::release, released{.suppliers = {asked("northlight")}}}},
            {"hold", {verb::hold, held{}}},
            {"resume", {verb::resume, resumed{}}},
            {"cancel", {verb::cancel, cancelled{}}},
            {"reopen", {verb::reopen, reopened{.openings = 1}}},
            {"priority", {verb::change, to}}};
        const auto& [what, fact] = all.at(verb_of);
        const bool same = verb_of == "priority" && req_.priority == *to.priority;
        if (!next_state(req_, what) || same) {
            return false;
        }
        happen(fact);
        if (verb_of == "priority") {
            hurry();
        }
        settle();
        return true;
    }
    [[nodiscard]] std::string differs(const intake_on_paper& from) const {
        const auto* const c = find_clock(req_.clocks, clock_kind::intake);
        const auto& paper = from.clocks.all().at("INTAKE");
        if (c == nullptr) {
            return "there is no clock";
        }
        const auto& on = *book_.find_calendar("utc@1");
        const auto text = [](auto state, auto cycle, auto spent, auto target, bool late) {
            return std::string(state) + " in round " + std::to_string(cycle) + ", used " +
                   std::to_string(spent) + " of " + std::to_string(target) + (late ? ", late" : "");
        };
        const auto is = std::string(word(req_.state)) + ": " +
                        text(
                            word(c->state),
                            c->cycle,
                            used(*c, on, now()).count(),
                            c->target.count(),
                            c->breached.has_value()
                        );
        const auto wanted =
            from.is + ": " + text(paper.is, paper.cycle, paper.used, paper.target, paper.late);
        return is == wanted ? std::string{} : is + "; on paper " + wanted;
    }
    [[nodiscard]] paper::moment seconds_now() const { return now_; }

private:
    [[nodiscard]] instant now() const { return from_unix_ms(now_ * 1'000); }
    void happen(payload what) {
        const auto fact = happened(std::move(what), now(), "because");
        req_ = apply(std::move(req_), fact);
    }
    void settle() {
        const clock_terms terms{
            book_.choose(req_),
            req_.priority,
            "utc@1",
            *book_.find_calendar("utc@1")};
        const auto wishes = clock_wishes(req_, terms.chosen);
        for (auto& c : settled(req_.clocks, wishes, terms, book_, now()).value()) {
            happen(clock_set{std::move(c)});
        }
    }
    void hurry() {
        const auto clocks = req_.clocks;
        for (const auto& c : clocks) {
            const auto& on = *book_.find_calendar(c.calendar);
            const clock_terms to{*book_.find_policy(c.policy), req_.priority, c.calendar, on};
            auto moved = retarget(c, to, on, now());
            if (moved != c) {
                happen(clock_set{std::move(moved)});
            }
        }
    }

    policy_book book_{};
    requisition req_{};
    paper::moment now_ = intake_begins;
};

std::string verb_of_intake(chance& any) {
    static const std::vector<std::string> verbs{
        "submit",
        "submit",
        "return",
        "return",
        "qualify",
        "release",
        "hold",
        "resume",
        "resume",
        "priority",
        "priority",
        "cancel",
        "reopen"};
    const auto verb = any.pick(verbs);
    const bool spared = (verb == "cancel" || verb == "qualify") && any.draw(4) != 0;
    return spared ? "submit" : verb;
}

TEST(IntakeWalk, TheClockIsAsOnPaper) {
    std::set<std::string> states;
    const auto walks = count_of_walks(300, 25'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        chance any(seed);
        walked_intake real;
        intake_on_paper paper;
        paper.clocks.start("INTAKE", intake_begins);
        for (int i = 0; i < steps_of_an_intake; ++i) {
            const auto until = real.seconds_now() + 1 + any.draw(20'000);
            while (real.seconds_now() < until) {
                const auto from = real.seconds_now();
                const auto to = real.next(until);
                real.pass(to);
                paper.clocks.pass(from, to);
            }
            const auto verb = verb_of_intake(any);
            const int number = 1 + static_cast<int>(any.draw(3));
            ASSERT_EQ(real.follow(verb, number), paper.follow(verb, number))
                << "walk " << seed << ", step " << i << ", " << verb;
            ASSERT_EQ(real.differs(paper), "") << "walk " << seed << ", step " << i << ", " << verb;
            states.insert(paper.is);
        }
    }
    EXPECT_EQ(states.size(), 6U) << "all but filled and closed";
}

}  // namespace
}  // namespace fillrate::domain::testing
