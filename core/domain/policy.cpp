#include "core/domain/policy.hpp"

#include "core/base/text.hpp"
#include "core/domain/working_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <type_traits>
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

constexpr auto target_table = std::to_array<clock_target>({
    {clock_kind::intake, "intake", &policy::intake_target},
    {clock_kind::coverage, "coverage", &policy::coverage_target},
    {clock_kind::first_submittal, "first_submittal", &policy::first_submittal_target},
    {clock_kind::slate, "slate", &policy::slate_target},
    {clock_kind::screen, "screen", &policy::screen_target},
    {clock_kind::review, "review", &policy::review_target},
    {clock_kind::scheduling, "scheduling", &policy::scheduling_target},
    {clock_kind::interview, "interview", &policy::interview_target},
    {clock_kind::feedback, "feedback", &policy::feedback_target},
    {clock_kind::decision, "decision", &policy::decision_target},
    {clock_kind::offer, "offer", &policy::offer_target},
    {clock_kind::fill, "fill", &policy::fill_target},
    {clock_kind::start, "start", &policy::start_target, false},
    {clock_kind::backfill, "backfill", &policy::backfill_target},
});

constexpr std::string_view policy_heading = "policy 1";
constexpr std::string_view calendar_prefix = "calendar.";
constexpr std::string_view suppliers_word = "min_suppliers";
constexpr std::string_view slate_word = "slate_cap";
constexpr std::string_view cap_word = "supplier_cap";
constexpr std::string_view guarantee_word = "guarantee";
constexpr std::string_view neutral_word = "neutral_answers";
constexpr std::string_view consent_word = "rtr_required";
constexpr std::string_view consent_days_word = "rtr_days";
constexpr std::string_view claim_days_word = "claim_days";
constexpr std::string_view tiers_word = "tiers_follow";
constexpr std::string_view warn_word = "warn";
constexpr std::string_view urge_word = "urge";
constexpr std::string_view alert_word = "alert.";  // "alert.slate dm"

bool read_count(std::string_view text, auto& into) {
    const auto number = parse_int<std::remove_reference_t<decltype(into)>>(text);
    into = number.value_or(into);
    return number.has_value();
}

constexpr std::string_view business_days_word = "bd";

bool read_target(std::string_view text, working_target& into) {
    if (text.ends_with(business_days_word)) {
        text.remove_suffix(business_days_word.size());
        const auto days = parse_int<std::uint32_t>(text);
        into = working_target::days(days.value_or(0));
        return days && *days > 0;
    }
    const auto number = parse_int<std::int64_t>(text);
    into = seconds{number.value_or(0)};
    return number && *number > 0;
}

std::string written(const working_target& target) {
    return target.business_days > 0
               ? std::to_string(target.business_days) + std::string(business_days_word)
               : std::to_string(target.time.count());
}

bool read_alert(policy& into, std::string_view clock, std::string_view value) {
    const auto known = std::ranges::find(target_table, clock, &clock_target::name);
    const auto how = from_word<clock_alert>(value);
    if (known != target_table.end() && how) {
        into.alerts[known->kind] = *how;
    }
    return known != target_table.end() && how.has_value();
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
    if (key.starts_with(calendar_prefix)) {
        return name_calendar(into, key.substr(calendar_prefix.size()), std::string(value));
    }
    if (key == suppliers_word) {
        return read_count(value, into.min_suppliers);
    }
    if (key == slate_word) {
        return read_count(value, into.slate_cap);
    }
    if (key == cap_word) {
        return read_count(value, into.supplier_cap);
    }
    if (key == guarantee_word) {
        return read_count(value, into.guarantee_days);
    }
    if (key == neutral_word) {
        return read_count(value, into.neutral_answers);
    }
    if (key == consent_word) {
        into.rtr_required = value == "yes";
        return into.rtr_required || value == "no";
    }
    if (key == consent_days_word) {
        return read_count(value, into.rtr_days);
    }
    if (key == claim_days_word) {
        return read_count(value, into.claim_days);
    }
    if (key == tiers_word) {
        into.tiers_follow = value == "yes";
        return into.tiers_follow || value == "no";
    }
    if (key == warn_word) {
        return read_count(value, into.warn_percent);
    }
    if (key == urge_word) {
        return read_count(value, into.urge_percent);
    }
    if (key.starts_with(alert_word)) {
        return read_alert(into, key.substr(alert_word.size()), value);
    }
    const auto known = std::ranges::find(target_table, key, &clock_target::name);
    return known != target_table.end() && read_target(value, into.*known->target);
}

}  // namespace

std::span<const clock_target> clock_targets() noexcept {
    return target_table;
}

