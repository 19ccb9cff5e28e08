#include "core/base/text.hpp"
#include "core/domain/policy.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::domain {

namespace {

constexpr std::string_view first_version = "@1";

// A calendar that ships, in any zone: clocks call it "default.<zone>@1". It is open from Monday on.
struct shipped_week {
    std::string_view name{};
    std::size_t days = 0;
    window open{};
};

constexpr shipped_week default_week{"default", 5, {std::chrono::hours{8}, std::chrono::hours{17}}};
constexpr shipped_week always_week{"always", 7, {minutes{0}, std::chrono::hours{24}}};
constexpr shipped_week light_industrial_week{
    light_industrial_calendar_name,
    6,
    {std::chrono::hours{5}, std::chrono::hours{21}}};
constexpr std::array shipped_weeks{default_week, always_week, light_industrial_week};

calendar_spec in_zone_of(const shipped_week& week, std::string_view zone) {
    calendar_spec spec{
        .name = std::string(week.name) + '.' + std::string(zone),
        .zone = std::string(zone)};
    std::fill_n(spec.week.begin(), week.days, std::vector<window>{week.open});
    return spec;
}

bool is_of(const shipped_week& week, std::string_view reference) noexcept {
    return reference.starts_with(week.name) && reference.substr(week.name.size()).starts_with('.');
}

bool is_named(std::string_view wanted, std::string_view id, std::string_view name) {
    return wanted == id || equal_ignoring_case(wanted, name);
}

bool matches(const policy& p, const requisition& req) {
    return (p.client.empty() || is_named(p.client.value, req.client.value, req.client_name)) &&
           (p.site.empty() || is_named(p.site.value, req.site.value, req.site_name)) &&
           (!p.category || *p.category == req.category) &&
           (!p.priority || *p.priority == req.priority);
}

// A client beats everything it does not name, then site, category, priority.
int specificity(const policy& p) {
    return (p.client.empty() ? 0 : 8) + (p.site.empty() ? 0 : 4) + (p.category ? 2 : 0) +
           (p.priority ? 1 : 0);
}

}  // namespace

policy_book::policy_book() {
    for (auto& p : shipped_policies()) {
        add(std::move(p));
    }
}

void policy_book::add(policy p) {
    auto& serving = serving_policies_[p.name];
    serving = std::max(serving, p.version);
    const auto same = std::ranges::find_if(policies_, [&p](const policy& other) {
        return other.name == p.name && other.version == p.version;
    });
    if (same != policies_.end()) {
        *same = std::move(p);
    } else {
        policies_.push_back(std::move(p));
    }
}

void policy_book::add(std::uint32_t version, domain::calendar c) {
    const std::string name = c.spec().name;
    auto& serving = serving_calendars_[name];
    serving = std::max(serving, version);
    calendars_.insert_or_assign(reference(name, version), std::move(c));
}

void policy_book::add(std::uint32_t version, calendar_spec without_zone) {
    auto& serving = serving_calendars_[without_zone.name];
    serving = std::max(serving, version);
    const auto key = reference(without_zone.name, version);
    without_zone_.insert_or_assign(key, std::move(without_zone));
}

void policy_book::serve(versions policies, versions calendars) {
    serving_policies_ = std::move(policies);
    serving_calendars_ = std::move(calendars);
}

std::string policy_book::in_force() const {
    std::string text;
    for (const auto* versions_of : {&serving_policies_, &serving_calendars_}) {
        for (const auto& [name, version] : *versions_of) {
            text += text.empty() ? "" : " ";
            text += reference(name, version);
        }
    }
    return text;
}

bool policy_book::serves(const policy& p) const {
    const auto serving = serving_policies_.find(p.name);
    return serving != serving_policies_.end() && serving->second == p.version;
}

const policy& policy_book::choose(const requisition& req) const {
    const policy* best = &policies_.front();
    int best_specificity = -1;
    for (const policy& p : policies_) {
        if (matches(p, req) && serves(p) && specificity(p) > best_specificity) {
            best = &p;
            best_specificity = specificity(p);
        }
    }
    return *best;
}

const policy* policy_book::find_policy(std::string_view reference) const {
    const auto found = std::ranges::find_if(policies_, [reference](const policy& p) {
        return domain::reference(p.name, p.version) == reference;
    });
    return found == policies_.end() ? nullptr : &*found;
}

