#include "core/domain/due.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::domain {

namespace {

bool acknowledged(const clock& c) noexcept {
    return !c.acknowledged_by.empty();
}

clock_action action_of(due_kind what, clock_kind clock, instant at, payload fact) {
    return clock_action{
        .what = what,
        .clock = clock,
        .at = at,
        .alert = false,
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
        offer(
            action_of(due_kind::warn, c.kind, c.warn_at, clock_warned{.kind = c.kind, .level = 75})
        );
    }
    if (!c.breached && c.warned < 90 && !acknowledged(c)) {
        offer(
            action_of(due_kind::urge, c.kind, c.urge_at, clock_warned{.kind = c.kind, .level = 90})
        );
    }
    if (!c.breached) {
        offer(action_of(due_kind::breach, c.kind, c.due, clock_breached{.kind = c.kind}));
    }
    if (c.eta) {
        offer(action_of(due_kind::eta_missed, c.kind, *c.eta, eta_missed{.kind = c.kind}));
    }
    return next;
}

std::optional<clock_action> next_action(const requisition& req) {
    if (has_ended(req)) {
        return std::nullopt;
    }
    std::optional<clock_action> next;
    if (req.state == requisition_state::on_hold) {
        if (req.hold_until) {
            next = action_of(
                due_kind::hold_ran_out,
                clock_kind::coverage,
                *req.hold_until,
                hold_ran_out{}
            );
        }
        return next;
    }
    for (const clock& c : req.clocks) {
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

bool silenced(const requisition& req, clock_kind kind, instant now) noexcept {
    const clock* const c = find_clock(req, kind);
    return c != nullptr && c->eta && *c->eta > now;
}

}  // namespace

std::optional<instant> next_due(const requisition& req) {
    const auto next = next_action(req);
    return next ? std::optional{next->at} : std::nullopt;
}

std::vector<clock_action> due_actions(const requisition& req, instant now) {
    std::vector<clock_action> actions;
    requisition ahead = req;
    // Each fact may bring the next one (a missed time makes the 90 % point count again), so they
    // are applied one by one. Every one latches something, hence the end.
    for (auto next = next_action(ahead); next && next->at <= now; next = next_action(ahead)) {
        event fact;
        fact.at = ahead.changed;
        fact.data = next->fact;
        ahead = apply(std::move(ahead), fact);
        actions.push_back(std::move(*next));
    }
    const auto strongest = std::ranges::max_element(actions, {}, &clock_action::what);
    if (strongest != actions.end()) {
        strongest->alert =
            strongest->what == due_kind::hold_ran_out || !silenced(req, strongest->clock, now);
    }
    return actions;
}

}  // namespace fillrate::domain
