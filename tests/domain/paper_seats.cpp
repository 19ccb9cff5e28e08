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
        *one = seat{.group = ++groups_, .left = who};
    }
}

std::string seats::replaces(int who) const {
    const auto found = std::ranges::find_if(all_, [who](const seat& one) {
        return one.who == who && one.is == "reserved" && one.left >= 0;
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
            if (each.left >= 0) {
                one.clock = "BACKFILL " + std::to_string(number);
            }
            const bool waits = by_presence && each.left >= 0 && each.is == "reserved";
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
