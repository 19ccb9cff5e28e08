#include "core/domain/clock_account.hpp"

#include "core/domain/clock_facts.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/folding.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::domain {

namespace {

void close_segment(clock_account& of, instant at) {
    if (!of.segments.empty() && !of.segments.back().to) {
        of.segments.back().to = std::max(at, of.segments.back().from);
    }
}

// The account after the clock took this value.
void follow_value(clock_account& of, const clock& value) {
    const bool new_cycle = value.cycle != of.last.cycle || of.segments.empty();
    if (new_cycle) {
        of.segments.clear();
    }
    const bool live = is_live(value);
    close_segment(of, live ? value.since : value.stopped.value_or(value.since));
    if (live) {
        of.segments.push_back(
            {.running = value.state == clock_state::running,
             .party = value.party,
             .from = value.since,
             .calendar = value.calendar}
        );
    }
    const auto in_court = new_cycle ? value.party : of.last.party;
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

// False when a calendar is not known.
bool measure(clock_account& of, const policy_book& book, instant now) {
    for (auto& segment : of.segments) {
        const auto* const on = book.find_calendar(segment.calendar);
        if (on == nullptr) {
            return false;
        }
        segment.working = std::max(on->between(segment.from, segment.to.value_or(now)), seconds{0});
    }
    // A pause in the very second of a start leaves nothing to tell.
    std::erase_if(of.segments, [](const clock_segment& s) { return s.to == s.from; });
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
    for (const event& what : history) {
        if (skipped.contains(what.command)) {
            continue;
        }
        const auto* const set = std::get_if<clock_set>(&what.data);
        if (set == nullptr) {
            record_mark(all, what);
            continue;
        }
        auto found = std::ranges::find_if(all, [set](const clock_account& account) {
            return account.last.kind == set->value.kind && account.last.batch == set->value.batch;
        });
        if (found == all.end()) {
            found = all.insert(all.end(), clock_account{.last = set->value});
        }
        follow_value(*found, set->value);
    }
    std::erase_if(all, [&](clock_account& account) { return !measure(account, book, now); });
    return all;
}

}  // namespace fillrate::domain
