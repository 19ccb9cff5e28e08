#include "tests/domain/paper_clocks.hpp"

#include <algorithm>

namespace fillrate::domain::testing::paper {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t opens = 8 * 3'600;
constexpr std::int64_t working_day = 9 * 3'600;
constexpr moment first_monday = 4 * day;  // 5 January 1970

std::int64_t since_first_monday(moment at) {
    const auto passed = at - first_monday;
    const auto weekday = passed % (7 * day) / day;
    const auto today = std::clamp<std::int64_t>(passed % day - opens, 0, working_day);
    return passed / (7 * day) * 5 * working_day + std::min<std::int64_t>(weekday, 5) * working_day +
           (weekday < 5 ? today : 0);
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
        }
    }
}

void stopwatches::start(const std::string& name, moment begins, bool excused) {
    auto& one = kept_[name];
    ++one.cycle;
    one.used = 0;
    one.at_a_stretch = 0;
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
