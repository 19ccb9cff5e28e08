#include "core/domain/policy.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::domain {

namespace {

constexpr std::string_view default_prefix = "default.";
constexpr seconds hour{3600};

// The newest version of each name competes; an older one serves only the clocks that name it.
bool is_newest(const policy& p, const std::vector<policy>& all) {
    return std::ranges::none_of(all, [&p](const policy& other) {
        return other.name == p.name && other.version > p.version;
    });
}

bool matches(const policy& p, const requisition& req) {
    return (p.client.empty() || p.client == req.client) && (p.site.empty() || p.site == req.site) &&
           (!p.category || *p.category == req.category) &&
           (!p.priority || *p.priority == req.priority);
}

// A client beats everything it does not name, then site, category, priority.
int specificity(const policy& p) {
    return (p.client.empty() ? 0 : 8) + (p.site.empty() ? 0 : 4) + (p.category ? 2 : 0) +
           (p.priority ? 1 : 0);
}

}  // namespace

seconds target_of(const policy& p, clock_kind kind, domain::priority priority) noexcept {
    switch (kind) {
        case clock_kind::coverage:
            break;
    }
    switch (priority) {
        case priority::p1:
            return p.coverage_target / 2;
        case priority::p2:
            return p.coverage_target;
        case priority::p3:
            return p.coverage_target * 2;
    }
    return p.coverage_target;
}

policy_book::policy_book() {
    add(policy{.coverage_target = 9 * hour});
    add(policy{
        .name = "light-industrial",
        .category = category::light_industrial,
        .coverage_target = 4 * hour});
}

void policy_book::add(policy p) {
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
    std::uint32_t& newest = newest_[name];
    newest = std::max(newest, version);
    calendars_.insert_or_assign(reference(name, version), std::move(c));
}

const policy& policy_book::choose(const requisition& req) const {
    const policy* best = &policies_.front();
    int best_specificity = -1;
    for (const policy& p : policies_) {
        if (matches(p, req) && is_newest(p, policies_) && specificity(p) > best_specificity) {
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

result<const domain::calendar*> policy_book::default_calendar(const std::string& zone) const {
    const std::string name = std::string{default_prefix} + zone;
    const std::string key = reference(name, 1);
    if (const auto known = calendars_.find(key); known != calendars_.end()) {
        return &known->second;
    }
    calendar_spec spec{.name = name, .zone = zone};
    const window working_day{.start = std::chrono::hours{8}, .end = std::chrono::hours{17}};
    std::fill_n(spec.week.begin(), 5, std::vector<window>{working_day});
    auto compiled = calendar::compile(std::move(spec));
    if (!compiled) {
        return compiled.error();
    }
    return &calendars_.emplace(key, std::move(*compiled)).first->second;
}

result<std::string> policy_book::calendar_for(const site& where) const {
    if (where.zone.empty()) {
        return error{errc::invalid_input, "site " + where.name + " has no time zone"};
    }
    if (where.calendar.empty()) {
        const auto made = default_calendar(where.zone);
        if (!made) {
            return made.error();
        }
        return reference((*made)->spec().name, 1);
    }
    const auto known = newest_.find(where.calendar);
    if (known == newest_.end()) {
        return error{errc::invalid_input, "there is no calendar named " + where.calendar};
    }
    return reference(known->first, known->second);
}

const domain::calendar* policy_book::find_calendar(std::string_view reference) const {
    if (const auto known = calendars_.find(reference); known != calendars_.end()) {
        return &known->second;
    }
    constexpr std::string_view suffix = "@1";
    if (!reference.starts_with(default_prefix) || !reference.ends_with(suffix)) {
        return nullptr;
    }
    // After a restart a clock may name a zone nobody has asked for yet.
    reference.remove_prefix(default_prefix.size());
    reference.remove_suffix(suffix.size());
    const auto made = default_calendar(std::string{reference});
    return made ? *made : nullptr;
}

std::string reference(std::string_view name, std::uint32_t version) {
    return std::string{name} + '@' + std::to_string(version);
}

}  // namespace fillrate::domain
