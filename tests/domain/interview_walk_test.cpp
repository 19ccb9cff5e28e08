// Random lives of an interview against what DOMAIN.md 3.5 and 0 say, told in the plainest way.
#include "core/domain/event.hpp"
#include "core/domain/interview_transitions.hpp"
#include "tests/domain/expected_steps.hpp"
#include "tests/domain/paper_words.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using paper::among;
using std::chrono::hours;

constexpr int steps_of_an_interview = 30;
constexpr std::array<std::string_view, 4> people{"ana", "gus", "lee", "raj"};
constexpr std::string_view lies_before_it = " requested proposed confirmed ";
constexpr std::string_view took_place = " held feedback_complete ";

/// One of the panel, on paper.
struct paper_seat {
    bool required = true;
    std::string answer = "open";
    std::string verdict = "none";
    std::string said{};
    bool gave_a_reason = false;

    [[nodiscard]] bool is_in() const { return among(" submitted amended ", verdict); }
    [[nodiscard]] bool is_settled() const { return is_in() || verdict == "waived"; }
};
using paper_panel = std::map<std::string, paper_seat>;

std::string told_of_seat(
    const std::string& name,
    bool required,
    std::string_view answer,
    std::string_view verdict,
    std::string_view said
) {
    return "; " + name + (required ? "" : "?") + ' ' + std::string(answer) + ' ' +
           std::string(verdict) + ' ' + std::string(said);
}

/// What somebody with pencil and paper would keep.
class paper_interview {
public:
    paper_interview(paper_panel panel, std::uint32_t quorum)
        : panel_(std::move(panel)), quorum_(quorum) {}

    [[nodiscard]] const std::string& state() const { return state_; }

    void offer(bool moves, std::size_t times, const std::string& by, const std::string& why) {
        const bool had_a_time = state_ == "confirmed" || among(took_place, state_);
        if (!go(moves ? "move" : "propose")) {
            return;
        }
        moves_ += moves && had_a_time ? 1 : 0;
        if (had_a_time) {
            blame(by);
        }
        times_ = times;
        begins_.reset();
        reason_ = why;
        ask_everybody_anew();
    }
    void agree(instant begins) {
        if (go("confirm")) {
            begins_ = begins;
            times_ = 0;
            reason_.clear();
            cause_.clear();
            ask_everybody_anew();
        }
    }
    /// "none", "cancel", "expire"
    void give_up(const std::string& verb, const std::string& why) {
        if (go(verb)) {
            times_ = 0;
            reason_ = why;
            absent_ = "nobody";
        }
    }
    void miss(const std::string& who, const std::string& why) {
        if (go("noshow")) {
            times_ = 0;
            reason_ = why;
            absent_ = who;
            blame(who == "candidate" ? "candidate" : "client");
        }
    }
    void take_place(bool assumed) {
        if (!go("held")) {
            return;
        }
        assumed_ = assumed;
        for (auto& [name, seat] : panel_) {
            seat.verdict = seat.verdict == "none" ? "due" : seat.verdict;
        }
    }
    void seat(const paper_panel& panel, std::uint32_t quorum) {
        if (!among(lies_before_it, state_)) {
            return;
        }
        paper_panel after = panel;
        for (auto& [name, seat] : after) {
            if (const auto known = panel_.find(name); known != panel_.end()) {
                const bool required = seat.required;
                seat = known->second;
                seat.required = required;
            }
        }
        panel_ = std::move(after);
        quorum_ = quorum;
    }
    void answer(const std::string& who, const std::string& what) {
        const auto one = panel_.find(who);
        if (one != panel_.end() && state_ == "confirmed" && what != "open") {
            one->second.answer = what;
        }
    }
    void nobody_there() { waited_for_ = waited_for_ || state_ == "confirmed"; }
    void judge(const std::string& who, const std::string& said, bool with_a_reason) {
        const auto one = panel_.find(who);
        if (one == panel_.end() || !among(took_place, state_)) {
            return;
        }
        auto& seat = one->second;
        const bool only_adds_why =
            seat.verdict == "submitted" && seat.said == said && !seat.gave_a_reason;
        seat.verdict = seat.is_in() && !only_adds_why ? "amended" : "submitted";
        seat.said = said;
        seat.gave_a_reason = seat.gave_a_reason || with_a_reason;
        assumed_ = false;
        close_if_enough();
    }
    void waive(const std::string& who) {
        const auto one = panel_.find(who);
        if (one != panel_.end() && among(took_place, state_) && !one->second.is_in()) {
            one->second.verdict = "waived";
            close_if_enough();
        }
    }

