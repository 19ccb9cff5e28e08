#include "core/domain/clock_facts.hpp"

#include <algorithm>
#include <cstddef>

namespace fillrate::domain {

namespace {

// Of openings long filled the history tells; a record keeps the last few.
constexpr std::size_t most_stopped_batches = 8;

clock* running_clock(std::vector<clock>& clocks, clock_kind kind, std::uint32_t batch) {
    const auto found = std::ranges::find_if(clocks, [kind, batch](const clock& c) {
        return c.kind == kind && c.batch == batch && c.state == clock_state::running;
    });
    return found == clocks.end() ? nullptr : &*found;
}

template <class Fact>
clock* missed_clock(std::vector<clock>& clocks, const Fact& of) {
    const auto found = std::ranges::find_if(clocks, [&of](const clock& c) {
        return c.kind == of.kind && c.batch == of.batch && c.cycle == of.cycle && c.breached;
    });
    return found == clocks.end() ? nullptr : &*found;
}

template <class Fact>
auto missed_outcome(std::vector<clock_outcome>& past, const Fact& of) {
    return std::ranges::find_if(past, [&of](const clock_outcome& one) {
        return one.kind == of.kind && one.batch == of.batch && one.cycle == of.cycle &&
               one.missed > 0;
    });
}

void forget_oldest_batches(std::vector<clock>& clocks) {
    const auto is_over = [](const clock& c) { return c.batch != 0 && c.stopped.has_value(); };
    auto over = static_cast<std::size_t>(std::ranges::count_if(clocks, is_over));
    for (; over > most_stopped_batches; --over) {
        clocks.erase(std::ranges::find_if(clocks, is_over));
    }
}

}  // namespace

void settle_miss(clock& of, party in_court) {
    if (of.breached && !of.missed_by) {
        of.missed_by = in_court;
    }
}

bool record_fact(std::vector<clock>& clocks, const clock_set& set, const event& /*what*/) {
    const auto same = std::ranges::find_if(clocks, [&set](const clock& c) {
        return c.kind == set.value.kind && c.batch == set.value.batch;
    });
    if (same == clocks.end()) {
        clocks.push_back(set.value);
        settle_miss(clocks.back(), set.value.party);
    } else {
        const bool same_cycle = same->cycle == set.value.cycle;
        const auto before = same_cycle ? same->party : set.value.party;
        *same = set.value;
        settle_miss(*same, before);
    }
    forget_oldest_batches(clocks);
    return true;
}

bool record_fact(std::vector<clock>& clocks, const clock_warned& warned, const event& /*what*/) {
    clock* const c = running_clock(clocks, warned.kind, warned.batch);
    if (c == nullptr || c->warned >= warned.level) {
        return false;
    }
    c->warned = warned.level;
    return true;
}

bool record_fact(
    std::vector<clock>& clocks,
    const clock_breached& breached,
    const event& /*what*/
) {
    clock* const c = running_clock(clocks, breached.kind, breached.batch);
    if (c == nullptr || c->breached) {
        return false;
    }
    c->breached = c->due;
    c->missed = breached.number;
    settle_miss(*c, c->party);
    return true;
}

bool record_fact(
    std::vector<clock>& clocks,
    const clock_acknowledged& acknowledged,
    const event& what
) {
    clock* const c = running_clock(clocks, acknowledged.kind, acknowledged.batch);
    if (c == nullptr) {
        return false;
    }
    c->acknowledged_by = what.actor;
    c->eta = acknowledged.eta;
    c->waits.reset();
    if (!what.reason.empty()) {
        c->waits = excuse{what.actor_name, what.reason, what.at};
    }
    return true;
}

bool record_fact(std::vector<clock>& clocks, const eta_missed& missed, const event& /*what*/) {
    clock* const c = running_clock(clocks, missed.kind, missed.batch);
    if (c == nullptr || !c->eta) {
        return false;
    }
    c->acknowledged_by = {};
    c->eta.reset();
    c->waits.reset();
    return true;
}

bool record_fact(std::vector<clock>& clocks, const clock_excused& excused, const event& what) {
    clock* const missed = missed_clock(clocks, excused);
    if (missed == nullptr || missed->excused) {
        return false;
    }
    auto& said = excused.explains ? missed->explained : missed->excused;
    said = excuse{what.actor_name, what.reason, what.at};
    return true;
}

bool record_fact(
    std::vector<clock>& clocks,
    const breach_withdrawn& withdrawn,
    const event& /*what*/
) {
    clock* const missed = missed_clock(clocks, withdrawn);
    if (missed == nullptr) {
        return false;
    }
    missed->breached.reset();
    missed->missed = {};
    missed->excused.reset();
    missed->explained.reset();
    missed->missed_by.reset();
    missed->unfilled = 0;
    return true;
}

bool record_fact(
    std::vector<clock_outcome>& past,
    const clock_excused& excused,
    const event& what
) {
    const auto missed = missed_outcome(past, excused);
    if (missed == past.end() || missed->excused) {
        return false;
    }
    if (!excused.explains) {
        missed->excused = true;
        missed->excused_for = excuse_code(what.reason);
    }
    return true;
}

bool record_fact(
    std::vector<clock_outcome>& past,
    const breach_withdrawn& withdrawn,
    const event& /*what*/
) {
    const auto missed = missed_outcome(past, withdrawn);
    if (missed == past.end()) {
        return false;
    }
    past.erase(missed);
    return true;
}

}  // namespace fillrate::domain
