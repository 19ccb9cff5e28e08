#include "core/domain/interview_due.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "core/domain/interview_transitions.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

using std::chrono::hours;

bool was_reminded(const interview& iv, interview_due what) noexcept {
    return (iv.reminded >> static_cast<unsigned>(what) & 1U) != 0;
}

bool verdict_is_missing(const interview& iv) noexcept {
    return std::ranges::any_of(iv.panel, [](const interviewer& one) {
        return is_missing(one.feedback.state);
    });
}

// When the FEEDBACK clock runs out; nothing while it does not run.
std::optional<instant> feedback_due(const interview& iv) noexcept {
    const auto* const c = find_clock(iv.clocks, clock_kind::feedback);
    const bool runs = c != nullptr && c->state == clock_state::running;
    return runs ? std::optional{c->due} : std::nullopt;
}

// By other policies, not by passing time: of all of those at once the owner hears in one word
// (DOMAIN.md 4.6).
bool was_put_past_due(const interview& iv) noexcept {
    const auto* const c = find_clock(iv.clocks, clock_kind::feedback);
    return c != nullptr && c->breached && *c->breached > c->due;
}

// Past due, yet kept to the lists by its policy.
bool is_kept_to_lists(const interview& iv) noexcept {
    const auto* const c = find_clock(iv.clocks, clock_kind::feedback);
    return c != nullptr && alert_of(*c) != clock_alert::dm;
}

// Somebody has it, or it waits for a reason: it is said again when that time has come.
bool is_answered_for(const interview& iv, instant now) noexcept {
    const auto* const c = find_clock(iv.clocks, clock_kind::feedback);
    return c != nullptr && c->eta && *c->eta > now;
}

// By plan, or earlier when somebody said it took place.
instant over_at(const interview& iv) noexcept {
    const auto planned = end_of(iv);
    return iv.held && !iv.assumed ? std::min(planned, *iv.held) : planned;
}

// When a point is reached in the present state; nothing when it does not apply.
std::optional<instant> point_of(const interview& iv, interview_due what) {
    const bool proposed = iv.state == interview_state::proposed;
    const bool confirmed = iv.state == interview_state::confirmed && iv.start.has_value();
    const bool open_feedback = iv.state == interview_state::held && verdict_is_missing(iv);
    const auto when = [](bool applies, std::optional<instant> at) {
        return applies ? at : std::nullopt;
    };
    switch (what) {
        case interview_due::answer_wanted:
            return when(proposed, iv.answer_by);
        case interview_due::answer_overdue:
            return when(proposed, iv.escalate_at);
        case interview_due::times_passed:
            return when(
                proposed && !iv.slots.empty(),
                iv.slots.empty() ? instant{} : *std::ranges::max_element(iv.slots)
            );
        case interview_due::soon_unconfirmed:
            return when(confirmed, iv.start.value_or(instant{}) - minutes{60});
        case interview_due::soon:
            return when(confirmed, iv.start.value_or(instant{}) - minutes{15});
        case interview_due::candidate_missing:
            return when(
                confirmed && iv.candidate_missed,
                iv.start.value_or(instant{}) + minutes{10}
            );
        case interview_due::verdict_wanted:
            return when(confirmed || open_feedback, over_at(iv) + minutes{5});
        case interview_due::verdict_missing:
            return when(confirmed || open_feedback, over_at(iv) + hours{1});
        case interview_due::assumed_held:
            return when(
                confirmed,
                end_of(iv) + hours{iv.assumed_after.value_or(usual_assumed_hours)}
            );
        case interview_due::verdict_in_morning:
            return when(open_feedback, iv.morning);
        case interview_due::verdict_overdue:
            return when(open_feedback && !quorum_met(iv), feedback_due(iv));
    }
    return std::nullopt;
}

std::optional<interview_action> next_interview_action(const interview& iv) {
    std::optional<interview_action> next;
    for (int i = 0; i < interview_due_count; ++i) {
        const auto what = static_cast<interview_due>(i);
        const auto at = was_reminded(iv, what) ? std::nullopt : point_of(iv, what);
        if (at && (!next || *at < next->at)) {
            next = interview_action{.what = what, .at = *at};
        }
    }
    return next;
}

// Which of several that came due together says it all.
enum class theme { answer, before, missing, verdict, outcome, overdue };

theme theme_of(interview_due what) {
    switch (what) {
        case interview_due::answer_wanted:
        case interview_due::answer_overdue:
        case interview_due::times_passed:
            return theme::answer;
        case interview_due::soon_unconfirmed:
        case interview_due::soon:
            return theme::before;
        case interview_due::candidate_missing:
            return theme::missing;
        case interview_due::verdict_wanted:
        case interview_due::verdict_missing:
        case interview_due::verdict_in_morning:
            return theme::verdict;
        case interview_due::assumed_held:
            return theme::outcome;
        case interview_due::verdict_overdue:
            return theme::overdue;
    }
    return theme::overdue;
}

// The state once the clock's fact is recorded, as far as the next due point depends on it.
void take(interview& iv, const interview_action& done) {
    iv.reminded |= 1U << static_cast<unsigned>(done.what);
    const auto step = outcome_of(done.what);
    if (const auto* row = step ? next_step(iv, *step) : nullptr) {
        iv.state = row->to;
        if (*step == interview_verb::held) {
            iv.assumed = true;
            iv.held = done.at;
        }
    }
}

}  // namespace

std::optional<instant> next_due(const interview& iv) {
    const auto reminder = next_interview_action(iv);
    const auto of_clocks = next_clock_action(iv.clocks);
    if (!reminder || !of_clocks) {
        return reminder    ? std::optional{reminder->at}
               : of_clocks ? std::optional{of_clocks->at}
                           : std::nullopt;
    }
    return std::min(reminder->at, of_clocks->at);
}

std::vector<interview_action> due_actions(const interview& iv, instant now) {
    std::vector<interview_action> actions;
    interview ahead = iv;
    for (auto next = next_interview_action(ahead); next && next->at <= now;
         next = next_interview_action(ahead)) {
        take(ahead, *next);
        actions.push_back(*next);
    }
    for (std::size_t i = 0; i < actions.size(); ++i) {
        auto& action = actions[i];
        const bool stale = theme_of(action.what) == theme::before && iv.start && *iv.start <= now;
        const bool overtaken = std::any_of(
            actions.begin() + static_cast<std::ptrdiff_t>(i) + 1,
            actions.end(),
            [&action](const auto& later) { return theme_of(later.what) == theme_of(action.what); }
        );
        const bool kept_quiet =
            action.what == interview_due::verdict_overdue &&
            (was_put_past_due(iv) || is_kept_to_lists(iv) || is_answered_for(iv, now));
        action.alert = !stale && !overtaken && !kept_quiet;
    }
    return actions;
}

std::optional<interview_verb> outcome_of(interview_due what) noexcept {
    switch (what) {
        case interview_due::times_passed:
            return interview_verb::expire;
        case interview_due::assumed_held:
            return interview_verb::held;
        case interview_due::answer_wanted:
        case interview_due::answer_overdue:
        case interview_due::soon_unconfirmed:
        case interview_due::soon:
        case interview_due::candidate_missing:
        case interview_due::verdict_wanted:
        case interview_due::verdict_missing:
        case interview_due::verdict_in_morning:
        case interview_due::verdict_overdue:
            break;
    }
    return std::nullopt;
}

}  // namespace fillrate::domain
