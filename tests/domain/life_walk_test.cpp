// Random lives of a requisition with its candidates, their interviews, offers and assignments, by
// random people, against the pages written down once more (paper_life.hpp): allowed or not, the
// same states, counts and clocks to the second after every step; and the same once more where half
// of it is logged later than it happened. FILLRATE_LONG walks a million steps of each.
#include "tests/domain/expected_steps.hpp"
#include "tests/domain/walked_life.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using paper::act;
using paper::moment;

constexpr moment monday = 1'796'025'600;  // 30 November 2026 08:00 UTC
constexpr int steps_of_a_walk = 200;
constexpr std::size_t most_candidates = 4;

class walk {
public:
    explicit walk(std::uint64_t seed, bool logs_later = false, bool by_heads = false)
        : random_(seed),
          logs_later_(logs_later),
          real_(monday, by_heads),
          paper_(monday, by_heads) {}

    /// What went wrong, with what was done last; empty when nothing did.
    [[nodiscard]] std::string step() {
        pass(
            paper_.now() + pick(std::array<moment, 8>{1, 5, 60, 600, 1'800, 3'600, 20'000, 90'000})
        );
        if (found_.empty() && logs_later_ && draw(2) == 0) {
            log_later();
        } else {
            do_something();
            // What has run out with it is noticed at once.
            real_.pass(paper_.now());
            paper_.pass(paper_.now());
        }
        return found_.empty() ? compared() : found_ + " after " + done_;
    }
    [[nodiscard]] std::size_t count_withdrawn() const { return real_.count_withdrawn(); }
    [[nodiscard]] bool runs_round_the_clock() const { return real_.runs_round_the_clock(); }
    /// How often counted people left, and how often with others to be found for them.
    [[nodiscard]] std::size_t count_left() const { return left_; }
    [[nodiscard]] std::size_t count_replaced() const { return replaced_; }
    /// Adds the states that candidates and rounds are in.
    void add_states(std::set<std::string>& candidates, std::set<std::string>& rounds) const {
        for (const auto& one : paper_.candidates) {
            candidates.insert(one.is);
            if (one.rounds > 0) {
                rounds.insert(one.last.is);
            }
        }
    }
    [[nodiscard]] std::string end() const {
        const auto found = real_.last_fault();
        return found.empty() ? found : found + " after " + done_;
    }

private:
    std::size_t draw(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }
    template <class Range>
    typename Range::value_type pick(const Range& from) {
        return from[draw(std::size(from))];
    }
    // Mostly the account manager, who may do most.
    std::string somebody() {
        static const std::vector<std::string> all{"REC", "HM", "SUP", "OPS", "ADM", "PAN"};
        return draw(3) != 0 ? "AM" : pick(all);
    }

    void pass(moment to) {
        while (paper_.now() < to) {
            const auto next = real_.next(to);
            real_.pass(next);
            paper_.pass(next);
            found_ += real_.fault();
            if (!found_.empty()) {
                return;
            }
        }
    }
    std::string compared() {
        const auto found = real_.fault() + real_.differs(paper_);
        return found.empty() ? found : found + " after " + done_;
    }
    void both(const std::string& what, bool real, bool paper) {
        done_ = what;
        if (real != paper) {
            found_ += real ? "allowed, not on paper;" : "refused, not on paper;";
        }
    }

