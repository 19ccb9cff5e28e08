#include "core/domain/policy.hpp"

#include "core/base/text.hpp"
#include "core/domain/reasons.hpp"
#include "core/domain/working_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

namespace fillrate::domain {

namespace {

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
    {clock_kind::review, "review", &policy::review_target, true, true},
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
constexpr std::string_view auto_present_word = "auto_present";
constexpr std::string_view approval_word = "offer_approval";
constexpr std::string_view claim_days_word = "claim_days";
constexpr std::string_view tiers_word = "tiers_follow";
constexpr std::string_view warn_word = "warn";
constexpr std::string_view urge_word = "urge";
constexpr std::string_view alert_word = "alert.";  // "alert.slate dm"
constexpr std::string_view ladder_word = "ladder";
constexpr std::string_view nobody_word = "nobody";  // on the ladder
constexpr std::string_view pause_word = "pause_reasons";
constexpr std::string_view check_ins_word = "check_ins";

constexpr auto limit_table = std::to_array<policy_limit>({
    {"late_entry", &policy::late_entry_days, 0, 10},
    {"reopen", &policy::reopen_days, 1, 366},
    {"revive", &policy::revive_days, 1, 366},
    {"came_late", &policy::came_late_days, 1, 10},
    {"long_hold", &policy::long_hold_days, 1, 260},
    {"acknowledge", &policy::acknowledge_days, 1, 5},
    {"wait", &policy::wait_days, 1, 60},
    {"raised_floor_percent", &policy::raised_floor_percent, 1, 100},
    {"end_notice", &policy::end_notice_days, 1, 366},
    {"assumed_held", &policy::assumed_held_hours, 1, 24},
    {"candidate_moves", &policy::candidate_moves, 0, 10},
});

bool read_count(std::string_view text, auto& into) {
    const auto number = parse_int<std::remove_reference_t<decltype(into)>>(text);
    into = number.value_or(into);
    return number.has_value();
}

bool read_flag(std::string_view text, bool& into) {
    into = text == "yes";
    return into || text == "no";
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
    if (target == working_target{}) {
        return std::string(no_target_word);
    }
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

bool read_ladder(policy& into, std::string_view value) {
    into.ladder.clear();
    if (value == nobody_word) {
        return true;
    }
    for (const auto each : split_words(value)) {
        const auto who = from_word<role>(each);
        if (!who || !may_be_on_ladder(*who)) {
            return false;
        }
        into.ladder.push_back(*who);
    }
    return true;
}

bool read_check_ins(policy& into, std::string_view value) {
    into.check_in_days.clear();
    for (const auto each :
         value == no_target_word ? std::vector<std::string_view>{} : split_words(value)) {
        if (!read_count(each, into.check_in_days.emplace_back())) {
            return false;
        }
    }
    return are_check_in_days(into.check_in_days);
}

std::string written_check_ins(const policy& p) {
    std::vector<std::string> days;
    for (const auto day : p.check_in_days) {
        days.push_back(std::to_string(day));
    }
    return days.empty() ? std::string(no_target_word) : join(days, " ");
}

std::string written_ladder(const policy& p) {
    std::vector<std::string> words;
    for (const auto who : p.ladder) {
        words.emplace_back(word(who));
    }
    return words.empty() ? std::string(nobody_word) : join(words, " ");
}

bool read_pause_reasons(policy& into, std::string_view value) {
    into.pause_reasons.clear();
    return std::ranges::all_of(split_words(value), [&into](std::string_view reason) {
        return add_pause_reason(into, reason);
    });
}

// Whom the policy is for; nothing for any other key.
std::optional<bool> read_match_line(policy& into, std::string_view key, std::string_view value) {
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
    return std::nullopt;
}

// What is a plain number; nothing for any other key.
std::optional<bool> read_number_line(policy& into, std::string_view key, std::string_view value) {
    static constexpr auto counts =
        std::to_array<std::pair<std::string_view, std::uint32_t policy::*>>(
            {{suppliers_word, &policy::min_suppliers},
             {slate_word, &policy::slate_cap},
             {cap_word, &policy::supplier_cap},
             {guarantee_word, &policy::guarantee_days},
             {neutral_word, &policy::neutral_answers},
             {consent_days_word, &policy::rtr_days},
             {claim_days_word, &policy::claim_days}}
        );
    const auto limit = std::ranges::find(limit_table, key, &policy_limit::name);
    if (limit != limit_table.end()) {
        return read_count(value, into.*limit->value);
    }
    for (const auto& [name, member] : counts) {
        if (name == key) {
            return read_count(value, into.*member);
        }
    }
    return std::nullopt;
}

bool read_policy_line(policy& into, std::string_view key, std::string_view value) {
    if (const auto match = read_match_line(into, key, value)) {
        return *match;
    }
    if (const auto number = read_number_line(into, key, value)) {
        return *number;
    }
    if (key == "calendar") {
        into.calendar = value;
        return true;
    }
    if (key.starts_with(calendar_prefix)) {
        return name_calendar(into, key.substr(calendar_prefix.size()), std::string(value));
    }
    if (key == consent_word) {
        return read_flag(value, into.rtr_required);
    }
    if (key == auto_present_word) {
        return read_flag(value, into.auto_present);
    }
    if (key == approval_word) {
        return read_flag(value, into.offer_approval);
    }
    if (key == tiers_word) {
        return read_flag(value, into.tiers_follow);
    }
    if (key == warn_word) {
        return read_count(value, into.warn_percent);
    }
    if (key == urge_word) {
        return read_count(value, into.urge_percent);
    }
    if (key == ladder_word) {
        return read_ladder(into, value);
    }
    if (key == check_ins_word) {
        return read_check_ins(into, value);
    }
    if (key == pause_word) {
        return read_pause_reasons(into, value);
    }
    if (key.starts_with(alert_word)) {
        return read_alert(into, key.substr(alert_word.size()), value);
    }
    const auto known = std::ranges::find(target_table, key, &clock_target::name);
    if (known != target_table.end() && known->optional && value == no_target_word) {
        into.*known->target = {};
        return true;
    }
    return known != target_table.end() && read_target(value, into.*known->target);
}

}  // namespace

std::span<const clock_target> clock_targets() noexcept {
    return target_table;
}

bool measures(const policy& p, clock_kind kind) {
    const auto& row = *std::ranges::find(target_table, kind, &clock_target::kind);
    return p.*row.target != working_target{};
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

std::span<const policy_limit> policy_limits() noexcept {
    return limit_table;
}

bool are_check_in_days(std::span<const std::uint16_t> days) noexcept {
    std::uint16_t before = 0;
    for (const auto day : days) {
        if (day <= before || day > 366) {
            return false;
        }
        before = day;
    }
    return days.size() <= 12;
}

std::vector<std::string> usual_pause_reasons() {
    const auto all = hold_reasons();
    return {all.begin(), all.end()};
}

bool may_be_on_ladder(role who) noexcept {
    return who == role::account_manager || who == role::operations;
}

bool add_pause_reason(policy& to, std::string_view reason) {
    const auto all = hold_reasons();
    const auto known = to.pause_reasons;
    to.pause_reasons.clear();
    for (const auto each : all) {
        if (each == reason || std::ranges::find(known, each) != known.end()) {
            to.pause_reasons.emplace_back(each);
        }
    }
    return std::ranges::find(all, reason) != all.end();
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
            .calendar = std::string(light_industrial_calendar_name),
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
    line(auto_present_word, p.auto_present ? "yes" : "");
    line(approval_word, p.offer_approval ? "yes" : "");
    const bool usual = p.claim_days == policy{}.claim_days;
    line(claim_days_word, usual ? std::string{} : std::to_string(p.claim_days));
    line(tiers_word, p.tiers_follow ? "yes" : "no");
    line(warn_word, std::to_string(p.warn_percent));
    line(urge_word, std::to_string(p.urge_percent));
    for (const auto& each : target_table) {
        const auto said = own_alert(p, each.kind);
        line(std::string(alert_word) + std::string(each.name), said ? word(*said) : "");
    }
    const policy usual_rules;
    line(ladder_word, p.ladder == usual_rules.ladder ? std::string{} : written_ladder(p));
    const bool all_reasons = p.pause_reasons == usual_rules.pause_reasons;
    line(pause_word, all_reasons ? std::string{} : join(p.pause_reasons, " "));
    for (const auto& each : limit_table) {
        const bool usual_limit = p.*each.value == usual_rules.*each.value;
        line(each.name, usual_limit ? std::string{} : std::to_string(p.*each.value));
    }
    const bool usual_days = p.check_in_days == usual_rules.check_in_days;
    line(check_ins_word, usual_days ? std::string{} : written_check_ins(p));
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

std::string reference(std::string_view name, std::uint32_t version) {
    return std::string{name} + '@' + std::to_string(version);
}

std::string_view name_of(std::string_view reference) noexcept {
    return reference.substr(0, reference.rfind('@'));
}

std::string_view family_of(std::string_view reference) noexcept {
    const auto name = name_of(reference);
    return name.substr(0, name.find('.'));
}

}  // namespace fillrate::domain