    [[nodiscard]] std::string said() const {
        auto text = state_ + (assumed_ ? " assumed" : "") + (waited_for_ ? " waited for" : "") +
                    " (" + reason_ + "), " + std::to_string(times_) + " times, at " +
                    std::to_string(begins_ ? to_unix_ms(*begins_) : 0) + ", moved " +
                    std::to_string(moves_) + '/' + std::to_string(by_the_candidate_) + " by " +
                    cause_ + ", absent " + absent_ + ", " + std::to_string(settled()) + " of " +
                    std::to_string(wanted());
        for (const auto& [name, seat] : panel_) {
            text += told_of_seat(name, seat.required, seat.answer, seat.verdict, seat.said);
        }
        return text;
    }

private:
    // Only what was assumed is said otherwise.
    bool go(const std::string& verb) {
        const bool corrects = state_ == "held" && verb != "complete";
        const auto found = expected_interview_steps().find(state_ + ' ' + verb);
        if (found == expected_interview_steps().end() || (corrects && !assumed_)) {
            return false;
        }
        state_ = found->second;
        return true;
    }
    void blame(const std::string& who) {
        cause_ = who;
        by_the_candidate_ += who == "candidate" ? 1 : 0;
    }
    void ask_everybody_anew() {
        assumed_ = false;
        waited_for_ = false;
        absent_ = "nobody";
        for (auto& [name, seat] : panel_) {
            seat = paper_seat{.required = seat.required};
        }
    }
    [[nodiscard]] std::uint32_t required() const {
        return static_cast<std::uint32_t>(std::ranges::count_if(panel_, [](const auto& each) {
            return each.second.required;
        }));
    }
    [[nodiscard]] std::uint32_t wanted() const {
        const auto all = required();
        return all == 0 ? 1 : quorum_ == 0 ? all : std::min(all, quorum_);
    }
    [[nodiscard]] std::uint32_t settled() const {
        const bool of_all = required() == 0;
        const auto count = std::ranges::count_if(panel_, [of_all](const auto& each) {
            return (of_all || each.second.required) && each.second.is_settled();
        });
        return of_all ? std::min<std::uint32_t>(static_cast<std::uint32_t>(count), 1)
                      : static_cast<std::uint32_t>(count);
    }
    void close_if_enough() {
        if (settled() >= wanted()) {
            go("complete");
        }
    }

    std::string state_ = "requested";
    std::string reason_{};
    std::string cause_{};
    std::string absent_ = "nobody";
    bool assumed_ = false;
    bool waited_for_ = false;
    std::size_t times_ = 0;
    std::optional<instant> begins_{};
    int moves_ = 0;
    int by_the_candidate_ = 0;
    paper_panel panel_;
    std::uint32_t quorum_ = 0;
};

std::string said_of_interview(const interview& one) {
    const auto count = count_feedback(one);
    auto text = std::string(word(one.state)) + (one.assumed ? " assumed" : "") +
                (one.candidate_missed ? " waited for" : "") + " (" + one.reason + "), " +
                std::to_string(one.slots.size()) + " times, at " +
                std::to_string(one.start ? to_unix_ms(*one.start) : 0) + ", moved " +
                std::to_string(one.reschedules) + '/' + std::to_string(one.candidate_moves) +
                " by " + (one.caused_by ? std::string(word(*one.caused_by)) : std::string{}) +
                ", absent " + std::string(word(one.absent)) + ", " + std::to_string(count.settled) +
                " of " + std::to_string(count.wanted);
    for (const auto& seat : one.panel) {
        const auto& of = seat.feedback;
        text += told_of_seat(
            seat.name,
            seat.required,
            word(seat.answer),
            word(of.state),
            is_in(of.state) ? word(of.said) : std::string_view{}
        );
    }
    return text;
}

std::vector<interviewer> panel_of(const paper_panel& panel) {
    std::vector<interviewer> made;
    for (const auto& [name, seat] : panel) {
        interviewer one;
        one.person = person_id{name};
        one.name = name;
        one.required = seat.required;
        made.push_back(std::move(one));
    }
    return made;
}

paper_panel draw_panel(chance& any) {
    paper_panel drawn;
    for (const auto name : people) {
        if (any.draw(2) == 0) {
            drawn[std::string(name)].required = any.draw(3) != 0;
        }
    }
    return drawn;
}

class interview_walk {
public:
    explicit interview_walk(std::uint64_t seed) : any_(seed) {
        const auto panel = draw_panel(any_);
        interview_asked asked;
        asked.number = interview_number{52};
        asked.submittal = submittal_number{301};
        asked.panel = panel_of(panel);
        asked.quorum = any_.draw(3);
        paper_ = paper_interview(panel, asked.quorum);
        happen(std::move(asked));
    }

