#include "tests/domain/paper_clocks.hpp"

#include <algorithm>

namespace fillrate::domain::testing::paper {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t opens = 8 * 3'600;
constexpr std::int64_t working_day = 9 * 3'600;
constexpr std::int64_t hour = 3'600;
constexpr moment first_monday = 4 * day;  // 5 January 1970

std::int64_t since_first_monday(moment at) {
    const auto passed = at - first_monday;
    const auto weekday = passed % (7 * day) / day;
    const auto today = std::clamp<std::int64_t>(passed % day - opens, 0, working_day);
    return passed / (7 * day) * 5 * working_day + std::min<std::int64_t>(weekday, 5) * working_day +
           (weekday < 5 ? today : 0);
}

// DOMAIN.md 4.3, professional: of P2; P1 is half of it, P3 double, but a start is a start.
std::int64_t target_of(const std::string& name, int priority) {
    static const std::map<std::string, std::int64_t> of_p2{
        {"INTAKE", 9 * hour},
        {"COV", 9 * hour},
        {"SUB1", 18 * hour},
        {"SLATE", 27 * hour},
        {"SCREEN", 4 * hour},
        {"REVIEW", 18 * hour},
        {"SCHED", 9 * hour},
        {"HELD", 5 * working_day},
        {"FEEDBACK", 18 * hour},
        {"DECIDE", 18 * hour},
        {"OFFER", 18 * hour},
        {"FILL", 15 * working_day},
        {"BACKFILL", 5 * working_day}};
    if (name == "START") {
        return hour / 2;
    }
    const auto usual = of_p2.at(name.substr(0, name.find(' ')));
    return priority == 1 ? usual / 2 : priority == 3 ? usual * 2 : usual;
}

}  // namespace

std::int64_t working(moment from, moment to) {
    return to <= from ? 0 : since_first_monday(to) - since_first_monday(from);
}

void stopwatches::pass(moment from, moment to) {
    for (auto& [name, one] : kept_) {
        if (one.is == "running") {
            const auto more = working(std::max(from, one.begins), to);
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
    one.target = target_now(name);
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
        found->second.used -= std::min(working(at, now), found->second.at_a_stretch);
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
        const auto asked = target_now(name);
        const bool raised = asked < one.target;
        if (one.live() && !(raised && one.late)) {
            one.target = raised ? std::max(asked, one.used + asked / 4) : asked;
        }
    }
}

void stopwatches::set_policy(int percent) {
    percent_ = percent;
    for (auto& [name, one] : kept_) {
        one.target = one.live() ? target_now(name) : one.target;
        one.late = one.late || (one.is == "running" && one.used >= one.target);
    }
}

std::int64_t stopwatches::target_now(const std::string& name) const {
    const auto usual = target_of(name, priority_);
    return name == "START" ? usual : usual * percent_ / 100;
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
        one.at_a_stretch = one.is == "running" ? one.at_a_stretch : 0;
        one.is = waits ? "paused" : "running";
    }
}

}  // namespace fillrate::domain::testing::paper
