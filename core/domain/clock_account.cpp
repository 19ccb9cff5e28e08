#include "core/domain/clock_account.hpp"

#include "core/domain/clock_facts.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/folding.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::domain {

namespace {

// What is logged later ends a stretch before turns that were taken within it since: they were none.
void close_segment(clock_account& of, instant at) {
    auto& all = of.segments;
    while (all.size() > 1 && !all.back().to && all.back().from > at &&
           all.back().from > of.last.since) {
        all.pop_back();
        all.back().to.reset();
    }
    if (!all.empty() && !all.back().to) {
        all.back().to = std::max(at, all.back().from);
    }
}

bool is_same_clock(const clock& a, const clock& b) noexcept {
    return a.kind == b.kind && a.batch == b.batch;
}

// FILL is ours to keep, whoever's turn it is meanwhile (DOMAIN.md 4.2).
party turn_in(const clock& value) noexcept {
    return value.kind == clock_kind::fill ? value.turn : value.party;
}

// The account of the cycle this value is of; a new one stands behind the earlier ones of its clock.
clock_account& account_of(std::vector<clock_account>& all, const clock& value) {
    const auto last =
        std::ranges::find_if(all.rbegin(), all.rend(), [&value](const clock_account& one) {
            return is_same_clock(one.last, value);
        });
    if (last != all.rend() && last->last.cycle == value.cycle) {
        return *last;
    }
    if (last != all.rend()) {
        close_segment(*last, value.started);
    }
    const auto behind = last == all.rend() ? all.end() : last.base();
    return *all.insert(behind, clock_account{.last = value});
}

// The present stretch is the same one: at most another turn, or other terms.
bool is_same_stretch(const clock_account& of, const clock& value) {
    return !of.segments.empty() && !of.segments.back().to && is_live(value) &&
           of.last.state == value.state && of.last.since == value.since;
}

// A calendar that was put right counts the whole stretch, the turns within it included; what made
// it stand still stays the reason, whatever changes meanwhile. A new turn begins in the second of
// `at`: no part of one is lost between two stretches.
void go_on(clock_account& of, const clock& value, instant at) {
    for (auto& segment : of.segments) {
        if (segment.from >= value.since) {
            segment.calendar = value.calendar;
            segment.policy = value.policy;
            segment.target = value.target;
        }
    }
    auto next = of.segments.back();
    if (next.party != turn_in(value)) {
        next.party = turn_in(value);
        const instant second = std::chrono::floor<seconds>(at);
        next.from = std::max(second, next.from);
        of.segments.back().to = next.from;
        of.segments.push_back(std::move(next));
    }
}

void begin_stretch(clock_account& of, const clock& value, const std::string& reason) {
    const bool running = value.state == clock_state::running;
    const bool live = is_live(value);
    close_segment(of, live ? value.since : value.stopped.value_or(value.since));
    if (live) {
        const auto earliest = of.segments.empty() ? value.since : of.segments.back().from;
        of.segments.push_back(
            {.running = running,
             .party = turn_in(value),
             .from = std::max(value.since, earliest),
             .calendar = value.calendar,
             .policy = value.policy,
             .target = value.target,
             .reason = running ? std::string{} : reason}
        );
    }
}

// The account after the clock took this value at `at`.
void follow_value(clock_account& of, const clock& value, instant at, const std::string& reason) {
    if (is_same_stretch(of, value)) {
        go_on(of, value, at);
    } else {
        begin_stretch(of, value, reason);
    }
    const auto in_court = of.last.party;
    of.last = value;
    settle_miss(of.last, in_court);
}

void record_mark(std::vector<clock_account>& all, const event& what) {
    std::vector<clock> clocks;
    for (const auto& account : all) {
        clocks.push_back(account.last);
    }
    const bool fits = std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (clock_fact<Fact> && !std::same_as<Fact, clock_set>) {
                return record_fact(clocks, fact, what);
            } else {
                return false;
            }
        },
        what.data
    );
    for (std::size_t i = 0; fits && i < all.size(); ++i) {
        all[i].last = clocks[i];
    }
}

void join_like(std::vector<clock_segment>& segments) {
    std::vector<clock_segment> joined;
    for (auto& next : segments) {
        const bool goes_on =
            !joined.empty() && joined.back().to == next.from &&
            joined.back().running == next.running && joined.back().party == next.party &&
            joined.back().calendar == next.calendar && joined.back().policy == next.policy &&
            joined.back().target == next.target && joined.back().reason == next.reason;
        if (goes_on) {
            joined.back().to = next.to;
            joined.back().working += next.working;
        } else {
            joined.push_back(std::move(next));
        }
    }
    segments = std::move(joined);
}

// False when a calendar is not known.
bool measure(clock_account& of, const policy_book& book, instant now) {
    for (auto& segment : of.segments) {
        const auto* const on = book.find_calendar(segment.calendar);
        if (on == nullptr) {
            return false;
        }
        segment.working = std::max(on->between(segment.from, segment.to.value_or(now)), seconds{0});
    }
    // A pause in the very second of a start leaves nothing to tell, and what is set anew without
    // a change goes on.
    std::erase_if(of.segments, [](const clock_segment& s) { return s.to == s.from; });
    join_like(of.segments);
    return true;
}

}  // namespace

std::vector<clock_account> account_for_clocks(
    const std::vector<event>& history,
    const policy_book& book,
    instant now
) {
    const auto skipped = undone_commands(history);
    std::vector<clock_account> all;
    const event* reasoned = nullptr;  // what a clock follows stands before it in the same command
    for (const event& what : history) {
        if (skipped.contains(what.command)) {
            continue;
        }
        if (!what.reason.empty()) {
            reasoned = &what;
        }
        const auto* const set = std::get_if<clock_set>(&what.data);
        if (set == nullptr) {
            record_mark(all, what);
            continue;
        }
        const bool given = reasoned != nullptr && reasoned->command == what.command;
        follow_value(
            account_of(all, set->value),
            set->value,
            what.at,
            given ? reasoned->reason : std::string{}
        );
    }
    std::erase_if(all, [&](clock_account& account) { return !measure(account, book, now); });
    return all;
}

seconds used_in(const clock_account& account) noexcept {
    seconds used{0};
    for (const auto& segment : account.segments) {
        used += segment.running ? segment.working : seconds{0};
    }
    return used;
}

std::optional<rounds_account> add_up_rounds(
    const std::vector<event>& history,
    const std::vector<clock_account>& accounts,
    const policy_book& book,
    instant now
) {
    const auto skipped = undone_commands(history);
    std::vector<instant> begun{instant::min()};
    for (const event& what : history) {
        if (std::holds_alternative<reopened>(what.data) && !skipped.contains(what.command)) {
            begun.push_back(std::chrono::floor<seconds>(what.at));
        }
    }
    rounds_account sum{.rounds = begun.size()};
    const clock_account* first = nullptr;
    const clock_account* last = nullptr;
    for (const instant from : begun) {
        const auto of_round = std::ranges::find_if(accounts, [from](const clock_account& one) {
            return one.last.kind == clock_kind::fill && one.last.started >= from;
        });
        if (of_round == accounts.end()) {
            continue;
        }
        last = &*of_round;
        first = first == nullptr ? last : first;
        sum.net += used_in(*last);
    }
    const auto* const on = last == nullptr ? nullptr : book.find_calendar(last->last.calendar);
    if (on == nullptr) {
        return std::nullopt;
    }
    sum.gross = on->between(first->last.started, last->last.stopped.value_or(now));
    return sum;
}

}  // namespace fillrate::domain