    void step() {
        now_ += hours{any_.draw(5)};
        const auto what = any_.draw(24);
        if (what == 0 && before_) {
            take_back();
            return;
        }
        before_ = paper_;
        if (what < 12) {
            arrange(what);
        } else if (what < 16) {
            take_place();
        } else if (what < 18) {
            gather();
        } else {
            judge();
        }
    }
    [[nodiscard]] std::string difference() const {
        const auto is = said_of_interview(one_);
        const auto wanted = paper_.said();
        return is == wanted ? std::string{} : is + "; on paper " + wanted;
    }
    [[nodiscard]] bool is_its_history() const { return fold<interview>(history_) == one_; }
    [[nodiscard]] const std::string& state() const { return paper_.state(); }

private:
    std::string somebody() { return std::string(any_.pick(people)); }
    std::string why() { return any_.draw(2) == 0 ? "ill" : ""; }

    // Times, until one is agreed or nobody wants it any more.
    void arrange(std::uint32_t what) {
        const auto reason = why();
        if (what < 5) {
            const bool moves = any_.draw(2) == 0;
            const auto by = static_cast<party>(any_.draw(4));
            times_offered offered;
            offered.what = moves ? interview_verb::move : interview_verb::propose;
            offered.slots.assign(any_.draw(3) + 1, now_ + hours{48});
            paper_.offer(moves, offered.slots.size(), std::string(word(by)), reason);
            happen(std::move(offered), reason, by);
        } else if (what < 9) {
            interview_confirmed agreed;
            agreed.start = now_ + hours{any_.draw(100)};
            paper_.agree(agreed.start);
            happen(std::move(agreed), reason);
        } else {
            constexpr std::array ways{
                interview_verb::turn_down,
                interview_verb::turn_down,
                interview_verb::expire,
                interview_verb::expire,
                interview_verb::cancel};
            const auto verb = any_.pick(ways);
            paper_.give_up(std::string(word(verb)), reason);
            happen(interview_moved{.what = verb}, reason);
        }
    }
    void take_place() {
        if (any_.draw(3) == 0) {
            const auto who = any_.draw(2) == 0 ? absentee::candidate : absentee::interviewer;
            const auto reason = why();
            paper_.miss(std::string(word(who)), reason);
            happen(interview_moved{.what = interview_verb::no_show, .absent = who}, reason);
            return;
        }
        const bool assumed = any_.draw(2) == 0;
        paper_.take_place(assumed);
        happen(interview_moved{.what = interview_verb::held, .assumed = assumed});
    }
    // Who is to come, and says so.
    void gather() {
        const auto who = somebody();
        switch (any_.draw(3)) {
            case 0: {
                const auto panel = draw_panel(any_);
                const auto quorum = any_.draw(3);
                paper_.seat(panel, quorum);
                happen(panel_changed{panel_of(panel), quorum});
                break;
            }
            case 1: {
                const auto answer = static_cast<invitation>(any_.draw(3));
                paper_.answer(who, std::string(word(answer)));
                happen(invitation_answered{person_id{who}, answer});
                break;
            }
            default:
                paper_.nobody_there();
                happen(candidate_missed{person_id{who}});
                break;
        }
    }
    void judge() {
        const auto who = somebody();
        if (any_.draw(4) == 0) {
            paper_.waive(who);
            happen(feedback_waived{person_id{who}});
            return;
        }
        feedback_given given;
        given.person = person_id{who};
        given.said = static_cast<recommendation>(any_.draw(4));
        given.text = any_.draw(2) == 0 ? "strong on drives" : "";
        paper_.judge(who, std::string(word(given.said)), !given.text.empty());
        happen(std::move(given));
    }
    // The last command, once.
    void take_back() {
        event gone;
        gone.command = command_id{std::to_string(history_.size())};
        gone.at = now_;
        gone.data = undone{history_.back().command};
        history_.push_back(std::move(gone));
        one_ = fold<interview>(history_).value();
        paper_ = *std::exchange(before_, std::nullopt);
    }

    void happen(payload what, std::string reason = {}, party by = party::program) {
        event fact;
        fact.command = command_id{std::to_string(history_.size())};
        fact.at = now_;
        fact.reason = std::move(reason);
        fact.party = by;
        fact.data = std::move(what);
        one_ = apply(std::move(one_), fact);
        history_.push_back(std::move(fact));
    }

    chance any_;
    instant now_ = from_unix_ms(1'795'788'000'000);  // 27 November 2026 15:00 UTC
    interview one_{};
    paper_interview paper_{{}, 0};
    std::optional<paper_interview> before_{};
    std::vector<event> history_{};
};

TEST(InterviewWalk, WholeLivesAreAsOnPaper) {
    std::set<std::string> states;
    const auto walks = count_of_walks(400, 34'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        interview_walk one(seed);
        for (int i = 0; i < steps_of_an_interview; ++i) {
            one.step();
            ASSERT_EQ(one.difference(), "") << "walk " << seed << ", step " << i;
            states.insert(one.state());
        }
        ASSERT_TRUE(one.is_its_history()) << "walk " << seed;
    }
    EXPECT_EQ(states.size(), 8U);
}

}  // namespace
}  // namespace fillrate::domain::testing
