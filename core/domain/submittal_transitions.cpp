#include "core/domain/submittal_transitions.hpp"

#include "core/domain/diagram.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::domain {

namespace {

// No two rows for one state and verb, but of revive, where the past decides.
consteval bool submittal_table_is_sound() {
    for (std::size_t i = 0; i < submittal_transitions.size(); ++i) {
        for (std::size_t j = i + 1; j < submittal_transitions.size(); ++j) {
            const auto& a = submittal_transitions[i];
            const auto& b = submittal_transitions[j];
            const bool same = a.from == b.from && a.what == b.what;
            if (same && (a.what != submittal_verb::revive || a.to == b.to)) {
                return false;
            }
        }
    }
    return true;
}
static_assert(submittal_table_is_sound());

}  // namespace

const submittal_transition* next_step(const submittal& sub, submittal_verb what) noexcept {
    const auto row = std::ranges::find_if(submittal_transitions, [&](const auto& t) {
        return t.from == sub.state && t.what == what &&
               (what != submittal_verb::revive || t.to == sub.before_end) &&
               (what != submittal_verb::ask_again || sub.hold_until.has_value());
    });
    return row == submittal_transitions.end() ? nullptr : &*row;
}

bool is_live(submittal_state s) noexcept {
    return s == submittal_state::submitted || s == submittal_state::returned ||
           s == submittal_state::offer_accepted || s == submittal_state::cleared ||
           is_before_client(s);
}

bool is_before_client(submittal_state s) noexcept {
    switch (s) {
        case submittal_state::presented:
        case submittal_state::held:
        case submittal_state::shortlisted:
        case submittal_state::interviewing:
        case submittal_state::selected:
        case submittal_state::offer_extended:
            return true;
        case submittal_state::submitted:
        case submittal_state::duplicate:
        case submittal_state::returned:
        case submittal_state::screen_rejected:
        case submittal_state::offer_accepted:
        case submittal_state::offer_declined:
        case submittal_state::offer_expired:
        case submittal_state::rescinded:
        case submittal_state::cleared:
        case submittal_state::started:
        case submittal_state::ended:
        case submittal_state::converted:
        case submittal_state::fell_off:
        case submittal_state::rejected:
        case submittal_state::withdrawn:
        case submittal_state::not_selected:
            return false;
    }
    return false;
}

bool holds_opening(submittal_state s) noexcept {
    return s == submittal_state::offer_accepted || s == submittal_state::cleared ||
           s == submittal_state::started;
}

bool is_undecided(submittal_state s) noexcept {
    return is_live(s) && !holds_opening(s);
}

bool is_in_consideration(submittal_state s) noexcept {
    return s == submittal_state::presented || s == submittal_state::held ||
           s == submittal_state::shortlisted || s == submittal_state::interviewing;
}

bool is_last_round(const submittal& sub, interview_number round) noexcept {
    return !sub.interviews.empty() && sub.interviews.back() == round;
}

bool is_step_to_client(submittal_verb what) noexcept {
    switch (what) {
        case submittal_verb::present:
        case submittal_verb::shortlist:
        case submittal_verb::hold:
        case submittal_verb::interview:
        case submittal_verb::select:
        case submittal_verb::reject:
        case submittal_verb::offer:
        case submittal_verb::accept:
            return true;
        case submittal_verb::send_back:
        case submittal_verb::resubmit:
        case submittal_verb::lose:
        case submittal_verb::award:
        case submittal_verb::ask_again:
        case submittal_verb::decline:
        case submittal_verb::expire:
        case submittal_verb::rescind:
        case submittal_verb::clear:
        case submittal_verb::move_start:
        case submittal_verb::start:
        case submittal_verb::no_show:
        case submittal_verb::end:
        case submittal_verb::convert:
        case submittal_verb::withdraw:
        case submittal_verb::pass_over:
        case submittal_verb::revive:
            return false;
    }
    return false;
}

bool may_still_edit(const submittal& sub) noexcept {
    const bool with_us =
        sub.state == submittal_state::submitted || sub.state == submittal_state::returned;
    return with_us && !sub.presented;
}

bool may_still_revive(const submittal& sub, std::uint32_t days, instant now) noexcept {
    return next_step(sub, submittal_verb::revive) != nullptr &&
           now - sub.ended.value_or(sub.changed) <= std::chrono::days{days};
}

std::string submittal_diagram() {
    return "stateDiagram-v2\n    [*] --> submitted : submit\n    [*] --> duplicate : submit\n" +
           arrows_of(submittal_transitions);
}

}  // namespace fillrate::domain
