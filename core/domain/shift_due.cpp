#include "core/domain/shift_due.hpp"

#include "core/domain/shift_transitions.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::domain {

namespace {

using std::chrono::hours;

constexpr hours early{72};
constexpr hours day_before{24};
constexpr hours cut_off_time{18};
/// Nobody is asked before the plan can no longer be taken back.
constexpr minutes undo_time{5};
constexpr hours time_to_answer{1};
/// So long after the end a count is still asked for.
constexpr hours worth_counting{24};

bool has_done(const work_shift& of, shift_due what) noexcept {
    return (of.reminded >> static_cast<unsigned>(what) & 1U) != 0;
}

// A rung of the ladder; none is left once it begins.
std::optional<instant> rung(const work_shift& of, hours before) {
    const auto at = std::max(of.starts - before, of.planned + undo_time);
    return awaits_heads(of.state) && at < of.starts ? std::optional{at} : std::nullopt;
}

// When a point is reached in the present state; nothing when it does not apply.
std::optional<instant> point_of(const work_shift& of, shift_due what) {
    switch (what) {
        case shift_due::ask_early:
            return rung(of, early);
        case shift_due::ask_day_before:
            return rung(of, day_before);
        case shift_due::ask_last:
            return rung(of, last_call);
        case shift_due::cut_off:
            return of.state == shift_state::planned ? of.confirm_by : std::nullopt;
        case shift_due::count_wanted:
            return is_ahead(of.state)
                       ? std::optional{of.starts + minutes{of.patience.missing_after}}
                       : std::nullopt;
    }
    return std::nullopt;
}

std::optional<shift_action> next_shift_action(const work_shift& of) {
    std::optional<shift_action> next;
    for (int i = 0; i < shift_due_count; ++i) {
        const auto what = static_cast<shift_due>(i);
        const auto at = has_done(of, what) ? std::nullopt : point_of(of, what);
        if (at && (!next || *at < next->at)) {
            next = shift_action{.what = what, .at = *at};
        }
    }
    return next;
}

bool is_rung(shift_due what) noexcept {
    return what == shift_due::ask_early || what == shift_due::ask_day_before ||
           what == shift_due::ask_last;
}

// The state once the clock's fact is recorded, as far as the next due point depends on it.
void take_fact(work_shift& of, shift_due what) {
    of.reminded |= 1U << static_cast<unsigned>(what);
    if (what == shift_due::cut_off) {
        of.state = next_state(of, shift_verb::cut_off).value_or(of.state);
    }
}

}  // namespace

std::optional<instant> next_due(const work_shift& of) {
    const auto next = next_shift_action(of);
    return next ? std::optional{next->at} : std::nullopt;
}

std::vector<shift_action> due_actions(const work_shift& of, instant now) {
    std::vector<shift_action> actions;
    auto ahead = of;
    for (auto next = next_shift_action(ahead); next && next->at <= now;
         next = next_shift_action(ahead)) {
        take_fact(ahead, next->what);
        actions.push_back(*next);
    }
    const auto last_rung = std::find_if(actions.rbegin(), actions.rend(), [](const auto& each) {
        return is_rung(each.what);
    });
    for (auto& action : actions) {
        const bool counting = action.what == shift_due::count_wanted;
        const bool in_time = counting ? now < of.ends + worth_counting : now < of.starts;
        action.alert = in_time && (!is_rung(action.what) || action == *last_rung);
    }
    return actions;
}

std::optional<instant> cut_off_of(
    civil_date day,
    instant starts,
    const time_zone& zone,
    instant planned
) {
    const auto before = date_of(days_since_epoch(day) - std::chrono::days{1});
    const auto at =
        std::max(zone.to_instant({before, cut_off_time}), planned + undo_time + time_to_answer);
    return at < starts ? std::optional{at} : std::nullopt;
}

}  // namespace fillrate::domain
