// Random lives of a candidate put forward against what DOMAIN.md 3.3, 3.4 and 0 say, told in the
// plainest way.
#include "core/domain/event.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "tests/domain/expected_steps.hpp"
#include "tests/domain/paper_words.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using paper::among;
using std::chrono::days;
using std::chrono::hours;

constexpr int steps_of_a_candidate = 40;
constexpr std::uint32_t verb_count = 25;
constexpr std::string_view in_play =
    " submitted returned presented held shortlisted interviewing selected offer_extended "
    "offer_accepted cleared ";
constexpr std::string_view with_the_client =
    " presented held shortlisted interviewing selected offer_extended ";
constexpr std::string_view with_an_opening = " offer_accepted cleared started ";
constexpr std::string_view may_be_brought_back =
    " screen_rejected rejected withdrawn not_selected ";
constexpr std::string_view towards_the_client =
    " present shortlist hold interview select reject offer accept ";

using flag = std::pair<std::string_view, bool>;

std::string flags(std::initializer_list<flag> all) {
    std::string text;
    for (const auto& [word, is_so] : all) {
        text += is_so ? ", " + std::string(word) : std::string{};
    }
    return text;
}

/// One verb, with what may come with it.
struct candidate_step {
    submittal_verb what = submittal_verb::present;
    std::string reason{};
    std::string first_day{};
    bool until_a_day = false;
    std::uint32_t round = 0;
    instant at{};

    [[nodiscard]] std::string verb() const { return std::string(word(what)); }
};

/// What somebody with pencil and paper would keep.
class paper_candidate {
public:
    explicit paper_candidate(bool duplicate) : state_(duplicate ? "duplicate" : "submitted") {}

    [[nodiscard]] const std::string& state() const { return state_; }
    [[nodiscard]] bool has_a_round(std::uint32_t round) const { return met_.contains(round); }

    /// Where the verb leads; nowhere: empty.
    [[nodiscard]] std::string next(const std::string& verb) const {
        if (verb == "revive") {
            return among(may_be_brought_back, state_) ? before_ : std::string{};
        }
        if (verb == "ask_again" && !until_a_day_) {
            return {};
        }
        const auto found = expected_submittal_steps().find(state_ + ' ' + verb);
        return found == expected_submittal_steps().end() ? std::string{} : found->second;
    }
    void go(const candidate_step& step) {
        const auto verb = step.verb();
        const auto to = next(verb);
        if (to.empty()) {
            return;
        }
        if (verb == "offer" || verb == "move") {
            first_day_ = step.first_day;
        }
        if (verb != "move") {
            enter(to, step);
        }
    }
    void claim(bool settled) { claimed_twice_ = !settled; }
    void consent() {
        consented_ = true;
        claimed_twice_ = state_ == "duplicate" && !met_before_ ? !unwanted_ : claimed_twice_;
    }
    void bar(bool lifted) { unwanted_ = !lifted; }
    void know(bool contested, bool lifted) {
        met_before_ = !lifted;
        claimed_twice_ = state_ == "duplicate" ? contested && !lifted : claimed_twice_;
    }
    void verdicts_of(std::uint32_t round) {
        verdicts_in_ = verdicts_in_ || (!rounds_.empty() && rounds_.back() == round);
    }
    void met_in(std::uint32_t round, bool taken_back) {
        if (taken_back) {
            met_.erase(round);
        } else {
            met_.insert(round);
        }
    }

    [[nodiscard]] std::string said(instant now) const {
        const bool soon = out_since_ && now - *out_since_ <= days{30};
        return state_ + " (" + reason_ + "), offer " + std::to_string(offers_) + " for " +
               first_day_ + ", round " + std::to_string(rounds_.size()) + ", met in " +
               std::to_string(met_.size()) + ", out since " +
               std::to_string(out_since_ ? to_unix_ms(*out_since_) : 0) +
               flags(
                   {{"claimed twice", claimed_twice_},
                    {"unwanted", unwanted_},
                    {"met before", met_before_},
                    {"consented", consented_},
                    {"seen", seen_},
                    {"until a day", until_a_day_},
                    {"verdicts in", verdicts_in_},
                    {"in play", among(in_play, state_)},
                    {"with the client", among(with_the_client, state_)},
                    {"with an opening", among(with_an_opening, state_)},
                    {"may come back", soon && among(may_be_brought_back, state_)}}
               );
    }

private:
    void enter(const std::string& to, const candidate_step& step) {
        const auto verb = step.verb();
        const bool goes_on = among(in_play, to) || among(with_an_opening, to);
        if (!goes_on && among(in_play, state_)) {
            before_ = state_;
        }
        state_ = to;
        reason_ = step.reason;
        until_a_day_ = verb == "hold" && step.until_a_day;
        out_since_ = goes_on ? std::nullopt : std::optional{step.at};
        claimed_twice_ = claimed_twice_ && goes_on && verb != "award";
        unwanted_ = unwanted_ && verb != "award";
        met_before_ = met_before_ && verb != "award";
        seen_ = seen_ || verb == "present";
        offers_ += verb == "offer" ? 1U : 0U;
        if (verb == "interview") {
            rounds_.push_back(step.round);
            verdicts_in_ = false;
        }
    }

