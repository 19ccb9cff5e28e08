// Random lives of a requisition against a model that knows only words and counts, and shares no
// code with apply(): the same states, openings and answers, and a fold that agrees.
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace fillrate::domain::testing {
namespace {

constexpr int steps_of_a_life = 60;

// What somebody with pencil and paper would keep (DOMAIN.md 3.1, 3.2, 0).
struct model {
    std::string state{};
    std::string before{};
    bool counted_heads = false;
    bool inside = false;  ///< our own recruiter works it
    int open = 0;
    int filled = 0;
    int cancelled = 0;
    int cycle = 1;
    bool ever_released = false;
    std::map<std::string, std::string> answers{};

    [[nodiscard]] bool exists() const { return !state.empty(); }
    [[nodiscard]] bool over() const {
        return state == "filled" || state == "closed" || state == "cancelled";
    }
    [[nodiscard]] bool live() const { return exists() && !over(); }
};

enum class move {
    create,
    submit,
    save_checklist,
    send_back,
    qualify,
    release,
    accept,
    decline,
    remove,
    take,
    hold,
    resume,
    close,
    cancel,
    reopen,
    set_openings,
    set_shift,
    owner,
    start,
    all_filled,
    note
};
constexpr std::uint32_t moves = 21;

struct step {
    move what = move::note;
    std::string supplier{};
    int number = 1;     ///< of openings, or of those who came
    int missing = 0;    ///< of those who did not
    bool whole = true;  ///< of the checklist
};

// Mostly what leads on: a life that is closed at once is soon told.
step next_step_of(chance& any) {
    static const std::vector<std::string> suppliers{"a", "b", "c"};
    step made;
    made.what = static_cast<move>(any.draw(moves));
    const bool ends = made.what == move::close || made.what == move::cancel;
    if (ends && any.draw(4) != 0) {
        made.what = move::start;
    }
    made.supplier = any.pick(suppliers);
    made.number = static_cast<int>(any.draw(6));
    made.missing = static_cast<int>(any.draw(3));
    made.whole = any.draw(4) != 0;
    return made;
}

payload payload_of(const step& one, bool counted_heads) {
    const auto number = static_cast<std::uint32_t>(one.number);
    const supplier_id supplier{one.supplier};
    requisition_created made = creation();
    made.openings = std::max(number, 1U);
    made.category = counted_heads ? category::light_industrial : category::professional;
    requisition_changed to;
    switch (one.what) {
        case move::create:
            return made;
        case move::submit:
            return submitted_for_intake{};
        case move::save_checklist:
            return checklist_saved{.items = 3};
        case move::send_back:
            return returned_to_draft{};
        case move::qualify:
            return qualified{.items = one.whole ? whole_checklist : std::uint8_t{5}};
        case move::release:
            return released{.suppliers = {asked(one.supplier)}};
        case move::accept:
            return supplier_accepted{.supplier = supplier};
        case move::decline:
            return supplier_declined{.supplier = supplier};
        case move::remove:
            return supplier_removed{supplier};
        case move::take:
            return recruiter_took{};
        case move::hold:
            return held{};
        case move::resume:
            return resumed{};
        case move::close:
            return closed{};
        case move::cancel:
            return cancelled{};
        case move::reopen:
            return reopened{.openings = number};
        case move::set_openings:
            to.openings = number;
            return to;
        case move::set_shift:
            to.shift = "nights";
            return to;
        case move::owner:
            to.owner = person_id{"lee"};
            return to;
        case move::start:
            return heads_started{number, static_cast<std::uint32_t>(one.missing)};
        case move::all_filled:
            return all_filled{};
        case move::note:
            break;
    }
    return noted{.text = "x"};
}

void follow_intake(model& m, const step& one) {
    if (one.what == move::create && !m.exists()) {
        m.state = "draft";
        m.open = std::max(one.number, 1);
    } else if (one.what == move::submit && m.state == "draft") {
        m.state = "intake";
    } else if (one.what == move::send_back && m.state == "intake") {
        m.state = "draft";
    } else if (one.what == move::qualify && m.state == "intake" && one.whole) {
        m.state = "qualified";
    } else if (one.what == move::release && (m.state == "qualified" || m.state == "open")) {
        m.state = "open";
        m.ever_released = true;
        auto& answer = m.answers[one.supplier];
        answer = answer == "accepted" ? answer : "asked";
    }
}

void follow_answers(model& m, const step& one) {
    const bool open = m.state == "open";
    if (one.what == move::take && open) {
        m.inside = true;
    }
    const auto known = m.answers.find(one.supplier);
    if (known == m.answers.end() || known->second == "removed") {
        return;
    }
    if (one.what == move::accept && open) {
        known->second = "accepted";
    } else if (one.what == move::decline && open) {
        known->second = "declined";
    } else if (one.what == move::remove && (open || m.state == "on_hold")) {
        known->second = "removed";
    }
}

void follow_openings(model& m, const step& one) {
    const int named = one.number + one.missing;
    const bool counts = m.counted_heads && m.state == "open" && named >= 1 && named <= m.open;
    if (one.what == move::start && counts) {
        m.filled += one.number;
        m.open -= one.number;
    } else if (one.what == move::all_filled && m.state == "open" && m.open == 0 && m.filled > 0) {
        m.state = "filled";
    } else if (one.what == move::set_openings && m.live() && one.number >= std::max(m.filled, 1)) {
        const int wanted = one.number - m.filled;
        m.cancelled += m.ever_released ? std::max(m.open - wanted, 0) : 0;
        m.open = wanted;
    }
}

void follow_end(model& m, const step& one) {
    if (one.what == move::hold && m.live() && m.state != "on_hold") {
        m.before = m.state;
        m.state = "on_hold";
    } else if (one.what == move::resume && m.state == "on_hold") {
        m.state = m.before;
    } else if (one.what == move::close && (m.state == "open" || m.state == "on_hold" || m.state == "filled")) {
        m.state = "closed";
    } else if (one.what == move::cancel && (m.live() || m.state == "filled")) {
        m.state = "cancelled";
        m.cancelled += m.open;
        m.open = 0;
    } else if (one.what == move::reopen && m.over() && one.number >= 1) {
        m.state = "open";
        m.cancelled += m.open;
        m.open = one.number;
        m.ever_released = true;
        m.inside = false;
        ++m.cycle;
        for (auto& [name, answer] : m.answers) {
            answer = answer == "removed" ? answer : "asked";
        }
    }
}

void follow(model& m, const step& one) {
    const bool came = m.exists();
    follow_intake(m, one);
    if (came) {
        follow_answers(m, one);
        follow_openings(m, one);
        follow_end(m, one);
    }
}

std::string unlike(std::string_view what, std::int64_t is, std::int64_t paper) {
    return is == paper ? std::string{}
                       : std::string(what) + " is " + std::to_string(is) + ", on paper " +
                             std::to_string(paper) + "; ";
}

/// What differs; empty when nothing does.
std::string differs(const requisition& req, const model& m) {
    if (!m.exists()) {
        return req.number.empty() ? "" : "it exists, not on paper";
    }
    static const char* const words[] = {"asked", "accepted", "declined", "removed"};
    const auto counts = count_openings(req);
    const auto listed =
        std::ranges::count(indexes(req), record_name(req.number), &index_entry::member);
    auto found = word(req.state) == m.state
                     ? std::string{}
                     : std::string(word(req.state)) + ", on paper " + m.state + "; ";
    found += unlike("open", counts.open, m.open) + unlike("filled", counts.filled, m.filled) +
             unlike("reserved", counts.reserved, 0) +
             unlike("cancelled", counts.cancelled, m.cancelled) +
             unlike("cycle", req.cycle, m.cycle) +
             unlike("ended", req.ended ? 1 : 0, m.over() ? 1 : 0) +
             unlike("inside", req.internal_recruiter ? 1 : 0, m.inside ? 1 : 0) +
             unlike("in lists of its own", listed > 1 ? 1 : 0, m.live() ? 1 : 0) +
             unlike("suppliers", std::ssize(req.suppliers), std::ssize(m.answers));
    for (const auto& answer : req.suppliers) {
        const auto wanted = m.answers.find(answer.supplier.value);
        const std::string said = words[static_cast<std::size_t>(answer.said)];
        if (wanted == m.answers.end() || wanted->second != said) {
            found += answer.supplier.value + " has " + said + "; ";
        }
    }
    return found;
}

TEST(RequisitionWalk, WholeLivesAreAsOnPaper) {
    std::set<std::string> states;
    const auto walks = count_of_walks(400, 20'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        chance any(seed);
        model m;
        m.counted_heads = any.draw(2) == 0;
        requisition req;
        std::vector<event> history;
        for (int i = 0; i < steps_of_a_life; ++i) {
            const auto one = next_step_of(any);
            auto fact = happened(payload_of(one, m.counted_heads), from_unix_ms(i + 1));
            fact.command = command_id{std::to_string(i)};
            follow(m, one);
            const auto before = req.events;
            req = apply(std::move(req), fact);
            history.push_back(std::move(fact));
            ASSERT_EQ(req.events, before + 1) << "walk " << seed << ", step " << i;
            ASSERT_EQ(differs(req, m), "")
                << "walk " << seed << ", step " << i << ", move " << static_cast<int>(one.what);
            states.insert(m.state);
        }
        const auto folded = fold<requisition>(history);
        ASSERT_EQ(folded.has_value(), m.exists()) << "walk " << seed;
        ASSERT_TRUE(!folded || *folded == req) << "walk " << seed;
    }
    EXPECT_EQ(states.size(), 9U);  // "" before it exists, and all eight
}

// Undo restores what was before: the fold of a history with some last commands undone is the state
// before them but for the count.
TEST(RequisitionWalk, UndoneCommandsFoldToTheStateBefore) {
    const auto walks = count_of_walks(200, 4'000);
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        chance any(seed);
        model m;
        m.counted_heads = any.draw(2) == 0;
        requisition req;
        std::vector<event> history;
        for (int i = 0; i < 20; ++i) {
            const command_id command{std::to_string(i)};
            const auto before = req;
            const auto model_before = m;
            const auto events = 1 + any.draw(3);
            for (std::uint32_t n = 0; n < events; ++n) {
                const auto one = next_step_of(any);
                auto fact = happened(
                    payload_of(one, m.counted_heads),
                    from_unix_ms(100 * i + static_cast<int>(n))
                );
                fact.command = command;
                fact.n = n + 1;
                follow(m, one);
                req = apply(std::move(req), fact);
                history.push_back(std::move(fact));
            }
            if (!before.number.empty() && any.draw(3) == 0) {
                auto fact = happened(undone{command});
                fact.command = command_id{command.value + "-undo"};
                history.push_back(std::move(fact));
                const auto count = req.events + 1;
                req = before;
                req.events = count;
                m = model_before;
            }
            if (!req.number.empty()) {
                const auto folded = fold<requisition>(history);
                ASSERT_TRUE(folded && *folded == req) << "walk " << seed << ", command " << i;
                ASSERT_EQ(differs(*folded, m), "") << "walk " << seed << ", command " << i;
            }
        }
    }
}

}  // namespace
}  // namespace fillrate::domain::testing
