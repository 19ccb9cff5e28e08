#include "core/domain/due.hpp"

#include "core/domain/assignment.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::domain {

namespace {

// What each waits for comes before it: only the first that is not met is worth a word.
constexpr std::array clock_chain{
    clock_kind::coverage,
    clock_kind::first_submittal,
    clock_kind::slate,
    clock_kind::fill};

bool acknowledged(const clock& c) noexcept {
    return !c.acknowledged_by.empty();
}

clock_action action_of(due_kind what, const clock& of, instant at, payload fact) {
    return clock_action{
        .what = what,
        .clock = of.kind,
        .batch = of.batch,
        .at = at,
        .fact = std::move(fact)};
}

// The earliest thing a running clock waits for; of several at one instant the weakest comes first.
std::optional<clock_action> next_of(const clock& c) {
    std::optional<clock_action> next;
    const auto offer = [&next](clock_action candidate) {
        if (!next || candidate.at < next->at) {
            next = std::move(candidate);
        }
    };
    if (!c.breached && c.warned < 75) {
        offer(action_of(
            due_kind::warn,
            c,
            warning_time(c),
            clock_warned{
                .kind = c.kind,
                .batch = c.batch,
                .level = 75,
                .due = c.warn_by ? std::optional{c.due} : std::nullopt}
        ));
    }
    if (!c.breached && c.warned < 90 && !acknowledged(c)) {
        offer(action_of(
            due_kind::urge,
            c,
            c.urge_at,
            clock_warned{.kind = c.kind, .batch = c.batch, .level = 90}
        ));
    }
    if (!c.breached) {
        offer(
            action_of(due_kind::breach, c, c.due, clock_breached{.kind = c.kind, .batch = c.batch})
        );
    }
    if (c.eta) {
        offer(action_of(
            c.waits ? due_kind::wait_over : due_kind::eta_missed,
            c,
            *c.eta,
            eta_missed{.kind = c.kind, .batch = c.batch}
        ));
    }
    return next;
}

std::optional<clock_action> next_action(const requisition& req) {
    // Of a filled one a replacement may still have to come.
    if (has_ended(req) && req.state != requisition_state::filled) {
        return std::nullopt;
    }
    if (req.state != requisition_state::on_hold) {
        return next_clock_action(req.clocks);
    }
    std::optional<clock_action> next;
    if (req.hold_until) {
        next = {.what = due_kind::hold_ran_out, .at = *req.hold_until, .fact = hold_ran_out{}};
    }
    if (req.ask_hold && (!next || *req.ask_hold < next->at)) {
        next = {.what = due_kind::hold_ran_long, .at = *req.ask_hold, .fact = hold_questioned{}};
    }
    return next;
}

std::optional<clock_action> next_action(const submittal& sub) {
    auto next = next_clock_action(sub.clocks);
    if (sub.hold_until && (!next || *sub.hold_until < next->at)) {
        next = {
            .what = due_kind::hold_ran_out,
            .at = *sub.hold_until,
            .fact = submittal_moved{.what = submittal_verb::ask_again}};
    }
    return next;
}

std::optional<clock_action> next_action(const interview& iv) {
    return next_clock_action(iv.clocks);
}

bool silenced(const clock& c, instant now) noexcept {
    return c.eta && *c.eta > now;
}

// Whether an earlier clock of the chain is still open.
bool waits_for_another(std::span<const clock> clocks, clock_kind kind) noexcept {
    const auto place = std::ranges::find(clock_chain, kind);
    if (place == clock_chain.end()) {
        return false;
    }
    return std::any_of(clock_chain.begin(), place, [clocks](clock_kind earlier) {
        const auto* const c = find_clock(clocks, earlier);
        return c != nullptr && is_live(*c);
    });
}

// Whether what comes due of it is for somebody's ears.
bool is_heard(const clock& c, std::span<const clock> all) noexcept {
    return alert_of(c) == clock_alert::dm && !waits_for_another(all, c.kind);
}

bool is_told(const clock_action& action, std::span<const clock> clocks, instant now) noexcept {
    if (action.what == due_kind::hold_ran_out || action.what == due_kind::hold_ran_long) {
        return true;
    }
    const auto* const c = find_clock(clocks, action.clock, action.batch);
    return c != nullptr && is_heard(*c, clocks) && !silenced(*c, now);
}

template <class Record>
std::vector<clock_action> facts_due(const Record& of, instant now) {
    std::vector<clock_action> actions;
    Record ahead = of;
    // Each fact may bring the next one (a missed time makes the 90 % point count again), so they
    // are applied one by one. Every one latches something, hence the end.
    for (auto next = next_action(ahead); next && next->at <= now; next = next_action(ahead)) {
        event fact;
        fact.at = ahead.changed;
        fact.data = next->fact;
        ahead = apply(std::move(ahead), fact);
        actions.push_back(std::move(*next));
    }
    return actions;
}

template <class Record>
std::vector<clock_action> all_due(const Record& of, instant now) {
    auto actions = facts_due(of, now);
    clock_action* strongest = nullptr;
    for (clock_action& each : actions) {
        const bool counts = is_told(each, of.clocks, now);
        if (counts && (strongest == nullptr || each.what > strongest->what)) {
            strongest = &each;
        }
    }
    if (strongest != nullptr) {
        strongest->alert = true;
    }
    return actions;
}

template <class Record>
std::optional<instant> instant_of_next(const Record& of) {
    const auto next = next_action(of);
    return next ? std::optional{next->at} : std::nullopt;
}

}  // namespace

std::optional<clock_action> next_clock_action(std::span<const clock> clocks) {
    std::optional<clock_action> next;
    for (const clock& c : clocks) {
        if (c.state != clock_state::running) {
            continue;
        }
        auto candidate = next_of(c);
        if (candidate && (!next || candidate->at < next->at)) {
            next = std::move(candidate);
        }
    }
    return next;
}

std::optional<instant> last_told(std::span<const clock> clocks, instant now) {
    std::optional<instant> last;
    const auto offer = [&last, now](instant told) {
        if (told <= now && (!last || told > *last)) {
            last = told;
        }
    };
    for (const clock& c : clocks) {
        if (!is_heard(c, clocks)) {
            continue;
        }
        if (c.breached) {
            offer(*c.breached);
        }
        if (c.state == clock_state::running && c.warned >= 75) {
            offer(warning_time(c));
        }
        if (c.state == clock_state::running && c.warned >= 90) {
            offer(c.urge_at);
        }
    }
    return last;
}

instant long_hold_after(instant held, std::uint32_t working_days, const calendar& on) {
    return on.add(held, working_days * on.business_day());
}

std::optional<instant> next_due(const requisition& req) {
    return instant_of_next(req);
}

std::optional<instant> next_due(const submittal& sub) {
    const auto of_clocks = instant_of_next(sub);
    const auto of_job = assignment_due(sub);
    return of_clocks && of_job ? std::min(of_clocks, of_job) : of_clocks ? of_clocks : of_job;
}

std::vector<clock_action> due_actions(const requisition& req, instant now) {
    return all_due(req, now);
}

std::vector<clock_action> due_actions(const submittal& sub, instant now) {
    return all_due(sub, now);
}

std::vector<clock_action> due_clock_actions(const interview& iv, instant now) {
    return facts_due(iv, now);
}

}  // namespace fillrate::domain
