#include "core/domain/question.hpp"

#include "core/domain/diagram.hpp"
#include "core/domain/event.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

constexpr std::array<std::string_view, 3> question_states{"open", "answered", "dropped"};
constexpr std::array<std::string_view, question_verb_count> question_verbs{"answer", "drop"};

}  // namespace

std::string_view word(question_state s) noexcept {
    return question_states[static_cast<std::size_t>(s)];
}

std::string_view word(question_verb v) noexcept {
    return question_verbs[static_cast<std::size_t>(v)];
}

question_state state_of(const question& one) noexcept {
    if (one.answered) {
        return question_state::answered;
    }
    return one.dropped ? question_state::dropped : question_state::open;
}

std::optional<question_state> next_state(question_state from, question_verb what) noexcept {
    const auto* const row = std::ranges::find_if(question_transitions, [&](const auto& t) {
        return t.from == from && t.what == what;
    });
    return row == question_transitions.end() ? std::nullopt : std::optional{row->to};
}

std::string question_diagram() {
    return "stateDiagram-v2\n    [*] --> open : ask\n" + arrows_of(question_transitions);
}

bool is_open(const question& one) noexcept {
    return state_of(one) == question_state::open;
}

bool is_told(const question& one, instant now) noexcept {
    return one.answered && *one.answered + undo_window <= now;
}

const std::string& wording_of(const question& one) noexcept {
    return one.wording.empty() ? one.text : one.wording;
}

bool may_ask(const std::vector<question>& so_far) noexcept {
    return so_far.size() < most_questions || !std::ranges::all_of(so_far, is_open);
}

bool apply_to(std::vector<question>& all, const question_asked& what, instant at) {
    if (what.number.empty() || what.text.empty() || find_question(all, what.number) != nullptr ||
        !may_ask(all)) {
        return false;
    }
    if (all.size() >= most_questions) {
        all.erase(std::ranges::find_if_not(all, is_open));
    }
    all.push_back({
        .number = what.number,
        .text = what.text,
        .from = what.from,
        .from_name = what.from_name,
        .asked = at,
    });
    return true;
}

bool apply_to(
    std::vector<question>& all,
    const question_answered& what,
    instant at,
    const author& by
) {
    const auto found = std::ranges::find(all, what.number, &question::number);
    if (found == all.end() || what.answer.empty() ||
        !next_state(state_of(*found), question_verb::answer)) {
        return false;
    }
    found->wording = what.text == found->text ? std::string{} : what.text;
    found->answer = what.answer;
    found->answered = at;
    found->dropped.reset();
    found->settled_by = by;
    return true;
}

bool apply_to(
    std::vector<question>& all,
    const question_dropped& what,
    instant at,
    const author& by
) {
    const auto found = std::ranges::find(all, what.number, &question::number);
    if (found == all.end() || !next_state(state_of(*found), question_verb::drop)) {
        return false;
    }
    found->dropped = at;
    found->settled_by = by;
    return true;
}

const question* find_question(const std::vector<question>& all, question_number number) noexcept {
    const auto found = std::ranges::find(all, number, &question::number);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace fillrate::domain
