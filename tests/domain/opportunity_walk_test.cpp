// Random lives of opportunities and of the questions on a requisition, against what DOMAIN.md 0,
// 7.1 and 11 say, in words and lists.
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace fillrate::domain::testing {
namespace {

constexpr int steps_of_an_opportunity = 25;
constexpr int steps_of_questions = 50;

event fact_of(payload what, int i, std::string reason = {}) {
    event fact;
    fact.command = command_id{std::to_string(i)};
    fact.at = from_unix_ms(1'000 * i + 1'000);
    fact.reason = std::move(reason);
    fact.data = std::move(what);
    return fact;
}

struct paper_opportunity {
    std::string is{};
    std::string why{};
    std::uint32_t requisition = 0;
    std::string title{};
    std::int64_t remind = 0;  ///< 0: nobody is reminded any more
    std::string owner{};

    [[nodiscard]] bool alive() const { return is == "open" || is == "pursuing"; }
    [[nodiscard]] std::string said() const {
        if (is.empty()) {
            return "none";
        }
        return is + ' ' + title + ' ' + owner + " REQ-" + std::to_string(requisition) + " \"" +
               why + "\" due " + std::to_string(alive() ? remind : 0) + (alive() ? " listed" : "");
    }
};

std::string said(const opportunity& one) {
    if (one.number.empty()) {
        return "none";
    }
    const auto due = next_due(one);
    return std::string(word(one.state)) + ' ' + one.title + ' ' + one.owner.value + " REQ-" +
           std::to_string(one.requisition.value) + " \"" + one.reason + "\" due " +
           std::to_string(due ? to_unix_ms(*due) : 0) + (indexes(one).empty() ? "" : " listed");
}

class opportunity_walk {
public:
    explicit opportunity_walk(std::uint64_t seed) : any_(seed) {}

    void step() {
        switch (any_.draw(9)) {
            case 0:
                add();
                break;
            case 1:
            case 2:
                move(opportunity_verb::pursue, "pursuing", paper_.is == "open" || lost());
                break;
            case 3:
                win();
                break;
            case 4:
                move(opportunity_verb::lose, "lost", paper_.alive());
                break;
            case 5:
                change();
                break;
            case 6:
                happen(opportunity_reminded{});
                paper_.remind = 0;
                break;
            default:
                happen(noted{"Kim calls on Monday"});
                break;
        }
    }
    [[nodiscard]] std::string difference() const {
        const auto is = said(one_);
        return is == paper_.said() ? std::string{} : is + "; on paper " + paper_.said();
    }
    [[nodiscard]] bool is_its_history() const {
        const auto folded = fold<opportunity>(history_);
        return one_.number.empty() ? !folded : folded == one_;
    }
    [[nodiscard]] const std::string& state() const { return paper_.is; }

private:
    [[nodiscard]] bool lost() const { return paper_.is == "lost"; }
    std::string words() { return "words " + std::to_string(any_.draw(5)); }

    void add() {
        opportunity_added made;
        made.number = opportunity_number{7};
        made.title = words();
        made.remind_at = from_unix_ms(90'000);
        made.owner = person_id{"robin"};
        if (paper_.is.empty()) {
            paper_ = {"open", "", 0, made.title, 90'000, "robin"};
        }
        happen(std::move(made));
    }
    // Only a win names what it became.
    void move(opportunity_verb what, const char* to, bool fits) {
        const bool names = any_.draw(5) == 0;
        const auto why = words();
        opportunity_moved moved{what, {}};
        moved.requisition = names ? requisition_number{104} : requisition_number{};
        if (fits && !names) {
            paper_.is = to;
            paper_.requisition = 0;
            paper_.why = what == opportunity_verb::lose ? why : "";
        }
        happen(moved, why);
    }
    void win() {
        const bool names = any_.draw(4) != 0;
        opportunity_moved moved{opportunity_verb::win, {}};
        moved.requisition = names ? requisition_number{104} : requisition_number{};
        if (paper_.alive() && names) {
            paper_.is = "won";
            paper_.requisition = 104;
            paper_.why = "";
        }
        happen(moved);
    }
    void change() {
        opportunity_changed to;
        const auto what = any_.draw(3);
        if (what == 0) {
            to.title = words();
            paper_.title = *to.title;
        } else if (what == 1) {
            to.next = "2026-12-17";
            to.remind_at = from_unix_ms(90'000 + any_.draw(9));
            paper_.remind = to_unix_ms(*to.remind_at);
        } else {
            to.owner = person_id{any_.draw(2) == 0 ? "kim" : "robin"};
            paper_.owner = to.owner->value;
        }
        happen(std::move(to));
    }
    void happen(payload what, std::string reason = {}) {
        history_.push_back(
            fact_of(std::move(what), static_cast<int>(history_.size()), std::move(reason))
        );
        one_ = apply(std::move(one_), history_.back());
    }

    chance any_;
    opportunity one_{};
    paper_opportunity paper_{};
    std::vector<event> history_{};
};

TEST(OpportunityWalk, WholeLivesAreAsOnPaper) {
    std::set<std::string> states;
    const auto walks = count_of_walks(400, 40'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        opportunity_walk one(seed);
        for (int i = 0; i < steps_of_an_opportunity; ++i) {
            one.step();
            ASSERT_EQ(one.difference(), "") << "walk " << seed << ", step " << i;
            states.insert(one.state());
        }
        ASSERT_TRUE(one.is_its_history()) << "walk " << seed;
    }
    EXPECT_EQ(states.size(), 5U);
}

/// A list on paper: a dozen at most, of which the oldest answered one goes for a new one.
struct paper_questions {
    struct asked_one {
        std::uint32_t number = 0;
        std::string text{};
        std::string answer{};
        std::string from{};
    };
    std::vector<asked_one> all{};
    bool over = false;  ///< the requisition is: nothing more is asked

    void ask(const asked_one& one) {
        const auto answered =
            std::ranges::find_if(all, [](const auto& each) { return !each.answer.empty(); });
        const bool known = std::ranges::find(all, one.number, &asked_one::number) != all.end();
        const bool full = all.size() == 12;
        if (over || known || one.text.empty() || (full && answered == all.end())) {
            return;
        }
        if (full) {
            all.erase(answered);
        }
        all.push_back(one);
    }
    void answer(std::uint32_t number, const std::string& text) {
        for (auto& each : all) {
            if (each.number == number && !text.empty()) {
                each.answer = text;
            }
        }
    }
    [[nodiscard]] std::string said() const {
        std::string text;
        for (const auto& each : all) {
            text += std::to_string(each.number) + ' ' + each.text + " of " + each.from + ": " +
                    each.answer + "; ";
        }
        return text;
    }
};

std::string said(const std::vector<question>& all) {
    std::string text;
    for (const auto& each : all) {
        text += std::to_string(each.number.value) + ' ' + each.text + " of " + each.from.value +
                ": " + each.answer + "; ";
        // An answer and its day come together.
        text += each.answer.empty() == !each.answered ? "" : "half answered; ";
    }
    return text;
}

class question_walk {
public:
    explicit question_walk(std::uint64_t seed)
        : any_(seed), busy_(any_.draw(2) == 0), req_(in_state(requisition_state::open)) {}

    void step() {
        const auto what = any_.draw(20);
        if (what < 11) {
            ask();
        } else if (what < (busy_ ? 13 : 18)) {
            answer();
        } else if (what == 18) {
            happen(paper_.over ? payload(reopened{1}) : payload(closed{}));
            paper_.over = !paper_.over;
        } else {
            happen(noted{"x"});
        }
        most_ = std::max(most_, req_.questions.size());
    }
    [[nodiscard]] std::string difference() const {
        const auto is = said(req_.questions);
        return is == paper_.said() ? std::string{} : is + "on paper " + paper_.said();
    }
    [[nodiscard]] std::size_t most() const { return most_; }

private:
    void ask() {
        static const std::vector<std::string> firms{"", "quillfeather", "northlight"};
        question_asked asked;
        // Now and then one that is known already, or no words.
        asked.number = question_number{any_.draw(6) == 0 ? 1 + any_.draw(next_) : next_};
        asked.text = any_.draw(9) == 0 ? "" : "is there a bus?";
        asked.from = supplier_id{any_.pick(firms)};
        next_ = std::max(next_, asked.number.value + 1);
        paper_.ask({asked.number.value, asked.text, "", asked.from.value});
        happen(std::move(asked));
    }
    void answer() {
        const auto number = 1 + any_.draw(next_);
        const std::string text = any_.draw(7) == 0 ? "" : "yes " + std::to_string(any_.draw(9));
        paper_.answer(number, text);
        happen(question_answered{question_number{number}, "is there a bus?", text});
    }
    void happen(payload what) { req_ = apply(std::move(req_), fact_of(std::move(what), i_++)); }

    chance any_;
    bool busy_;  ///< hardly anything is answered
    int i_ = 0;
    std::uint32_t next_ = 1;
    std::size_t most_ = 0;
    requisition req_;
    paper_questions paper_{};
};

TEST(QuestionWalk, WholeLivesAreAsOnPaper) {
    std::size_t most = 0;
    const auto walks = count_of_walks(200, 20'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        question_walk one(seed);
        for (int i = 0; i < steps_of_questions; ++i) {
            one.step();
            ASSERT_EQ(one.difference(), "") << "walk " << seed << ", step " << i;
        }
        most = std::max(most, one.most());
    }
    EXPECT_EQ(most, 12U);
}

}  // namespace
}  // namespace fillrate::domain::testing