    void do_something() {
        const auto what = draw(100);
        if (what < 6 || paper_.candidates.empty()) {
            submit();
        } else if (what < 14) {
            to_requisition();
        } else if (what < 16 && !logs_later_) {
            apply_policy();
        } else {
            to_somebody(draw(paper_.candidates.size()), what < 58);
        }
    }
    // Logged when more time has passed, it comes to what it would have come to at once
    // (DOMAIN.md 4.1); where the clock did something by itself meanwhile, nothing is logged.
    void log_later() {
        const auto then = paper_.now();
        const auto until = then + pick(std::array<moment, 4>{600, 3'600, 20'000, 60'000});
        const auto before = paper_;
        pass(until);
        if (!found_.empty() || states(before) != states(paper_)) {
            return;
        }
        paper_ = before;
        real_.go_back_to(then);
        do_something();
        pass(until);
    }
    static std::string states(const paper::life& of) {
        auto text = of.is;
        for (const auto& one : of.candidates) {
            text += ' ' + one.is + ' ' + one.last.is + (one.last.assumed ? " assumed" : "");
        }
        return text;
    }

    void submit() {
        const auto by = somebody();
        const bool consented = draw(3) != 0;
        if (paper_.candidates.size() < most_candidates) {
            both("submit by " + by, real_.submit(by, consented), paper_.submit(by, consented));
        }
    }
    void to_heads() {
        static const std::vector<std::string> verbs{"came", "came", "quit", "completed"};
        const auto verb = pick(verbs);
        const auto by = somebody();
        const int count = 1 + static_cast<int>(draw(2));
        const auto open = paper_.open;
        const bool done = paper_.do_to_heads(verb, by, count);
        both(verb + " by " + by, real_.do_to_heads(verb, by, count), done);
        left_ += done && verb != "came" ? 1U : 0U;
        replaced_ += paper_.open > open ? 1U : 0U;
    }
    void to_requisition() {
        if (paper_.by_heads && draw(3) != 0) {
            to_heads();
            return;
        }
        static const std::vector<std::string> verbs{
            "hold",
            "resume",
            "resume",
            "openings",
            "openings",
            "close",
            "cancel",
            "reopen",
            "reopen",
            "priority",
            "priority",
            "must_haves",
            "accept",
            "decline",
            "remove",
            "release",
            "release"};
        const auto verb = pick(verbs);
        if ((verb == "close" || verb == "cancel") && draw(3) != 0) {
            return;
        }
        const auto by = somebody();
        const int number = 1 + static_cast<int>(draw(4));
        both(
            verb + " by " + by,
            real_.do_to_requisition(verb, by, number),
            paper_.do_to_requisition(verb, by, number)
        );
    }
    void apply_policy() {
        const auto percent = pick(std::array<int, 4>{50, 100, 150, 200});
        done_ = "targets of " + std::to_string(percent) + " percent";
        real_.apply_policy(percent);
        paper_.apply_policy(percent);
    }
    // A verb that the page knows for the state, or any.
    std::string verb_for(
        const std::map<std::string, std::string>& steps,
        const std::string& state
    ) {
        std::vector<std::string> fitting;
        std::vector<std::string> all;
        for (const auto& [cell, to] : steps) {
            const auto space = cell.find(' ');
            all.push_back(cell.substr(space + 1));
            if (cell.substr(0, space) == state) {
                fitting.push_back(all.back());
            }
        }
        return fitting.empty() || draw(5) == 0 ? pick(all) : pick(fitting);
    }
    // Who is in interviews is mostly dealt with there.
    void to_somebody(std::size_t n, bool as_candidate) {
        const auto& one = paper_.candidates[n];
        const bool in_interviews = one.is == "interviewing" && one.last.is != "feedback_complete";
        if (one.rounds == 0 || (as_candidate && (!in_interviews || draw(4) == 0))) {
            to_candidate(n);
        } else {
            to_round(n);
        }
    }
    // They come to an end soon enough.
    bool is_spared(const std::string& verb) {
        static const std::set<std::string>
            ends{"reject", "withdraw", "lose", "pass_over", "rescind", "expire"};
        return ends.contains(verb) && draw(5) != 0;
    }
    void to_candidate(std::size_t n) {
        act what;
        const auto chance = draw(20);
        what.verb = chance == 0  ? "consent"
                    : chance < 3 ? "revive"
                                 : verb_for(expected_submittal_steps(), paper_.candidates[n].is);
        const bool by_clock = what.verb == "lose" || what.verb == "pass_over";
        if (is_spared(what.verb)) {
            return;
        }
        what.by = by_clock && draw(3) != 0 ? "BOT" : somebody();
        what.at = paper_.now() + static_cast<moment>(draw(20)) * 86'400;
        what.leaves_gap = draw(2) == 0;
        what.names_day = what.leaves_gap;
        both(
            what.verb + " by " + what.by + " to candidate " + std::to_string(n),
            real_.do_to_candidate(n, what),
            paper_.do_to_candidate(n, what)
        );
    }
    void to_round(std::size_t n) {
        static const std::vector<std::string> movers{"client", "supplier", "candidate", "program"};
        static const std::vector<std::string> absent{"candidate", "client"};
        static const std::vector<std::string> panel{"ana", "raj"};
        act what;
        what.verb = verb_for(expected_interview_steps(), paper_.candidates[n].last.is);
        const bool judged = paper_.candidates[n].last.is == "held" && draw(3) != 0;
        if (judged || what.verb == "complete") {
            what.verb = draw(4) == 0 ? "waive" : "yes";
        }
        what.by = somebody();
        const bool says = what.verb == "yes" || what.verb == "waive";
        what.who = says ? pick(panel) : what.verb == "noshow" ? pick(absent) : pick(movers);
        what.at = paper_.now() + 1'800 + static_cast<moment>(draw(40)) * 7'200;
        if (what.verb == "expire" || (what.verb == "cancel" && draw(4) != 0)) {
            return;
        }
        both(
            what.verb + " by " + what.by + " to the round of candidate " + std::to_string(n),
            real_.do_to_round(n, what),
            paper_.do_to_round(n, what)
        );
    }

    std::mt19937_64 random_;
    bool logs_later_ = false;
    walked_life real_;
    paper::life paper_;
    std::size_t left_ = 0;
    std::size_t replaced_ = 0;
    std::string found_{};
    std::string done_{};
};

std::string said(const std::set<std::string>& states) {
    std::string text = "they go everywhere:";
    for (const auto& one : states) {
        text += ' ' + one;
    }
    return text;
}

TEST(LifeWalk, WholeLivesAreAsOnPaper) {
    std::set<std::string> of_candidates;
    std::set<std::string> of_rounds;
    const auto walks = count_of_walks(100, 5'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        walk one(seed);
        for (int i = 0; i < steps_of_a_walk; ++i) {
            ASSERT_EQ(one.step(), "") << "walk " << seed << ", step " << i;
            one.add_states(of_candidates, of_rounds);
        }
        ASSERT_EQ(one.end(), "") << "walk " << seed;
    }
    EXPECT_EQ(of_candidates.size(), 22U) << said(of_candidates);
    EXPECT_EQ(of_rounds.size(), 8U) << said(of_rounds);
}

TEST(LifeWalk, OrdersThatAreServedByHeadsAreAsOnPaper) {
    std::size_t round_the_clock = 0;
    std::size_t left = 0;
    std::size_t replaced = 0;
    const auto walks = count_of_walks(60, 5'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        walk one(seed, false, true);
        for (int i = 0; i < steps_of_a_walk; ++i) {
            ASSERT_EQ(one.step(), "") << "walk " << seed << ", step " << i;
            round_the_clock += one.runs_round_the_clock() ? 1U : 0U;
        }
        ASSERT_EQ(one.end(), "") << "walk " << seed;
        left += one.count_left();
        replaced += one.count_replaced();
    }
    EXPECT_GT(round_the_clock, 0U);
    EXPECT_GT(replaced, 0U);
    EXPECT_GT(left, replaced);
}

TEST(LifeWalk, WhatIsLoggedLaterComesToTheSame) {
    std::size_t withdrawn = 0;
    const auto walks = count_of_walks(40, 5'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        walk one(seed, true);
        for (int i = 0; i < steps_of_a_walk; ++i) {
            ASSERT_EQ(one.step(), "") << "walk " << seed << ", step " << i;
        }
        ASSERT_EQ(one.end(), "") << "walk " << seed;
        withdrawn += one.count_withdrawn();
    }
    EXPECT_GT(withdrawn, 0U);
}

}  // namespace
}  // namespace fillrate::domain::testing