    std::string state_;
    std::string before_{};
    std::string reason_{};
    std::string first_day_{};
    std::uint32_t offers_ = 0;
    std::vector<std::uint32_t> rounds_{};
    std::set<std::uint32_t> met_{};
    std::optional<instant> out_since_{};
    bool claimed_twice_ = false;
    bool unwanted_ = false;
    bool met_before_ = false;
    bool consented_ = false;
    bool seen_ = false;
    bool until_a_day_ = false;
    bool verdicts_in_ = false;
};

std::string said_of_candidate(const submittal& one, instant now) {
    const bool offered = !one.offers.empty();
    return std::string(word(one.state)) + " (" + one.reason + "), offer " +
           std::to_string(offered ? one.offers.back().version : 0) + " for " +
           (offered ? one.offers.back().start : std::string{}) + ", round " +
           std::to_string(one.interviews.size()) + ", met in " + std::to_string(one.met_in.size()) +
           ", out since " + std::to_string(one.ended ? to_unix_ms(*one.ended) : 0) +
           flags(
               {{"claimed twice", one.disputed},
                {"unwanted", one.barred},
                {"met before", one.known},
                {"consented", one.represented.has_value()},
                {"seen", one.presented.has_value()},
                {"until a day", one.hold_until.has_value()},
                {"verdicts in", one.feedback_in.has_value()},
                {"in play", is_live(one.state)},
                {"with the client", is_before_client(one.state)},
                {"with an opening", holds_opening(one.state)},
                {"may come back", may_still_revive(one, 30, now)}}
           );
}

