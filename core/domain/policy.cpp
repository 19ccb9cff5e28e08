#include "core/domain/policy.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <type_traits>
#include <utility>

namespace fillrate::domain {

namespace {

constexpr std::string_view default_prefix = "default.";
constexpr seconds hour{3600};

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

// P1 : P2 : P3 as 1 : 2 : 4.
int weight(domain::priority priority) noexcept {
    switch (priority) {
        case priority::p1:
            return 1;
        case priority::p2:
            break;
        case priority::p3:
            return 4;
    }
    return 2;
}

constexpr std::array<clock_target, 1> target_table{{
    {clock_kind::coverage, "coverage", &policy::coverage_target},
}};

constexpr std::string_view policy_heading = "policy 1";
constexpr std::string_view suppliers_word = "min_suppliers";
constexpr std::string_view warn_word = "warn";
constexpr std::string_view urge_word = "urge";

bool read_count(std::string_view text, auto& into) {
    const auto number = parse_int<std::remove_reference_t<decltype(into)>>(text);
    into = number.value_or(into);
    return number.has_value();
}

bool read_seconds(std::string_view text, seconds& into) {
    const auto number = parse_int<std::int64_t>(text);
    into = seconds{number.value_or(0)};
    return number && *number > 0;
}

bool read_policy_line(policy& into, std::string_view key, std::string_view value) {
    if (key == "client") {
        into.client.value = value;
        return true;
    }
    if (key == "site") {
        into.site.value = value;
        return true;
    }
    if (key == "category") {
        into.category = from_word<category>(value);
        return into.category.has_value();
    }
    if (key == "priority") {
        into.priority = from_word<priority>(value);
        return into.priority.has_value();
    }
    if (key == "calendar") {
        into.calendar = value;
        return true;
    }
    if (key == suppliers_word) {
        return read_count(value, into.min_suppliers);
    }
    if (key == warn_word) {
        return read_count(value, into.warn_percent);
    }
    if (key == urge_word) {
        return read_count(value, into.urge_percent);
    }
    const auto known = std::ranges::find(target_table, key, &clock_target::name);
    return known != target_table.end() && read_seconds(value, into.*known->target);
}

}  // namespace

std::span<const clock_target> clock_targets() noexcept {
    return target_table;
}

std::vector<policy> shipped_policies() {
    return {
        policy{.coverage_target = 9 * hour},
        policy{
            .name = "light-industrial",
            .category = category::light_industrial,
            .coverage_target = 4 * hour}};
}

std::string canonical(const policy& p) {
    std::string text{policy_heading};
    const auto line = [&text](std::string_view key, std::string_view value) {
        if (!value.empty()) {
            text += '\n' + std::string(key) + ' ' + std::string(value);
        }
    };
    line("client", p.client.value);
    line("site", p.site.value);
    line("category", p.category ? word(*p.category) : std::string_view{});
    line("priority", p.priority ? word(*p.priority) : std::string_view{});
    line("calendar", p.calendar);
    for (const auto& each : target_table) {
        line(each.name, std::to_string((p.*each.target).count()));
    }
    line(suppliers_word, std::to_string(p.min_suppliers));
    line(warn_word, std::to_string(p.warn_percent));
    line(urge_word, std::to_string(p.urge_percent));
    return text + '\n';
}

result<policy> policy_from_canonical(std::string name, std::string_view text) {
    const auto lines = split(text, '\n');
    policy p{.name = std::move(name)};
    bool good = lines.front() == policy_heading && lines.back().empty();
    for (std::size_t i = 1; good && i + 1 < lines.size(); ++i) {
        const auto space = lines[i].find(' ');
        good = space != std::string_view::npos &&
               read_policy_line(p, lines[i].substr(0, space), lines[i].substr(space + 1));
    }
    if (!good) {
        return error{errc::protocol, "the stored policy " + p.name + " cannot be read"};
    }
    return p;
}

seconds target_of(const policy& p, clock_kind kind, domain::priority priority) noexcept {
    const auto known = std::ranges::find(target_table, kind, &clock_target::kind);
    if (known == target_table.end()) {
        return seconds{0};
    }
    return p.*known->target * weight(priority) / weight(p.priority.value_or(priority::p2));
}

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

void policy_book::serve(versions policies, versions calendars) {
    serving_policies_ = std::move(policies);
    serving_calendars_ = std::move(calendars);
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
    const auto known = serving_calendars_.find(name);
    if (known == serving_calendars_.end()) {
        return error{errc::invalid_input, "there is no calendar named " + std::string{name}};
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