result<const domain::calendar*> policy_book::compiled(calendar_spec spec, std::string_view version)
    const {
    auto key = spec.name + std::string(version);
    if (const auto known = calendars_.find(key); known != calendars_.end()) {
        return &known->second;
    }
    auto made = calendar::compile(std::move(spec));
    if (!made) {
        return made.error();
    }
    return &calendars_.emplace(std::move(key), std::move(*made)).first->second;
}

result<std::string> policy_book::shipped(calendar_spec spec) const {
    const auto made = compiled(std::move(spec), first_version);
    if (!made) {
        return made.error();
    }
    return reference((*made)->spec().name, 1);
}

// `kept` is "dock@3".
result<const domain::calendar*> policy_book::in_zone(std::string_view kept, const std::string& zone)
    const {
    const auto found = without_zone_.find(kept);
    if (found == without_zone_.end()) {
        return error{errc::not_found, "there is no calendar " + std::string(kept)};
    }
    auto spec = found->second;
    spec.name += '.' + zone;
    spec.zone = zone;
    return compiled(std::move(spec), kept.substr(kept.rfind('@')));
}

result<std::string> policy_book::round_the_clock(const std::string& zone) const {
    return shipped(in_zone_of(always_week, zone));
}

bool policy_book::is_round_the_clock(std::string_view reference) noexcept {
    return is_of(always_week, reference);
}

result<std::string> policy_book::calendar_for(const site& where, std::string_view of_policy) const {
    if (where.zone.empty()) {
        return error{errc::invalid_input, "site " + where.name + " has no time zone"};
    }
    const auto name = where.calendar.empty() ? of_policy : std::string_view{where.calendar};
    if (name.empty()) {
        return shipped(in_zone_of(default_week, where.zone));
    }
    return named_calendar(name, where.zone);
}

// One of the file's own comes before the one that ships.
result<std::string> policy_book::named_calendar(std::string_view name, const std::string& zone)
    const {
    const auto known = serving_calendars_.find(name);
    if (known != serving_calendars_.end()) {
        const auto kept = reference(known->first, known->second);
        if (!without_zone_.contains(kept)) {
            return kept;
        }
        const auto here = in_zone(kept, zone);
        return here ? result<std::string>(reference((*here)->spec().name, known->second))
                    : here.error();
    }
    if (name == always_open_name) {
        return round_the_clock(zone);
    }
    if (name == light_industrial_calendar_name) {
        return shipped(in_zone_of(light_industrial_week, zone));
    }
    return error{errc::invalid_input, "there is no calendar named " + std::string{name}};
}

result<std::string> policy_book::calendar_of_clock(
    const policy& p,
    clock_kind kind,
    domain::priority priority,
    const std::string& zone
) const {
    const auto of_clock = p.clock_calendars.find(kind);
    if (of_clock != p.clock_calendars.end()) {
        return named_calendar(of_clock->second, zone);
    }
    const auto of_priority = p.priority_calendars.find(priority);
    return of_priority == p.priority_calendars.end() ? std::string{}
                                                     : named_calendar(of_priority->second, zone);
}

const domain::calendar* policy_book::find_calendar(std::string_view reference) const {
    if (const auto known = calendars_.find(reference); known != calendars_.end()) {
        return &known->second;
    }
    const auto week = std::ranges::find_if(shipped_weeks, [reference](const auto& each) {
        return is_of(each, reference);
    });
    // After a restart a clock may name a zone nobody has asked for yet.
    if (week == shipped_weeks.end() || !reference.ends_with(first_version)) {
        const auto dot = reference.find('.');
        const auto at = reference.rfind('@');
        if (at == std::string_view::npos || dot > at) {
            return nullptr;
        }
        const auto kept = std::string(reference.substr(0, dot)) + std::string(reference.substr(at));
        const auto found = in_zone(kept, std::string(reference.substr(dot + 1, at - dot - 1)));
        return found ? *found : nullptr;
    }
    reference.remove_prefix(week->name.size() + 1);
    reference.remove_suffix(first_version.size());
    const auto made = compiled(in_zone_of(*week, reference), first_version);
    return made ? *made : nullptr;
}

bool is_shipped_calendar(std::string_view name) noexcept {
    return std::ranges::find(shipped_weeks, name, &shipped_week::name) != shipped_weeks.end();
}

}  // namespace fillrate::domain
