#include "core/domain/clocks.hpp"

#include "core/domain/clock_transitions.hpp"
#include "core/domain/opening_transitions.hpp"
#include "core/domain/transitions.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace fillrate::domain {

namespace {

instant whole_second(instant t) noexcept {
    return std::chrono::floor<seconds>(t);
}

seconds share(seconds of, std::uint32_t percent) noexcept {
    return of * percent / 100;
}

seconds target_in(const clock_terms& terms, clock_kind kind) {
    const auto of_policy = target_of(terms.chosen, kind, terms.priority, terms.on);
    return kind == clock_kind::start ? terms.late_after.value_or(of_policy) : of_policy;
}

// When so much is used, in a segment that starts at `since`. What has passed lies at `since`.
instant point_at(const clock& c, const calendar& on, seconds threshold) {
    return on.add(c.since, std::max(threshold - c.elapsed, seconds{0}));
}

// What is due within the first hour of a day is said half an hour before the close before it
// (DOMAIN.md 4.5), yet not while less than half of its time is used.
std::optional<instant> early_word(const clock& c, const calendar& on) {
    constexpr std::chrono::hours first_hour{1};
    constexpr minutes before_close{30};
    constexpr std::chrono::hours longest_break{3};  // whoever is told before lunch is there after
    const instant within = c.due - first_hour;
    const instant opens = on.next_open(within);
    if (opens == within || opens >= c.due) {
        return std::nullopt;
    }
    // The earliest instant by which as much had been worked: `since` itself when nothing was.
    const instant closed = on.add(c.since, on.between(c.since, opens));
    const instant said = std::max(closed - before_close, point_at(c, on, share(c.target, 50)));
    const bool early = said < closed && closed + longest_break < opens && said < c.warn_at;
    return early ? std::optional{said} : std::nullopt;
}

void place_points(
    clock& c,
    const calendar& on,
    std::uint8_t warn_percent,
    std::uint8_t urge_percent
) {
    c.warn_at = point_at(c, on, share(c.target, warn_percent));
    c.urge_at = point_at(c, on, share(c.target, urge_percent));
    c.due = point_at(c, on, c.target);
    c.warn_by = early_word(c, on);
}

// A breach is a fact from its due time on, whether or not the timer came first.
void latch(clock& c, instant now) noexcept {
    if (next_state(c.state, clock_verb::breach) && !c.breached && c.due < now) {
        c.breached = c.due;
    }
}

void end_segment(clock& c, const calendar& on, instant now) {
    if (c.state == clock_state::running) {
        c.elapsed = used(c, on, now);
    }
}

// Targets of two calendars do not compare; when they are due does.
bool is_hurried(const clock& c, seconds asked, const clock_terms& to) {
    return c.calendar == to.calendar
               ? asked < c.target
               : to.on.add(c.since, std::max(asked - c.elapsed, seconds{0})) < c.due;
}

// Counted in this cycle as that supplier's; empty: of several together.
std::uint64_t started_heads(const requisition& req, const supplier_id& of) noexcept {
    std::uint64_t started = 0;
    for (const counted_start& one : req.starts) {
        // They are kept by the day.
        const bool in_cycle = !req.released || one.day + std::chrono::days{1} > *req.released;
        started += in_cycle && one.supplier == of ? one.present : 0;
    }
    return started;
}

// Openings that people who are counted filled in this cycle.
std::uint64_t filled_by_heads(const requisition& req) noexcept {
    const auto count = std::ranges::count_if(req.openings, [&req](const opening& o) {
        const bool in_cycle = o.began && (!req.released || *o.began >= *req.released);
        return in_cycle && o.submittal.empty() && was_filled(o.state);
    });
    return static_cast<std::uint64_t>(count);
}

clock stop(clock c, clock_verb how, const calendar& on, instant now) {
    const auto to = next_state(c.state, how);
    if (!to) {
        return c;
    }
    now = whole_second(now);
    latch(c, now);
    end_segment(c, on, now);
    c.state = *to;
    c.stopped = now;
    c.since = c.due = c.warn_at = c.urge_at = instant{};
    c.warn_by.reset();
    c.acknowledged_by = {};
    c.eta.reset();
    c.waits.reset();
    return c;
}

}  // namespace

