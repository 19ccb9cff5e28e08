#include "core/base/text.hpp"
#include "core/domain/policy.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::domain {

namespace {

constexpr std::string_view default_prefix = "default.";
constexpr std::string_view always_prefix = "always.";
constexpr std::string_view first_version = "@1";

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

result<const domain::calendar*> policy_book::default_calendar(const std::string& zone) const {
    calendar_spec spec{.name = std::string{default_prefix} + zone, .zone = zone};
    const window working_day{.start = std::chrono::hours{8}, .end = std::chrono::hours{17}};
    std::fill_n(spec.week.begin(), 5, std::vector<window>{working_day});
    return compiled(std::move(spec), first_version);
}

result<const domain::calendar*> policy_book::always_open(const std::string& zone) const {
    calendar_spec spec{.name = std::string{always_prefix} + zone, .zone = zone};
    spec.week.fill({window{.start = minutes{0}, .end = std::chrono::hours{24}}});
    return compiled(std::move(spec), first_version);
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
    const auto made = always_open(zone);
    if (!made) {
        return made.error();
    }
    return reference((*made)->spec().name, 1);
}

bool policy_book::is_round_the_clock(std::string_view reference) noexcept {
    return reference.starts_with(always_prefix);
}

result<std::string> policy_book::calendar_for(const site& where, std::string_view of_policy) const {
    if (where.zone.empty()) {
        return error{errc::invalid_input, "site " + where.name + " has no time zone"};
    }
    const auto name = where.calendar.empty() ? of_policy : std::string_view{where.calendar};
    if (name.empty()) {
        const auto made = default_calendar(where.zone);
        if (!made) {
            return made.error();
        }
        return reference((*made)->spec().name, 1);
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
    const bool always = is_round_the_clock(reference);
    const auto prefix = always ? always_prefix : default_prefix;
    // After a restart a clock may name a zone nobody has asked for yet.
    if (!reference.starts_with(prefix) || !reference.ends_with(first_version)) {
        const auto dot = reference.find('.');
        const auto at = reference.rfind('@');
        if (at == std::string_view::npos || dot > at) {
            return nullptr;
        }
        const auto kept = std::string(reference.substr(0, dot)) + std::string(reference.substr(at));
        const auto found = in_zone(kept, std::string(reference.substr(dot + 1, at - dot - 1)));
        return found ? *found : nullptr;
    }
    reference.remove_prefix(prefix.size());
    reference.remove_suffix(first_version.size());
    const std::string zone(reference);
    const auto made = always ? always_open(zone) : default_calendar(zone);
    return made ? *made : nullptr;
}

}  // namespace fillrate::domain
