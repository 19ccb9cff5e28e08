// The calendar against an oracle that walks minute by minute and reads only the wall clock. A
// window is open while the latest wall-clock reading seen so far lies in it: after a repeated hour
// the reading must pass its old maximum first, which is the rule "ambiguous uses the first" of
// DOMAIN.md 4.6 without looking any time up.
#include "core/domain/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck.h>
#include <vector>

namespace fillrate::domain {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::days before{3};
constexpr std::chrono::days span{12};

const std::vector<std::string> zones{
    "America/Chicago",
    "America/New_York",
    "America/Phoenix",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Antarctica/Troll",
    "America/Nuuk",
    "UTC"};

std::vector<window> random_windows() {
    const auto count = *rc::gen::inRange(0, 4);
    std::vector<int> edges;
    for (int i = 0; i < 2 * count; ++i) {
        edges.push_back(*rc::gen::inRange(0, 24 * 60));
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<window> windows;
    for (std::size_t i = 0; i + 1 < edges.size(); i += 2) {
        windows.push_back({minutes{edges[i]}, minutes{edges[i + 1]}});
    }
    if (!windows.empty() && *rc::gen::inRange(0, 3) == 0) {
        windows.back().end = 24h + minutes{*rc::gen::inRange(0, 4 * 60)};
        windows.back().end = std::min(windows.back().end, windows.back().start + 24h);
    }
    return windows;
}

calendar_spec random_spec(std::chrono::sys_days first) {
    calendar_spec spec{.name = "random", .zone = *rc::gen::elementOf(zones)};
    for (auto& windows : spec.week) {
        windows = random_windows();
    }
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        spec.holidays.emplace_back(first + std::chrono::days{*rc::gen::inRange(0, 12)});
    }
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        spec.special[civil_date{first + std::chrono::days{*rc::gen::inRange(0, 12)}}] =
            random_windows();
    }
    return spec;
}

/// Nights end at midnight where they would meet the windows of the next day.
calendar random_calendar(std::chrono::sys_days first) {
    auto spec = random_spec(first);
    if (spec.week[4].empty()) {
        spec.week[4] = {{8h, 17h}};  // a week needs some working time
    }
    if (auto made = calendar::compile(spec)) {
        return *made;
    }
    const auto end_at_midnight = [](std::vector<window>& windows) {
        for (auto& w : windows) {
            w.end = std::min<minutes>(w.end, 24h);
        }
    };
    std::for_each(spec.week.begin(), spec.week.end(), end_at_midnight);
    for (auto& [date, windows] : spec.special) {
        end_at_midnight(windows);
    }
    return calendar::compile(spec).value();
}

/// Whether each minute of the span is open.
std::vector<bool> walk(const calendar& c, instant from) {
    const auto& spec = c.spec();
    const auto windows_of = [&spec](std::chrono::sys_days day) -> std::vector<window> {
        const civil_date date{day};
        if (std::find(spec.holidays.begin(), spec.holidays.end(), date) != spec.holidays.end()) {
            return {};
        }
        if (const auto special = spec.special.find(date); special != spec.special.end()) {
            return special->second;
        }
        return spec.week[std::chrono::weekday{day}.iso_encoding() - 1];
    };
    std::vector<bool> open;
    minutes latest{0};
    std::chrono::sys_days windows_day{};
    std::vector<window> today;
    std::vector<window> yesterday;
    for (instant t = from - before; t < from + span; t += 1min) {
        const auto civil = c.zone().to_local(t).civil;
        const minutes wall =
            days_since_epoch(civil.date) + std::chrono::floor<minutes>(civil.since_midnight);
        latest = std::max(latest, wall);
        const std::chrono::sys_days day{std::chrono::floor<std::chrono::days>(latest)};
        if (day != windows_day) {
            windows_day = day;
            today = windows_of(day);
            yesterday = windows_of(day - std::chrono::days{1});
        }
        const minutes clock = latest - day.time_since_epoch();
        const auto in = [](const std::vector<window>& windows, minutes at) {
            return std::any_of(windows.begin(), windows.end(), [at](const window& w) {
                return w.start <= at && at < w.end;
            });
        };
        if (t >= from) {
            open.push_back(in(today, clock) || in(yesterday, clock + 24h));
        }
    }
    return open;
}

TEST(oracle, every_minute_agrees) {
    EXPECT_TRUE(rc::check([] {
        // 1971 to 2069; half of the cases around the months in which clocks change.
        const int year = *rc::gen::inRange(1971, 2070);
        const auto month = *rc::gen::element(1U, 3U, 3U, 4U, 7U, 10U, 11U, 12U);
        const std::chrono::sys_days day =
            std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / 1} +
            std::chrono::days{*rc::gen::inRange(0, 31)};
        const auto c = random_calendar(day);
        const instant from{day.time_since_epoch()};
        const auto open = walk(c, from);

        std::vector<std::int64_t> worked{0};  // open minutes before each minute
        for (const bool minute : open) {
            worked.push_back(worked.back() + (minute ? 1 : 0));
        }
        const auto last = static_cast<int>(open.size());
        for (int i = 0; i < last; i += 7) {
            RC_ASSERT(c.is_open(from + minutes{i}) == open[static_cast<std::size_t>(i)]);
        }
        for (int i = 0; i < 50; ++i) {
            const auto a = static_cast<std::size_t>(*rc::gen::inRange(0, last));
            const auto b = static_cast<std::size_t>(*rc::gen::inRange(0, last));
            const instant start = from + minutes{a};
            RC_ASSERT(c.between(start, from + minutes{b}) == minutes{worked[b] - worked[a]});
            const auto amount = *rc::gen::inRange<std::int64_t>(1, 3000);
            const auto reached = std::lower_bound(worked.begin(), worked.end(), worked[a] + amount);
            if (reached != worked.end()) {
                RC_ASSERT(
                    c.add(start, minutes{amount}) == from + minutes{reached - worked.begin()}
                );
            }
            const auto next =
                std::find(open.begin() + static_cast<std::ptrdiff_t>(a), open.end(), true);
            if (next != open.end()) {
                RC_ASSERT(c.next_open(start) == from + minutes{next - open.begin()});
            }
        }
    }));
}

}  // namespace
}  // namespace fillrate::domain