clock start_clock(
    clock_kind kind,
    std::uint32_t batch,
    party in_court,
    const clock_terms& terms,
    instant at,
    std::span<const clock> before
) {
    const clock* const last = find_clock(before, kind, batch);
    clock c{
        .kind = kind,
        .batch = batch,
        .cycle = last == nullptr ? 1 : last->cycle + 1,
        .party = in_court,
        .policy = reference(terms.chosen.name, terms.chosen.version),
        .calendar = terms.calendar,
        .target = target_in(terms, kind),
        .started = whole_second(at),
        .since = whole_second(at),
        .alert = own_alert(terms.chosen, kind)};
    place_points(c, terms.on, terms.chosen.warn_percent, terms.chosen.urge_percent);
    return c;
}

clock pause(clock running, const calendar& on, instant now) {
    const auto to = next_state(running.state, clock_verb::pause);
    if (!to) {
        return running;
    }
    now = std::max(whole_second(now), running.since);
    latch(running, now);
    end_segment(running, on, now);
    running.state = *to;
    running.since = now;
    return running;
}

clock resume(clock paused, const calendar& on, instant now) {
    const auto to = next_state(paused.state, clock_verb::resume);
    if (!to) {
        return paused;
    }
    now = std::max(whole_second(now), paused.since);
    // What remained to each point when the pause began remains to it from now.
    const auto moved = [&paused, &on, now](instant point) {
        return on.add(now, std::max(on.between(paused.since, point), seconds{0}));
    };
    paused.warn_at = moved(paused.warn_at);
    paused.urge_at = moved(paused.urge_at);
    paused.due = moved(paused.due);
    paused.since = now;
    paused.warn_by = early_word(paused, on);
    paused.state = *to;
    if (paused.eta && *paused.eta <= now) {
        paused.eta.reset();
        paused.waits.reset();
        paused.acknowledged_by = {};
    }
    return paused;
}

clock meet(clock live, const calendar& on, instant now) {
    return stop(std::move(live), clock_verb::meet, on, now);
}

clock cancel(clock live, const calendar& on, instant now) {
    return stop(std::move(live), clock_verb::cancel, on, now);
}

clock retarget(clock live, const clock_terms& to, const calendar& on, instant now) {
    if (!is_live(live)) {
        return live;
    }
    if (!measures(to.chosen, live.kind)) {
        return cancel(std::move(live), on, now);
    }
    now = std::max(whole_second(now), live.since);
    latch(live, now);
    clock moved = live;
    if (moved.state == clock_state::running) {
        end_segment(moved, on, now);
        moved.since = now;
    }
    const seconds asked = target_in(to, moved.kind);
    const bool raised = is_hurried(moved, asked, to);
    // What was missed only after a change that is logged later is no reason to leave it out.
    const bool missed = live.breached && *live.breached <= now;
    if (raised && missed) {
        return live;
    }
    moved.policy = reference(to.chosen.name, to.chosen.version);
    moved.calendar = to.calendar;
    moved.alert = own_alert(to.chosen, moved.kind);
    const seconds least_left = share(asked, to.chosen.raised_floor_percent);
    moved.target = raised ? std::max(asked, moved.elapsed + least_left) : asked;
    place_points(moved, to.on, to.chosen.warn_percent, to.chosen.urge_percent);
    return moved;
}

bool was_in_time(const clock& missed) noexcept {
    const auto until =
        missed.state == clock_state::paused ? std::optional{missed.since} : missed.stopped;
    return missed.breached && until && *until < *missed.breached;
}

bool was_moved_in_time(const clock& missed, const clock& moved) noexcept {
    return missed.breached && moved.state == clock_state::running &&
           moved.since < *missed.breached && moved.due != *missed.breached;
}

