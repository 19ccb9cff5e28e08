#include "core/domain/interview_transitions.hpp"

#include "core/domain/diagram.hpp"

#include <algorithm>
#include <cstddef>

namespace fillrate::domain {

namespace {

consteval bool interview_table_is_sound() {
    for (std::size_t i = 0; i < interview_transitions.size(); ++i) {
        for (std::size_t j = i + 1; j < interview_transitions.size(); ++j) {
            const auto& a = interview_transitions[i];
            const auto& b = interview_transitions[j];
            if (a.from == b.from && a.what == b.what) {
                return false;
            }
        }
    }
    return true;
}
static_assert(interview_table_is_sound());

bool is_settled(const interviewer& one) noexcept {
    return is_in(one.feedback.state) || one.feedback.state == feedback_state::waived;
}

}  // namespace

instant end_of(const interview& iv) noexcept {
    return iv.start.value_or(instant{}) + minutes{iv.length};
}

bool is_missing(feedback_state s) noexcept {
    return s == feedback_state::none || s == feedback_state::due;
}

bool is_in(feedback_state s) noexcept {
    return s == feedback_state::submitted || s == feedback_state::amended;
}

const interviewer* missing_interviewer(const interview& iv) noexcept {
    const auto found = std::ranges::find_if(iv.panel, [](const interviewer& one) {
        return one.required && one.answer == invitation::declined;
    });
    return found == iv.panel.end() ? nullptr : &*found;
}

const interviewer* find_interviewer(const interview& iv, const person_id& who) noexcept {
    const auto found = std::ranges::find(iv.panel, who, &interviewer::person);
    return who.empty() || found == iv.panel.end() ? nullptr : &*found;
}

feedback_count count_feedback(const interview& iv) noexcept {
    feedback_count count;
    std::uint32_t anybody = 0;
    for (const auto& one : iv.panel) {
        anybody += is_settled(one) ? 1U : 0U;
        if (one.required) {
            ++count.wanted;
            count.settled += is_settled(one) ? 1U : 0U;
        }
    }
    if (count.wanted == 0) {
        return {.settled = std::min(anybody, 1U), .wanted = 1};
    }
    if (iv.quorum != 0) {
        count.wanted = std::min(count.wanted, iv.quorum);
    }
    return count;
}

bool quorum_met(const interview& iv) noexcept {
    const auto count = count_feedback(iv);
    return count.settled >= count.wanted;
}

const interview_transition* next_step(const interview& iv, interview_verb what) noexcept {
    const auto row = std::ranges::find_if(interview_transitions, [&](const auto& t) {
        return t.from == iv.state && t.what == what;
    });
    if (row == interview_transitions.end()) {
        return nullptr;
    }
    const bool corrects = iv.state == interview_state::held && what != interview_verb::complete;
    return corrects && !iv.assumed ? nullptr : &*row;
}

bool is_ahead(interview_state s) noexcept {
    return s == interview_state::requested || s == interview_state::proposed ||
           s == interview_state::confirmed;
}

bool lies_ahead(const interview& iv, instant now) noexcept {
    return is_ahead(iv.state) && !(iv.start && end_of(iv) <= now);
}

bool is_over(interview_state s) noexcept {
    return s == interview_state::held || s == interview_state::feedback_complete;
}

std::string interview_diagram() {
    return "stateDiagram-v2\n    [*] --> requested : interview\n" +
           arrows_of(interview_transitions);
}

}  // namespace fillrate::domain
