#include "tests/domain/paper_seats.hpp"

#include <algorithm>

namespace fillrate::domain::testing::paper {

seats::seat* seats::first_open() {
    const auto found = std::ranges::find(all_, "open", &seat::is);
    return found == all_.end() ? nullptr : &*found;
}

seats::seat* seats::of(int who, const std::string& is) {
    const auto found =
        std::ranges::find_if(all_, [&](const seat& one) { return one.who == who && one.is == is; });
    return found == all_.end() ? nullptr : &*found;
}

void seats::add(int count) {
    groups_ += count > 0 ? 1 : 0;
    for (int i = 0; i < count; ++i) {
        all_.push_back(seat{.group = groups_});
    }
}

void seats::drop(int count) {
    for (auto each = all_.rbegin(); each != all_.rend() && count > 0; ++each) {
        if (each->is == "open") {
            each->is = "cancelled";
            --count;
        }
    }
}

void seats::drop_all() {
    drop(static_cast<int>(all_.size()));
}

void seats::reserve(int who) {
    if (auto* const one = first_open()) {
        one->is = "reserved";
        one->who = who;
    }
}

void seats::fill(int who) {
    if (auto* const one = of(who, "reserved")) {
        one->is = "filled";
    }
}

void seats::come_late(int who) {
    const auto kept = std::ranges::find_if(all_, [who](const seat& one) {
        return one.is == "open" && one.left == who;
    });
    if (auto* const one = kept == all_.end() ? first_open() : &*kept) {
        one->is = "filled";
        one->who = who;
    }
}

void seats::free(int who, bool goes_on) {
    auto* const one = of(who, "reserved");
    if (one != nullptr && goes_on) {
        one->is = "open";
        one->who = -1;
    } else if (one != nullptr) {
        *one = seat{.group = ++groups_, .left = who, .counted_gap = one->counted_gap};
    }
}

std::string seats::replaces(int who) const {
    const auto found = std::ranges::find_if(all_, [who](const seat& one) {
        return one.who == who && one.is == "reserved" && one.replaces();
    });
    return found == all_.end() ? std::string{} : "BACKFILL " + std::to_string(found->group);
}

void seats::replace(int who) {
    all_.push_back(seat{.group = ++groups_, .left = who});
}

void seats::end(int who) {
    if (auto* const one = of(who, "filled")) {
        one->is = "ended";
    }
}

void seats::come(int count, std::int64_t now) {
    for (const bool gap : {true, false}) {
        for (auto& one : all_) {
            if (count > 0 && one.is == "open" && one.counted_gap == gap) {
                one.is = "filled";
                one.who = nameless;
                one.began = now;
                --count;
            }
        }
    }
}

int seats::counted() const {
    return static_cast<int>(std::ranges::count_if(all_, [](const seat& one) {
        return one.is == "filled" && one.who == nameless && !one.gone;
    }));
}

int seats::leave(int count, std::int64_t now, bool looked_for) {
    constexpr std::int64_t day = 86'400;
    std::vector<seat*> working;
    for (auto& one : all_) {
        if (one.is == "filled" && one.who == nameless && !one.gone) {
            working.push_back(&one);
        }
    }
    std::ranges::stable_sort(working, [](const seat* a, const seat* b) {
        return a->began > b->began;
    });
    working.resize(static_cast<std::size_t>(count));
    int replaced = 0;
    for (auto* const one : working) {
        const bool within = looked_for && now / day - one->began / day <= 30;
        one->gone = true;
        one->is = within ? "filled" : "ended";
        replaced += within ? 1 : 0;
    }
    groups_ += replaced > 0 ? 1 : 0;
    all_.insert(
        all_.end(),
        static_cast<std::size_t>(replaced),
        seat{.group = groups_, .counted_gap = true}
    );
    return replaced;
}

std::vector<group> seats::groups(bool by_presence) const {
    std::vector<group> all;
    for (int number = 1; number <= groups_; ++number) {
        group one{.clock = "FILL " + std::to_string(number)};
        bool any = false;
        for (const auto& each : all_) {
            if (each.group != number) {
                continue;
            }
            any = true;
            if (each.replaces()) {
                one.clock = "BACKFILL " + std::to_string(number);
            }
            const bool waits = by_presence && each.replaces() && each.is == "reserved";
            const bool has_somebody =
                !waits && (each.is == "reserved" || each.is == "filled" || each.is == "ended");
            one.awaited = one.awaited || waits;
            one.open = one.open || each.is == "open";
            one.taken = one.taken || (has_somebody && each.who != each.left);
        }
        if (any) {
            all.push_back(one);
        }
    }
    return all;
}

}  // namespace fillrate::domain::testing::paper