payload fact_of_step(const candidate_step& step) {
    if (step.what == submittal_verb::offer) {
        return offer_made{.pay = 5'200, .start = step.first_day};
    }
    if (step.what == submittal_verb::move_start) {
        return start_moved{.start = step.first_day};
    }
    submittal_moved moved{.what = step.what};
    if (step.what == submittal_verb::interview) {
        moved.interview = interview_number{step.round};
    }
    if (step.until_a_day) {
        moved.until = step.at + days{7};
    }
    return moved;
}

class candidate_walk {
public:
    explicit candidate_walk(std::uint64_t seed) : any_(seed), paper_(any_.draw(6) == 0) {
        submittal_made made;
        made.number = submittal_number{301};
        made.requisition = requisition_number{104};
        made.supplier = supplier_id{"northlight"};
        made.duplicate = paper_.state() == "duplicate";
        happen(std::move(made));
    }

    void step() {
        now_ += hours{any_.draw(48)} + (any_.draw(10) == 0 ? days{any_.draw(40)} : days{0});
        const auto what = any_.draw(10);
        if (what == 0 && before_) {
            take_back();
            return;
        }
        before_ = paper_;
        if (what < 3) {
            note();
        } else {
            act(what < 9 ? a_possible_verb() : any_verb());
        }
    }
    [[nodiscard]] std::string difference() const {
        const auto is = said_of_candidate(one_, now_);
        const auto wanted = paper_.said(now_);
        return is == wanted ? wrong_step() : is + "; on paper " + wanted;
    }
    [[nodiscard]] bool is_its_history() const { return fold<submittal>(history_) == one_; }
    [[nodiscard]] const std::string& state() const { return paper_.state(); }

private:
    // Where every verb would lead from here.
    [[nodiscard]] std::string wrong_step() const {
        for (std::uint32_t i = 0; i < verb_count; ++i) {
            const auto what = static_cast<submittal_verb>(i);
            const auto* const row = next_step(one_, what);
            const std::string is(row == nullptr ? std::string_view{} : word(row->to));
            const auto wanted = paper_.next(std::string(word(what)));
            if (is != wanted) {
                return state() + ' ' + std::string(word(what)) + " leads to \"" + is +
                       "\"; on paper to \"" + wanted + '"';
            }
        }
        return {};
    }

    submittal_verb any_verb() { return static_cast<submittal_verb>(any_.draw(verb_count)); }
    submittal_verb a_possible_verb() {
        std::vector<submittal_verb> possible;
        for (std::uint32_t i = 0; i < verb_count; ++i) {
            const auto what = static_cast<submittal_verb>(i);
            if (!paper_.next(std::string(word(what))).empty()) {
                possible.push_back(what);
            }
        }
        return possible.empty() ? any_verb() : any_.pick(possible);
    }

    void act(submittal_verb what) {
        candidate_step step{.what = what, .at = now_};
        step.reason = any_.draw(2) == 0 ? "rate" : "";
        step.first_day = "2026-12-1" + std::to_string(any_.draw(10));
        step.until_a_day = what == submittal_verb::hold && any_.draw(2) == 0;
        step.round = what == submittal_verb::interview ? ++rounds_ : 0;
        happen(fact_of_step(step), step.reason);
        paper_.go(step);
    }
    // What others tell of the candidate.
    void note() {
        const bool other_way = any_.draw(2) == 0;
        const auto round = any_.draw(rounds_ + 1) + 1;
        switch (any_.draw(6)) {
            case 0:
                happen(claim_disputed{.settled = other_way});
                paper_.claim(other_way);
                break;
            case 1:
                happen(represented{now_});
                paper_.consent();
                break;
            case 2:
                happen(return_barred{.lifted = other_way});
                paper_.bar(other_way);
                break;
            case 3: {
                const bool contested = any_.draw(2) == 0;
                happen(client_known{.contact = now_, .contested = contested, .lifted = other_way});
                paper_.know(contested, other_way);
                break;
            }
            case 4:
                happen(feedback_gathered{interview_number{round}});
                paper_.verdicts_of(round);
                break;
            default:
                happen(round_took_place{interview_number{round}, paper_.has_a_round(round)});
                paper_.met_in(round, paper_.has_a_round(round));
                break;
        }
    }
    // The last command, once.
    void take_back() {
        event gone;
        gone.command = command_id{std::to_string(history_.size())};
        gone.at = now_;
        gone.data = undone{history_.back().command};
        history_.push_back(std::move(gone));
        one_ = fold<submittal>(history_).value();
        paper_ = *std::exchange(before_, std::nullopt);
    }

    void happen(payload what, std::string reason = {}) {
        event fact;
        fact.command = command_id{std::to_string(history_.size())};
        fact.at = now_;
        fact.reason = std::move(reason);
        fact.data = std::move(what);
        one_ = apply(std::move(one_), fact);
        history_.push_back(std::move(fact));
    }

    chance any_;
    instant now_ = from_unix_ms(1'795'788'000'000);  // 27 November 2026 15:00 UTC
    std::uint32_t rounds_ = 0;
    submittal one_{};
    paper_candidate paper_;
    std::optional<paper_candidate> before_{};
    std::vector<event> history_{};
};

TEST(SubmittalWalk, WholeLivesAreAsOnPaper) {
    std::set<std::string> states;
    const auto walks = count_of_walks(400, 25'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        candidate_walk one(seed);
        for (int i = 0; i < steps_of_a_candidate; ++i) {
            one.step();
            ASSERT_EQ(one.difference(), "") << "walk " << seed << ", step " << i;
            states.insert(one.state());
        }
        ASSERT_TRUE(one.is_its_history()) << "walk " << seed;
    }
    EXPECT_EQ(states.size(), 22U);
}

TEST(SubmittalWalk, TheStepsThatWaitForADisputeAreThoseTowardsTheClient) {
    for (std::uint32_t i = 0; i < verb_count; ++i) {
        const auto what = static_cast<submittal_verb>(i);
        EXPECT_EQ(is_step_to_client(what), among(towards_the_client, std::string(word(what))))
            << word(what);
    }
}

}  // namespace
}  // namespace fillrate::domain::testing
