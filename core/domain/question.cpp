#include "core/domain/question.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

bool is_answered(const question& one) noexcept {
    return one.answered.has_value();
}

}  // namespace

bool may_ask(const std::vector<question>& so_far) noexcept {
    return so_far.size() < most_questions || std::ranges::any_of(so_far, is_answered);
}

bool apply_to(std::vector<question>& all, const question_asked& what, instant at) {
    if (what.number.empty() || what.text.empty() || find_question(all, what.number) != nullptr ||
        !may_ask(all)) {
        return false;
    }
    if (all.size() >= most_questions) {
        all.erase(std::ranges::find_if(all, is_answered));
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

bool apply_to(std::vector<question>& all, const question_answered& what, instant at) {
    const auto found = std::ranges::find(all, what.number, &question::number);
    if (found == all.end() || what.answer.empty()) {
        return false;
    }
    found->answer = what.answer;
    found->answered = at;
    return true;
}

const question* find_question(const std::vector<question>& all, question_number number) noexcept {
    const auto found = std::ranges::find(all, number, &question::number);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace fillrate::domain
