#include "config/policies.hpp"

#include "config/table_reader.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace fillrate::config {

namespace {

using expectation = std::optional<std::string>;

constexpr std::size_t largest_file = std::size_t{1024} * 1024;
// One record of the store holds a calendar.
constexpr std::size_t largest_calendar = std::size_t{48} * 1024;
constexpr std::size_t most_sections = 500;
constexpr std::size_t longest_text = 200;

expectation check_section_name(const std::string& name) {
    if (name.empty() || domain::slug_of(name) != name) {
        return "expected a name of lower-case letters, digits and dashes, at most 40";
    }
    return std::nullopt;
}

expectation no_name(
    const std::string& what,
    std::string_view text,
    const std::vector<std::string_view>& known
) {
    const auto near = did_you_mean(text, known, 1);
    const auto shown = '"' + displayable(truncate_code_points(text, 40)) + '"';
    return "there is no " + what + ' ' + shown +
           (near.empty() ? std::string{} : "; did you mean " + std::string(near.front()) + "?");
}

void read_week(table_reader& in, domain::calendar_spec& into) {
    in.entries("week", [&into](std::string_view days, const std::string& text) -> expectation {
        const auto set = domain::parse_week_key(days);
        if (!set) {
            return set.error().detail;
        }
        const auto windows = domain::parse_windows(text);
        if (!windows) {
            return windows.error().detail;
        }
        for (std::size_t day = 0; day < into.week.size(); ++day) {
            if (!set->test(day)) {
                continue;
            }
            if (!into.week[day].empty()) {
                return "one of these days has its windows already; write each day once";
            }
            into.week[day] = *windows;
        }
        return std::nullopt;
    });
}

void read_special(table_reader& in, domain::calendar_spec& into) {
    in.entries("special", [&into](std::string_view day, const std::string& text) -> expectation {
        const auto date = parse_date(day);
        if (!date) {
            return "expected a date such as 2026-12-24";
        }
        auto windows = domain::parse_windows(text);
        if (!windows) {
            return windows.error().detail;
        }
        into.special.emplace(*date, std::move(*windows));
        return std::nullopt;
    });
}

// One without a zone is judged in any: its windows and days are the same.
domain::calendar_spec in_some_zone(domain::calendar_spec spec) {
    if (spec.zone.empty()) {
        spec.zone = "UTC";
    }
    return spec;
}

// Which key to look at when the whole does not fit together: without its special days a calendar
// whose week is wrong stays wrong.
std::string_view key_at_fault(domain::calendar_spec spec) {
    spec.special.clear();
    return domain::calendar::compile(std::move(spec)) ? "special" : "week";
}

void check_calendar(table_reader& in, const domain::calendar_spec& spec) {
    if (in.problem()) {
        return;
    }
    if (domain::canonical(spec).size() > largest_calendar) {
        in.fail(
            spec.special.size() > spec.holidays.size() ? "special" : "holidays",
            "too many days: a calendar takes up to " + std::to_string(largest_calendar / 1024) +
                " KiB"
        );
        return;
    }
    const auto compiled = domain::calendar::compile(in_some_zone(spec));
    if (!compiled) {
        in.fail(key_at_fault(in_some_zone(spec)), compiled.error().detail);
    }
}

domain::calendar_spec read_calendar(const std::string& name, table_reader& in) {
    domain::calendar_spec spec{.name = name};
    in.parsed("zone", [&spec](const std::string& text) -> expectation {
        const auto zone = time_zone::find(text);
        if (!zone) {
            return "expected an IANA time zone such as \"America/Chicago\"; " + zone.error().detail;
        }
        spec.zone = text;
        return std::nullopt;
    });
    read_week(in, spec);
    in.dates("holidays", spec.holidays);
    read_special(in, spec);
    if (!in.raw().contains("week")) {
        in.fail("week", "is missing; every calendar has a week");
    }
    // "default.<zone>" and its like ship.
    if (spec.zone.empty() && domain::is_shipped_calendar(name)) {
        in.fail("zone", "is missing; a calendar of this name has one");
    }
    check_calendar(in, spec);
    return spec;
}

expectation parse_shown_name(const std::string& text, std::string& into) {
    if (trim(text) != text || text.empty() || text.size() > longest_text ||
        displayable(text) != text) {
        return "expected a name as it is shown on cards, for example \"Acorn Robotics\"";
    }
    into = text;
    return std::nullopt;
}

template <class Enum>
expectation parse_word(const std::string& text, Enum first, Enum last, std::optional<Enum>& into) {
    into = domain::from_word<Enum>(text);
    if (into) {
        return std::nullopt;
    }
    std::string expected = "expected one of";
    for (auto i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
        expected += " \"" + std::string(domain::word(static_cast<Enum>(i))) + '"';
    }
    return expected;
}

void read_match(table_reader& in, domain::policy& into) {
    in.parsed("client", [&into](const std::string& text) {
        return parse_shown_name(text, into.client.value);
    });
    in.parsed("site", [&into](const std::string& text) {
        return parse_shown_name(text, into.site.value);
    });
    in.parsed("category", [&into](const std::string& text) {
        using domain::category;
        return parse_word(text, category::professional, category::light_industrial, into.category);
    });
    in.parsed("priority", [&into](const std::string& text) {
        return parse_word(text, domain::priority::p1, domain::priority::p3, into.priority);
    });
}

/// The names that policies of a file may give, for "did you mean".
using calendar_names = std::vector<std::string_view>;

expectation no_calendar(const std::string& text, const calendar_names& known) {
    const bool is_there = std::ranges::find(known, text) != known.end();
    return is_there ? std::nullopt : expectation(no_name("calendar", text, known));
}

// By clock, or by priority for all of them.
void read_calendars(table_reader& in, domain::policy& into, const calendar_names& known) {
    in.section("calendars", [&into, &known](table_reader& named) {
        const auto read = [&](std::string_view word) {
            named.parsed(word, [&](const std::string& text) -> expectation {
                // Every word that is read here is one of those.
                static_cast<void>(domain::name_calendar(into, word, text));
                return no_calendar(text, known);
            });
        };
        for (const auto& clock : domain::clock_targets()) {
            read(clock.name);
        }
        for (const auto urgency :
             {domain::priority::p1, domain::priority::p2, domain::priority::p3}) {
            read(domain::word(urgency));
        }
    });
}

void read_targets(table_reader& in, domain::policy& into) {
    in.section("targets", [&into](table_reader& targets) {
        for (const auto& clock : domain::clock_targets()) {
            targets.parsed(clock.name, [&into, &clock](const std::string& text) -> expectation {
                if (clock.optional && text == domain::no_target_word) {
                    into.*clock.target = {};
                    return std::nullopt;
                }
                const auto target = domain::parse_working_target(text);
                if (!target) {
                    return target.error().detail;
                }
                into.*clock.target = *target;
                return std::nullopt;
            });
        }
    });
}

void read_alerts(table_reader& in, domain::policy& into) {
    in.section("alert", [&into](table_reader& alerts) {
        for (const auto& clock : domain::clock_targets()) {
            alerts.parsed(clock.name, [&into, &clock](const std::string& text) -> expectation {
                using domain::clock_alert;
                std::optional<clock_alert> how;
                auto wrong = parse_word(text, clock_alert::dm, clock_alert::off, how);
                // The usual, written out, is the same policy.
                if (how && *how != domain::usual_alert(clock.kind)) {
                    into.alerts[clock.kind] = *how;
                }
                return wrong;
            });
        }
    });
}

void read_warn_points(table_reader& in, domain::policy& into) {
    std::uint32_t warn = into.warn_percent;
    std::uint32_t urge = into.urge_percent;
    in.number("warn_percent", warn, 1, 99);
    in.number("urge_percent", urge, 1, 99);
    if (warn >= urge) {
        in.fail(
            in.raw().contains("urge_percent") ? "urge_percent" : "warn_percent",
            "expected the urging (" + std::to_string(urge) + " %) to come after the warning (" +
                std::to_string(warn) + " %)"
        );
    }
    into.warn_percent = static_cast<std::uint8_t>(warn);
    into.urge_percent = static_cast<std::uint8_t>(urge);
}

void read_ladder(table_reader& in, domain::policy& into) {
    if (in.raw().contains("ladder")) {
        into.ladder.clear();
    }
    in.each("ladder", [&into](const std::string& text) -> expectation {
        const auto who = domain::from_word<domain::role>(text);
        const bool again = who && std::ranges::find(into.ladder, *who) != into.ladder.end();
        if (!who || again || !domain::may_be_on_ladder(*who)) {
            return "expected \"account_manager\" and \"operations\", each once, in the order in "
                   "which they hear";
        }
        into.ladder.push_back(*who);
        return std::nullopt;
    });
}

void read_pause_reasons(table_reader& in, domain::policy& into) {
    constexpr std::string_view key = "pause_reasons";
    if (in.raw().contains(key)) {
        into.pause_reasons.clear();
    }
    in.each(key, [&into](const std::string& text) -> expectation {
        if (domain::add_pause_reason(into, text)) {
            return std::nullopt;
        }
        return "expected reasons of a hold: " + join(domain::usual_pause_reasons(), ", ");
    });
    if (into.pause_reasons.empty() && !in.problem()) {
        in.fail(key, "expected one reason at least, or nothing for all of them");
    }
}

// What a policy leaves out is as in the shipped policy of its category.
domain::policy shipped_for(const table_reader& in) {
    const auto category = in.raw()["category"].value<std::string>();
    auto shipped = domain::shipped_policies();
    const auto same = std::ranges::find_if(shipped, [&category](const domain::policy& p) {
        return category && p.category && domain::word(*p.category) == *category;
    });
    auto base = same == shipped.end() ? shipped.front() : *same;
    base.category.reset();
    return base;
}

domain::policy read_policy(
    const std::string& name,
    table_reader& in,
    const calendar_names& calendars
) {
    auto policy = shipped_for(in);
    policy.name = name;
    read_match(in, policy);
    in.parsed("calendar", [&policy, &calendars](const std::string& text) -> expectation {
        policy.calendar = text;
        return no_calendar(text, calendars);
    });
    read_calendars(in, policy, calendars);
    read_targets(in, policy);
    in.number("min_suppliers", policy.min_suppliers, 1, 20);
    in.number("slate_cap", policy.slate_cap, 1, 50);
    in.number("supplier_cap", policy.supplier_cap, 1, 500);
    in.number("guarantee", policy.guarantee_days, 0, 366);
    in.number("neutral_answers", policy.neutral_answers, 1, 500);
    in.flag("rtr_required", policy.rtr_required);
    in.number("rtr_days", policy.rtr_days, 0, 366);
    in.flag("auto_present", policy.auto_present);
    in.flag("offer_approval", policy.offer_approval);
    in.number("claim_days", policy.claim_days, 0, 3660);
    in.flag("tiers_follow", policy.tiers_follow);
    read_warn_points(in, policy);
    read_alerts(in, policy);
    read_ladder(in, policy);
    read_pause_reasons(in, policy);
    in.numbers(
        "check_ins",
        policy.check_in_days,
        domain::are_check_in_days,
        "expected a list of at most twelve whole numbers from 1 to 366, each more than the one "
        "before"
    );
    for (const auto& limit : domain::policy_limits()) {
        in.number(limit.name, policy.*limit.value, limit.least, limit.most);
    }
    return policy;
}

bool same_match(const domain::policy& a, const domain::policy& b) {
    return equal_ignoring_case(a.client.value, b.client.value) &&
           equal_ignoring_case(a.site.value, b.site.value) && a.category == b.category &&
           a.priority == b.priority;
}

void check_policy(table_reader& in, const policy_file& before, const domain::policy& policy) {
    const auto same = std::ranges::find_if(before.policies, [&policy](const auto& other) {
        return same_match(other, policy);
    });
    if (same != before.policies.end()) {
        in.fail(
            in.raw().source(),
            "",
            "is for the same requisitions as policy." + same->name +
                "; give one of them another client, site, category or priority"
        );
    }
}

// `name` is judged before what stands below it.
bool starts_well(const std::string& name, std::size_t before, table_reader& in) {
    if (const auto expected = check_section_name(name)) {
        in.fail(in.raw().source(), "", *expected);
        return false;
    }
    if (before == most_sections) {
        in.fail(
            in.raw().source(),
            "",
            "one too many: expected at most " + std::to_string(most_sections)
        );
        return false;
    }
    return true;
}

policy_file read_all(table_reader& root) {
    policy_file all;
    root.sections("calendar", [&all](const std::string& name, table_reader& in) {
        if (starts_well(name, all.calendars.size(), in)) {
            all.calendars.push_back(read_calendar(name, in));
        }
    });
    calendar_names names(
        domain::shipped_calendar_names.begin(),
        domain::shipped_calendar_names.end()
    );
    for (const auto& spec : all.calendars) {
        names.emplace_back(spec.name);
    }
    root.sections("policy", [&all, &names](const std::string& name, table_reader& in) {
        if (starts_well(name, all.policies.size(), in)) {
            auto policy = read_policy(name, in, names);
            check_policy(in, all, policy);
            all.policies.push_back(std::move(policy));
        }
    });
    root.finish();
    return all;
}

}  // namespace

result<policy_file> parse_policies(std::string_view text, const std::string& name) {
    const auto table = parse_toml(text, name);
    if (!table) {
        return table.error();
    }
    table_reader root(*table, name, "");
    auto all = read_all(root);
    if (root.problem()) {
        return *root.problem();
    }
    return all;
}

result<policy_file> load_policies(const std::string& path) {
    const auto text = read_text_file(path, "a policies file", largest_file);
    if (!text) {
        return text.error();
    }
    return parse_policies(*text, path);
}

std::vector<domain::policy> policies_in_force(const policy_file& file) {
    auto all = file.policies;
    for (auto& shipped : domain::shipped_policies()) {
        const bool replaced = std::ranges::any_of(file.policies, [&shipped](const auto& own) {
            return own.name == shipped.name || same_match(own, shipped);
        });
        if (!replaced) {
            all.push_back(std::move(shipped));
        }
    }
    return all;
}

}  // namespace fillrate::config