clock_alert usual_alert(clock_kind kind) noexcept {
    switch (kind) {
        case clock_kind::intake:
        case clock_kind::coverage:
        case clock_kind::first_submittal:
        case clock_kind::review:
        case clock_kind::feedback:
        case clock_kind::start:
        case clock_kind::backfill:
            return clock_alert::dm;
        case clock_kind::slate:
        case clock_kind::screen:
        case clock_kind::scheduling:
        case clock_kind::interview:
        case clock_kind::decision:
        case clock_kind::offer:
        case clock_kind::fill:
            break;
    }
    return clock_alert::digest;
}

std::optional<clock_alert> own_alert(const policy& p, clock_kind kind) {
    const auto said = p.alerts.find(kind);
    const bool unusual = said != p.alerts.end() && said->second != usual_alert(kind);
    return unusual ? std::optional{said->second} : std::nullopt;
}

bool name_calendar(policy& of, std::string_view word, std::string calendar) {
    if (const auto urgency = from_word<priority>(word)) {
        of.priority_calendars.insert_or_assign(*urgency, std::move(calendar));
        return true;
    }
    const auto known = std::ranges::find(target_table, word, &clock_target::name);
    if (known == target_table.end()) {
        return false;
    }
    of.clock_calendars.insert_or_assign(known->kind, std::move(calendar));
    return true;
}

std::vector<policy> shipped_policies() {
    using std::chrono::hours;
    return {
        policy{},
        policy{
            .name = "light-industrial",
            .category = category::light_industrial,
            .clock_calendars = {{clock_kind::backfill, std::string(always_open_name)}},
            .priority_calendars = {{priority::p1, std::string(always_open_name)}},
            .intake_target = hours{2},
            .coverage_target = hours{4},
            .first_submittal_target = hours{4},
            .slate_target = hours{8},
            .screen_target = hours{1},
            .review_target = hours{4},
            .scheduling_target = hours{4},
            .interview_target = working_target::days(1),
            .feedback_target = hours{4},
            .decision_target = hours{4},
            .offer_target = hours{2},
            .fill_target = working_target::days(2),
            .start_target = std::chrono::minutes{10},
            .backfill_target = hours{4},
            .supplier_cap = 20}};
}

result<working_target> parse_working_target(std::string_view text) {
    if (text.ends_with(business_days_word)) {
        constexpr std::uint32_t most_days = 1000;
        const auto days =
            parse_int<std::uint32_t>(text.substr(0, text.size() - business_days_word.size()));
        if (days && *days > 0 && *days <= most_days) {
            return working_target::days(*days);
        }
    }
    const auto time = parse_working_time(text);
    if (!time) {
        return error{time.error().code, time.error().detail + ", or business days such as 5bd"};
    }
    return working_target{*time};
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
        const auto named = p.clock_calendars.find(each.kind);
        if (named != p.clock_calendars.end()) {
            line(std::string(calendar_prefix) + std::string(each.name), named->second);
        }
    }
    for (const auto& [urgency, calendar] : p.priority_calendars) {
        line(std::string(calendar_prefix) + std::string(word(urgency)), calendar);
    }
    for (const auto& each : target_table) {
        line(each.name, written(p.*each.target));
    }
    line(suppliers_word, std::to_string(p.min_suppliers));
    line(slate_word, std::to_string(p.slate_cap));
    line(cap_word, std::to_string(p.supplier_cap));
    line(guarantee_word, std::to_string(p.guarantee_days));
    // Written only where they say something: policies from before they were there stay the same.
    const bool usual_answers = p.neutral_answers == policy{}.neutral_answers;
    line(neutral_word, usual_answers ? std::string{} : std::to_string(p.neutral_answers));
    line(consent_word, p.rtr_required ? "yes" : "");
    line(consent_days_word, p.rtr_days == 0 ? std::string{} : std::to_string(p.rtr_days));
    const bool usual = p.claim_days == policy{}.claim_days;
    line(claim_days_word, usual ? std::string{} : std::to_string(p.claim_days));
    line(tiers_word, p.tiers_follow ? "yes" : "no");
    line(warn_word, std::to_string(p.warn_percent));
    line(urge_word, std::to_string(p.urge_percent));
    for (const auto& each : target_table) {
        const auto said = own_alert(p, each.kind);
        line(std::string(alert_word) + std::string(each.name), said ? word(*said) : "");
    }
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

seconds target_of(
    const policy& p,
    clock_kind kind,
    domain::priority priority,
    const domain::calendar& on
) {
    const auto& row = *std::ranges::find(target_table, kind, &clock_target::kind);
    const auto target = (p.*row.target).on(on);
    return row.by_priority ? target * weight(priority) / weight(p.priority.value_or(priority::p2))
                           : target;
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

std::string reference(std::string_view name, std::uint32_t version) {
    return std::string{name} + '@' + std::to_string(version);
}

std::string_view name_of(std::string_view reference) noexcept {
    return reference.substr(0, reference.rfind('@'));
}

}  // namespace fillrate::domain
