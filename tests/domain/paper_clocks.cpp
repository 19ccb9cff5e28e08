#include "tests/domain/paper_clocks.hpp"

#include <algorithm>

namespace fillrate::domain::testing::paper {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t hour = 3'600;
constexpr moment first_monday = 4 * day;  // 5 January 1970

std::int64_t since_first_monday(moment at, const hours& in) {
    const auto passed = at - first_monday;
    const auto weekday = passed % (7 * day) / day;
    const auto today = std::clamp<std::int64_t>(passed % day - in.opens, 0, in.length);
    const auto before = passed / (7 * day) * in.days + std::min(weekday, in.days);
    return before * in.length + (weekday < in.days ? today : 0);
}

// The first moment by which so much was worked.
moment after(moment from, std::int64_t worked, const hours& in) {
    moment low = from;
    moment high = from + 7 * day * (std::max<std::int64_t>(worked, 0) / (in.days * in.length) + 2);
    while (worked > 0 && high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (working(from, middle, in) < worked ? low : high) = middle;
    }
    return worked > 0 ? high : from;
}

/// Of P2: hours, or days of the hours it is kept in.
struct target {
    std::int64_t time = 0;
    std::int64_t days = 0;
};

// DOMAIN.md 4.3
const target& target_of(const std::string& name, bool light_industrial) {
    static const std::map<std::string, target> professional{
        {"INTAKE", {9 * hour}},
        {"COV", {9 * hour}},
        {"SUB1", {18 * hour}},
        {"SLATE", {27 * hour}},
        {"SCREEN", {4 * hour}},
        {"REVIEW", {18 * hour}},
        {"SCHED", {9 * hour}},
        {"HELD", {0, 5}},
        {"FEEDBACK", {18 * hour}},
        {"DECIDE", {18 * hour}},
        {"OFFER", {18 * hour}},
        {"FILL", {0, 15}},
        {"START", {hour / 2}},
        {"BACKFILL", {0, 5}}};
    static const std::map<std::string, target> industrial{
        {"INTAKE", {2 * hour}},
        {"COV", {4 * hour}},
        {"SUB1", {4 * hour}},
        {"SLATE", {8 * hour}},
        {"SCREEN", {hour}},
        {"REVIEW", {4 * hour}},
        {"SCHED", {4 * hour}},
        {"HELD", {0, 1}},
        {"FEEDBACK", {4 * hour}},
        {"DECIDE", {4 * hour}},
        {"OFFER", {2 * hour}},
        {"FILL", {0, 2}},
        {"START", {hour / 6}},
        {"BACKFILL", {4 * hour}}};
    return (light_industrial ? industrial : professional).at(name.substr(0, name.find(' ')));
}

}  // namespace

std::int64_t working(moment from, moment to, const hours& in) {
    return to <= from ? 0 : since_first_monday(to, in) - since_first_monday(from, in);
}

void stopwatches::pass(moment from, moment to) {
    now_ = to;
    for (auto& [name, one] : kept_) {
        if (one.is == "running") {
            const auto more = working(std::max(from, one.begins), to, one.kept_in);
            one.used += more;
            one.at_a_stretch += more;
            one.late = one.late || one.used >= one.target;
        }
    }
}

void stopwatches::start(const std::string& name, moment begins, bool excused) {
    auto& one = kept_[name];
    ++one.cycle;
    one.used = 0;
    one.at_a_stretch = 0;
    one.kept_in = hours_of(name);
    one.target = target_in(name, one.kept_in);
    one.late = false;
    one.begins = begins;
    one.excused = excused;
    one.is = "running";
    mark(name);
}

void stopwatches::stop(const std::string& name, const std::string& how) {
    const auto found = kept_.find(name);
    if (found != kept_.end() && found->second.live()) {
        found->second.is = how;
    }
}

void stopwatches::meet(const std::string& name, moment at, moment now) {
    const auto found = kept_.find(name);
    if (found != kept_.end() && found->second.is == "running") {
        auto& one = found->second;
        one.used -= std::min(working(at, now, one.kept_in), one.at_a_stretch);
    }
    stop(name, "met");
}

void stopwatches::excuse(const std::string& name, bool excused) {
    const auto found = kept_.find(name);
    if (found != kept_.end() && found->second.live()) {
        found->second.excused = excused;
        mark(name);
    }
}

void stopwatches::cancel_all() {
    for (auto& [name, one] : kept_) {
        stop(name, "cancelled");
    }
}

void stopwatches::set_priority(int priority) {
    priority_ = priority;
    for (auto& [name, one] : kept_) {
        if (!one.live()) {
            continue;
        }
        const auto kept = next_hours(name, one);
        const auto asked = target_in(name, kept);
        const bool raised = is_hurried(one, asked, kept);
        if (raised && one.late) {
            continue;
        }
        one.target = raised ? std::max(asked, one.used + asked / 4) : asked;
        one.kept_in = kept;
        one.at_a_stretch = 0;
    }
}

void stopwatches::set_policy(int percent) {
    percent_ = percent;
    for (auto& [name, one] : kept_) {
        if (!one.live()) {
            continue;
        }
        const auto kept = next_hours(name, one);
        one.at_a_stretch = kept == one.kept_in ? one.at_a_stretch : 0;
        one.kept_in = kept;
        one.target = target_in(name, kept);
        one.late = one.late || (one.is == "running" && one.used >= one.target);
    }
}

// Another policy than the page's is written in hours of the site.
std::int64_t stopwatches::target_in(const std::string& name, const hours& kept) const {
    const auto& of_p2 = target_of(name, light_industrial_);
    if (name == "START") {
        return of_p2.time;
    }
    const auto& a_day = percent_ == 100 ? kept : light_industrial_ ? dock : office;
    const auto usual = (of_p2.time + of_p2.days * a_day.length) * percent_ / 100;
    return priority_ == 1 ? usual / 2 : priority_ == 3 ? usual * 2 : usual;
}

hours stopwatches::hours_of(const std::string& name) const {
    const bool replaces = name.starts_with("BACKFILL");
    return !light_industrial_ ? office : priority_ == 1 || replaces ? always : dock;
}

// A first day that is awaited round the clock stays so.
hours stopwatches::next_hours(const std::string& name, const stopwatch& of) const {
    return name == "START" && of.kept_in == always ? always : hours_of(name);
}

// Targets in the same hours compare by themselves, others by when they would run out.
bool stopwatches::is_hurried(const stopwatch& of, std::int64_t asked, const hours& kept) const {
    if (kept == of.kept_in) {
        return asked < of.target;
    }
    const auto from = of.is == "paused" ? of.stands_since : std::max(now_, of.begins);
    return after(from, asked - of.used, kept) < after(from, of.target - of.used, of.kept_in);
}

void stopwatches::hold(bool held) {
    held_ = held;
    for (auto& [name, one] : kept_) {
        mark(name);
    }
}

bool stopwatches::is_live(const std::string& name) const {
    const auto found = kept_.find(name);
    return found != kept_.end() && found->second.live();
}

void stopwatches::mark(const std::string& name) {
    auto& one = kept_[name];
    if (one.live()) {
        const bool waits = one.excused || (held_ && name != "START");
        if (waits && one.is == "running") {
            one.stands_since = std::max(now_, one.begins);
        }
        one.at_a_stretch = one.is == "running" ? one.at_a_stretch : 0;
        one.is = waits ? "paused" : "running";
    }
}

}  // namespace fillrate::domain::testing::paper