clock transfer(clock live, const clock_terms& to, const calendar& on, instant now) {
    const auto chosen = reference(to.chosen.name, to.chosen.version);
    if (!is_live(live) || (live.policy == chosen && live.calendar == to.calendar)) {
        return live;
    }
    if (!measures(to.chosen, live.kind)) {
        return cancel(std::move(live), on, now);
    }
    now = whole_second(now);
    latch(live, now);
    const bool other_hours = family_of(live.calendar) != family_of(to.calendar);
    if (other_hours && live.state == clock_state::running && live.since < now) {
        end_segment(live, on, now);
        live.since = now;
    }
    live.policy = chosen;
    live.calendar = to.calendar;
    live.alert = own_alert(to.chosen, live.kind);
    live.target = target_in(to, live.kind);
    place_points(live, to.on, to.chosen.warn_percent, to.chosen.urge_percent);
    const auto passed = [&live, now](instant point) {
        return live.state == clock_state::running && point <= now;
    };
    live.warned = passed(live.urge_at) ? 90 : passed(warning_time(live)) ? 75 : 0;
    // Missed only by the change: of now, since what was reported of days before stays as it was.
    if (passed(live.due) && !live.breached) {
        live.breached = now;
    }
    return live;
}

seconds used(const clock& c, const calendar& on, instant now) {
    if (c.state != clock_state::running) {
        return c.elapsed;
    }
    return c.elapsed + std::max(on.between(c.since, now), seconds{0});
}

const clock* find_clock(
    std::span<const clock> clocks,
    clock_kind kind,
    std::uint32_t batch
) noexcept {
    const auto found = std::ranges::find_if(clocks, [kind, batch](const clock& c) {
        return c.kind == kind && c.batch == batch;
    });
    return found == clocks.end() ? nullptr : &*found;
}

const clock* leading_clock(std::span<const clock> clocks) noexcept {
    constexpr std::array order{
        clock_kind::backfill,
        clock_kind::intake,
        clock_kind::coverage,
        clock_kind::first_submittal,
        clock_kind::slate,
        clock_kind::fill,
        clock_kind::screen,
        clock_kind::review,
        clock_kind::scheduling,
        clock_kind::feedback,
        clock_kind::decision,
        clock_kind::interview,
        clock_kind::offer,
        clock_kind::start};
    for (const auto kind : order) {
        const auto found = std::ranges::find_if(clocks, [kind](const clock& c) {
            return c.kind == kind && is_live(c);
        });
        if (found != clocks.end()) {
            return &*found;
        }
    }
    return nullptr;
}

instant due_time(const clock& c) noexcept {
    return c.breached.value_or(c.due);
}

instant warning_time(const clock& c) noexcept {
    return c.warn_by.value_or(c.warn_at);
}

clock_alert alert_of(const clock& c) noexcept {
    return c.alert.value_or(usual_alert(c.kind));
}

bool is_live(const clock& c) noexcept {
    return next_state(c.state, clock_verb::meet).has_value();
}

std::uint64_t heads_to_come(const requisition& req) noexcept {
    std::uint64_t heads = 0;
    std::uint64_t started = started_heads(req, {});
    for (const coverage& answer : req.suppliers) {
        if (answer.said == coverage::answer::accepted) {
            heads += answer.heads;
            started += std::min<std::uint64_t>(answer.heads, started_heads(req, answer.supplier));
        }
    }
    // The counts are kept by the day, which another cycle may have begun on.
    return heads - std::min({heads, started, filled_by_heads(req)});
}

bool coverage_met(const requisition& req, std::uint32_t min_suppliers) noexcept {
    std::uint32_t accepted = 0;
    std::uint32_t suppliers = 0;
    for (const coverage& answer : req.suppliers) {
        suppliers += answer.said == coverage::answer::removed ? 0 : 1;
        accepted += answer.said == coverage::answer::accepted ? 1 : 0;
    }
    if (req.slate.live > 0) {
        return true;
    }
    switch (req.category) {
        case category::light_industrial:
            return (req.internal_recruiter && suppliers == 0) ||
                   (accepted > 0 && heads_to_come(req) >= count_openings(req).open);
        case category::professional:
            break;
    }
    const auto internal = req.internal_recruiter ? 1U : 0U;
    const auto parties = suppliers + internal;
    return accepted + internal >= std::max(std::min(min_suppliers, parties), 1U);
}

bool coverage_lost(const requisition& req) noexcept {
    const auto accepted = [](const coverage& answer) {
        return answer.said == coverage::answer::accepted;
    };
    const clock* const last = find_clock(req.clocks, clock_kind::coverage);
    return req.state == requisition_state::open && last != nullptr &&
           last->state == clock_state::met && !req.internal_recruiter &&
           std::ranges::none_of(req.suppliers, accepted) && req.slate.live == 0 &&
           count_openings(req).open > 0;
}

}  // namespace fillrate::domain
