// Random holds of a clock on every kind of calendar: hold and resume never lose or gain a second
// (DOMAIN.md 4.6). What a stretch holds of working time is added up here day by day, in a zone
// that never sets its clocks; round the clock it is the time itself, clocks set or not.
#include "core/domain/clocks.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/walks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

constexpr int steps_of_holds = 50;
constexpr std::int64_t day_long = 86'400;
constexpr std::int64_t hour_long = 3'600;
/// Phoenix is seven hours behind all year.
constexpr std::int64_t behind_utc = 7 * hour_long;
constexpr std::int64_t a_monday = 1'793'577'600;  // 2 November 2026 00:00 UTC

struct week {
    const char* name = "";
    const char* zone = "";
    std::int64_t from = 0;  ///< hours of its days
    std::int64_t to = 0;    ///< after 24: on the next day
    std::int64_t days = 7;  ///< from Monday on
};
constexpr week weeks[] = {
    {"business", "America/Phoenix", 8, 17, 5},
    {"light industrial", "America/Phoenix", 5, 21, 6},
    {"nights", "America/Phoenix", 22, 30, 6},
    {"round the clock", "America/Phoenix", 0, 24, 7},
    {"round the clock, clocks set", "America/Chicago", 0, 24, 7},
};

calendar calendar_of(const week& of) {
    calendar_spec spec{.name = of.name, .zone = of.zone};
    for (std::int64_t day = 0; day < of.days; ++day) {
        spec.week[static_cast<std::size_t>(day)] = {
            window{.start = hours{of.from}, .end = hours{of.to}}};
    }
    return calendar::compile(std::move(spec)).value();
}

// Working seconds between two moments, one day's window after the other.
std::int64_t worked(const week& of, std::int64_t from, std::int64_t to) {
    if (of.days == 7 && of.to - of.from == 24) {
        return std::max<std::int64_t>(to - from, 0);
    }
    std::int64_t sum = 0;
    const auto local = [](std::int64_t at) { return at - behind_utc; };
    for (auto day = (local(from) - a_monday) / day_long - 1; a_monday + day * day_long < local(to);
         ++day) {
        if ((day % 7 + 7) % 7 < of.days) {
            const auto opens = a_monday + day * day_long + of.from * hour_long;
            const auto closes = opens + (of.to - of.from) * hour_long;
            const auto begins = std::max(opens, local(from));
            sum += std::max<std::int64_t>(std::min(closes, local(to)) - begins, 0);
        }
    }
    return sum;
}

/// A clock, and what it has to have used, in seconds.
class hold_walk {
public:
    hold_walk(const week& of, const calendar& on, std::uint64_t seed)
        : of_(of), on_(on), any_(seed) {
        // A year from November on: every night that clocks are set is in it.
        now_ =
            (a_monday + any_.draw(365) * day_long + any_.draw(day_long)) * 1'000 + any_.draw(1'000);
        clock_ = coverage_clock(
            hours_policy(1 + static_cast<int>(any_.draw(120))),
            on_,
            from_unix_ms(now_)
        );
        since_ = now_ / 1'000;
        target_ = clock_.target.count();
    }

    void step() {
        static constexpr std::uint32_t most[] = {5'000, 3'600'000, 90'000'000, 400'000'000};
        now_ += any_.draw(any_.pick(most));
        const auto second = now_ / 1'000;
        if (any_.draw(5) == 0) {
            return;  // nobody does anything: time passes
        }
        if (running_) {
            used_ += worked(of_, since_, second);
            clock_ = pause(clock_, on_, from_unix_ms(now_));
        } else {
            clock_ = resume(clock_, on_, from_unix_ms(now_));
        }
        running_ = !running_;
        since_ = second;
    }
    [[nodiscard]] std::string difference() const {
        const auto second = now_ / 1'000;
        const auto used_now = used_ + (running_ ? worked(of_, since_, second) : 0);
        const auto at = from_unix_ms(second * 1'000);
        auto found = unlike_seconds("used", used(clock_, on_, at).count(), used_now) +
                     unlike_seconds("target", clock_.target.count(), target_);
        if (running_) {
            const auto due = to_unix_ms(clock_.due) / 1'000;
            const auto left = std::max<std::int64_t>(target_ - used_, 0);
            found += unlike_seconds("to its due time", worked(of_, since_, due), left);
        }
        return found;
    }

private:
    static std::string unlike_seconds(const char* what, std::int64_t is, std::int64_t wanted) {
        return is == wanted ? std::string{}
                            : std::string(what) + ' ' + std::to_string(is) + ", not " +
                                  std::to_string(wanted) + "; ";
    }

    const week& of_;
    const calendar& on_;
    chance any_;
    clock clock_{};
    std::int64_t now_ = 0;    ///< in milliseconds
    std::int64_t since_ = 0;  ///< of the present stretch
    std::int64_t used_ = 0;   ///< in those that ended
    std::int64_t target_ = 0;
    bool running_ = true;
};

TEST(HoldWalk, NeverLosesOrGainsASecondOnAnyCalendar) {
    const auto walks = count_of_walks(50, 4'000);
    for (const auto& of : weeks) {
        const auto on = calendar_of(of);
        for (std::uint64_t seed = 1; seed <= walks; ++seed) {
            hold_walk one(of, on, seed);
            for (int i = 0; i < steps_of_holds; ++i) {
                one.step();
                ASSERT_EQ(one.difference(), "") << of.name << ", walk " << seed << ", step " << i;
            }
        }
    }
}

}  // namespace
}  // namespace fillrate::domain::testing
