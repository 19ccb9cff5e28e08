#include "core/domain/assignment.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

constexpr std::chrono::hours asking_time{10};

instant asked_on(civil_date day, const time_zone& zone) {
    return zone.to_instant({day, asking_time});
}

civil_date after(civil_date day, std::chrono::days by) {
    return date_of(days_since_epoch(day) + by);
}

}  // namespace

assignment begun(
    civil_date start,
    const std::optional<civil_date>& end,
    const time_zone& zone,
    instant now,
    const policy& rules
) {
    assignment made;
    made.start = format_date(start);
    for (const auto day : rules.check_in_days) {
        made.check_ins.push_back({day, asked_on(after(start, std::chrono::days{day}), zone)});
    }
    return end ? ending_on(std::move(made), *end, zone, now, rules) : made;
}

assignment ending_on(
    assignment of,
    civil_date end,
    const time_zone& zone,
    instant now,
    const policy& rules
) {
    of.end = format_date(end);
    of.ask_end.reset();
    for (const auto before : {std::chrono::days{rules.end_notice_days}, std::chrono::days{1}}) {
        const auto at = asked_on(after(end, -before), zone);
        if (at > now) {
            of.ask_end = at;
            break;
        }
    }
    return of;
}

const check_in* open_check_in(const assignment& of) noexcept {
    const check_in* open = nullptr;
    for (const auto& each : of.check_ins) {
        if (!each.answered && (each.asked || open == nullptr)) {
            open = &each;
        }
    }
    return open;
}

std::optional<instant> assignment_due(const submittal& sub) {
    if (sub.state != submittal_state::started || !sub.job) {
        return std::nullopt;
    }
    auto next = sub.job->ask_end;
    for (const auto& each : sub.job->check_ins) {
        if (!each.asked && (!next || each.due < *next)) {
            next = each.due;
        }
    }
    return next;
}

std::vector<assignment_action> assignment_actions(const submittal& sub, instant now) {
    std::vector<assignment_action> actions;
    if (sub.state != submittal_state::started || !sub.job) {
        return actions;
    }
    for (const auto& each : sub.job->check_ins) {
        if (!each.asked && each.due <= now) {
            for (auto& earlier : actions) {
                earlier.alert = false;
            }
            actions.push_back({{each.day}, each.due});
        }
    }
    if (sub.job->ask_end && *sub.job->ask_end <= now) {
        actions.push_back({{assignment_asked::of_end}, *sub.job->ask_end});
    }
    std::ranges::stable_sort(actions, {}, &assignment_action::at);
    return actions;
}

bool inside_guarantee(
    const submittal& sub,
    std::uint32_t days,
    const time_zone& zone,
    instant now
) {
    const auto start = sub.job ? parse_date(sub.job->start) : result<civil_date>(civil_date{});
    if (!sub.job || !start) {
        return false;
    }
    const auto today = zone.to_local(now).civil.date;
    return days_since_epoch(today) - days_since_epoch(*start) <= std::chrono::days{days};
}

bool leaves_a_gap(std::string_view reason) noexcept {
    const auto code = reason.substr(0, reason.find(": "));
    return code != "completed" && code != "converted" && code != "client_cut";
}

}  // namespace fillrate::domain
